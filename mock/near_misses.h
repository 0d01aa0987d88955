#pragma once
// Which operations an unmatched request may have meant.
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "mock/responder.h"

namespace mock {

struct NearMiss {
  std::string api, operation, method, path;
  double distance = 0;  // 0: the same; 1: nothing in common
};

// The three closest, closest first; operations that have less than half in common are left out.
std::vector<NearMiss> near_misses(const contract::Request& request,
                                  const std::vector<std::shared_ptr<Responder>>& responders);

}  // namespace mock
