#pragma once
// How operators are written: they look at a tree and propose one edit each. Internal to mutants.
#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "contract/pointer.h"
#include "suite/mutants.h"

namespace suite::mutant_detail {

using contract::Json;

// A place of one of the documents.
struct Place {
  Mutant::Part part = Mutant::Part::behaviour;
  contract::DocumentPtr document;
  std::string other_file;
  std::string pointer;
  const Json* node = nullptr;  // null: nothing stands there
  std::set<std::string> operations;

  Place at(const std::string& token) const;
  Place at(std::size_t index) const { return at(std::to_string(index)); }
  explicit operator bool() const { return node != nullptr; }
};

class Mutants {
 public:
  // `what` is completed by the old and the new value.
  void change(const char* op, const Place& place, Json value);
  void drop(const char* op, const Place& place);
  // `what`: when the name of the operator does not say it.
  void hook(MutantHook hook, const Place& place, const std::string& what = "");
  // Of the mutant that was added last (Mutant::also). Null: removed.
  void also(const Place& place, std::optional<Json> value);
  std::vector<Mutant> take();

 private:
  void add(Mutant mutant, const Place& place);
  std::vector<Mutant> list_;
  bool added_ = false;  // by the last call
};

// f(place of the element or member); no call when it is neither.
void each_child(const Place& place, const std::function<void(const Place&)>& f);

// The parts of mutants_of.
void mutate_schemas(const contract::Behaviour& behaviour, Mutants& mutants);
void mutate_collections(const Place& root, Mutants& mutants);
void mutate_errors(const Place& root, Mutants& mutants);
void mutate_plans(const Place& root, Mutants& mutants);
void mutate_batch(const Place& batch, const Place& root, Mutants& mutants);
// `plan` has the batch and its answers.
void mutate_atomic(const Place& plan, Mutants& mutants);
void mutate_respond(const Place& respond, Mutants& mutants);
void mutate_answers(const contract::Behaviour& behaviour, const Place& root, Mutants& mutants);

// Another declared error that answers with another code; "" when there is none.
std::string another_error(const Place& root, const std::string& name);

}  // namespace suite::mutant_detail
