#include <set>

#include "support/catch.h"
#include "validator/report_advice.h"
#include "validator/report_formats.h"
#include "validator/report_samples.h"

using Outcome = validator::TestResult::Outcome;

TEST_CASE("a report has one result per operation and rule, and one per operation without any") {
  const auto results = validator::as_results(samples::failed_report());
  REQUIRE(results.size() == 3);
  CHECK(results[0].group == "requests that no operation is for");
  CHECK(results[0].name == "unknown-path");
  CHECK(results[0].outcome == Outcome::failed);
  CHECK(results[1].group == "orders.upsert (shop)");
  CHECK(results[1].name == "invalid-body");
  CHECK(results[1].message == "5 violations: The body breaks its schema.");
  CHECK(results[1].where == contract::Location{"/srv/shop/openapi.yaml", 120, 9});
  CHECK(results[1].details.find("1 more item of this exchange and 2 more exchanges") !=
        std::string::npos);
  CHECK(results[2].group == "orders.list (shop)");
  CHECK(results[2].outcome == Outcome::skipped);
}

TEST_CASE("an operation that was called and keeps its contract passes") {
  validator::Report report = samples::failed_report();
  report.groups.clear();
  const auto results = validator::as_results(report);
  REQUIRE(results.size() == 2);
  CHECK(results[1].group == "orders.upsert (shop)");
  CHECK(results[1].outcome == Outcome::passed);
}

TEST_CASE("what could not be judged is an error, never a pass") {
  validator::Report report = samples::incomplete_report();
  report.interrupted = true;
  report.counts.problems = 5;
  std::vector<std::string> errors;
  for (const auto& result : validator::as_results(report))
    if (result.outcome == Outcome::error) errors.push_back(result.group + ": " + result.name);
  CHECK(errors == std::vector<std::string>{"day.har: too-large at entry 12, byte 4096",
                                           "night.ndjson: unreadable", "captures: more problems",
                                           "shards: 2/3 of day.har", "captures: interrupted"});
}

TEST_CASE("every format renders every report") {
  for (const auto& report :
       {validator::Report{}, samples::failed_report(), samples::incomplete_report()})
    for (const std::string_view word : validator::report_formats()) {
      INFO(word);
      const auto format = validator::report_format_from(word);
      REQUIRE(format);
      CHECK(to_string(*format) == word);
      const std::string text = validator::report_as(*format, report);
      CHECK((!text.empty() || word == "github"));
    }
}

TEST_CASE("every rule has advice of its own") {
  std::set<std::string_view> meanings;
  const int last = static_cast<int>(contract::Rule::id_changed);
  for (int i = 0; i <= last; ++i) {
    const auto rule = static_cast<contract::Rule>(i);
    const validator::Advice& advice = validator::advice_for(rule);
    INFO(contract::code(rule));
    CHECK(advice.meaning != "The exchange breaks the contract.");
    CHECK(meanings.insert(advice.meaning).second);
    CHECK(advice.remedy.ends_with("."));
    CHECK(validator::section_of(rule) == "docs/rules.md#" + std::string(contract::code(rule)));
  }
}
