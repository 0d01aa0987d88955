#pragma once
#include <optional>
#include <utility>

#include "contract/json.h"

namespace contract::schema_detail {

// Positions of two equal elements of an array, if there are any.
std::optional<std::pair<std::size_t, std::size_t>> find_equal_elements(const JsonView& array);

}  // namespace contract::schema_detail
