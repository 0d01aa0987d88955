#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "support/catch.h"
#include "validator/results_samples.h"

using contract::Json;

TEST_CASE("SARIF of results has one result per failed or unjudged case") {
  const Json log = Json::parse(validator::sarif_results(samples::results()));
  CHECK(log["version"] == "2.1.0");
  const Json& run = log["runs"][0];
  CHECK(run["tool"]["driver"]["name"] == "understudy");
  CHECK(run["invocations"][0]["executionSuccessful"] == false);
  REQUIRE(run["results"].size() == 2);
  const Json& failed = run["results"][0];
  CHECK(failed["ruleId"] == "failed-case");
  CHECK(failed["level"] == "error");
  CHECK(failed["locations"][0]["physicalLocation"] ==
        Json::parse(R"({"artifactLocation": {"uri": "suites/orders,%20big%3A1.yaml"},
                        "region": {"startLine": 12}})"));
  CHECK(run["results"][1]["ruleId"] == "case-not-judged");
  CHECK(run["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] == 1);
}

TEST_CASE("a case keeps its fingerprint when its line and its message change") {
  auto results = samples::results();
  const auto print = [&] {
    const Json log = Json::parse(validator::sarif_results(results));
    return log["runs"][0]["results"][0]["partialFingerprints"]["understudy/v1"];
  };
  const Json before = print();
  results[1].where.line = 99;
  results[1].message = "something else";
  CHECK(print() == before);
  results[1].name = "another case";
  CHECK(print() != before);
}
