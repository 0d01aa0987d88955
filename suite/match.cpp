#include "suite/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/pointer.h"
#include "contract/schema.h"
#include "contract/schema_pattern.h"
#include "suite/values.h"

namespace suite {

namespace {

using contract::Json;

// The one member of an encoded matcher; null for everything else.
const std::string* matcher_of(const Json& expected) {
  if (!expected.is_object() || expected.size() != 1) return nullptr;
  const std::string& name = expected.get_ref<const Json::object_t&>().begin()->first;
  return !name.empty() && name[0] == matcher_mark ? &name : nullptr;
}

bool is_format(const Json& value, const char* format) {
  static const auto uuid = contract::compile_schema({{"type", "string"}, {"format", "uuid"}});
  static const auto instant =
      contract::compile_schema({{"type", "string"}, {"format", "date-time"}});
  const auto& schema = std::string_view(format) == "uuid" ? uuid : instant;
  return schema && (*schema)->accepts(value);
}

bool is_type(const Json& value, const std::string& type) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.is_boolean();
  if (type == "string") return value.is_string();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  if (type == "number") return value.is_number();
  return value.is_number() && contract::TreeView(value).number().is_integer();
}

bool matches_pattern(const Json& value, const std::string& text) {
  const auto pattern = contract::Pattern::compile(text);
  return pattern && value.is_string() &&
         (*pattern)->match(value.get_ref<const std::string&>()) == contract::Pattern::Verdict::yes;
}

std::string words_for(std::string_view matcher, const Json& argument);

struct Matching {
  std::vector<Difference> differences;
  std::size_t left_out = 0;

  void add(const std::string& pointer, std::string expected, std::string actual) {
    if (differences.size() < most_differences)
      differences.push_back({pointer, std::move(expected), std::move(actual)});
    else
      ++left_out;
  }
  void compare(const Json& expected, const Json& actual, Manner manner, const std::string& pointer);

