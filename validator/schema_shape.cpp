#include "validator/schema_shape.h"

#include <array>
#include <functional>
#include <nlohmann/json.hpp>

namespace validator {

namespace {

using contract::Json;

constexpr int max_depth = 16;  // of $refs and combinators followed

const Json* member(const Json& node, const char* name) {
  if (!node.is_object()) return nullptr;
  const auto found = node.find(name);
  return found == node.end() ? nullptr : &*found;
}

// Calls `visit` with the schema and every subschema that applies to the same value, until it
// returns true.
bool visit_in_place(SchemaNode schema, const std::function<bool(const Json&)>& visit,
                    int depth = 0) {
  if (!schema.node || !schema.node->is_object() || depth > max_depth) return false;
  if (visit(*schema.node)) return true;
  if (schema.documents) {
    const Json* target = schema.documents->target(*schema.node);
    if (visit_in_place({target, schema.documents}, visit, depth + 1)) return true;
  }
  for (const char* combinator : {"allOf", "anyOf", "oneOf"}) {
    const Json* branches = member(*schema.node, combinator);
    if (!branches || !branches->is_array()) continue;
    for (const Json& branch : *branches)
      if (visit_in_place({&branch, schema.documents}, visit, depth + 1)) return true;
  }
  return false;
}

std::uint8_t bit_of_word(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Types::Bit>, 7> words{{
      {"null", Types::null},
      {"boolean", Types::boolean},
      {"integer", Types::integer},
      {"number", Types::number},
      {"string", Types::string},
      {"array", Types::array},
      {"object", Types::object},
  }};
  for (const auto& [name, bit] : words)
    if (name == word) return bit;
  return 0;
}

std::uint8_t bit_of_value(const Json& value) {
  if (value.is_number_integer()) return Types::integer;
  return bit_of_word(value.type_name());
}

std::uint8_t declared_types(const Json& node) {
  std::uint8_t bits = 0;
  if (const Json* type = member(node, "type")) {
    if (type->is_string()) bits = bit_of_word(type->get_ref<const std::string&>());
    if (type->is_array())
      for (const Json& each : *type)
        if (each.is_string()) bits |= bit_of_word(each.get_ref<const std::string&>());
  } else if (const Json* constant = member(node, "const")) {
    bits = bit_of_value(*constant);
  } else if (const Json* values = member(node, "enum"); values && values->is_array()) {
    for (const Json& value : *values) bits |= bit_of_value(value);
  } else if (member(node, "properties") || member(node, "additionalProperties")) {
    bits = Types::object;
  } else if (member(node, "items") || member(node, "prefixItems")) {
    bits = Types::array;
  }
  const Json* nullable = member(node, "nullable");
  if (bits != 0 && nullable && nullable->is_boolean() && nullable->get<bool>()) bits |= Types::null;
  return bits;
}

}  // namespace

Types types_of(SchemaNode schema) {
  Types types;
  visit_in_place(schema, [&](const Json& node) {
    types.bits |= declared_types(node);
    return false;
  });
  return types;
}

SchemaNode property_of(SchemaNode schema, std::string_view name) {
  const Json* found = nullptr;
  const Json* fallback = nullptr;
  visit_in_place(schema, [&](const Json& node) {
    const Json* properties = member(node, "properties");
    if (properties && properties->is_object())
      if (const auto each = properties->find(std::string(name)); each != properties->end())
        found = &*each;
    if (!fallback) fallback = member(node, "additionalProperties");
    return found != nullptr;
  });
  return {found ? found : fallback, schema.documents};
}

SchemaNode element_of(SchemaNode schema, std::size_t index) {
  const Json* found = nullptr;
  visit_in_place(schema, [&](const Json& node) {
    const Json* prefix = member(node, "prefixItems");
    if (prefix && prefix->is_array() && index < prefix->size())
      found = &(*prefix)[index];
    else
      found = member(node, "items");
    return found != nullptr;
  });
  return {found, schema.documents};
}

bool declares_property(SchemaNode schema, std::string_view name) {
  return visit_in_place(schema, [&](const Json& node) {
    const Json* properties = member(node, "properties");
    return properties && properties->is_object() && properties->contains(std::string(name));
  });
}

bool is_open(SchemaNode schema) {
  return !visit_in_place(schema, [](const Json& node) {
    const Json* additional = member(node, "additionalProperties");
    return additional && additional->is_boolean() && !additional->get<bool>();
  });
}

std::string_view word_of(SchemaNode schema, std::string_view keyword) {
  std::string_view word;
  const std::string name(keyword);
  visit_in_place(schema, [&](const Json& node) {
    const Json* value = member(node, name.c_str());
    if (!value || !value->is_string()) return false;
    word = value->get_ref<const std::string&>();
    return true;
  });
  return word;
}

}  // namespace validator
