#include "validator/report.h"

#include "api.h"
#include "support/catch.h"

namespace {

validator::Finding finding(std::uint64_t entry, bool note = false) {
  validator::Finding made;
  made.entry = entry;
  made.api = "a";
  made.violation.operation = "op";
  made.violation.rule = contract::Rule::invalid_body;
  made.violation.note = note;
  return made;
}

validator::Report report_of(unsigned shard, unsigned of, std::size_t max_listed = 200) {
  validator::Report report;
  report.max_listed = max_listed;
  report.files.push_back({"c.har", "har", 10, {shard}, of});
  return report;
}

const contract::OpenApiPtr& api() {
  static const auto loaded = api_of(R"(
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /things:
    get:
      operationId: op
      responses:
        '200': {description: ok, content: {application/json: {}, text/plain: {}}}
        4XX: {description: range}
)");
  return loaded;
}

}  // namespace

TEST_CASE("the report of shards equals the report of a single run") {
  validator::Report whole = report_of(1, 1, 3);
  std::vector<validator::Report> parts = {report_of(1, 2, 3), report_of(2, 2, 3)};
  for (std::uint64_t entry = 0; entry < 10; ++entry) {
    validator::add(whole, finding(entry));
    validator::add(parts[entry % 2], finding(entry));
    whole.counts.exchanges++;
    parts[entry % 2].counts.exchanges++;
  }
  auto joined = validator::merge(parts[1], parts[0]);
  REQUIRE(joined);
  CHECK(joined->groups == whole.groups);
  CHECK(joined->counts == whole.counts);
  CHECK(joined->groups.begin()->second.findings.size() == 3);
  CHECK(joined->groups.begin()->second.findings.back().entry == 2);
  CHECK(validator::verdict(*joined) == validator::Verdict::failed);
}

TEST_CASE("a missing shard makes the verdict incomplete and is named") {
  const auto joined = validator::merge(report_of(1, 3), report_of(3, 3));
  REQUIRE(joined);
  CHECK(validator::missing_shards(*joined) == std::vector<std::string>{"2/3 of c.har"});
  CHECK(validator::verdict(*joined) == validator::Verdict::incomplete);
}

TEST_CASE("a shard that would be counted twice and differing cuts are refused") {
  CHECK(validator::merge(report_of(1, 2), report_of(1, 2)).error().code == "shards-overlap");
  CHECK(validator::merge(report_of(1, 2), report_of(2, 3)).error().code == "shards-differ");
}

TEST_CASE("reports of different captures are joined, and findings keep their file") {
  validator::Report other = report_of(1, 1);
  other.files[0].name = "d.har";
  validator::add(other, finding(4));
  const auto joined = validator::merge(report_of(1, 1), other);
  REQUIRE(joined);
  CHECK(joined->files.at(validator::findings(*joined, false).at(0)->file).name == "d.har");
}

TEST_CASE("notes are counted apart and fail nothing") {
  validator::Report report = report_of(1, 1);
  validator::add(report, finding(0, true));
  CHECK(report.counts.notes == 1);
  CHECK(report.counts.violations == 0);
  CHECK(validator::verdict(report) == validator::Verdict::passed);
  CHECK(validator::findings(report, true).size() == 1);
  CHECK(validator::findings(report, false).empty());
}

TEST_CASE("a problem makes the verdict incomplete, an interruption wins") {
  validator::Report report = report_of(1, 1);
  validator::add(report, finding(0));
  validator::add(report, validator::Problem{});
  CHECK(validator::verdict(report) == validator::Verdict::incomplete);
  report.interrupted = true;
  CHECK(validator::verdict(report) == validator::Verdict::interrupted);
}

TEST_CASE("coverage knows what was never seen") {
  validator::Report report;
  validator::expect(report, "a", *api());
  const contract::Operation& operation = api()->operations.front();
  REQUIRE(report.coverage.size() == 3);
  validator::cover(report, "a", operation,
                   {200, {{"Content-Type", "application/json; charset=utf-8"}}, "{}"});
  validator::cover(report, "a", operation, {404, {{"Content-Type", "text/html"}}, "no"});
  validator::cover(report, "a", operation, {500, {{"Content-Type", "Text/HTML; x=y"}}, "no"});
  CHECK(report.coverage.at({"a", "op", "200", "application/json"}).seen == 1);
  CHECK(report.coverage.at({"a", "op", "200", "text/plain"}).seen == 0);
  CHECK(report.coverage.at({"a", "op", "4XX", ""}).seen == 1);
  CHECK(report.coverage.at({"a", "op", "500", "text/html"}).seen == 1);
  CHECK_FALSE(report.coverage.at({"a", "op", "500", "text/html"}).documented);
}
