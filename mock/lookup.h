#pragma once
// What `within` and `key` ask for, as the batch runner and queries share it.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/asked.h"
#include "contract/expression.h"
#include "mock/index.h"

namespace mock {

// `within`, resolved for one request.
struct Within {
  Match match;
  std::vector<std::pair<std::string, contract::JsonText>> values;
  bool sees_nothing = false;  // an expression found nothing, so no record is seen
};
Within resolve_within(const std::vector<std::pair<std::string, contract::Expression>>& within,
                      const contract::Scope& scope);

using contract::is_present;

}  // namespace mock
