#include "suite/run.h"

#include <nlohmann/json.hpp>

#include "contract/schema_pattern.h"
#include "support/catch.h"
#include "tasks.h"

namespace {

const std::string three =
    "cases:\n"
    "  - {case: first, evidence: documented, steps: [{when: tasks.get, path: {ref: a}, then: "
    "{status: 404}}]}\n"
    "  - {case: second, skip: not today, steps: [{when: tasks.get, path: {ref: a}}]}\n"
    "  - {case: third, steps: [{when: tasks.get, path: {ref: a}}]}\n";

std::string names(const std::vector<suite::RanCase>& ran) {
  std::string all;
  for (const suite::RanCase& each : ran)
    all += each.test->name + "=" + std::string(validator::to_string(each.result.outcome)) + " ";
  return all;
}

}  // namespace

TEST_CASE("results come in the order of the file, whatever the number of jobs") {
  const auto suite = suite_of(three);
  const auto target = suite::mock_target();
  for (const unsigned jobs : {1u, 2u, 8u})
    CHECK(names(suite::run_suites({suite, suite}, {}, *target, {}, jobs)) ==
          "first=passed second=skipped third=failed first=passed second=skipped third=failed ");
}

TEST_CASE("cases are chosen by name, evidence and token") {
  const auto suite = suite_of(three);
  const auto target = suite::mock_target();
  suite::Selection by_name;
  by_name.filter = contract::Pattern::compile("tasks / (f|t)").value();
  CHECK(names(suite::run_suites({suite}, by_name, *target, {}, 1)) == "first=passed third=failed ");
  suite::Selection by_evidence;
  by_evidence.evidence = {contract::Evidence::documented};
  CHECK(names(suite::run_suites({suite}, by_evidence, *target, {}, 1)) == "first=passed ");
  suite::Selection by_token;
  by_token.replay = suite::replay_token(*suite, suite->cases[2], 7);
  CHECK(names(suite::run_suites({suite}, by_token, *target, {}, 1)) == "third=failed ");
}

TEST_CASE("a token can be read back and nonsense cannot") {
  const auto suite = suite_of(three);
  const std::string token = suite::replay_token(*suite, suite->cases[0], 42);
  const auto parsed = suite::parse_replay_token(token);
  REQUIRE(parsed);
  CHECK(parsed->path == "t.suite.yaml");
  CHECK(parsed->seed == 42);
  for (const char* bad : {"", "x", "x#1@1", "#12345678@1", "x#12345678@", "x#12345678@a", "x@1"})
    CHECK_FALSE(suite::parse_replay_token(bad));
}

TEST_CASE("a run that is stopped starts no further case") {
  const auto suite = suite_of(three);
  const auto target = suite::mock_target();
  const std::atomic<bool> stop{true};
  CHECK(names(suite::run_suites({suite}, {}, *target, {}, 2, {}, &stop)) ==
        "first=skipped second=skipped third=skipped ");
}

TEST_CASE("a result names its line, its differences and its curl line") {
  const auto suite = suite_of(three);
  const auto target = suite::mock_target();
  const auto ran = suite::run_suites({suite}, {}, *target, {}, 1);
  const validator::TestResult failed = suite::test_result(ran[2]);
  CHECK(failed.message.starts_with("status: expected 2XX, found 404"));
  CHECK(failed.where.line == 7);
  CHECK(failed.details.find("step 1 of 1 (tasks.get), t.suite.yaml:7") == 0);
  CHECK(failed.details.find("  expected 2XX\n  actual   404") != std::string::npos);
  CHECK(failed.details.find("\ncurl -X GET 'http://127.0.0.1:4010/tasks/a'\n") !=
        std::string::npos);
  CHECK(failed.replay == ran[2].result.token);
  CHECK(suite::test_result(ran[1]).message == "not today");
}
