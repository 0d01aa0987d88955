// collections of behaviour.yaml.
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"

namespace contract::behaviour_detail {

namespace {

// `{value: template, unless: supplied}` with exactly these members.
bool keeps_supplied(const Json& node) {
  return node.is_object() && node.size() == 2 && member(node, "value") && member(node, "unless");
}

std::vector<Generated> read_generated(Loading& loading, const Json* node, bool on_create) {
  std::vector<Generated> fields;
  const Context context{Place::generated, &loading.variables, "generate"};
  each_member(node, [&](const std::string& name, const Json& value) {
    Generated field;
    field.unless_supplied = keeps_supplied(value);
    if (field.unless_supplied && (!on_create || text_of(member(value, "unless")) != "supplied"))
      loading.complain(value, "wrong-value",
                       "'" + name +
                           "': only fields of 'create' may say `unless`, and only "
                           "`unless: supplied`");
    auto pointer = read_field(loading, value, name, context);
    auto form =
        read_template(loading, field.unless_supplied ? *member(value, "value") : value, context);
    if (!pointer || !form) return;
    field.field = std::move(*pointer);
    field.value = std::move(*form);
    fields.push_back(std::move(field));
  });
  return fields;
}

std::vector<Expression> read_partition(Loading& loading, const Json* node) {
  std::vector<Expression> partition;
  const Context context{Place::request, &loading.variables, "partition"};
  each_of(node, [&](const Json& value) {
    if (auto expression = read_expression(loading, value, context))
      partition.push_back(std::move(*expression));
  });
  if (!node) partition.push_back(*parse_expression("$principal"));
  return partition;
}

std::vector<Unique> read_unique(Loading& loading, const Json* list) {
  std::vector<Unique> rules;
  each_of(list, [&](const Json& node) {
    Unique unique;
    unique.where = loading.document().locate(node);
    unique.claim = read_claim(node);
    unique.fields = read_pointers(loading, member(node, "fields"), "unique");
    if (const Json* fail = member(node, "fail")) {
      unique.error = text_of(fail);
      check_error(loading, *fail, unique.error);
    }
    rules.push_back(std::move(unique));
  });
  return rules;
}

void read_collection(Loading& loading, const std::string& name, const Json& node) {
  Collection collection;
  collection.name = name;
  collection.where = loading.document().locate(node);
  collection.partition = read_partition(loading, member(node, "partition"));
  each_member(member(node, "defaults"), [&](const std::string& text, const Json& value) {
    if (const auto field = read_top_field(loading, value, text, "defaults"))
      collection.defaults.emplace_back(*field, to_json_text(value));
  });
  if (const Json* generate = member(node, "generate")) {
    collection.on_create = read_generated(loading, member(*generate, "create"), true);
    collection.on_update = read_generated(loading, member(*generate, "update"), false);
    each_member(member(*generate, "change"), [&](const std::string& text, const Json& fields) {
      if (auto watched = read_pointer(loading, fields, text, "change"))
        collection.on_change.emplace_back(to_pointer(*watched),
                                          read_generated(loading, &fields, false));
    });
  }
  collection.unique = read_unique(loading, member(node, "unique"));
  loading.behaviour.collections.emplace(name, std::move(collection));
}

}  // namespace

void read_collections(Loading& loading) {
  each_member(
      member(loading.document().root(), "collections"),
      [&](const std::string& name, const Json& node) { read_collection(loading, name, node); });
}

}  // namespace contract::behaviour_detail
