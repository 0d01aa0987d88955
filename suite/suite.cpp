#include "suite/suite.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace suite {

Node make_node(contract::Json value) {
  return std::make_shared<const contract::Json>(std::move(value));
}

bool Case::needs_mock() const {
  return !faults.empty() || !given.empty() ||
         std::any_of(steps.begin(), steps.end(),
                     [](const Step& step) { return !step.faults.empty() || !step.given.empty(); });
}

}  // namespace suite
