#pragma once
// Results with everything that can go wrong in a writer.
#include <vector>

#include "validator/results.h"

namespace samples {

inline std::vector<validator::TestResult> results() {
  using Outcome = validator::TestResult::Outcome;
  using std::chrono::microseconds;
  std::vector<validator::TestResult> list(5);
  list[0] = {"orders", "250 items are accepted", Outcome::passed, "", "", {}, microseconds(1500)};
  list[1] = {"orders",
             "item <251> is \"one\" #too many",
             Outcome::failed,
             "expected 400,\nfound 200: 50%",
             "  /status\n    expected 400\n\n    found ]]> \x1b[0m\xff\r\n",
             {"suites/orders, big:1.yaml", 12, 5},
             microseconds(2000)};
  list[1].evidence = contract::Evidence::documented;
  list[1].replay = "orders:2";
  list[2] = {"other", "stored things", Outcome::skipped, "needs the # mock", "", {}, {}};
  list[3] = {"orders", "hangs", Outcome::error, "no answer in 2 s", "", {"a.yaml", 0, 0}, {}};
  list[4] = {"", "no group \\ at all", Outcome::passed, "", "", {}, {}};
  return list;
}

}  // namespace samples
