#include "suite/forms.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace suite {

namespace {

using Takes = Form::Takes;

constexpr std::array<Form, 12> table = {{
    {"$repeat", false, Takes::count, "$as $text $from"},
    {"$concat", false, Takes::list, ""},
    {"$merge", false, Takes::list, "$without"},
    {"$matches", true, Takes::pattern, ""},
    {"$length", true, Takes::count, ""},
    {"$includes", true, Takes::list, ""},
    {"$unordered", true, Takes::list, ""},
    {"$one-of", true, Takes::list, ""},
    {"$type", true, Takes::type, ""},
    {"$contains", true, Takes::value, ""},
    {"$exactly", true, Takes::value, ""},
    {"$not", true, Takes::value, ""},
}};

}  // namespace

std::span<const Form> forms() { return table; }

const Form* form_of(const contract::Json& object, std::string& word) {
  word.clear();
  const Form* found = nullptr;
  for (const auto& [name, value] : object.items()) {
    if (name.size() < 2 || name[0] != '$' || name[1] == '$') continue;
    if (word.empty()) word = name;
    const auto form = std::find_if(table.begin(), table.end(),
                                   [&](const Form& each) { return each.word == name; });
    if (form != table.end() && !found) found = &*form;
  }
  return found;
}

bool is_matcher_word(std::string_view text) {
  return text == "$any" || text == "$uuid" || text == "$instant" || text == "$absent";
}

}  // namespace suite
