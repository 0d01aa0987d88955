#pragma once
#include <string>
#include <string_view>

#include "contract/error.h"

namespace contract::schema_detail {

// An ECMAScript pattern (ECMA-262 with the u flag) in PCRE2's syntax, where the two differ.
// Error code `bad-pattern`: an escape, group or quantifier that ECMAScript does not have. Flags
// such as (?i), which some documents use, are let pass where they are `allowed`.
enum class InlineFlags : bool { refused, allowed };
Result<std::string> to_pcre2(std::string_view pattern, InlineFlags flags = InlineFlags::allowed);

}  // namespace contract::schema_detail
