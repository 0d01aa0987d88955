#pragma once
// The words of forms and matchers; resolve and check_value read them from the same table.
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "contract/json.h"

namespace suite {

// A mapping with a member whose name starts with a single `$`.
struct Form {
  std::string_view word;  // the member that makes it one
  bool matcher = false;   // only in expectations
  enum class Takes : std::uint8_t { count, list, value, number, pattern, type } takes;
  std::string_view others;  // further members it may have, separated by spaces
};
std::span<const Form> forms();
// The form of an object; null for a plain one. `word` is set to the first `$` word it has.
const Form* form_of(const contract::Json& object, std::string& word);

// "$any", "$uuid", "$instant", "$absent".
bool is_matcher_word(std::string_view text);

}  // namespace suite
