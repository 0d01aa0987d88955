#pragma once
// Step 10: the plan's batch, read or list on the store. The only place that locks, and only the
// partitions the plan touches.
#include "mock/store.h"
#include "mock/visit.h"

namespace mock {

// Takes the items out of `visit`.
Conclusion run_plan(Visit& visit, Store& store, const std::string& world,
                    contract::Generator& generator);

// The values of the collection's partition expressions as one text: each with ~ and / escaped as in
// a JSON pointer (RFC 6901 section 3), joined by "/". What is absent is empty.
std::string partition_key(const contract::Collection& collection, const contract::Facts& facts);

}  // namespace mock
