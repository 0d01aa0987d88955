#pragma once
#include <optional>
#include <vector>

#include "contract/error.h"
#include "mock/mock.h"

namespace mock {

// Error `route-conflict` when two APIs claim one method and one path shape ("/a/{x}" is "/a/{y}")
// under the same prefix, with or without their base paths.
std::optional<contract::Error> find_route_conflict(const std::vector<MountedApi>& apis);

}  // namespace mock
