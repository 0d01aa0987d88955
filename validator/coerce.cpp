#include "validator/coerce.h"

#include <nlohmann/json.hpp>

#include "validator/text.h"

namespace validator {

namespace {

// A JSON number and nothing around it; discarded otherwise.
contract::Json read_number(std::string_view text) {
  if (text.empty() || !(is_digit(text.front()) || text.front() == '-') || !is_digit(text.back()))
    return contract::Json(contract::Json::value_t::discarded);
  return contract::Json::parse(text, nullptr, false);
}

}  // namespace

contract::Json coerce(std::string_view text, SchemaNode schema, Reading reading) {
  const Types types = types_of(schema);
  if (types.any() || (types.has(Types::string) && reading == Reading::text))
    return std::string(text);
  if (types.numeric()) {
    contract::Json number = read_number(text);
    if (number.is_number()) return number;
  }
  if (types.has(Types::boolean) && (text == "true" || text == "false")) return text == "true";
  if (types.has(Types::null) && !types.has(Types::string) && (text.empty() || text == "null"))
    return nullptr;
  return std::string(text);
}

}  // namespace validator
