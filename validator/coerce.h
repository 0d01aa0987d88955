#pragma once
// Text from a URL, header or form as the JSON its schema asks for.
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "validator/schema_shape.h"

namespace validator {

// Which reading to prefer where a schema allows text beside another type: "12" under
// `type: [integer, string]` is 12 as `typed` and "12" as `text`.
enum class Reading : bool { typed, text };

// "12" is 12, "true" is true and "" is null only where the schema wants that; otherwise a string.
contract::Json coerce(std::string_view text, SchemaNode schema, Reading reading);

}  // namespace validator
