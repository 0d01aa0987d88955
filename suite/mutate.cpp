#include "suite/mutate.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>

#include "suite/derive_rehearsal.h"

namespace suite {

namespace {

struct UsableCase {
  const Suite* suite = nullptr;
  const Case* test = nullptr;
  std::set<std::string> operations;
  std::size_t cost = 0;  // microseconds without a mutant
};

bool passes(const CaseResult& result) {
  return result.outcome == CaseResult::Outcome::passed ||
         result.outcome == CaseResult::Outcome::skipped;
}

// The cases that can notice something: those that pass without a mutant.
std::vector<UsableCase> usable_cases(const contract::BehaviourPtr& behaviour,
                                     const std::vector<SuitePtr>& suites, const RunOptions& options,
                                     MutationReport& report) {
  std::vector<UsableCase> usable;
  // What only the way through memory changes must not count as noticing a mutant.
  const auto same = derive_detail::Texts(*behaviour).load();
  const auto target = mock_target(same ? *same : behaviour);
  for (const SuitePtr& suite : suites)
    for (const Case& test : suite->cases) {
      const CaseResult result = run_case(*suite, test, *target, options);
      if (!passes(result)) {
        report.unusable.push_back(suite->name + " / " + test.name);
        continue;
      }
      if (result.outcome == CaseResult::Outcome::skipped) continue;
      UsableCase each{suite.get(), &test, {}, static_cast<std::size_t>(result.took.count())};
      for (const Step& step : test.steps) each.operations.insert(step.operation);
      usable.push_back(std::move(each));
    }
  report.cases = usable.size();
  return usable;
}

class Hunt {
 public:
  Hunt(const contract::Behaviour& behaviour, std::vector<UsableCase> cases, const RunOptions& run)
      : behaviour_(behaviour), cases_(std::move(cases)), run_(run) {}

  void judge(MutantResult& result) {
    auto mutated = load_mutant(behaviour_, result.mutant);
    if (!mutated) {
      result.fate = MutantResult::Fate::invalid;
      result.detail = contract::to_string(mutated.error().front());
      return;
    }
    auto target = mock_target(*mutated);
    if (result.mutant.hook != MutantHook::none) {
      const auto& operations = result.mutant.operations;
      target = wrong_target(std::move(target), *mutated, result.mutant.hook,
                            operations.empty() ? "" : *operations.begin());
    }
    for (const std::size_t index : order_for(result.mutant)) {
      const UsableCase& each = cases_[index];
      if (passes(run_case(*each.suite, *each.test, *target, run_))) continue;
      result.fate = MutantResult::Fate::killed;
      result.detail = each.suite->name + " / " + each.test->name;
      const std::lock_guard lock(mutex_);
      last_[result.mutant.op].push_back(index);
      return;
    }
  }

 private:
  // Cases that use an operation the mutant shows in, the last killers of this operator first, then
  // the cheap ones; after them all others.
  std::vector<std::size_t> order_for(const Mutant& mutant) {
    std::vector<std::size_t> recent;
    {
      const std::lock_guard lock(mutex_);
      recent = last_[mutant.op];
    }
    std::vector<std::pair<std::tuple<int, int, std::size_t>, std::size_t>> ranked;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      const bool near = mutant.operations.empty() ||
                        std::any_of(mutant.operations.begin(), mutant.operations.end(),
                                    [&](const std::string& operation) {
                                      return cases_[i].operations.count(operation) != 0;
                                    });
      const bool killer = std::find(recent.begin(), recent.end(), i) != recent.end();
      ranked.push_back({{near ? 0 : 1, killer ? 0 : 1, cases_[i].cost}, i});
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::size_t> order;
    for (const auto& [rank, index] : ranked) order.push_back(index);
    return order;
  }

  const contract::Behaviour& behaviour_;
  std::vector<UsableCase> cases_;
  const RunOptions& run_;
  std::mutex mutex_;
  std::map<std::string, std::vector<std::size_t>> last_;
};

void check_equivalents(const std::vector<EquivalentMutant>& equivalents, MutationReport& report) {
  for (const EquivalentMutant& equivalent : equivalents) {
    const auto found =
        std::find_if(report.mutants.begin(), report.mutants.end(),
                     [&](const auto& each) { return each.mutant.id() == equivalent.id; });
    const auto wrong = [&](const std::string& message) {
      report.equivalents_wrong.push_back({"wrong-equivalent", message, equivalent.where});
    };
    if (found == report.mutants.end()) {
      wrong("no mutant is called `" + equivalent.id + "`; remove the entry or mend its name");
    } else if (found->fate == MutantResult::Fate::survived) {
      found->fate = MutantResult::Fate::equivalent;
      found->detail = equivalent.because;
    } else {
      wrong("`" + equivalent.id + "` is no equivalent mutant: it is " +
            std::string(to_string(found->fate)) + " (" + found->detail + ")");
    }
  }
}

}  // namespace

std::size_t MutationReport::count(MutantResult::Fate fate) const {
  return static_cast<std::size_t>(std::count_if(
      mutants.begin(), mutants.end(), [&](const MutantResult& each) { return each.fate == fate; }));
}

bool MutationReport::well() const {
  return untried == 0 && count(MutantResult::Fate::survived) == 0 && equivalents_wrong.empty();
}

MutationReport mutate(const std::string& api, const contract::BehaviourPtr& behaviour,
                      const std::vector<SuitePtr>& suites,
                      const std::vector<EquivalentMutant>& equivalents,
                      const MutateOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  MutationReport report;
  report.api = api;
  Hunt hunt(*behaviour, usable_cases(behaviour, suites, options.run, report), options.run);
  for (Mutant& mutant : mutants_of(*behaviour))
    report.mutants.push_back({std::move(mutant), MutantResult::Fate::survived, ""});
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};
  auto work = [&] {
    while (options.stop == nullptr || !options.stop->load()) {
      const std::size_t i = next++;
      if (i >= report.mutants.size()) return;
      hunt.judge(report.mutants[i]);
      ++done;
      if (options.progress) options.progress(done, report.mutants.size());
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::max(options.jobs, 1U); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  const std::size_t tried = std::min(next.load(), report.mutants.size());
  report.untried = report.mutants.size() - tried;
  report.mutants.resize(tried);
  if (report.untried == 0) check_equivalents(equivalents, report);
  report.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  return report;
}

}  // namespace suite
