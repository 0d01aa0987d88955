#include "contract/schema_keywords.h"

#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace contract::schema_detail {
namespace {

constexpr std::uint8_t bit(Dialect dialect) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(dialect));
}
constexpr std::uint8_t newest = bit(Dialect::draft_2020_12);
constexpr std::uint8_t since_2019 = newest | bit(Dialect::draft_2019_09);
constexpr std::uint8_t since_7 = since_2019 | bit(Dialect::draft_7);
constexpr std::uint8_t since_6 = since_7 | bit(Dialect::draft_6);
constexpr std::uint8_t since_4 = since_6 | bit(Dialect::draft_4);
constexpr std::uint8_t all = since_4 | bit(Dialect::openapi_3_0);
constexpr std::uint8_t openapi = newest | bit(Dialect::openapi_3_0);

constexpr std::array keywords{
    Keyword{"$ref", Holds::nothing, all},
    Keyword{"$dynamicRef", Holds::nothing, newest},
    Keyword{"$recursiveRef", Holds::nothing, bit(Dialect::draft_2019_09)},
    Keyword{"$defs", Holds::map, since_2019, false},
    Keyword{"definitions", Holds::map, all, false},
    Keyword{"type", Holds::nothing, all},
    Keyword{"enum", Holds::nothing, all},
    Keyword{"const", Holds::nothing, since_6},
    Keyword{"nullable", Holds::nothing, bit(Dialect::openapi_3_0)},
    Keyword{"format", Holds::nothing, all},
    Keyword{"multipleOf", Holds::nothing, all},
    Keyword{"maximum", Holds::nothing, all},
    Keyword{"exclusiveMaximum", Holds::nothing, all},
    Keyword{"minimum", Holds::nothing, all},
    Keyword{"exclusiveMinimum", Holds::nothing, all},
    Keyword{"maxLength", Holds::nothing, all},
    Keyword{"minLength", Holds::nothing, all},
    Keyword{"pattern", Holds::nothing, all},
    Keyword{"items", Holds::schema_or_list, all},
    Keyword{"prefixItems", Holds::list, newest},
    Keyword{"additionalItems", Holds::schema, since_4 & ~newest},
    Keyword{"unevaluatedItems", Holds::schema, since_2019},
    Keyword{"contains", Holds::schema, since_6},
    Keyword{"minContains", Holds::nothing, since_2019},
    Keyword{"maxContains", Holds::nothing, since_2019},
    Keyword{"maxItems", Holds::nothing, all},
    Keyword{"minItems", Holds::nothing, all},
    Keyword{"uniqueItems", Holds::nothing, all},
    Keyword{"properties", Holds::map, all},
    Keyword{"patternProperties", Holds::map, since_4},
    Keyword{"additionalProperties", Holds::schema, all},
    Keyword{"unevaluatedProperties", Holds::schema, since_2019},
    Keyword{"propertyNames", Holds::schema, since_6},
    Keyword{"maxProperties", Holds::nothing, all},
    Keyword{"minProperties", Holds::nothing, all},
    Keyword{"required", Holds::nothing, all},
    Keyword{"dependencies", Holds::schemas_or_names, since_4},
    Keyword{"dependentRequired", Holds::nothing, since_2019},
    Keyword{"dependentSchemas", Holds::map, since_2019},
    Keyword{"allOf", Holds::list, all},
    Keyword{"anyOf", Holds::list, all},
    Keyword{"oneOf", Holds::list, all},
    Keyword{"not", Holds::schema, all},
    Keyword{"if", Holds::schema, since_7},
    Keyword{"then", Holds::schema, since_7},
    Keyword{"else", Holds::schema, since_7},
    Keyword{"discriminator", Holds::nothing, openapi},
};

}  // namespace

const Keyword* find_keyword(std::string_view name) {
  static const auto table = [] {
    std::unordered_map<std::string_view, const Keyword*> rows;
    for (const Keyword& keyword : keywords) rows.emplace(keyword.name, &keyword);
    return rows;
  }();
  const auto row = table.find(name);
  return row == table.end() ? nullptr : row->second;
}

bool ref_hides_siblings(Dialect dialect) {
  return dialect != Dialect::draft_2020_12 && dialect != Dialect::draft_2019_09;
}

void for_each_subschema(const Json& schema, Dialect dialect,
                        const std::function<void(const Json&)>& f) {
  if (!schema.is_object()) return;
  if (ref_hides_siblings(dialect) && schema.contains("$ref")) return;
  for (const auto& member : schema.items()) {
    const Keyword* keyword = find_keyword(member.key());
    if (keyword == nullptr || keyword->holds == Holds::nothing) continue;
    const Json& value = member.value();
    const bool one = keyword->holds == Holds::schema || keyword->holds == Holds::schema_or_list;
    const bool many = keyword->holds != Holds::schema;
    if (one && !value.is_array()) f(value);
    if (many && value.is_array() && keyword->holds != Holds::map)
      for (const Json& element : value) f(element);
    if (!one && value.is_object())
      for (const Json& element : value)
        if (!element.is_array()) f(element);
  }
}

}  // namespace contract::schema_detail
