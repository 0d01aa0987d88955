#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "support/catch.h"
#include "support/shell.h"
#include "validator/report_formats.h"
#include "validator/report_samples.h"
#include "validator/report_sarif_parts.h"

using contract::Json;

namespace {

Json sarif(const validator::Report& report, std::string folder = "/srv/shop") {
  validator::ReportStyle style;
  style.working_directory = std::move(folder);
  return Json::parse(validator::sarif_report(report, style));
}

}  // namespace

TEST_CASE("SARIF has one result per kind, at the line of the contract") {
  const Json log = sarif(samples::failed_report());
  CHECK(log["version"] == "2.1.0");
  REQUIRE(log["runs"].size() == 1);
  const Json& run = log["runs"][0];
  CHECK(run["invocations"][0]["executionSuccessful"] == true);
  REQUIRE(run["results"].size() == 4);
  const Json& first = run["results"][1];
  CHECK(first["ruleId"] == "invalid-body");
  CHECK(first["level"] == "error");
  CHECK(first["occurrenceCount"] == 4);
  CHECK(first["locations"][0]["physicalLocation"] ==
        Json::parse(
            R"({"artifactLocation": {"uri": "openapi.yaml"}, "region": {"startLine": 120}})"));
  CHECK(first["message"]["text"].get<std::string>().starts_with(
      "request body /items/0/id: must be a string, not a number\nexpected string, found 12\n"
      "day.har, entry 2"));
}

TEST_CASE("SARIF rule indexes point at the rule of the result, with help") {
  const Json run = sarif(samples::failed_report())["runs"][0];
  const Json& rules = run["tool"]["driver"]["rules"];
  CHECK(rules.size() == 3);
  for (const Json& result : run["results"]) {
    const Json& rule = rules.at(result["ruleIndex"].get<std::size_t>());
    CHECK(rule["id"] == result["ruleId"]);
    CHECK(rule["help"]["text"].get<std::string>().find(
              "docs/rules.md#" + rule["id"].get<std::string>()) != std::string::npos);
  }
}

TEST_CASE("SARIF notes are notes, and compiled-in files have a base of their own") {
  const Json run = sarif(samples::failed_report())["runs"][0];
  const Json& note = run["results"][3];
  CHECK(note["level"] == "note");
  CHECK(note["locations"][0]["physicalLocation"]["artifactLocation"] ==
        Json::parse(R"({"uri": "shop/behaviour.yaml", "uriBaseId": "BUNDLED"})"));
  CHECK(run["originalUriBaseIds"].contains("BUNDLED"));
}

TEST_CASE("SARIF results without a line of a contract have no place in a file") {
  const Json run = sarif(samples::failed_report())["runs"][0];
  CHECK(run["results"][0]["ruleId"] == "unknown-path");
  CHECK_FALSE(run["results"][0].contains("locations"));
}

TEST_CASE("SARIF names files as URIs") {
  const auto uri = [](std::string file, std::string folder = "/srv/shop") {
    validator::Report report = samples::failed_report();
    for (auto& [key, group] : report.groups)
      for (auto& finding : group.findings) finding.violation.contract = {file, 0, 0};
    const Json run = sarif(report, std::move(folder))["runs"][0];
    const Json place = run["results"][0]["locations"][0]["physicalLocation"];
    CHECK(place["region"]["startLine"] == 1);
    return place["artifactLocation"]["uri"].get<std::string>();
  };
  CHECK(uri("api/openapi.yaml") == "api/openapi.yaml");
  CHECK(uri("./api/openapi.yaml") == "api/openapi.yaml");
  CHECK(uri("/srv/shop/api/a.yaml") == "api/a.yaml");
  CHECK(uri("/srv/shopping/a.yaml") == "file:///srv/shopping/a.yaml");
  CHECK(uri("/srv/shop/a.yaml", "") == "file:///srv/shop/a.yaml");
  CHECK(uri("a b#c?d%e:f.yaml") == "a%20b%23c%3Fd%25e%3Af.yaml");
}

TEST_CASE("a SARIF fingerprint survives other entries, items and lines, not another place") {
  const auto print = [](const validator::Finding& finding) {
    validator::Report report = samples::empty_report();
    add(report, finding);
    return sarif(report)["runs"][0]["results"][0]["partialFingerprints"]["understudy/v1"];
  };
  auto moved = samples::finding(99, "/items/42/id", 42);
  moved.violation.contract.line = 7;
  moved.violation.found = "null";
  CHECK(print(moved) == print(samples::finding(2, "/items/0/id", 0)));
  CHECK(print(samples::finding(2, "/items/0/name", 0)) != print(moved));
  CHECK(validator::fingerprint_of("") == "cbf29ce484222325");
  CHECK(validator::fingerprint_of("a") == "af63dc4c8601ec8c");
}

TEST_CASE("SARIF of an incomplete run says that it did not succeed") {
  CHECK(sarif(samples::incomplete_report())["runs"][0]["invocations"][0]["executionSuccessful"] ==
        false);
}
