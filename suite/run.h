#pragma once
// Runs cases. Nothing here prints.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "contract/http.h"
#include "suite/suite.h"
#include "suite/target.h"
#include "validator/judge.h"
#include "validator/results.h"

namespace suite {

// One thing that is not as expected.
struct Failure {
  std::string part;      // "status", "header X", "body", "stored contacts", "contract", "answer"
  std::string pointer;   // into the body or the stored list; "" for the whole
  std::string expected;  // shortened JSON or words; may be ""
  std::string actual;
  std::string message;  // set instead of the two where a sentence says more
  std::size_t step = 0;
  contract::Location where;  // of the expectation in the suite
  bool operator==(const Failure&) const = default;
};

struct CaseResult {
  using Outcome = validator::TestResult::Outcome;  // error: could not be tried
  Outcome outcome = Outcome::passed;
  std::string reason;  // of skipped and error
  std::vector<Failure> failures;
  std::size_t skipped_checks = 0;  // `stored` against a real server
  std::size_t exchanges = 0;
  std::string curl;   // repeats the request of the first failure
  std::string token;  // for --replay
  bool unreachable = false;
  std::chrono::microseconds took{0};
};

struct RunOptions {
  std::uint64_t seed = 1;
  std::chrono::milliseconds timeout{30'000};
  contract::Headers headers;  // over the defaults of suites and clients, under those of steps
  validator::JudgeOptions judge{.refused_requests = false};
  bool stop_at_failure = true;  // of a case: later steps build on earlier ones
  // Called from the threads that run cases, one call at a time.
  std::function<void(const Suite&, const Case&, const contract::Exchange&,
                     const validator::Judgement&)>
      on_exchange;
};

CaseResult run_case(const Suite& suite, const Case& test, Target& target,
                    const RunOptions& options = {});

// Which cases.
struct Selection {
  std::shared_ptr<const contract::Pattern> filter;  // searched in "suite / case"; null: all
  std::vector<contract::Evidence> evidence;         // empty: all
  std::string replay;                               // a token: this case alone
};
bool selects(const Selection& selection, const Suite& suite, const Case& test);

struct RanCase {
  SuitePtr suite;
  const Case* test = nullptr;
  CaseResult result;
};
// In the order of the suites and their cases, whatever `jobs`. `progress` is called after each
// case, one call at a time. When `stop` becomes true no further case starts.
std::vector<RanCase> run_suites(const std::vector<SuitePtr>& suites, const Selection& selection,
                                Target& target, const RunOptions& options, unsigned jobs,
                                const std::function<void(const RanCase&)>& progress = {},
                                const std::atomic<bool>* stop = nullptr);

// As the reports know it: failures pointer by pointer, the curl line, the token.
validator::TestResult test_result(const RanCase& ran);

// "path#case@seed", to be pasted behind --replay. `case` is a short digest of the case's name.
std::string replay_token(const Suite& suite, const Case& test, std::uint64_t seed);
struct ReplayToken {
  std::string path;
  std::string digest;
  std::uint64_t seed = 0;
};
std::optional<ReplayToken> parse_replay_token(std::string_view token);

}  // namespace suite
