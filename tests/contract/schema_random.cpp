#include "contract/schema_random.h"

#include <functional>

namespace schema_random {
namespace {

const std::vector<std::string> names = {"a", "b", "c", "aa", "b1"};
const std::vector<std::string> texts = {"", "a", "b", "aa", "b1", "é", "longer text"};
const std::vector<std::string> patterns = {"^a", "b", "[0-9]$", "^[ab]+$"};
const std::vector<std::string> definitions = {"d0", "d1", "d2", "loop"};

int count_of(const Value& schema, const char* keyword, int otherwise) {
  return schema.contains(keyword) ? schema[keyword].get<int>() : otherwise;
}

}  // namespace

const std::set<std::string>& keywords() {
  static const std::set<std::string> all = {"type",
                                            "enum",
                                            "const",
                                            "minimum",
                                            "maximum",
                                            "exclusiveMinimum",
                                            "exclusiveMaximum",
                                            "multipleOf",
                                            "minLength",
                                            "maxLength",
                                            "pattern",
                                            "items",
                                            "additionalItems",
                                            "contains",
                                            "minItems",
                                            "maxItems",
                                            "uniqueItems",
                                            "properties",
                                            "patternProperties",
                                            "additionalProperties",
                                            "required",
                                            "minProperties",
                                            "maxProperties",
                                            "propertyNames",
                                            "dependencies",
                                            "allOf",
                                            "anyOf",
                                            "oneOf",
                                            "not",
                                            "if",
                                            "then",
                                            "else",
                                            "$ref"};
  return all;
}

Value Generator::schema() {
  Value root = subschema(3);
  if (!root.is_object() || root.contains("$ref")) root = {{"allOf", Value::array({root})}};
  for (const char* name : {"d0", "d1", "d2"}) {
    Value definition = Value::object();
    const bool text = chance(50);
    definition["type"] = text ? "string" : "integer";
    text ? add_string(definition) : add_number(definition);
    root["definitions"][name] = definition;
  }
  root["definitions"]["loop"] = {
      {"type", Value::array({"object", "integer"})},
      {"properties", {{any_of(names), {{"$ref", "#/definitions/loop"}}}}}};
  return root;
}

Value Generator::subschema(int depth) {
  if (chance(4)) return chance(70);
  if (depth < 3 && chance(8)) return {{"$ref", "#/definitions/" + any_of(definitions)}};
  Value schema = Value::object();
  switch (below(depth > 0 ? 8 : 4)) {
    case 0:
      schema["type"] = chance(50) ? "integer" : "number";
      add_number(schema);
      break;
    case 1:
      schema["type"] = "string";
      add_string(schema);
      break;
    case 2:
      schema["type"] = Value::array({any_of<std::string>({"null", "boolean"}), "integer"});
      break;
    case 3:
      if (chance(50)) {
        schema["const"] = any_value(1);
      } else {
        schema["enum"] = Value::array({any_value(1), any_value(0), any_value(0), any_of(texts)});
      }
      break;
    case 4:
      if (chance(80)) schema["type"] = "array";
      add_array(schema, depth);
      break;
    case 5:
    case 6:
      if (chance(80)) schema["type"] = "object";
      add_object(schema, depth);
      break;
    default:
      add_combination(schema, depth);
  }
  if (depth > 0 && chance(12)) add_combination(schema, depth);
  return schema;
}

void Generator::add_number(Value& schema) {
  const int low = static_cast<int>(below(5)) - 2;
  if (chance(40)) schema[chance(60) ? "minimum" : "exclusiveMinimum"] = low;
  if (chance(40))
    schema[chance(60) ? "maximum" : "exclusiveMaximum"] = low + 3 + static_cast<int>(below(6));
  // valijson truncates fractions before it divides (library-facts 2.4): whole numbers only.
  if (schema["type"] == "integer" && chance(30)) schema["multipleOf"] = 1 + below(3);
}

void Generator::add_string(Value& schema) {
  const auto shortest = below(3);
  if (chance(40)) schema["minLength"] = shortest;
  if (chance(40)) schema["maxLength"] = shortest + below(3);
  if (chance(35)) schema["pattern"] = any_of(patterns);
}

void Generator::add_array(Value& schema, int depth) {
  if (chance(70)) {
    if (chance(60)) {
      schema["items"] = subschema(depth - 1);
    } else {
      schema["items"] = Value::array({subschema(depth - 1), subschema(depth - 1)});
      if (chance(60)) schema["additionalItems"] = subschema(depth - 1);
    }
  }
  if (chance(25)) schema["contains"] = subschema(depth - 1);
  const auto least = below(3);
  if (chance(30)) schema["minItems"] = least;
  if (chance(30)) schema["maxItems"] = least + 1 + below(2);
  if (chance(25)) schema["uniqueItems"] = chance(80);
}

void Generator::add_object(Value& schema, int depth) {
  for (std::size_t i = 0; i < 1 + below(3); ++i)
    schema["properties"][any_of(names)] = subschema(depth - 1);
  if (chance(40)) schema["required"] = Value::array({any_of(names)});
  if (chance(25)) schema["patternProperties"][any_of(patterns)] = subschema(depth - 1);
  if (chance(30)) schema["additionalProperties"] = chance(50) ? Value(false) : subschema(depth - 1);
  const auto least = below(2);
  if (chance(15)) schema["minProperties"] = least;
  if (chance(15)) schema["maxProperties"] = least + 1 + below(3);
  // Written inline, valijson would judge names by the parent's schema (library-facts 2.4).
  if (chance(12)) schema["propertyNames"] = {{"$ref", "#/definitions/d0"}};
  if (chance(25)) {
    auto& dependency = schema["dependencies"][any_of(names)];
    dependency = chance(50) ? Value::array({any_of(names)}) : subschema(depth - 1);
  }
}

void Generator::add_combination(Value& schema, int depth) {
  switch (below(5)) {
    case 0:
      schema["allOf"] = Value::array({subschema(depth - 1), subschema(0)});
      break;
    case 1:
      schema["anyOf"] = Value::array({subschema(depth - 1), subschema(depth - 1)});
      break;
    case 2:
      schema["oneOf"] = Value::array({subschema(depth - 1), subschema(depth - 1), subschema(0)});
      break;
    case 3:
      schema["not"] = subschema(depth - 1);
      break;
    default:
      schema["if"] = subschema(depth - 1);
      if (chance(80)) schema["then"] = subschema(depth - 1);
      if (chance(80)) schema["else"] = subschema(depth - 1);
  }
}

Value Generator::any_value(int depth) {
  switch (below(depth > 0 ? 8 : 6)) {
    case 0:
      return nullptr;
    case 1:
      return chance(50);
    case 2:
    case 3:
      return static_cast<int>(below(9)) - 3;
    case 4:
      return static_cast<double>(below(5)) + 0.5;
    case 5:
      return any_of(texts);
    case 6: {
      Value list = Value::array();
      for (std::size_t i = below(4); i > 0; --i) list.push_back(any_value(depth - 1));
      return list;
    }
    default: {
      Value object = Value::object();
      for (std::size_t i = below(4); i > 0; --i) object[any_of(names)] = any_value(depth - 1);
      return object;
    }
  }
}

Value Generator::fitting_number(const Value& schema) {
  const int low = count_of(schema, "minimum", count_of(schema, "exclusiveMinimum", -3) + 1);
  const int high = count_of(schema, "maximum", count_of(schema, "exclusiveMaximum", low + 7) - 1);
  int value = low + static_cast<int>(below(static_cast<std::size_t>(std::max(1, high - low + 1))));
  const int step = count_of(schema, "multipleOf", 1);
  while (value % step != 0) ++value;
  return value;
}

Value Generator::fitting_string(const Value& schema) {
  for (int i = 0; i < 20; ++i) {
    const std::string& text = any_of(texts);
    const auto length = static_cast<int>(text == "é" ? 1 : text.size());
    const bool fits = length >= count_of(schema, "minLength", 0) &&
                      length <= count_of(schema, "maxLength", 99) &&
                      (!schema.contains("pattern") || text.find_first_of("ab") == 0);
    if (fits) return text;
  }
  return any_of(texts);
}

Value Generator::fitting_array(const Value& schema, int depth) {
  Value list = Value::array();
  const int least = count_of(schema, "minItems", 0);
  const int most = count_of(schema, "maxItems", least + 2);
  const auto size = static_cast<std::size_t>(least) +
                    below(static_cast<std::size_t>(std::max(1, most - least + 1)));
  for (std::size_t i = 0; i < size; ++i) {
    const auto items = schema.find("items");
    const auto contains = schema.find("contains");
    if (contains != schema.end() && chance(50)) {
      list.push_back(fitting(*contains, depth - 1));
    } else if (items == schema.end()) {
      list.push_back(any_value(0));
    } else if (!items->is_array()) {
      list.push_back(fitting(*items, depth - 1));
    } else {
      const bool rest = i >= items->size();
      const Value free = true;
      list.push_back(
          fitting(rest ? schema.value("additionalItems", free) : (*items)[i], depth - 1));
    }
  }
  return list;
}

Value Generator::fitting_object(const Value& schema, int depth) {
  Value object = Value::object();
  const auto properties = schema.find("properties");
  const auto schema_of = [&](const std::string& name) -> Value {
    if (properties != schema.end() && properties->contains(name)) return (*properties)[name];
    return true;
  };
  for (const Value& name : schema.value("required", Value::array()))
    object[name.get<std::string>()] = fitting(schema_of(name), depth - 1);
  if (properties != schema.end())
    for (const auto& member : properties->items())
      if (chance(60)) object[member.key()] = fitting(member.value(), depth - 1);
  if (chance(20)) object[any_of(names)] = any_value(0);
  return object;
}

Value Generator::fitting(const Value& schema, int depth) {
  if (!schema.is_object() || depth < -3) return any_value(1);
  if (schema.contains("$ref"))
    return fitting((*root_)["definitions"][schema["$ref"].get<std::string>().substr(14)],
                   depth - 1);
  if (schema.contains("const")) return schema["const"];
  if (schema.contains("enum")) return schema["enum"][below(schema["enum"].size())];
  for (const char* keyword : {"anyOf", "oneOf", "allOf"})
    if (schema.contains(keyword) && !schema.contains("type"))
      return fitting(schema[keyword][keyword[1] == 'l' ? 0 : below(schema[keyword].size())], depth);
  if (schema.contains("then") && !schema.contains("type")) return fitting(schema["then"], depth);
  const Value type = schema.value("type", Value());
  if (type.is_array()) return chance(50) ? Value(1) : Value(nullptr);
  if (type == "integer" || type == "number") return fitting_number(schema);
  if (type == "string") return fitting_string(schema);
  if (type == "array" || schema.contains("items")) return fitting_array(schema, depth);
  if (type == "object" || schema.contains("properties")) return fitting_object(schema, depth);
  return any_value(2);
}

// Somewhere inside another value.
void Generator::spoil(Value& value) {
  if (value.is_structured() && !value.empty() && chance(70)) {
    auto at = value.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(below(value.size())));
    return spoil(*at);
  }
  value = any_value(1);
}

Value Generator::instance(const Value& schema) {
  root_ = &schema;
  Value value = fitting(schema, 3);
  if (chance(35)) spoil(value);
  return value;
}

void each_keyword(const Value& schema, const std::function<void(const std::string&)>& f) {
  if (!schema.is_object()) return;
  for (const auto& member : schema.items()) {
    const std::string& key = member.key();
    const Value& value = member.value();
    if (keywords().count(key) > 0) f(key);
    if (key == "enum" || key == "const") continue;
    const bool map = key == "properties" || key == "patternProperties" || key == "dependencies" ||
                     key == "definitions";
    if (map || value.is_array()) {
      for (const Value& inner : value) each_keyword(inner, f);
    } else {
      each_keyword(value, f);
    }
  }
}

}  // namespace schema_random
