#include "contract/item_predicate.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace contract {
namespace {

// Whether a word at any depth of `schema` could lead out of it: $ref, $defs, $id, ...
bool has_dollar_word(const Json& schema) {
  if (schema.is_object())
    for (const auto& [name, value] : schema.items())
      if ((!name.empty() && name.front() == '$') || has_dollar_word(value)) return true;
  if (schema.is_array())
    for (const Json& element : schema)
      if (has_dollar_word(element)) return true;
  return false;
}

// Carried by the pointer to a schema as its deleter, where std::get_deleter finds it.
struct WithItem {
  SchemaPtr whole;  // owns the schema
  SchemaPtr of_item;
  void operator()(const Schema*) const {}
};

}  // namespace

const Json* item_part(const Json& when) {
  if (!when.is_object() || when.size() != 2) return nullptr;
  const auto required = when.find("required");
  const auto properties = when.find("properties");
  if (required == when.end() || *required != Json::array({"item"})) return nullptr;
  if (properties == when.end() || !properties->is_object() || properties->size() != 1)
    return nullptr;
  const auto item = properties->find("item");
  return item == properties->end() || has_dollar_word(*item) ? nullptr : &*item;
}

SchemaPtr with_item_schema(SchemaPtr whole, SchemaPtr of_item) {
  const Schema* schema = whole.get();
  return {schema, WithItem{std::move(whole), std::move(of_item)}};
}

const Schema* item_schema(const SchemaPtr& schema) {
  const auto* with = std::get_deleter<WithItem>(schema);
  return with ? with->of_item.get() : nullptr;
}

}  // namespace contract
