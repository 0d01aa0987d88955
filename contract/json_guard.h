#pragma once
// What simdjson lets pass and we do not. Internal to parse_json.cpp.
#include <simdjson.h>

#include <optional>
#include <string_view>

#include "contract/error.h"

namespace contract::json_detail {

Error invalid_json(std::string message);  // code `invalid-json`
Error duplicate_name(std::string_view name);
Error nested_too_deep(std::size_t limit);

// Names that occur twice in one object, and more than `limit` levels of arrays and objects
// (simdjson lets one too many pass where the innermost is empty).
std::optional<Error> refusal_of(simdjson::dom::element root, std::size_t limit);

}  // namespace contract::json_detail
