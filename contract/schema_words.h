#pragma once
// How violations speak.
#include <string>
#include <string_view>
#include <vector>

#include "contract/json.h"
#include "contract/schema_effort.h"
#include "contract/schema_plan.h"

namespace contract::schema_detail {

// JSON text of at most ~60 characters; the rest is "…".
std::string shown(const JsonView& value);
std::string shown_name(std::string_view name);  // in quotes
std::string shown_list(const std::vector<const Json*>& values);

// JSON Schema's word for the type of a value: a whole number is an "integer".
std::string_view type_word(const JsonView& value);
// "string or integer"; a `null` beside other types is left out unless `with_null`.
std::string type_words(TypeSet set, bool with_null);

// What a violation says besides where.
struct Words {
  std::string expected;
  std::string found;
  std::string message;
  std::string property = {};
};

Words words_type(TypeSet set, const JsonView& value);
Words words_choice(const Choice& choice, const JsonView& value);
Words words_bound(const Bound& bound, const JsonView& value);
Words words_multiple(const std::string& divisor, const JsonView& value);
Words words_format(const Format& format, const JsonView& value);
Words words_pattern(const Pattern& pattern, const JsonView& value, bool exhausted);
// `unit`: "characters", "items", "members".
Words words_size(bool upper, std::uint64_t limit, std::uint64_t size, std::string_view unit);
Words words_unique(std::size_t first, std::size_t second);
Words words_contains(const Contains& contains, std::uint64_t count);
Words words_required(std::string_view name);
Words words_dependent(std::string_view name, std::string_view because);
Words words_extra_member(std::string_view name, const JsonView& value);
Words words_extra_item(std::size_t index, const JsonView& value);
Words words_member_name(std::string_view name, std::string_view why);
Words words_nothing(const JsonView& value);
Words words_not(const JsonView& value);
Words words_several(std::size_t first, std::size_t second);
Words words_tag(const Branches& branches, const JsonView& value);
// A judgement that could not be finished: "nesting" or "effort", which are no keywords of schemas.
std::string_view keyword_spent(Spent what);
Words words_spent(Spent what);

}  // namespace contract::schema_detail
