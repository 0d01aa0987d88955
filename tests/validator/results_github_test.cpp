#include "support/catch.h"
#include "validator/results_samples.h"

using validator::github_report;

TEST_CASE("GitHub commands escape line breaks and %, and in properties : and ,") {
  CHECK(github_report(samples::results()) ==
        "::error file=suites/orders%2C big%3A1.yaml,line=12,col=5,title=orders%3A item <251> is "
        "\"one\" #too many::expected 400,%0Afound 200: 50%25%0A  /status%0A    expected 400%0A%0A  "
        "  found ]]> \\x1b[0m\uFFFD\\x0d\n"
        "::error file=a.yaml,title=orders%3A hangs::no answer in 2 s\n");
}

TEST_CASE("a value cannot start a GitHub command of its own") {
  const std::vector<validator::TestResult> results{{"g\n::error::x",
                                                    "n\r\n::stop-commands::y",
                                                    validator::TestResult::Outcome::failed,
                                                    "m\n::set-env name=a::b",
                                                    "",
                                                    {"f\n::debug::", 1, 0},
                                                    {}}};
  CHECK(github_report(results) ==
        "::error file=f%0A%3A%3Adebug%3A%3A,line=1,title=g %3A%3Aerror%3A%3Ax%3A n "
        "%3A%3Astop-commands%3A%3Ay::m%0A::set-env name=a::b\n");
}

TEST_CASE("a file inside the binary is no place to annotate") {
  std::vector<validator::TestResult> results{{"g",
                                              "n",
                                              validator::TestResult::Outcome::failed,
                                              "m",
                                              "",
                                              {"bundled:shop/openapi.yaml", 3, 1},
                                              {}}};
  CHECK(github_report(results) == "::error title=g%3A n::m\n");
}

TEST_CASE("what passed or was skipped needs no annotation") {
  using Outcome = validator::TestResult::Outcome;
  const std::vector<validator::TestResult> results{{"g", "a", Outcome::passed, "", "", {}, {}},
                                                   {"g", "b", Outcome::skipped, "why", "", {}, {}}};
  CHECK(github_report(results).empty());
}
