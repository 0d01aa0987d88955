#pragma once
#include "contract/schema_plan.h"

namespace contract::schema_detail {

// Nodes that would be applied to the same instance again and again: each is on a cycle of
// references, combinations and conditions without a step into the instance.
std::vector<Index> endless_nodes(const std::vector<Node>& nodes);

}  // namespace contract::schema_detail