 private:
  void compare_objects(const Json& expected, const Json& actual, Manner manner,
                       const std::string& pointer);
  void compare_lists(const Json& expected, const Json& actual, Manner manner,
                     const std::string& pointer);
  void apply(const std::string& matcher, const Json& argument, const Json& actual, Manner manner,
             const std::string& pointer);
  void find_all(const Json& wanted, const Json& actual, Manner manner, bool all,
                const std::string& pointer);
};

bool fits(const Json& expected, const Json& actual, Manner manner) {
  Matching trial;
  trial.compare(expected, actual, manner, "");
  return trial.differences.empty();
}

// Elements of `actual` in any order; `all`: and no others.
void Matching::find_all(const Json& wanted, const Json& actual, Manner manner, bool all,
                        const std::string& pointer) {
  if (!actual.is_array()) return add(pointer, "a list", shortened(actual));
  std::vector<bool> used(actual.size(), false);
  for (const Json& each : wanted) {
    std::size_t at = 0;
    while (at < actual.size() && (used[at] || !fits(each, actual[at], manner))) ++at;
    if (at < actual.size())
      used[at] = true;
    else
      add(pointer, "somewhere: " + describe(each), "no such element");
  }
  for (std::size_t at = 0; all && at < actual.size(); ++at)
    if (!used[at] && actual.size() > wanted.size())
      add(pointer + "/" + std::to_string(at), "nothing", shortened(actual[at]));
}

void Matching::apply(const std::string& matcher, const Json& argument, const Json& actual,
                     Manner manner, const std::string& pointer) {
  const std::string word = matcher.substr(1);
  if (word == "contains") return compare(argument, actual, Manner::part, pointer);
  if (word == "exactly") return compare(argument, actual, Manner::exact, pointer);
  if (word == "includes" || word == "unordered")
    return find_all(argument, actual, manner, word == "unordered", pointer);
  bool holds = word == "any";
  if (word == "uuid") holds = is_format(actual, "uuid");
  if (word == "instant") holds = is_format(actual, "date-time");
  if (word == "matches") holds = matches_pattern(actual, argument.get<std::string>());
  if (word == "type") holds = is_type(actual, argument.get<std::string>());
  if (word == "not") holds = !fits(argument, actual, manner);
  if (word == "one-of")
    holds = std::any_of(argument.begin(), argument.end(),
                        [&](const Json& each) { return fits(each, actual, manner); });
  if (word == "length") {
    const std::size_t size =
        actual.is_string()
            ? static_cast<std::size_t>(std::count_if(
                  actual.get_ref<const std::string&>().begin(),
                  actual.get_ref<const std::string&>().end(),
                  [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }))
            : actual.size();
    holds = !actual.is_primitive() || actual.is_string() ? Json(size) == argument : false;
    if (!holds && !actual.is_null())
      return add(pointer, words_for(word, argument), fmt::format("a length of {}", size));
  }
  if (!holds) add(pointer, words_for(word, argument), shortened(actual));
}

void Matching::compare_objects(const Json& expected, const Json& actual, Manner manner,
                               const std::string& pointer) {
  for (const auto& [name, value] : expected.items()) {
    std::string below = pointer;
    contract::append_token(below, name);
    const auto found = actual.find(name);
    if (wants_absence(value)) {
      if (found != actual.end()) add(below, "nothing", shortened(*found));
    } else if (found == actual.end()) {
      add(below, describe(value), "nothing");
    } else {
      compare(value, *found, manner, below);
    }
  }
  if (manner == Manner::part) return;
  for (const auto& [name, value] : actual.items()) {
    if (expected.contains(name)) continue;
    std::string below = pointer;
    contract::append_token(below, name);
    add(below, "nothing", shortened(value));
  }
}

void Matching::compare_lists(const Json& expected, const Json& actual, Manner manner,
                             const std::string& pointer) {
  const std::size_t both = std::min(expected.size(), actual.size());
  for (std::size_t i = 0; i < both; ++i)
    compare(expected[i], actual[i], manner, pointer + "/" + std::to_string(i));
  for (std::size_t i = both; i < expected.size(); ++i)
    add(pointer + "/" + std::to_string(i), describe(expected[i]), "nothing");
  for (std::size_t i = both; i < actual.size(); ++i)
    add(pointer + "/" + std::to_string(i), "nothing", shortened(actual[i]));
}

void Matching::compare(const Json& expected, const Json& actual, Manner manner,
                       const std::string& pointer) {
  if (const std::string* matcher = matcher_of(expected))
    return apply(*matcher, expected.front(), actual, manner, pointer);
  if (expected.is_object() && actual.is_object())
    return compare_objects(expected, actual, manner, pointer);
  if (expected.is_array() && actual.is_array())
    return compare_lists(expected, actual, manner, pointer);
  if (!contract::equal(expected, actual)) add(pointer, describe(expected), shortened(actual));
}

std::string words_for(std::string_view matcher, const Json& argument) {
  if (matcher == "any") return "any value";
  if (matcher == "uuid") return "a UUID";
  if (matcher == "instant") return "an RFC 3339 instant";
  if (matcher == "absent") return "nothing";
  if (matcher == "matches") return "text that matches " + argument.get<std::string>();
  if (matcher == "type") return "a value of type " + argument.get<std::string>();
  if (matcher == "length") return "a length of " + shortened(argument);
  if (matcher == "not") return "anything but " + describe(argument);
  if (matcher == "one-of") return "one of " + describe(argument);
  if (matcher == "includes") return "a list that includes " + describe(argument);
  if (matcher == "unordered") return "in any order " + describe(argument);
  return describe(argument);
}

// As somebody would write it: matchers by their words.
Json readable(const Json& value) {
  if (const std::string* matcher = matcher_of(value)) {
    if (value.front().is_null()) return "$" + matcher->substr(1);
    return Json::object({{"$" + matcher->substr(1), readable(value.front())}});
  }
  if (!value.is_structured()) return value;
  Json copy = value;
  for (Json& each : copy) each = readable(each);
  return copy;
}

}  // namespace

std::string shortened(const Json& value) {
  constexpr std::size_t most = 160;
  std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() <= most) return text;
  std::size_t cut = most;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return fmt::format("{}… ({} bytes)", text.substr(0, cut), text.size());
}

bool wants_absence(const Json& expected) {
  const std::string* matcher = matcher_of(expected);
  return matcher && matcher->substr(1) == "absent";
}

std::string describe(const Json& expected) {
  if (const std::string* matcher = matcher_of(expected))
    return words_for(matcher->substr(1), expected.front());
  return shortened(readable(expected));
}

std::vector<Difference> match(const Json& expected, const Json& actual, Manner manner) {
  Matching matching;
  matching.compare(expected, actual, manner, "");
  if (matching.left_out > 0)
    matching.differences.push_back({"", "", fmt::format("and {} more", matching.left_out)});
  return std::move(matching.differences);
}

}  // namespace suite
