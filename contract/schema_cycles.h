#pragma once
#include "contract/schema_plan.h"

namespace contract::schema_detail {

// How many schemas may apply each other to one and the same value: a level of a body costs the
// evaluator that much stack.
constexpr std::size_t max_chain = 500;

struct Chains {
  // Nodes that would be applied to the same instance again and again: each is on a cycle of
  // references, combinations and conditions without a step into the instance.
  std::vector<Index> endless;
  // Nodes with which a chain of them gets longer than max_chain.
  std::vector<Index> too_long;
};
Chains find_chains(const std::vector<Node>& nodes);

}  // namespace contract::schema_detail
