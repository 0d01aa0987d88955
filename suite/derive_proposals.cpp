// The proposals behind derive_values.h, by kind of keyword.
#include "suite/derive_proposals.h"

#include <algorithm>

#include "suite/derive_pattern.h"

namespace suite::derive_detail {

namespace {

constexpr std::size_t longest_text = 100'000;
constexpr std::size_t longest_list = 20'000;

Json as_number(double value) {
  if (value == static_cast<double>(static_cast<std::int64_t>(value)))
    return static_cast<std::int64_t>(value);
  return value;
}

}  // namespace

const Json& word(const Spot& spot) { return (*spot.pair.node)[spot.pair.keyword]; }

std::optional<Json> usual(const Spot& spot, Size size) {
  return spot.maker.make(spot.shape, size, spot.choices);
}

std::optional<Json> base(const Spot& spot, const char* type, Size size) {
  if (spot.current != nullptr && std::string(spot.current->type_name()) == type)
    return *spot.current;
  return spot.maker.make_typed(spot.shape, type, size, spot.choices);
}

void add(Candidates& list, std::string group, std::optional<Json> value) {
  if (value) list.push_back(Candidate{std::move(group), std::move(*value)});
}

Candidates texts_of_length(const Spot& spot, std::size_t length) {
  Candidates list;
  if (length > longest_text) return list;
  add(list, "", spot.maker.make_text(spot.shape, {length, length}));
  // The shape has this very bound, so texts beyond it are made by hand.
  for (const Json* part : spot.shape)
    if (const Json* pattern = member_of(*part, "pattern"))
      for (const auto& text : matching_texts(pattern->get_ref<const std::string&>(), length))
        if (text.size() == length) add(list, "", Json(text));
  add(list, "", Json(std::string(length, 'x')));
  const std::string tail = "@example.com";
  if (length > tail.size()) add(list, "", Json(std::string(length - tail.size(), 'a') + tail));
  return list;
}

Candidates list_of_size(const Spot& spot, std::size_t size) {
  Candidates candidates;
  auto list = base(spot, "array", Size::fullest);
  if (!list || !list->is_array()) list = Json::array();
  if (size > longest_list) return candidates;
  const auto inner = spot.maker.shape_at(spot.shape, "0", spot.choices);
  auto element = !list->empty() ? std::optional<Json>(list->front())
                 : inner        ? spot.maker.make(*inner, Size::smallest, spot.choices)
                                : std::nullopt;
  if (!element) element = "text";
  Json same = Json::array();
  for (std::size_t i = 0; i < size; ++i) same.push_back(i < list->size() ? (*list)[i] : *element);
  Json numbered = Json::array();
  for (std::size_t i = 0; i < size; ++i)
    numbered.push_back(element->is_string() ? Json("text" + std::to_string(i)) : Json(i));
  add(candidates, "", same);
  add(candidates, "", numbered);
  return candidates;
}

Candidates object_of_size(const Spot& spot, std::size_t size) {
  Candidates candidates;
  auto object = base(spot, "object");
  if (!object || size > 1000) return candidates;
  const auto full = spot.maker.make_typed(spot.shape, "object", Size::fullest, spot.choices);
  if (full)
    for (const auto& member : full->items())
      if (object->size() < size && !object->contains(member.key()))
        (*object)[member.key()] = member.value();
  for (std::size_t i = 1; object->size() < size; ++i)
    (*object)["extra" + std::to_string(i)] = "text";
  while (object->size() > size) object->erase(std::prev(object->end()));
  add(candidates, "", object);
  return candidates;
}

// The bound itself, and the next numbers on the side given.
Candidates numbers_near(const Spot& spot, double sign, bool with_bound) {
  Candidates list;
  if (!word(spot).is_number()) return list;
  const double limit = word(spot).get<double>();
  if (with_bound) add(list, "", word(spot));
  for (const double step : {1.0, 0.5, 0.001})
    if (limit < 9e15 && limit > -9e15) add(list, "", as_number(limit + sign * step));
  // Beyond 2^53 a step of 1 is lost in a binary64, not in an integer.
  if (word(spot).is_number_integer())
    add(list, "", Json(word(spot).get<std::int64_t>() + static_cast<std::int64_t>(sign)));
  return list;
}

// One candidate per missing name.
Candidates without_each(const Spot& spot, const Json& names) {
  Candidates list;
  for (const Json& name : names) {
    for (const Size size : {Size::smallest, Size::fullest}) {
      auto object = size == Size::smallest ? base(spot, "object") : usual(spot, size);
      if (!object || !object->is_object() || !name.is_string()) continue;
      object->erase(name.get<std::string>());
      add(list, "without " + name.get<std::string>(), object);
    }
  }
  return list;
}

Candidates with_member(const Spot& spot, const std::vector<std::string>& names, const Json& value) {
  Candidates list;
  for (const std::string& name : names) {
    auto object = base(spot, "object");
    if (!object || object->contains(name)) continue;
    (*object)[name] = value;
    add(list, "", object);
  }
  return list;
}

Candidates dependent(const Spot& spot, bool keep) {
  Candidates list;
  for (const auto& rule : word(spot).items()) {
    if (!rule.value().is_array()) continue;
    for (const Json& name : rule.value()) {
      auto object = base(spot, "object");
      const auto full = spot.maker.make_typed(spot.shape, "object", Size::fullest, spot.choices);
      if (!object || !full || !name.is_string()) continue;
      for (const std::string& each : {rule.key(), name.get<std::string>()})
        if (full->contains(each)) (*object)[each] = (*full)[each];
      if (!keep) object->erase(name.get<std::string>());
      add(list, (keep ? "with " : "without ") + name.get<std::string>(), object);
    }
  }
  return list;
}

Candidates typed(const Spot& spot) {
  Candidates list;
  const Json& types = word(spot);
  for (const Json& type : types.is_array() ? types : Json::array({types})) {
    const auto name = type.get<std::string>();
    const bool fits =
        spot.current != nullptr &&
        (name == "integer" ? spot.current->is_number_integer() : name == spot.current->type_name());
    if (fits) add(list, name, *spot.current);
    add(list, name, spot.maker.make_typed(spot.shape, name, Size::smallest, spot.choices));
  }
  return list;
}

Candidates wrongly_typed(const Spot&) {
  Candidates list;
  add(list, "null", Json(nullptr));
  for (const Json& value : {Json("text"), Json(true), Json(12.5), Json(7), Json::array(),
                            Json::object(), Json::array({Json::object()})})
    add(list, "a wrong type", value);
  return list;
}

Candidates not_listed(const Spot& spot) {
  Candidates list;
  const Json& listed = word(spot);
  for (const Json& value : listed.is_array() ? listed : Json::array({listed})) {
    if (value.is_string()) {
      add(list, "", Json(value.get<std::string>() + "x"));
      add(list, "", Json("none of these"));
    }
    if (value.is_number()) add(list, "", as_number(value.get<double>() + 97));
    if (value.is_boolean()) add(list, "", Json(!value.get<bool>()));
  }
  for (const Candidate& other : wrongly_typed(spot)) add(list, "", other.value);
  return list;
}

Candidates repeated_element(const Spot& spot) {
  Candidates list;
  for (Candidate& each : list_of_size(spot, 1)) {
    each.value.push_back(each.value.front());
    list.push_back(std::move(each));
  }
  return list;
}

// An instance per branch.
Candidates branches(const Spot& spot) {
  Candidates list;
  for (std::size_t i = 0; i < word(spot).size(); ++i) {
    Choices choices = spot.choices;
    choices[spot.pair.node] = i;
    for (const Size size : {Size::smallest, Size::fullest})
      if (const auto shape = spot.maker.shape_of(*spot.pair.node, choices))
        add(list, "branch " + std::to_string(i + 1), spot.maker.make(*shape, size, choices));
  }
  return list;
}

Candidates outside_of_branches(const Spot& spot) {
  Candidates list;
  for (const Candidate& other : wrongly_typed(spot)) add(list, "", other.value);
  add(list, "", Json("none of these"));
  for (Candidate& each : branches(spot)) {  // for oneOf: what two branches have in common
    if (each.value.is_object()) each.value[extra_member] = "text";
    each.group.clear();
    list.push_back(std::move(each));
  }
  return list;
}

Candidates texts(const std::vector<std::string>& all) {
  Candidates list;
  for (const std::string& text : all) add(list, "", Json(text));
  return list;
}

Candidates wrong_formats(const Spot& spot) {
  Candidates list = texts({"none of these", "", "!", "0", "-", "\\", "(", "~", "a b"});
  for (const double value : {4294967296.5, 9.3e18, 2147483648.0, 1e39, 1e300})
    add(list, "", as_number(value));
  if (word(spot) == "int64") add(list, "", Json(9.3e18));
  return list;
}

Candidates any_value(const Spot& spot) {
  Candidates list;
  add(list, "", usual(spot, Size::smallest));
  add(list, "", usual(spot, Size::fullest));
  return list;
}

Candidates fitting(const Spot& spot, const Json& schema) {
  Candidates list;
  if (const auto shape = spot.maker.shape_of(schema, spot.choices))
    for (const Size size : {Size::smallest, Size::fullest})
      add(list, "", spot.maker.make(*shape, size, spot.choices));
  return list;
}

Candidates listed(const Spot& spot) {
  Candidates list;
  for (const Json& value : word(spot)) add(list, value.dump(), value);
  return list;
}

Candidates multiples(const Spot& spot, double offset) {
  Candidates list;
  if (!word(spot).is_number()) return list;
  for (const double times : {1.0, 2.0, 10.0, 0.0})
    for (const double share : {0.5, 0.25, 0.9})
      add(list, "", as_number(word(spot).get<double>() * (times + (offset > 0 ? share : 0))));
  add(list, "", as_number(word(spot).get<double>() + offset));
  return list;
}

}  // namespace suite::derive_detail
