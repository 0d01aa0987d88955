#pragma once
#include <string>
#include <string_view>

#include "contract/error.h"

namespace contract::schema_detail {

// An ECMAScript pattern (ECMA-262 with the u flag) in PCRE2's syntax, where the two differ.
// Error code `bad-pattern`: an escape that ECMAScript does not have.
Result<std::string> to_pcre2(std::string_view pattern);

}  // namespace contract::schema_detail
