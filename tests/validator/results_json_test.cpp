#include <nlohmann/json.hpp>

#include "contract/embedded_schemas.h"
#include "contract/json.h"
#include "contract/schema.h"
#include "support/catch.h"
#include "validator/results_samples.h"

using contract::Json;

TEST_CASE("the JSON of results follows specs/test-report.schema.json") {
  const auto schema =
      contract::compile_schema(Json::parse(contract::embedded_schema("test-report")));
  REQUIRE(schema);
  const auto all = samples::results();
  for (std::size_t size = 0; size <= all.size(); ++size) {
    const Json report = Json::parse(validator::json_results("t", std::span(all).subspan(0, size)));
    const auto broken = (*schema)->explain(report);
    INFO((broken.empty() ? "" : broken.front().message));
    CHECK(broken.empty());
  }
}

TEST_CASE("the JSON of results says everything a result knows") {
  const Json report = Json::parse(validator::json_results("t\xff", samples::results()));
  CHECK(report["title"] == "t\uFFFD");
  CHECK(report["verdict"] == "error");
  CHECK(report["counts"] ==
        Json::parse(R"({"total": 5, "passed": 2, "failed": 1, "skipped": 1, "errors": 1})"));
  CHECK(report["microseconds"] == 3500);
  CHECK(report["results"].size() == 5);
  CHECK(report["results"][0] == Json::parse(R"({"group": "orders", "name": "250 items are accepted",
        "outcome": "passed", "microseconds": 1500})"));
  const Json& failed = report["results"][1];
  CHECK(failed["message"] == "expected 400,\nfound 200: 50%");
  CHECK(failed["details"] == "  /status\n    expected 400\n\n    found ]]> \x1b[0m\uFFFD\r\n");
  CHECK(failed["where"] ==
        Json::parse(R"({"file": "suites/orders, big:1.yaml", "line": 12, "column": 5})"));
  CHECK(failed["evidence"] == "documented");
  CHECK(failed["replay"] == "orders:2");
}

TEST_CASE("the verdict of results is failed without errors and passed without either") {
  auto all = samples::results();
  const auto verdict = [](std::span<const validator::TestResult> results) {
    return Json::parse(validator::json_results("t", results))["verdict"];
  };
  CHECK(verdict(std::span(all).subspan(0, 2)) == "failed");
  CHECK(verdict(std::span(all).subspan(0, 1)) == "passed");
  CHECK(verdict({}) == "passed");
}
