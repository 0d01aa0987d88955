// respond entries of behaviour.yaml.
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/closest.h"

namespace contract::behaviour_detail {

namespace {

void read_when(Loading& loading, const Json& when, Respond& respond) {
  each_of(member(when, "outcome"), [&](const Json& word) {
    if (const auto outcome = outcome_from(text_of(&word))) respond.outcomes.push_back(*outcome);
  });
  each_of(member(when, "reason"), [&](const Json& word) {
    if (const auto reason = reason_from(text_of(&word))) respond.reasons.push_back(*reason);
  });
  each_of(member(when, "error"), [&](const Json& name) {
    check_error(loading, name, text_of(&name));
    respond.errors.push_back(text_of(&name));
  });
  if (const Json* atomic = member(when, "atomic"); atomic && atomic->is_boolean())
    respond.atomic = atomic->get<bool>();
}

void read_status(Loading& loading, const Json& node, const Context& context, Respond& respond) {
  if (const auto number = count_of(&node)) {
    respond.status = static_cast<int>(*number);
  } else if (auto expression = read_expression(loading, node, context)) {
    respond.status = std::move(*expression);
  }
}

void read_schema(Loading& loading, const Json& node, Respond& respond) {
  const std::string pointer = text_of(&node);
  const Json* target = loading.document().find(pointer);
  const auto compiled = loading.schemas.find(target);
  if (compiled != loading.schemas.end()) respond.schema = compiled->second;
  const Json* schemas = member(loading.document().root(), "schemas");
  if (!target || !schemas) {
    Names known;
    each_member(schemas, [&](const std::string& name, const Json&) {
      known.push_back("#/schemas/" + name);
    });
    loading.complain(
        node, "undeclared-name",
        "there is no schema '" + pointer + "' in this file" + did_you_mean(pointer, views(known)));
  }
  if (!respond.undocumented)
    loading.complain(node, "wrong-value",
                     "'schema' says what an undocumented answer looks like; add "
                     "`undocumented: true`, or drop it and let the contract judge");
}

}  // namespace

std::shared_ptr<const Respond> read_respond(Loading& loading, const Json& node,
                                            const Names* variables) {
  auto respond = std::make_shared<Respond>();
  respond->where = loading.document().locate(node);
  const Claim claim = read_claim(node);
  respond->evidence = claim.evidence;
  respond->source = claim.source;
  Context context{Place::answer, variables, "status"};
  if (const Json* when = member(node, "when")) read_when(loading, *when, *respond);
  if (const Json* status = member(node, "status")) read_status(loading, *status, context, *respond);
  context.word = "headers";
  each_member(member(node, "headers"), [&](const std::string& name, const Json& value) {
    if (auto expression = read_expression(loading, value, context))
      respond->headers.emplace_back(name, std::move(*expression));
  });
  context.word = "body";
  if (const Json* body = member(node, "body"))
    respond->body = read_template(loading, *body, context);
  if (const Json* undocumented = member(node, "undocumented"))
    respond->undocumented = undocumented->is_boolean() && undocumented->get<bool>();
  if (const Json* schema = member(node, "schema")) read_schema(loading, *schema, *respond);
  return respond;
}

}  // namespace contract::behaviour_detail
