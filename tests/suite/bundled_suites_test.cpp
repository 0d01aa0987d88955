// The bundled suites against the bundled mocks. ./dev test --all repeats this 50 times.
#include "suite/bundled_suites.h"

#include "support/catch.h"

namespace {

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
    const bundled::Served served({api});  // alone: several cannot say whose an unknown path is
    CHECK(bundled::failures(run(api, *served.target())) == std::vector<std::string>{});
  }
}
