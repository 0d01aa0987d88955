// batch of behaviour.yaml.
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"

namespace contract::behaviour_detail {

namespace {

// The place in the body an `items` expression names; nothing when it is no fixed place there.
std::optional<std::string> place_in_body(const Expression& items) {
  if (!items.alone || items.parts.size() != 1 || !items.parts[0].reference) return std::nullopt;
  const Reference& reference = *items.parts[0].reference;
  if (reference.root != Reference::Root::request_body) return std::nullopt;
  Tokens tokens;
  for (const Expression& token : reference.pointer) {
    if (!token.is_literal()) return std::nullopt;
    tokens.push_back(token.literal_text());
  }
  return to_pointer(tokens);
}

void read_items(Loading& loading, const Json& node, const Names& variables, Batch& batch) {
  const Context context{Place::request, &variables, "items"};
  batch.items_in_body = false;
  if (node.is_array()) {
    std::vector<Template> list;
    for (const Json& element : node)
      if (auto form = read_template(loading, element, context)) list.push_back(std::move(*form));
    batch.items = std::move(list);
    return;
  }
  auto expression = read_expression(loading, node, context);
  if (!expression) return;
  if (!expression->alone)
    loading.complain(node, "wrong-value",
                     "'items' is the text '" + text_of(&node) +
                         "'; expected an expression that finds an array, like "
                         "$request.body#/items, or a list");
  if (const auto place = place_in_body(*expression)) {
    batch.items_in_body = true;
    batch.items_pointer = *place;
  }
  batch.items = std::move(*expression);
}

void read_actions(const Json* node, Batch& batch) {
  for (const Verb verb :
       {Verb::create, Verb::update, Verb::replace, Verb::remove, Verb::skip, Verb::read})
    batch.actions[verb] = to_string(verb);
  each_member(node, [&](const std::string& word, const Json& action) {
    if (const std::optional<Verb> verb = verb_from(word)) batch.actions[*verb] = text_of(&action);
  });
}

// true, false, {value, default} or {if, then, else}.
void read_atomic(Loading& loading, const Json* node, const Names& variables, Batch& batch) {
  if (!node) return;
  const auto boolean = [](const Json* value) {
    return value && value->is_boolean() && value->get<bool>();
  };
  batch.atomic_default = boolean(node) || boolean(member(*node, "default"));
  const Json* value = member(*node, "value");
  const Json* condition = member(*node, "if");
  if (value && condition)
    loading.complain(*node, "wrong-value",
                     "'atomic' has both 'value' and 'if'; write {value, default} or {if, then, "
                     "else}");
  const Context context{Place::request, &variables, "atomic"};
  if (value) batch.atomic = read_expression(loading, *value, context);
  if (!condition || value) return;
  const bool then = boolean(member(*node, "then"));
  batch.atomic_default = boolean(member(*node, "else"));
  batch.atomic_negated = !then;
  auto expression = read_expression(loading, *condition, context);
  if (then != batch.atomic_default) batch.atomic = std::move(expression);
}

BatchRule read_rule(Loading& loading, const Json& node, const Names& variables) {
  BatchRule rule;
  rule.where = loading.document().locate(node);
  rule.claim = read_claim(node);
  each_of(member(node, "on"), [&](const Json& word) {
    const auto situation = situation_from(text_of(&word));
    if (!situation || *situation == Situation::invalid || *situation == Situation::unlisted)
      return loading.complain(word, "wrong-value",
                              "no rule is looked at in situation '" + text_of(&word) + "'");
    rule.on.push_back(*situation);
  });
  if (const Json* when = member(node, "when"))
    rule.when = read_predicate(loading, *when, variables, {.item = true, .record = true});
  if (const Json* then = member(node, "then")) {
    rule.error = split_verb(text_of(then)).second;
    check_error(loading, *then, rule.error);
  }
  return rule;
}

Batch::Refer read_refer(Loading& loading, const std::string& item, const Json& node) {
  Batch::Refer refer;
  refer.where = loading.document().locate(node);
  refer.claim = read_own_claim(node);
  refer.pointer = read_pointer(loading, node, item, "refers").value_or(Tokens{});
  const Json* collection = node.is_object() ? member(node, "collection") : &node;
  refer.collection = text_of(collection);
  check_collection(loading, collection ? *collection : node, refer.collection);
  refer.field = Tokens{"id"};
  if (const Json* field = member(node, "field"))
    refer.field = read_pointer(loading, *field, text_of(field), "refers").value_or(Tokens{});
  if (const Json* fail = member(node, "fail")) {
    refer.error = text_of(fail);
    check_error(loading, *fail, refer.error);
    return refer;
  }
  const auto not_found = loading.behaviour.reject.find(Reason::not_found);
  if (not_found != loading.behaviour.reject.end())
    refer.error = not_found->second;
  else
    loading.complain(node, "undeclared-name",
                     "'" + item +
                         "' in 'refers' names no error and `reject` has no 'not-found'; "
                         "write {collection, fail: NAME}");
  return refer;
}

std::optional<Batch::Primary> read_primary(Loading& loading, const Json* node) {
  if (!node || !node->is_object()) return std::nullopt;
  Batch::Primary primary;
  primary.where = loading.document().locate(*node);
  primary.claim = read_own_claim(*node);
  if (const Json* field = member(*node, "field"))
    primary.field = read_top_field(loading, *field, text_of(field), "primary").value_or("");
  each_of(member(*node, "per"), [&](const Json& value) {
    if (auto field = read_top_field(loading, value, text_of(&value), "primary"))
      primary.per.push_back(*field);
  });
  return primary;
}

}  // namespace

std::vector<KeyMap> read_key(Loading& loading, const Json* node, const Context& context) {
  std::vector<KeyMap> key;
  each_of(node, [&](const Json& map) {
    KeyMap members;
    each_member(&map, [&](const std::string& name, const Json& value) {
      Context field_context = context;
      field_context.place = Place::request;
      auto field = read_field(loading, value, name, field_context);
      auto expression = read_expression(loading, value, context);
      if (field && expression) members.push_back({std::move(*field), std::move(*expression)});
    });
    if (!members.empty()) key.push_back(std::move(members));
  });
  return key;
}

Batch read_batch(Loading& loading, const Json& node, const Names& variables) {
  Batch batch;
  batch.where = loading.document().locate(node);
  batch.claim = read_claim(node);
  batch.collection = text_of(member(node, "collection"));
  if (const Json* collection = member(node, "collection"))
    check_collection(loading, *collection, batch.collection);
  if (const Json* items = member(node, "items")) read_items(loading, *items, variables, batch);
  batch.limit = count_of(member(node, "limit"));
  batch.ignore = read_pointers(loading, member(node, "ignore"), "ignore");
  read_actions(member(node, "actions"), batch);
  batch.key = read_key(loading, member(node, "key"), {Place::item, &variables, "key"});
  batch.within =
      read_fields(loading, member(node, "within"), {Place::request, &variables, "within"});
  batch.fixed = read_pointers(loading, member(node, "fixed"), "fixed");
  read_atomic(loading, member(node, "atomic"), variables, batch);
  if (const Json* tombstone = member(node, "tombstone"))
    batch.tombstone = read_pointer(loading, *tombstone, text_of(tombstone), "tombstone");
  if (const Json* rules = member(node, "rules"))
    each_of(rules,
            [&](const Json& rule) { batch.rules.push_back(read_rule(loading, rule, variables)); });
  each_member(member(node, "refers"), [&](const std::string& item, const Json& refer) {
    batch.refers.push_back(read_refer(loading, item, refer));
  });
  batch.primary = read_primary(loading, member(node, "primary"));
  batch.decide = read_decide(loading, member(node, "decide"), variables);
  if (loading.malformed.empty()) check_cells(loading, node, batch);
  return batch;
}

}  // namespace contract::behaviour_detail
