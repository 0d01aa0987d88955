#include "contract/schema_words.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

namespace contract::schema_detail {
namespace {

constexpr std::size_t shown_bytes = 60;

// Cut at a character's border.
std::string shortened(std::string text) {
  if (text.size() <= shown_bytes) return text;
  std::size_t end = shown_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text + "…";
}

std::string article(std::string_view word) {
  const bool vowel = !word.empty() && std::string_view("aeio").find(word[0]) != word.npos;
  return fmt::format("{} {}", vowel ? "an" : "a", word);
}

// "3 items", "1 item".
std::string counted(std::uint64_t count, std::string_view unit) {
  if (count == 1) unit.remove_suffix(1);
  return fmt::format("{} {}", count, unit);
}

}  // namespace

std::string shown(const JsonView& value) {
  // Of long texts only the beginning is wanted; of containers the text is made whole.
  if (value.type() == JsonType::string && value.string().size() > 4 * shown_bytes) {
    std::string_view start = value.string().substr(0, 2 * shown_bytes);
    while (!start.empty() && (static_cast<unsigned char>(start.back()) & 0x80) != 0)
      start.remove_suffix(1);
    return shortened(quoted(start).text);
  }
  return shortened(to_json_text(value).text);
}

std::string shown_name(std::string_view name) { return shortened(quoted(name).text); }

std::string shown_list(const std::vector<const Json*>& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size() && text.size() <= shown_bytes; ++i) {
    if (i > 0) text += ", ";
    text += to_json_text(*values[i]).text;
  }
  return shortened(std::move(text));
}

std::string_view type_word(const JsonView& value) {
  if (value.type() == JsonType::number && value.number().is_integer()) return "integer";
  return to_string(value.type());
}

std::string type_words(TypeSet set, bool with_null) {
  std::vector<std::string_view> words;
  if ((set & types::string) != 0) words.push_back("string");
  if ((set & types::fraction) != 0) {
    words.push_back("number");
  } else if ((set & types::integer) != 0) {
    words.push_back("integer");
  }
  if ((set & types::boolean) != 0) words.push_back("boolean");
  if ((set & types::array) != 0) words.push_back("array");
  if ((set & types::object) != 0) words.push_back("object");
  if ((set & types::null) != 0 && (with_null || words.empty())) words.push_back("null");
  return fmt::format("{}", fmt::join(words, " or "));
}

Words words_type(TypeSet set, const JsonView& value) {
  const std::string_view found = type_word(value);
  return {type_words(set, false), std::string(found),
          fmt::format("{} is {}, expected {}", shown(value),
                      found == "null" ? "null" : article(found), type_words(set, true))};
}

Words words_choice(const Choice& choice, const JsonView& value) {
  return {
      choice.shown, shown(value),
      fmt::format("{} is not {}{}", shown(value), choice.constant ? "" : "one of ", choice.shown)};
}

Words words_bound(const Bound& bound, const JsonView& value) {
  const std::string limit =
      std::visit([](auto number) { return nlohmann::json(number).dump(); }, bound.limit.value);
  const char* words = bound.upper ? (bound.exclusive ? "less than" : "at most")
                                  : (bound.exclusive ? "greater than" : "at least");
  return {limit, shown(value), fmt::format("{} is not {} {}", shown(value), words, limit)};
}

Words words_multiple(const std::string& divisor, const JsonView& value) {
  return {divisor, shown(value), fmt::format("{} is not a multiple of {}", shown(value), divisor)};
}

Words words_format(const Format& format, const JsonView& value) {
  return {std::string(format.name), shown(value),
          fmt::format("{} is not of format {}", shown(value), format.name)};
}

Words words_pattern(const Pattern& pattern, const JsonView& value, bool exhausted) {
  const std::string text = shortened(pattern.text());
  if (exhausted) {
    return {text, shown(value),
            fmt::format("{} was given up against the pattern {}: matching takes too many steps",
                        shown(value), text)};
  }
  return {text, shown(value), fmt::format("{} does not match the pattern {}", shown(value), text)};
}

Words words_size(bool upper, std::uint64_t limit, std::uint64_t size, std::string_view unit) {
  return {std::to_string(limit), std::to_string(size),
          fmt::format("{} found, expected at {} {}", counted(size, unit), upper ? "most" : "least",
                      limit)};
}

Words words_unique(std::size_t first, std::size_t second) {
  return {"unique items", fmt::format("items {} and {} are equal", first, second),
          fmt::format("items {} and {} are equal, expected no two equal items", first, second)};
}

Words words_contains(const Contains& contains, std::uint64_t count) {
  const bool many = count > contains.max;
  const std::uint64_t limit = many ? contains.max : contains.min;
  return {std::to_string(limit), std::to_string(count),
          fmt::format("{} fit the schema in contains, expected at {} {}", counted(count, "items"),
                      many ? "most" : "least", limit)};
}

Words words_required(std::string_view name) {
  return {"", "", fmt::format("{} is required but missing", shown_name(name)), std::string(name)};
}

Words words_dependent(std::string_view name, std::string_view because) {
  return {
      "", "",
      fmt::format("{} is required beside {} but missing", shown_name(name), shown_name(because)),
      std::string(name)};
}

Words words_extra_member(std::string_view name, const JsonView& value) {
  return {"", shown(value), fmt::format("{} is not allowed here", shown_name(name)),
          std::string(name)};
}

Words words_extra_item(std::size_t index, const JsonView& value) {
  return {"", shown(value), fmt::format("item {} is not allowed here", index)};
}

Words words_member_name(std::string_view name, std::string_view why) {
  return {"", shown_name(name), fmt::format("the name of a member does not fit: {}", why),
          std::string(name)};
}

Words words_nothing(const JsonView& value) {
  return {"", shown(value), fmt::format("{} is not allowed: nothing is", shown(value))};
}

Words words_not(const JsonView& value) {
  return {"", shown(value),
          fmt::format("{} fits the schema that is excluded by not", shown(value))};
}

Words words_several(std::size_t first, std::size_t second) {
  return {
      "1", "2",
      fmt::format("the value fits alternatives {} and {} (counted from 0), expected exactly one",
                  first, second)};
}

Words words_tag(const Branches& branches, const JsonView& value) {
  std::string names;
  for (const std::string& name : branches.tag_values.names())
    names += (names.empty() ? "" : ", ") + name;
  names = shortened(std::move(names));
  return {names, shown(value),
          fmt::format("{} in {} names no schema, expected one of {}", shown(value),
                      shown_name(branches.tag), names),
          branches.tag};
}

std::string_view keyword_spent(Spent what) { return what == Spent::depth ? "nesting" : "effort"; }

Words words_spent(Spent what) {
  switch (what) {
    case Spent::depth:
      return {
          "", "",
          "the value was given up: it is nested too deeply, together with the schemas that apply "
          "to each of its levels"};
    case Spent::matching:
      return {"", "",
              "the value was given up: matching its texts against the schema's patterns takes too "
              "many steps"};
    default:
      return {"", "",
              "the value was given up: it fits the beginnings of too many of the schema's nested "
              "alternatives"};
  }
}

}  // namespace contract::schema_detail
