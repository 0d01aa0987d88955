#pragma once
// What a reference stands for, without copying it. Used by expression_evaluate.cpp and render.cpp.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "contract/expression.h"

namespace contract {

struct Plain {  // characters of a string, unquoted
  std::string_view text;
};
struct Serialised {  // JSON text
  std::string_view text;
};
struct OwnPlain {
  std::string text;
};
struct OwnSerialised {
  std::string text;
};
// monostate: found nothing. Views are valid while the scope is.
using Value = std::variant<std::monostate, JsonView, Plain, Serialised, OwnPlain, OwnSerialised,
                           std::uint64_t, bool>;

Value resolve(const Reference& reference, const Scope& scope);
// $violation.property: the member a keyword is about; else the pointer's last token, or the name of
// the parameter.
Value property_of(const Violation& violation);
// $violation.expected: of "string or integer", the types a schema allows, the first.
std::string_view expected_of(const Violation& violation);
// False, and nothing appended, for a value that is not there.
bool append_value(std::string& out, const Value& value);
bool append_plain(std::string& out, const Value& value);
// The text of `expression` appended without quotes; absent parts are empty.
void append_text(std::string& out, const Expression& expression, const Scope& scope);

}  // namespace contract
