#include "support/catch.h"
#include "validator/results_samples.h"

using validator::tap_report;

TEST_CASE("a TAP report numbers its points and keeps a # in a name from being a directive") {
  CHECK(tap_report(samples::results()) ==
        R"(TAP version 14
1..5
ok 1 - orders: 250 items are accepted
not ok 2 - orders: item <251> is "one" \#too many
  ---
  message: "expected 400,\nfound 200: 50%"
  severity: fail
  at:
    file: "suites/orders, big:1.yaml"
    line: 12
  replay: "orders:2"
  details: |2-
      /status
        expected 400

        found ]]> \x1b[0m)"
        "\uFFFD\\x0d\n"
        R"(  ...
ok 3 - other: stored things # SKIP needs the # mock
not ok 4 - orders: hangs
  ---
  message: "no answer in 2 s"
  severity: error
  at:
    file: "a.yaml"
  ...
ok 5 - no group \\ at all
)");
}

TEST_CASE("a TAP point stays on one line and its details cannot end their block") {
  const std::vector<validator::TestResult> results{{"",
                                                    "two\nlines",
                                                    validator::TestResult::Outcome::failed,
                                                    "m",
                                                    "...\nok 2 - forged",
                                                    {},
                                                    {}}};
  CHECK(tap_report(results) ==
        "TAP version 14\n1..1\nnot ok 1 - two lines\n  ---\n  message: \"m\"\n  severity: fail\n"
        "  details: |2-\n    ...\n    ok 2 - forged\n  ...\n");
}

TEST_CASE("a TAP report of nothing has the plan 1..0") {
  CHECK(tap_report({}) == "TAP version 14\n1..0\n");
}
