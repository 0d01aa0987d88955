#pragma once
// A mutant is an API with one thing wrong. What can be wrong is a closed list of operators
// (docs/mutants.md); each is applied wherever it fits.
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "suite/mutant_hooks.h"

namespace suite {

struct Mutant {
  enum class Part : std::uint8_t { contract, behaviour, answers };
  std::string op;  // the operator's name: "limit-plus-one"
  Part part = Part::behaviour;
  contract::DocumentPtr document;  // that is changed
  std::string other_file;  // its URI when it is neither the behaviour nor the contract itself
  // The place, and its new value; null: the place is removed.
  std::string pointer;
  std::shared_ptr<const contract::Json> value;
  // What else must be said then, when the change alone does not load: answers for what can now
  // happen, none for what no longer can. Pointers and values as above.
  std::vector<std::pair<std::string, std::shared_ptr<const contract::Json>>> also;
  MutantHook hook = MutantHook::none;  // for `answers`
  std::set<std::string> operations;    // it may show in; empty: any
  contract::Location where;            // the declaration
  std::string what;                    // "limit: 250 -> 251"
  // One line that names the mutant in fixtures/<api>/equivalent-mutants.yaml; no line numbers, so
  // it survives edits elsewhere: "limit-plus-one /operations/a/batch/limit".
  std::string id() const;
};

// All of them, in the order of the documents.
std::vector<Mutant> mutants_of(const contract::Behaviour& behaviour);

// The API with this wrong. Errors: it cannot be said in a declaration that loads (invalid).
contract::Loaded<contract::BehaviourPtr> load_mutant(const contract::Behaviour& behaviour,
                                                     const Mutant& mutant);

}  // namespace suite
