// The bundled suites against the bundled mocks. ./dev test --all repeats this 50 times.
#include "suite/bundled_suites.h"

#include "mock/admin.h"
#include "support/catch.h"

namespace {

// Somebody's server: it keeps what it has, and knows nothing of worlds or of a control API.
bundled::Answer without_control(mock::Mock& mock) {
  return [&mock](contract::Request request) {
    if (mock::is_admin_path(request.path())) return contract::Response{404, {}, ""};
    request.headers.remove("Understudy-World");
    return mock.answer(request);
  };
}

std::vector<suite::RanCase> run(const std::string& api, suite::Target& target) {
  const auto ran = suite::run_suites(bundled::suites(api), {}, target, {}, 8);
  CHECK(ran.size() > 200);
  return ran;
}

}  // namespace

TEST_CASE("the bundled suites pass in process with 8 jobs", "[repeat]") {
  for (const std::string& api : bundled::apis) {
    INFO(api);
    CHECK(bundled::failures(run(api, *suite::mock_target())) == std::vector<std::string>{});
  }
}

TEST_CASE("the bundled suites pass over a socket with 8 jobs", "[repeat]") {
  for (const std::string& api : bundled::apis) {
    INFO(api);
    const bundled::Served served({api});
    CHECK(bundled::failures(run(api, *served.target())) == std::vector<std::string>{});
  }
}

TEST_CASE("the bundled suites pass against one mock of all their APIs") {
  const bundled::Served served(bundled::apis);
  for (const std::string& api : bundled::apis) {
    INFO(api);
    CHECK(bundled::failures(run(api, *served.target())) == std::vector<std::string>{});
  }
}

TEST_CASE("against a server that keeps what it has the bundled suites pass run after run") {
  for (const std::string& api : bundled::apis) {
    const bundled::Served served({api}, {}, without_control);
    for (const std::uint64_t seed : {11, 12}) {
      INFO(api << ", seed " << seed);
      suite::RunOptions options;
      options.seed = seed;
      const auto ran = suite::run_suites(bundled::suites(api), {}, *served.target(), options, 8);
      std::vector<std::string> failed;
      std::size_t skipped = 0;
      for (const suite::RanCase& each : ran) {
        skipped += each.result.outcome == suite::CaseResult::Outcome::skipped ? 1 : 0;
        if (each.result.outcome == suite::CaseResult::Outcome::failed ||
            each.result.outcome == suite::CaseResult::Outcome::error)
          failed.push_back(each.suite->name + " / " + each.test->name);
      }
      CHECK(failed == std::vector<std::string>{});
      CHECK(skipped * 4 < ran.size());  // those that need a mock say so
    }
  }
}
