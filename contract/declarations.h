#pragma once
// Everything a behaviour declares that has evidence, one by one: what `lint --evidence` lists.
#include <string>
#include <vector>

#include "contract/behaviour.h"

namespace contract {

struct Declaration {
  std::string what;  // "error NOT_FOUND, code 7, status 404", "rule of orders.put: fail TOO_LATE"
  Claim claim;
  Location where;
};

// In the order of the file; what YAML aliases repeat stands once for each place. To add a kind of
// declaration: a function in declarations.cpp.
std::vector<Declaration> declarations(const Behaviour& behaviour);

// How answers name these in words: "missing", "missing or keyless".
std::string condition_of(const Respond& respond);  // "complete, partial; atomic false"; "" for any
std::string status_of(const Respond& respond);     // "200", "the error's", "the item's"
std::string action_text(const Action& action);     // "fail NAME", "update"

}  // namespace contract
