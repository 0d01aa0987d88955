#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "contract/predicate.h"

namespace contract {
namespace {

using namespace std::string_view_literals;

// Keywords that say nothing about members or elements: about a scalar, or nothing at all.
constexpr std::array shallow = {
    "$comment"sv,         "$id"sv,      "$schema"sv,   "default"sv, "deprecated"sv,
    "description"sv,      "examples"sv, "format"sv,    "maximum"sv, "maxLength"sv,
    "exclusiveMaximum"sv, "minimum"sv,  "minLength"sv, "pattern"sv, "exclusiveMinimum"sv,
    "multipleOf"sv,       "readOnly"sv, "title"sv,     "type"sv,    "writeOnly"sv};
constexpr std::array same_instance = {"allOf"sv, "anyOf"sv, "oneOf"sv, "not"sv,
                                      "if"sv,    "then"sv,  "else"sv};

bool listed(const auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Projection nothing() { return {false, {}}; }

void require(Projection& sees, const Json& names) {
  for (const Json& name : names)
    if (name.is_string()) sees.members.try_emplace(name.get<std::string>(), nothing());
}

void add_member(Projection& sees, const std::string& name, const Projection& member) {
  sees.members.try_emplace(name, nothing()).first->second.add(member);
}

bool all_scalar(const Json& values) {
  for (const Json& value : values)
    if (value.is_structured()) return false;
  return true;
}

void add_keyword(Projection& sees, const std::string& keyword, const Json& value) {
  if (listed(shallow, keyword)) return;
  if (keyword == "const" && !value.is_structured()) return;
  if (keyword == "enum" && all_scalar(value)) return;
  if (keyword == "properties" && value.is_object()) {
    for (const auto& [name, schema] : value.items()) add_member(sees, name, projection_of(schema));
  } else if (keyword == "required" && value.is_array()) {
    require(sees, value);
  } else if (listed(same_instance, keyword) && value.is_array()) {
    for (const Json& schema : value) sees.add(projection_of(schema));
  } else if (listed(same_instance, keyword)) {
    sees.add(projection_of(value));
  } else if (keyword == "dependentRequired" && value.is_object()) {
    for (const auto& [name, names] : value.items()) {
      add_member(sees, name, nothing());
      require(sees, names);
    }
  } else {
    sees.whole = true;
  }
}

}  // namespace

const Projection* Projection::find(const std::string& member) const {
  if (whole) return this;
  auto place = members.find(member);
  return place == members.end() ? nullptr : &place->second;
}

void Projection::add(const Projection& other) {
  whole = whole || other.whole;
  if (whole) members.clear();
  if (whole) return;
  for (const auto& [name, member] : other.members) {
    auto [place, fresh] = members.try_emplace(name, member);
    if (!fresh) place->second.add(member);
  }
}

Projection projection_of(const Json& schema) {
  Projection sees = nothing();
  if (!schema.is_object()) return sees;  // true and false look at nothing
  for (const auto& [keyword, value] : schema.items()) add_keyword(sees, keyword, value);
  if (sees.whole) sees.members.clear();
  return sees;
}

}  // namespace contract
