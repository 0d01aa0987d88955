#include "suite/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>

#include "contract/schema_pattern.h"

namespace suite {

namespace {

std::string digest_of(const Case& test) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : test.name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return fmt::format("{:08x}", hash);
}

// After so many cases in a row without an answer the rest is not tried.
constexpr int patience = 5;

struct Running {
  std::vector<RanCase>& cases;
  Target& target;
  const RunOptions& options;
  const std::function<void(const RanCase&)>& progress;
  const std::atomic<bool>* stop;
  std::atomic<std::size_t> next{0};
  std::atomic<int> unanswered{0};
  std::mutex mutex;

  void work();
  void run(RanCase& ran);
};

bool without_answer(const CaseResult& result) {
  return !result.failures.empty() && result.failures.back().part == "answer";
}

void Running::run(RanCase& ran) {
  if (unanswered >= patience) {
    ran.result.outcome = CaseResult::Outcome::error;
    ran.result.reason = fmt::format("not tried: {} cases in a row got no answer", patience);
    ran.result.token = replay_token(*ran.suite, *ran.test, options.seed);
    return;
  }
  ran.result = run_case(*ran.suite, *ran.test, target, options);
  if (without_answer(ran.result))
    ++unanswered;
  else if (ran.result.exchanges > 0)
    unanswered = std::min(unanswered.load(), 0);
}

void Running::work() {
  while (!stop || !*stop) {
    const std::size_t at = next++;
    if (at >= cases.size()) return;
    run(cases[at]);
    const std::lock_guard lock(mutex);
    if (progress) progress(cases[at]);
  }
}

}  // namespace

std::string replay_token(const Suite& suite, const Case& test, std::uint64_t seed) {
  return fmt::format("{}#{}@{}", suite.path, digest_of(test), seed);
}

std::optional<ReplayToken> parse_replay_token(std::string_view token) {
  const std::size_t at = token.rfind('@');
  const std::size_t hash = token.rfind('#', at);
  if (at == std::string_view::npos || hash == std::string_view::npos || hash == 0)
    return std::nullopt;
  ReplayToken parsed{std::string(token.substr(0, hash)),
                     std::string(token.substr(hash + 1, at - hash - 1)), 0};
  const std::string_view digits = token.substr(at + 1);
  if (parsed.digest.size() != 8 || digits.empty() || digits.size() > 19) return std::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    parsed.seed = parsed.seed * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return parsed;
}

bool selects(const Selection& selection, const Suite& suite, const Case& test) {
  if (!selection.replay.empty()) {
    const auto token = parse_replay_token(selection.replay);
    return token && token->path == suite.path && token->digest == digest_of(test);
  }
  if (!selection.evidence.empty() && std::find(selection.evidence.begin(), selection.evidence.end(),
                                               test.evidence) == selection.evidence.end())
    return false;
  return !selection.filter ||
         selection.filter->match(suite.name + " / " + test.name) == contract::Pattern::Verdict::yes;
}

std::vector<RanCase> run_suites(const std::vector<SuitePtr>& suites, const Selection& selection,
                                Target& target, const RunOptions& options, unsigned jobs,
                                const std::function<void(const RanCase&)>& progress,
                                const std::atomic<bool>* stop) {
  std::vector<RanCase> cases;
  for (const SuitePtr& suite : suites)
    for (const Case& test : suite->cases)
      if (selects(selection, *suite, test)) cases.push_back({suite, &test, {}});
  RunOptions shared = options;
  std::mutex exchanges;
  if (options.on_exchange)
    shared.on_exchange = [&](const Suite& suite, const Case& test,
                             const contract::Exchange& exchange,
                             const validator::Judgement& judgement) {
      const std::lock_guard lock(exchanges);
      options.on_exchange(suite, test, exchange, judgement);
    };
  for (RanCase& ran : cases) {
    ran.result.outcome = CaseResult::Outcome::skipped;
    ran.result.reason = "interrupted before it ran";
  }
  Running running{cases, target, shared, progress, stop, {}, {}, {}};
  std::vector<std::thread> threads;
  const std::size_t more =
      std::min<std::size_t>(std::max(jobs, 1u), std::max<std::size_t>(cases.size(), 1)) - 1;
  for (std::size_t i = 0; i < more; ++i) threads.emplace_back([&] { running.work(); });
  running.work();
  for (std::thread& thread : threads) thread.join();
  return cases;
}

}  // namespace suite
