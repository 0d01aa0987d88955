// operations of behaviour.yaml: plans with their variables, guards, reads and lists.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/closest.h"

namespace contract::behaviour_detail {

namespace {

// In order: a variable sees those before it.
std::vector<Variable> read_variables(Loading& loading, const Json* node, Names& names) {
  std::vector<Variable> variables;
  each_member(node, [&](const std::string& name, const Json& declared) {
    Variable variable{name, std::nullopt, std::nullopt};
    const Json* value = declared.is_object() ? member(declared, "value") : &declared;
    if (value && value->is_string())
      variable.value = read_expression(loading, *value, {Place::request, &names, "variables"});
    else if (value && !declared.is_object())
      variable.fallback = to_json_text(*value);
    if (const Json* fallback = member(declared, "default"))
      variable.fallback = to_json_text(*fallback);
    if (name.empty() || name.find_first_of(" \t{}#.") != std::string::npos)
      loading.complain(declared, "wrong-value",
                       "'" + name + "' cannot be read as $variables." + name +
                           "; name it without blanks, dots, '#' and braces");
    variables.push_back(std::move(variable));
    names.push_back(name);
  });
  return variables;
}

Guard read_guard(Loading& loading, const Json& node, const Names& variables) {
  Guard guard;
  guard.where = loading.document().locate(node);
  guard.claim = read_claim(node);
  if (const Json* when = member(node, "when"))
    guard.when = read_predicate(loading, *when, variables, {});
  if (const Json* then = member(node, "then")) {
    guard.error = split_verb(text_of(then)).second;
    check_error(loading, *then, guard.error);
  }
  return guard;
}

// What read and list have in common.
template <class Query>
Query read_query(Loading& loading, const Json& node, const Names& variables) {
  Query query;
  query.where = loading.document().locate(node);
  query.claim = read_claim(node);
  query.collection = text_of(member(node, "collection"));
  if (const Json* collection = member(node, "collection"))
    check_collection(loading, *collection, query.collection);
  query.within =
      read_fields(loading, member(node, "within"), {Place::request, &variables, "within"});
  return query;
}

ReadPlan read_read(Loading& loading, const Json& node, const Names& variables) {
  auto read = read_query<ReadPlan>(loading, node, variables);
  read.key = read_key(loading, member(node, "key"), {Place::request, &variables, "key"});
  const auto error = [&](const char* outcome) {
    const Json* name = member(node, outcome);
    if (name) check_error(loading, *name, text_of(name));
    return text_of(name);
  };
  read.missing = error("missing");
  read.ambiguous = error("ambiguous");
  return read;
}

// A number, an expression or {value, default}: the expression, and the number in `fallback`.
std::optional<Expression> read_number(Loading& loading, const Json* node, const Context& context,
                                      std::size_t& fallback) {
  if (!node) return std::nullopt;
  if (const auto number = count_of(node)) {
    fallback = *number;
    return std::nullopt;
  }
  if (!node->is_object()) return read_expression(loading, *node, context);
  fallback = count_of(member(*node, "default")).value_or(fallback);
  const Json* value = member(*node, "value");
  return value ? read_expression(loading, *value, context) : std::nullopt;
}

ListPlan read_list(Loading& loading, const Json& node, const Names& variables) {
  auto list = read_query<ListPlan>(loading, node, variables);
  each_member(member(node, "filter"), [&](const std::string& name, const Json& value) {
    auto field = read_pointer(loading, value, name, "filter");
    auto expression = read_expression(loading, value, {Place::request, &variables, "filter"});
    if (field && expression) list.filter.emplace_back(std::move(*field), std::move(*expression));
  });
  const Json* limit = member(node, "limit");
  const Json* offset = member(node, "offset");
  list.limit =
      read_number(loading, limit, {Place::request, &variables, "limit"}, list.default_limit);
  list.offset =
      read_number(loading, offset, {Place::request, &variables, "offset"}, list.default_offset);
  if (const Json* cursor = member(node, "cursor"))
    list.cursor = read_expression(loading, *cursor, {Place::request, &variables, "cursor"});
  return list;
}

void read_does(Loading& loading, const Json& node, const Names& variables, Plan& plan) {
  const Json* batch = member(node, "batch");
  const Json* read = member(node, "read");
  const Json* list = member(node, "list");
  if ((batch != nullptr) + (read != nullptr) + (list != nullptr) > 1)
    loading.complain(node, "wrong-value",
                     "a plan does one thing: keep one of 'batch', 'read' and 'list'");
  if (batch) {
    plan.does = read_batch(loading, *batch, variables);
  } else if (read) {
    plan.does = read_read(loading, *read, variables);
  } else if (list) {
    plan.does = read_list(loading, *list, variables);
  }
}

void read_body_schema(Loading& loading, const Json& node, Plan& plan) {
  const OpenApi& api = *loading.behaviour.api;
  const auto compiled = api.schemas.find(text_of(&node));
  if (compiled != api.schemas.end()) {
    plan.schema = compiled->second;
    return;
  }
  Names known;
  if (const Json* schemas = api.document->find("#/components/schemas"))
    each_member(schemas, [&](const std::string& name, const Json&) {
      known.push_back("#/components/schemas/" + name);
    });
  loading.complain(node, "undeclared-name",
                   "the contract has no schema '" + text_of(&node) + "'" +
                       did_you_mean(text_of(&node), views(known)));
}

// The schema the request body is held against, as it is written.
const Json* body_schema(const Loading& loading, const Json& plan, const Operation& operation) {
  const Document& contract = *loading.behaviour.api->document;
  if (const Json* named = member(plan, "schema")) return contract.find(text_of(named));
  if (!operation.request_body) return nullptr;
  for (const MediaType& media_type : operation.request_body->content)
    if (media_type.node)
      if (const Json* schema = member(*media_type.node, "schema")) return schema;
  return nullptr;
}

void fill_limit(Loading& loading, const Json& node, const Operation& operation, Plan& plan) {
  Batch* batch = std::get_if<Batch>(&plan.does);
  if (!batch || batch->limit || !batch->items_in_body) return;
  const Json* schema = body_schema(loading, node, operation);
  const auto items = parse_pointer(batch->items_pointer);
  if (schema && items) batch->limit = max_items(*loading.behaviour.api->documents, *schema, *items);
}

Plan read_plan(Loading& loading, const Json& node, const Operation* operation) {
  Plan plan;
  Names variables;
  plan.where = loading.document().locate(node);
  plan.variables = read_variables(loading, member(node, "variables"), variables);
  if (const Json* when = member(node, "when"))
    plan.when = read_predicate(loading, *when, variables, {});
  if (const Json* schema = member(node, "schema")) read_body_schema(loading, *schema, plan);
  if (const Json* guards = member(node, "guards"))
    each_of(guards, [&](const Json& guard) {
      plan.guards.push_back(read_guard(loading, guard, variables));
    });
  plan.reject = read_reject(loading, member(node, "reject"));
  plan.claims = read_claims(loading, member(node, "claims"));
  read_does(loading, node, variables, plan);
  if (operation) fill_limit(loading, node, *operation, plan);
  if (const Json* respond = member(node, "respond"))
    each_of(respond, [&](const Json& entry) {
      plan.respond.push_back(read_respond(loading, entry, &variables));
    });
  const auto& tail = loading.behaviour.respond;
  plan.respond.insert(plan.respond.end(), tail.begin(), tail.end());
  return plan;
}

void check_order(Loading& loading, const Json& plans) {
  if (!plans.is_array()) return;
  for (std::size_t i = 1; i < plans.size(); ++i)
    if (plans[i].is_object() && plans[i - 1].is_object() && !member(plans[i - 1], "when"))
      loading.complain(plans[i], "unreachable-plan",
                       "this plan is never chosen: the one before it has no 'when'");
}

void read_operation(Loading& loading, const std::string& id, const Json& node) {
  const OpenApi& api = *loading.behaviour.api;
  const Operation* operation = api.operation(id);
  if (!operation) {
    Names known;
    for (const Operation& each : api.operations) known.push_back(each.id);
    loading.complain(node, "unknown-operation",
                     "the contract has no operation '" + id + "'" + did_you_mean(id, views(known)) +
                         "; it has " + (known.empty() ? "none" : list_of(views(known))));
  }
  check_order(loading, node);
  std::vector<Plan>& plans = loading.behaviour.operations[id];
  each_of(&node, [&](const Json& plan) { plans.push_back(read_plan(loading, plan, operation)); });
}

}  // namespace

void read_operations(Loading& loading) {
  const Json& root = loading.document().root();
  loading.behaviour.claims = read_claims(loading, member(root, "claims"));
  if (const Json* tail = member(root, "respond"))
    each_of(tail, [&](const Json& entry) {
      loading.behaviour.respond.push_back(read_respond(loading, entry, &loading.variables));
    });
  each_member(member(root, "operations"),
              [&](const std::string& id, const Json& node) { read_operation(loading, id, node); });
}

}  // namespace contract::behaviour_detail
