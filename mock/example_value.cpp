// example_of: a small value for a schema.
#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "mock/example.h"
#include "validator/schema_shape.h"

namespace mock {

namespace {

using contract::Json;
using validator::SchemaNode;
using validator::Types;

constexpr int max_depth = 24;

const Json* member(const Json& node, const char* name) {
  if (!node.is_object()) return nullptr;
  const auto found = node.find(name);
  return found == node.end() ? nullptr : &*found;
}

double number_or(const Json& node, const char* name, double otherwise) {
  const Json* value = member(node, name);
  return value && value->is_number() ? value->get<double>() : otherwise;
}

// Both bounds end what refers to itself.
struct Maker {
  const contract::Documents& documents;
  int budget = 5000;  // of schemas visited
};
Json make(const Json& schema, Maker& maker, int depth);

Json make_string(const Json& schema) {
  static const std::map<std::string_view, const char*> formats{
      {"date-time", "2026-01-02T03:04:05Z"},
      {"date", "2026-01-02"},
      {"time", "03:04:05Z"},
      {"duration", "P1D"},
      {"email", "user@example.com"},
      {"hostname", "example.com"},
      {"ipv4", "192.0.2.1"},
      {"ipv6", "2001:db8::1"},
      {"uri", "https://example.com/"},
      {"uri-reference", "/example"},
      {"uuid", "00000000-0000-4000-8000-000000000000"},
      {"json-pointer", "/example"},
      {"regex", "^.*$"},
      {"byte", "ZXhhbXBsZQ=="},
  };
  const Json* format = member(schema, "format");
  if (format && format->is_string())
    if (const auto known = formats.find(format->get_ref<const std::string&>());
        known != formats.end())
      return known->second;
  constexpr double longest = 10000;
  const auto least =
      static_cast<std::size_t>(std::clamp(number_or(schema, "minLength", 0), 0.0, longest));
  const auto most =
      static_cast<std::size_t>(std::clamp(number_or(schema, "maxLength", longest), 0.0, longest));
  std::string text = "string";
  if (text.size() < least) text.resize(least, 'x');
  if (text.size() > most) text.resize(most);
  return text;
}

Json make_number(const Json& schema, bool integer) {
  double low = number_or(schema, "minimum", -INFINITY);
  double high = number_or(schema, "maximum", INFINITY);
  const Json* exclusive_low = member(schema, "exclusiveMinimum");
  const Json* exclusive_high = member(schema, "exclusiveMaximum");
  const double step = number_or(schema, "multipleOf", integer ? 1 : 0);
  const double gap = step > 0 ? step : 1;
  auto excludes = [](const Json* bound) {
    return bound && bound->is_boolean() && bound->get<bool>();
  };
  if (exclusive_low && exclusive_low->is_number()) low = exclusive_low->get<double>() + gap;
  if (excludes(exclusive_low)) low += gap;
  if (exclusive_high && exclusive_high->is_number()) high = exclusive_high->get<double>() - gap;
  if (excludes(exclusive_high)) high -= gap;
  double value = low > 0 ? low : high < 0 ? high : 0;
  if (step > 0) value = low > 0 ? std::ceil(value / step) * step : std::floor(value / step) * step;
  const bool whole = std::floor(value) == value && std::abs(value) < 9e15;
  return whole && (integer || value == 0) ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

Json make_array(const Json& schema, Maker& maker, int depth) {
  constexpr double most = 100;
  Json list = Json::array();
  const Json* prefix = member(schema, "prefixItems");
  const auto least =
      static_cast<std::size_t>(std::clamp(number_or(schema, "minItems", 0), 0.0, most));
  while (list.size() < least || (prefix && prefix->is_array() && list.size() < prefix->size())) {
    const SchemaNode element = validator::element_of({&schema, &maker.documents}, list.size());
    list.push_back(element.node ? make(*element.node, maker, depth) : Json(nullptr));
  }
  return list;
}

bool is_write_only(const Json& schema) {
  const Json* word = member(schema, "writeOnly");
  return word && word->is_boolean() && word->get<bool>();
}

Json make_object(const Json& schema, Maker& maker, int depth) {
  Json object = Json::object();
  const Json* required = member(schema, "required");
  if (!required || !required->is_array()) return object;
  for (const Json& name : *required) {
    if (!name.is_string()) continue;
    const SchemaNode property =
        validator::property_of({&schema, &maker.documents}, name.get_ref<const std::string&>());
    if (property.node && is_write_only(*property.node)) continue;
    object[name.get<std::string>()] = property.node && property.node->is_object()
                                          ? make(*property.node, maker, depth)
                                          : Json("string");
  }
  return object;
}

Json make_plain(const Json& schema, Maker& maker, int depth) {
  const Types types = validator::types_of({&schema, &maker.documents});
  if (types.has(Types::object)) return make_object(schema, maker, depth);
  if (types.has(Types::array)) return make_array(schema, maker, depth);
  if (types.has(Types::string)) return make_string(schema);
  if (types.has(Types::integer)) return make_number(schema, true);
  if (types.has(Types::number)) return make_number(schema, false);
  if (types.has(Types::boolean)) return true;
  if (types.has(Types::null)) return nullptr;
  return member(schema, "required") ? make_object(schema, maker, depth) : Json("string");
}

// Members of all branches and of the schema itself, the later ones under the earlier.
Json make_all(const Json& branches, const Json& schema, Maker& maker, int depth) {
  Json merged = make_plain(schema, maker, depth);
  for (const Json& branch : branches) {
    Json part = make(branch, maker, depth);
    if (!merged.is_object() || !part.is_object())
      merged = std::move(part);
    else
      for (auto& [name, value] : part.items())
        if (!merged.contains(name)) merged[name] = std::move(value);
  }
  return merged;
}

Json make_one(const Json& branch, const Json& schema, Maker& maker, int depth) {
  Json value = make(branch, maker, depth);
  if (!value.is_object()) return value;
  Json own = make_object(schema, maker, depth);
  for (auto& [name, each] : own.items())
    if (!value.contains(name)) value[name] = std::move(each);
  return value;
}

Json make(const Json& schema, Maker& maker, int depth) {
  if (depth > max_depth || --maker.budget < 0 || !schema.is_object()) return nullptr;
  for (const char* ready : {"example", "const", "default"})
    if (const Json* value = member(schema, ready)) return *value;
  for (const char* list : {"examples", "enum"})
    if (const Json* values = member(schema, list); values && values->is_array() && !values->empty())
      return values->front();
  if (member(schema, "$ref")) {
    const Json* target = maker.documents.target(schema);
    return target ? make(*target, maker, depth + 1) : Json(nullptr);
  }
  if (const Json* all = member(schema, "allOf"); all && all->is_array())
    return make_all(*all, schema, maker, depth + 1);
  for (const char* choice : {"oneOf", "anyOf"})
    if (const Json* branches = member(schema, choice);
        branches && branches->is_array() && !branches->empty())
      return make_one(branches->front(), schema, maker, depth + 1);
  return make_plain(schema, maker, depth + 1);
}

}  // namespace

Json example_of(const Json& schema, const contract::Documents& documents) {
  Maker maker{documents};
  return make(schema, maker, 0);
}

}  // namespace mock
