#include "suite/derive_maker.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "contract/schema_keywords.h"
#include "contract/schema_pattern.h"

namespace suite::derive_detail {

namespace {

constexpr int deepest = 12;
constexpr int in_place = 24;  // of references and combinations followed

void add_names(const Json* list, std::vector<std::string>& names) {
  if (list == nullptr || !list->is_array()) return;
  for (const Json& name : *list)
    if (name.is_string() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name.get<std::string>());
}

// The names a value needs: required ones and what those depend on.
std::vector<std::string> needed(const Shape& shape, std::vector<std::string> names) {
  for (const Json* part : shape) add_names(member_of(*part, "required"), names);
  for (std::size_t i = 0; i < names.size(); ++i)
    for (const Json* part : shape)
      for (const char* word : {"dependentRequired", "dependencies"})
        if (const Json* map = member_of(*part, word))
          if (const Json* list = member_of(*map, names[i])) add_names(list, names);
  return names;
}

std::vector<std::string> declared(const Shape& shape) {
  std::vector<std::string> names;
  for (const Json* part : shape)
    if (const Json* properties = member_of(*part, "properties"))
      for (const auto& member : properties->items())
        if (std::find(names.begin(), names.end(), member.key()) == names.end())
          names.push_back(member.key());
  return names;
}

}  // namespace

void Maker::flatten(const Json& node, const Choices& choices, Shape& shape, bool& possible,
                    int depth) const {
  if (node.is_boolean()) possible = possible && node.get<bool>();
  if (!node.is_object() || depth > in_place) return;
  const Json* target = documents_.target(node);
  if (target != nullptr) flatten(*target, choices, shape, possible, depth + 1);
  if (target != nullptr && contract::schema_detail::ref_hides_siblings(dialect_)) return;
  shape.push_back(&node);
  if (const Json* all = member_of(node, "allOf"))
    for (const Json& branch : *all) flatten(branch, choices, shape, possible, depth + 1);
  const auto chosen = choices.find(&node);
  for (const char* word : {"anyOf", "oneOf"})
    if (const Json* branches = member_of(node, word); branches != nullptr && !branches->empty()) {
      const std::size_t index = chosen == choices.end() ? 0 : chosen->second;
      flatten((*branches)[std::min(index, branches->size() - 1)], choices, shape, possible,
              depth + 1);
    }
  if (chosen == choices.end() || !node.contains("if")) return;
  if (chosen->second == 0) flatten(node["if"], choices, shape, possible, depth + 1);
  if (const Json* branch = member_of(node, chosen->second == 0 ? "then" : "else"))
    flatten(*branch, choices, shape, possible, depth + 1);
}

std::optional<Shape> Maker::shape_of(const Json& node, const Choices& choices) const {
  Shape shape;
  bool possible = true;
  flatten(node, choices, shape, possible, 0);
  if (!possible) return std::nullopt;
  return shape;
}

std::optional<Shape> Maker::shape_at(const Shape& shape, const std::string& token,
                                     const Choices& choices) const {
  Shape inner;
  bool possible = true;
  const bool index = !token.empty() && std::all_of(token.begin(), token.end(),
                                                   [](char c) { return c >= '0' && c <= '9'; });
  for (const Json* part : shape) {
    bool named = false;
    auto enter = [&](const Json* node) {
      if (node != nullptr) flatten(*node, choices, inner, possible, 0);
      named = named || node != nullptr;
    };
    if (const Json* properties = member_of(*part, "properties"))
      enter(member_of(*properties, token));
    if (const Json* patterns = member_of(*part, "patternProperties"))
      for (const auto& member : patterns->items())
        if (auto pattern = contract::Pattern::compile(member.key());
            pattern && (*pattern)->match(token) == contract::Pattern::Verdict::yes)
          enter(&member.value());
    if (!named) enter(member_of(*part, "additionalProperties"));
    if (!index) continue;
    const Json* prefix = member_of(*part, "prefixItems");
    const std::size_t at = token.size() > 9 ? 1'000'000 : std::stoul(token);
    if (prefix != nullptr && at < prefix->size())
      enter(&(*prefix)[at]);
    else if (const Json* items = member_of(*part, "items"); items != nullptr && !items->is_array())
      enter(items);
  }
  if (!possible) return std::nullopt;
  return inner;
}

bool Maker::accepts(const Shape& shape, const Json& value) const {
  return std::all_of(shape.begin(), shape.end(),
                     [&](const Json* part) { return judges_.accepts(*part, value); });
}

std::optional<Json> Maker::make(const Shape& shape, Size size, const Choices& choices,
                                int depth) const {
  if (depth > deepest) return std::nullopt;
  for (const Json* part : shape) {
    for (const char* ready : {"const", "example"})
      if (const Json* value = member_of(*part, ready); value != nullptr && accepts(shape, *value))
        return *value;
    for (const char* list : {"enum", "examples"})
      if (const Json* values = member_of(*part, list); values != nullptr && values->is_array())
        for (std::size_t i = 0; i < values->size(); ++i)
          if (const Json& value = (*values)[(i + seed_) % values->size()]; accepts(shape, value))
            return value;
  }
  for (const std::string& type : types_of(shape))
    if (auto value = make_typed(shape, type, size, choices, depth)) return value;
  return make_open(shape, size, choices, depth);
}

// Other branches than the first, where nobody has chosen.
std::optional<Json> Maker::make_open(const Shape& shape, Size size, const Choices& choices,
                                     int depth) const {
  for (const Json* part : shape)
    for (const char* word : {"anyOf", "oneOf"}) {
      const Json* branches = member_of(*part, word);
      if (branches == nullptr || choices.count(part) != 0) continue;
      for (std::size_t i = 1; i < branches->size(); ++i) {
        Choices more = choices;
        more[part] = i;
        const auto other = shape_of(*part, more);
        if (!other) continue;
        if (auto value = make(*other, size, more, depth + 1); value && accepts(shape, *value))
          return value;
      }
    }
  return std::nullopt;
}

std::optional<Json> Maker::make_typed(const Shape& shape, const std::string& type, Size size,
                                      const Choices& choices, int depth) const {
  std::optional<Json> value;
  if (type == "object") value = make_object(shape, size, choices, depth);
  if (type == "array") value = make_array(shape, size, choices, depth);
  if (type == "string") value = make_text(shape, bounds_of(shape, "minLength", "maxLength"));
  if (type == "integer" || type == "number") value = make_number(shape, type == "integer");
  if (type == "boolean")
    for (const bool each : {true, false})
      if (!value && accepts(shape, Json(each))) value = each;
  if (type == "null") value = Json(nullptr);
  if (value && !accepts(shape, *value)) value.reset();
  return value;
}

std::optional<Json> Maker::make_object(const Shape& shape, Size size, const Choices& choices,
                                       int depth) const {
  Json object = Json::object();
  const auto required = needed(shape, {});
  const bool full = size == Size::fullest && depth < 5;
  auto names = full ? needed(shape, declared(shape)) : required;
  for (const std::string& name : names) {
    const auto inner = shape_at(shape, name, choices);
    const auto value = inner ? make(*inner, size, choices, depth + 1) : std::nullopt;
    const bool must = std::find(required.begin(), required.end(), name) != required.end();
    if (!value && must) return std::nullopt;
    if (value) object[name] = *value;
  }
  const Bounds count = bounds_of(shape, "minProperties", "maxProperties");
  for (std::size_t i = 1; object.size() < count.least && i <= 2 * count.least && i < 1000; ++i) {
    const std::string name = "extra" + std::to_string(i);
    const auto inner = shape_at(shape, name, choices);
    const auto value = inner ? make(*inner, size, choices, depth + 1) : std::nullopt;
    if (value) object[name] = *value;
  }
  for (auto name = names.rbegin(); name != names.rend() && object.size() > count.most; ++name)
    if (std::find(required.begin(), required.end(), *name) == required.end()) object.erase(*name);
  return object;
}

std::optional<Json> Maker::make_array(const Shape& shape, Size size, const Choices& choices,
                                      int depth) const {
  const Bounds count = bounds_of(shape, "minItems", "maxItems");
  std::size_t wanted = count.least;
  if (size == Size::fullest && depth < 5)
    wanted = std::clamp<std::size_t>(1, count.least, count.most);
  if (wanted > 20'000) return std::nullopt;
  const bool distinct = std::any_of(shape.begin(), shape.end(), [](const Json* part) {
    return member_of(*part, "uniqueItems") != nullptr;
  });
  Json array = Json::array();
  for (std::size_t i = 0; i < wanted; ++i) {
    const auto inner = shape_at(shape, std::to_string(i), choices);
    auto value = inner ? make(*inner, size, choices, depth + 1) : std::nullopt;
    if (!value) return std::nullopt;
    if (distinct && i > 0) {
      const Maker other(documents_, dialect_, judges_, seed_ + i);
      if (auto varied = other.make(*inner, size, choices, depth + 1)) value = varied;
    }
    array.push_back(*value);
  }
  return array;
}

}  // namespace suite::derive_detail
