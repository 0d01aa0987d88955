// Keywords that hold schemas or refer to them.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "contract/pointer.h"
#include "contract/schema_step.h"

namespace contract::schema_detail {
namespace {

using Name = const std::string&;

bool is_schema(const Json& value) { return value.is_object() || value.is_boolean(); }

void lower_reference(Step& step, Name keyword, const Json&) {
  Place from = step.place;
  from.scope = step.here;
  step.rules.emplace_back(ReferenceRule{step.all.reference(from, keyword)});
}

// OpenAPI 3.0 has boolean schemas in additionalProperties only, draft 4 there and in
// additionalItems; both are harmless elsewhere.
bool check_schema(Step& step, Name keyword, const Json& value) {
  if (!is_schema(value)) step.bad(keyword, "a schema", value);
  return is_schema(value);
}

Json lower_list(Step& step, Name keyword, const Json& value, bool same_instance) {
  Json list = Json::array();
  if (!value.is_array() || value.empty()) {
    step.bad(keyword, "an array with at least one schema", value);
    return list;
  }
  for (const Json& schema : value) {
    if (!check_schema(step, keyword, schema)) continue;
    list.push_back(definition_reference(same_instance ? step.same(schema) : step.child(schema)));
  }
  return list;
}

void lower_combination(Step& step, Name keyword, const Json& value) {
  step.out[keyword] = lower_list(step, keyword, value, true);
}

void lower_branch(Step& step, Name keyword, const Json& value) {
  if (check_schema(step, keyword, value) && step.schema.contains("if"))
    step.out[keyword] = definition_reference(step.same(value));
}

// Leaving out a `required` there, or closing it, would turn the meaning around.
void lower_tried(Step& step, Name keyword, const Json& value) {
  if (check_schema(step, keyword, value))
    step.out[keyword] = definition_reference(step.tried(value));
}

void lower_child(Step& step, Name keyword, const Json& value) {
  if (check_schema(step, keyword, value))
    step.out[keyword] = definition_reference(step.child(value));
}

void lower_map(Step& step, Name keyword, const Json& value) {
  if (!value.is_object()) return step.bad(keyword, "an object of schemas", value);
  Json map = Json::object();
  auto& out = map.get_ref<Json::object_t&>();  // finding a name in it would be linear
  for (const auto& member : value.items()) {
    if (!check_schema(step, keyword, member.value())) continue;
    if (keyword == "patternProperties" &&
        !step.all.pattern(member.key(), member.value(), step.place))
      continue;
    out.emplace_back(escaped_name(member.key()), definition_reference(step.child(member.value())));
  }
  step.out[keyword] = std::move(map);
}

void lower_items(Step& step, Name keyword, const Json& value) {
  const bool newest = step.dialect == Dialect::draft_2020_12;
  if (value.is_array() && (newest || step.dialect == Dialect::openapi_3_0)) {
    return step.bad(keyword,
                    newest ? "a schema (a list of schemas is called prefixItems now)" : "a schema",
                    value);
  }
  if (value.is_array()) {
    if (!value.empty()) step.out["items"] = lower_list(step, keyword, value, false);
  } else if (check_schema(step, keyword, value)) {
    const bool rest = newest && step.schema.contains("prefixItems");
    step.out[rest ? "additionalItems" : "items"] = definition_reference(step.child(value));
  }
}

void lower_prefix_items(Step& step, Name keyword, const Json& value) {
  step.out["items"] = lower_list(step, keyword, value, false);
}

void lower_additional_items(Step& step, Name keyword, const Json& value) {
  if (!check_schema(step, keyword, value)) return;
  const auto items = step.schema.find("items");
  if (items == step.schema.end() || !items->is_array()) return;  // ignored by every draft
  step.out[items->empty() ? "items" : keyword] = definition_reference(step.child(value));
}

bool read_count(Step& step, const char* keyword, std::uint64_t& count) {
  const auto value = step.schema.find(keyword);
  if (value == step.schema.end()) return true;
  const auto number = value->is_number() ? TreeView(*value).number() : Number{-1.0};
  if (!number.is_integer() || number.as_double() < 0) {
    step.bad(keyword, "a whole number from 0", *value);
    return false;
  }
  count = static_cast<std::uint64_t>(number.as_double());
  return true;
}

void lower_contains(Step& step, Name keyword, const Json& value) {
  if (!check_schema(step, keyword, value)) return;
  Contains rule{step.tried(value)};
  const bool counted =
      step.dialect == Dialect::draft_2020_12 || step.dialect == Dialect::draft_2019_09;
  rule.evaluates = step.dialect == Dialect::draft_2020_12;
  if (counted &&
      !(read_count(step, "minContains", rule.min) && read_count(step, "maxContains", rule.max)))
    return;
  step.rules.emplace_back(rule);
}

void lower_unevaluated(Step& step, Name keyword, const Json& value) {
  if (check_schema(step, keyword, value))
    step.rules.emplace_back(UnevaluatedRule{step.child(value), keyword == "unevaluatedItems"});
}

void add_dependent(Step& step, Name property, const Json& schema) {
  step.rules.emplace_back(DependentSchema{property, step.same(schema)});
}

void lower_dependent_schemas(Step& step, Name keyword, const Json& value) {
  if (!value.is_object()) return step.bad(keyword, "an object of schemas", value);
  for (const auto& member : value.items())
    if (check_schema(step, keyword, member.value()))
      add_dependent(step, member.key(), member.value());
}

void lower_dependencies(Step& step, Name keyword, const Json& value) {
  if (!value.is_object()) return step.bad(keyword, "an object", value);
  for (const auto& member : value.items()) {
    if (member.value().is_array()) {
      find_value_handler("dependentRequired")(step, keyword, Json{{member.key(), member.value()}});
    } else if (check_schema(step, keyword, member.value())) {
      add_dependent(step, member.key(), member.value());
    }
  }
}

// The schema a mapping value means: a reference, or the name of a component.
Index mapped_schema(Step& step, const Json& value) {
  const std::string& text = value.get_ref<const std::string&>();
  const bool is_name = text.find_first_of("/#.") == std::string::npos;
  std::string pointer = text;
  if (is_name) {
    pointer = "#/components/schemas";
    append_token(pointer, text);
  }
  auto target = step.all.resources().resolve(*step.place.resource, pointer);
  if (!target) {
    step.all.fail(std::move(target.error()), value, step.place);
    return none;
  }
  return step.all.subschema(*target->node, *target->resource, step.here);
}

// Each branch that is a reference answers to the last part of it.
void add_implicit_values(Step& step, DiscriminatorRule& rule, std::vector<Index>& branches) {
  for (const char* keyword : {"oneOf", "anyOf"}) {
    const auto list = step.schema.find(keyword);
    if (list == step.schema.end() || !list->is_array()) continue;
    for (const Json& branch : *list) {
      branches.push_back(step.same(branch));
      const auto reference = branch.is_object() ? branch.find("$ref") : branch.end();
      if (!branch.is_object() || reference == branch.end() || !reference->is_string()) continue;
      const auto& text = reference->get_ref<const std::string&>();
      if (text.find('#') == std::string::npos) continue;  // a whole file has no component's name
      const auto tokens = parse_pointer("/" + text.substr(text.rfind('/') + 1));
      if (tokens) rule.values.emplace_back(tokens->front(), branches.back());
    }
  }
}

void lower_discriminator(Step& step, Name keyword, const Json& value) {
  const bool shaped =
      value.is_object() && value.contains("propertyName") && value["propertyName"].is_string();
  if (!shaped) return step.bad(keyword, "an object with propertyName", value);
  if (!step.schema.contains("oneOf") && !step.schema.contains("anyOf")) return;  // a mere hint
  DiscriminatorRule rule{value["propertyName"].get<std::string>(), {}};
  std::vector<Index> branches;
  add_implicit_values(step, rule, branches);
  const auto mapping = value.find("mapping");
  if (mapping != value.end() && mapping->is_object()) {
    for (const auto& member : mapping->items()) {
      if (!member.value().is_string())
        return step.bad("mapping", "a schema's name", member.value());
      const Index index = mapped_schema(step, member.value());
      if (index == none) continue;
      if (std::count(branches.begin(), branches.end(), index) == 0)
        return step.bad("mapping", "one of the schemas in oneOf or anyOf", member.value());
      rule.values.emplace_back(member.key(), index);
    }
  }
  step.rules.emplace_back(std::move(rule));
}

}  // namespace

Json definition_reference(Index index) {
  Json reference = Json::object();
  reference.get_ref<Json::object_t&>().emplace_back("+schema", index);
  return reference;
}

Handler find_schema_handler(std::string_view keyword) {
  static const std::unordered_map<std::string_view, Handler> handlers{
      {"$ref", lower_reference},
      {"$dynamicRef", lower_reference},
      {"$recursiveRef", lower_reference},
      {"allOf", lower_combination},
      {"anyOf", lower_combination},
      {"oneOf", lower_combination},
      {"not", lower_tried},
      {"if", lower_tried},
      {"then", lower_branch},
      {"else", lower_branch},
      {"items", lower_items},
      {"prefixItems", lower_prefix_items},
      {"additionalItems", lower_additional_items},
      {"contains", lower_contains},
      {"properties", lower_map},
      {"patternProperties", lower_map},
      {"additionalProperties", lower_child},
      {"propertyNames", lower_tried},
      {"dependencies", lower_dependencies},
      {"dependentSchemas", lower_dependent_schemas},
      {"unevaluatedItems", lower_unevaluated},
      {"unevaluatedProperties", lower_unevaluated},
      {"discriminator", lower_discriminator},
  };
  const auto row = handlers.find(keyword);
  return row == handlers.end() ? nullptr : row->second;
}

}  // namespace contract::schema_detail
