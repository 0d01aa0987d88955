#include "support/catch.h"
#include "validator/report_formats.h"
#include "validator/report_samples.h"

using validator::text_report;

TEST_CASE("the text of a report groups, folds, points and ends with the verdict") {
  CHECK(text_report(samples::failed_report()) ==
        R"(✗ requests that no operation is for
  unknown-path  1 violation
    path: no path fits /nowhere
      night.ndjson, entry 9: PUT /nowhere → 404
    → Correct the path in the client, or add it to the contract.

✗ orders.upsert (shop)
  invalid-body  5 violations
    request body /items/0/id: must be a string, not a number
      expected string, found 12
      day.har, entry 2: PUT /orders/batch?dry=<1> → 200, item 0
      asked for at /srv/shop/openapi.yaml:120:9
      1 more item of this exchange and 2 more exchanges (entries 5, 7) have this error
    request body /items: must be a string, not a number
      expected string, found 12
      day.har, entry 2: PUT /orders/batch?dry=<1> → 200
      asked for at /srv/shop/openapi.yaml:120:9
    → Correct the sender, or loosen the schema if the contract is what is wrong.

i orders.upsert (shop)
  undocumented-status  1 note
    status: the contract does not document 409
      found 409
      day.har, entry 4: PUT /orders/batch?dry=<1> → 409
      asked for at bundled:shop/behaviour.yaml:7 (evidence: assumed)
    → Document the status in the contract, or correct the server.

coverage: 1 of 3 documented answers seen
✓ orders.upsert (shop)  200      application/json      1,229
- orders.upsert (shop)  400      application/json      never
! orders.upsert (shop)  409      no body                   1  not documented
- orders.list (shop)  never called

failed: 1,234 exchanges: 6 violations in 4 of them, 1 note, 3 out of scope, 1 without an answer
)");
}

TEST_CASE("problems and missing shards are named and the verdict is incomplete") {
  const std::string text = text_report(samples::incomplete_report());
  CHECK(text.find("! day.har: entry 12 at byte 4096: the entry is larger than 16 MiB\n"
                  "! night.ndjson is a directory\n"
                  "! shard 2/3 of day.har is missing\n") != std::string::npos);
  CHECK(text.find("\nincomplete: 1,234 exchanges: 6 violations in 4 of them") != std::string::npos);
  CHECK(text.find(", 2 problems\n") != std::string::npos);
}

TEST_CASE("a report without violations is short, and a quiet one silent") {
  validator::Report report = samples::empty_report();
  CHECK(text_report(report) == "passed: 0 exchanges, none of them judged\n");
  report.counts.exchanges = report.counts.judged = 1;
  CHECK(text_report(report) == "passed: 1 exchange, no violation\n");
  validator::ReportStyle quiet;
  quiet.quiet = true;
  CHECK(text_report(report, quiet) == "");
}

TEST_CASE("quiet text leaves out notes and coverage, not violations and verdict") {
  validator::ReportStyle quiet;
  quiet.quiet = true;
  const std::string text = text_report(samples::failed_report(), quiet);
  CHECK(text.find("invalid-body") != std::string::npos);
  CHECK(text.find("undocumented-status") == std::string::npos);
  CHECK(text.find("coverage") == std::string::npos);
  CHECK(text.find("\nfailed: ") != std::string::npos);
}

TEST_CASE("captured bytes cannot steer the terminal") {
  validator::Report report = samples::failed_report();
  validator::ReportStyle coloured;
  coloured.colour = true;
  auto& found = report.groups.begin()->second.findings.front();
  found.target = "/\x1b]0;title\x07\r\n::error::x";
  found.violation.message = "a\nfailed: forged";
  const std::string text = text_report(report, coloured);
  CHECK(text.find("\x1b]0") == std::string::npos);
  CHECK(text.find("/\\x1b]0;title\\x07 ::error::x") != std::string::npos);
  CHECK(text.find("\nfailed: forged") == std::string::npos);
  CHECK(text.find("\x1b[31minvalid-body\x1b[0m") != std::string::npos);
}

TEST_CASE("what is counted and not listed is said, and many kinds are cut short") {
  validator::Report report = samples::empty_report();
  report.max_listed = 30;
  for (std::size_t i = 0; i < 40; ++i)
    add(report, samples::finding(i, "/field" + std::to_string(i) + "x"));
  const std::string text = text_report(report);
  CHECK(text.find("    10 more kinds of it: see --report json or html\n") != std::string::npos);
  CHECK(text.find("    10 more are counted and not listed\n") != std::string::npos);
}

TEST_CASE("where the rules about keys stopped is said, in text and on the page") {
  const std::string sentence =
      "the rules about keys stopped at night.ndjson, entry 9, for want of memory";
  CHECK(text_report(samples::shard_report()).find("\ni " + sentence + "\n") != std::string::npos);
  CHECK(validator::html_report(samples::shard_report()).find(sentence) != std::string::npos);
  CHECK(text_report(samples::failed_report()).find("rules about keys") == std::string::npos);
}
