#pragma once
// Numbers, strings, sizes, enum and const. See schema_walk.h.
#include <algorithm>

#include "contract/schema_decimal.h"
#include "contract/schema_walk.h"

namespace contract::schema_detail {

inline bool within(const Bound& bound, const Number& number) {
  const auto order = number.compare(bound.limit);
  if (order == 0) return !bound.exclusive;
  return bound.upper ? order < 0 : order > 0;
}

inline std::uint64_t code_points(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

template <class View, class Out>
bool Walk<View, Out>::number_fits(const Node& node, View value) {
  const NumberRules& rules = *node.number;
  const Number number = value.number();
  bool ok = true;
  for (const Bound& bound : rules.bounds) {
    if (within(bound, number)) continue;
    const std::string_view keyword = bound.upper
                                         ? (bound.exclusive ? "exclusiveMaximum" : "maximum")
                                         : (bound.exclusive ? "exclusiveMinimum" : "minimum");
    ok = fail(node, keyword, [&] { return words_bound(bound, value); });
    if (stop(ok)) return false;
  }
  if (rules.multiple_of && !is_multiple(number, *rules.multiple_of)) {
    ok = fail(node, "multipleOf", [&] { return words_multiple(rules.multiple_text, value); });
    if (stop(ok)) return false;
  }
  if (rules.format != nullptr && !rules.format->accepts_number(number))
    ok = fail(node, "format", [&] { return words_format(*rules.format, value); });
  return ok;
}

template <class View, class Out>
bool Walk<View, Out>::length_fits(const Node& node, View value) {
  const StringRules& rules = *node.string;
  const std::string_view text = value.string();
  if (rules.min == 0 && text.size() <= rules.max) return true;  // bytes are no fewer
  if (text.size() / 4 >= rules.min && text.size() <= rules.max) return true;
  const std::uint64_t length = code_points(text);
  if (length < rules.min) {
    return fail(node, "minLength",
                [&] { return words_size(false, rules.min, length, "characters"); });
  }
  if (length <= rules.max) return true;
  return fail(node, "maxLength", [&] { return words_size(true, rules.max, length, "characters"); });
}

template <class View, class Out>
bool Walk<View, Out>::string_fits(const Node& node, View value) {
  const StringRules& rules = *node.string;
  bool ok = length_fits(node, value);
  if (stop(ok)) return false;
  if (rules.pattern) {
    const Pattern::Verdict verdict = match(*rules.pattern, value.string());
    const bool exhausted = verdict == Pattern::Verdict::exhausted;
    if (verdict != Pattern::Verdict::yes)
      ok = fail(node, "pattern", [&] { return words_pattern(*rules.pattern, value, exhausted); });
    if (stop(ok)) return false;
  }
  if (rules.format != nullptr && !rules.format->accepts_text(value.string()))
    ok = fail(node, "format", [&] { return words_format(*rules.format, value); });
  return ok;
}

template <class View, class Out>
bool Walk<View, Out>::size_fits(const Node& node, std::uint64_t min, std::uint64_t max,
                                std::uint64_t size, bool array) {
  const std::string_view unit = array ? "items" : "members";
  if (size < min) {
    return fail(node, array ? "minItems" : "minProperties",
                [&] { return words_size(false, min, size, unit); });
  }
  if (size <= max) return true;
  return fail(node, array ? "maxItems" : "maxProperties",
              [&] { return words_size(true, max, size, unit); });
}

template <class View, class Out>
bool Walk<View, Out>::choice_fits(const Node& node, const Choice& choice, View value) {
  const bool found =
      value.type() == JsonType::string
          ? choice.strings.find(value.string()) >= 0
          : std::any_of(choice.others.begin(), choice.others.end(),
                        [&](const auto& other) { return equal(value, JsonView(*other)); });
  return found || fail(node, choice.constant ? "const" : "enum",
                       [&] { return words_choice(choice, value); });
}

}  // namespace contract::schema_detail
