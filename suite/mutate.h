#pragma once
// How strong are these suites? Every mutant of an API is put to them; one that no case notices
// survives (docs/mutants.md).
#include <atomic>
#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "suite/mutants.h"
#include "suite/run.h"

namespace suite {

// A mutant that behaves like the original in every answer it can give, and why.
struct EquivalentMutant {
  std::string id;
  std::string because;
  contract::Location where;
};
// Of an equivalent-mutants.yaml: a list of {mutant, because}. Errors: another shape, an id twice.
contract::Loaded<std::vector<EquivalentMutant>> load_equivalents(
    const contract::Document& document);

struct MutantResult {
  enum class Fate : std::uint8_t { killed, survived, invalid, equivalent };
  Mutant mutant;
  Fate fate = Fate::survived;
  std::string detail;  // the case that killed it; why it does not load; why it is equivalent
};
std::string_view to_string(MutantResult::Fate fate);

struct MutationReport {
  std::string api;
  std::vector<MutantResult> mutants;   // in the order of mutants_of
  std::vector<std::string> unusable;   // cases that do not pass without any mutant; not used
  contract::Errors equivalents_wrong;  // listed, but killed, or no mutant at all
  std::size_t cases = 0;
  std::size_t untried = 0;  // left out because of `stop`; the list of equivalents is then unchecked
  std::chrono::milliseconds took{0};

  std::size_t count(MutantResult::Fate fate) const;
  // All were tried, there is no survivor, and nothing is wrong with the list of equivalents.
  bool well() const;
};

struct MutateOptions {
  RunOptions run;
  unsigned jobs = 2;
  std::function<void(std::size_t done, std::size_t total)> progress;  // from any thread
  const std::atomic<bool>* stop = nullptr;  // what was not tried then is left out
};

// `suites` are those of this API. A mutant's cases run in the order in which they are likely to
// notice it, and no further than the first that does.
MutationReport mutate(const std::string& api, const contract::BehaviourPtr& behaviour,
                      const std::vector<SuitePtr>& suites,
                      const std::vector<EquivalentMutant>& equivalents,
                      const MutateOptions& options);

std::string mutation_text(const MutationReport& report);
contract::Json mutation_json(const MutationReport& report);

}  // namespace suite
