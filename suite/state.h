#pragma once
// `given` and `stored`: what a mock's store holds.
#include <nlohmann/json_fwd.hpp>

#include "suite/run.h"
#include "suite/values.h"

namespace suite {

// {collection: {partition: [records]}} as a mock is seeded with. Where no partition is written it
// is that of `request`.
contract::Result<contract::Json> state_of(const Suite& suite, const std::vector<StatePart>& parts,
                                          const contract::Request& request, Scope& scope);
std::vector<Failure> check_stored(const Suite& suite, const std::vector<StatePart>& parts,
                                  const contract::Request& request, const contract::Json& state,
                                  Scope& scope);

}  // namespace suite
