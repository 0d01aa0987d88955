#include "mock/admission.h"

#include <fmt/format.h>

#include <algorithm>

#include "contract/message.h"
#include "contract/predicate.h"
#include "validator/media_types.h"
#include "validator/plan_choice.h"

namespace mock {

namespace {

using contract::Reason;
using contract::Rule;
using contract::Violation;
using contract::Violations;

Reason reason_of(const Visit& visit, const Violation& violation) {
  switch (violation.rule) {
    case Rule::missing_credentials:
    case Rule::invalid_credentials:
      return Reason::unauthorized;
    case Rule::unsupported_media_type:
      return Reason::unsupported_media_type;
    case Rule::malformed_body: {
      const bool json =
          visit.checked.media_type &&
          validator::body_format(visit.checked.media_type->range) == validator::BodyFormat::json;
      return json ? Reason::invalid_json : Reason::invalid_request;
    }
    default:
      return Reason::invalid_request;
  }
}

// The error a security scheme's own `reject` names.
std::string error_of_scheme(const Visit& visit, const Violation& violation) {
  if (violation.in != "security") return {};
  const auto rule = visit.behaviour.security.find(violation.name);
  return rule == visit.behaviour.security.end() ? std::string() : rule->second.reject;
}

// Everything found so far; the first violation decides.
std::optional<Refusal> refuse_by_violations(Visit& visit) {
  Violations& violations = visit.checked.violations;
  if (violations.empty()) return {};
  Refusal refusal{reason_of(visit, violations[0]), error_of_scheme(visit, violations[0]), {}};
  if (violations[0].in == "security")
    std::erase_if(violations, [](const Violation& each) { return each.in != "security"; });
  refusal.violations = std::move(violations);
  return refusal;
}

std::optional<Refusal> check_head(Visit& visit, const contract::JsonLimits& limits) {
  visit.checked = validator::check_request_head(*visit.behaviour.api, visit.route, visit.request,
                                                &visit.behaviour, {false, limits});
  visit.facts.principal = visit.checked.principal;
  visit.facts.query_parameters = visit.checked.query_parameters;
  return refuse_by_violations(visit);
}

std::optional<Refusal> read_body(Visit& visit, const contract::JsonLimits& limits) {
  validator::read_body(*visit.behaviour.api, *visit.route.operation, visit.request, {false, limits},
                       visit.checked);
  if (visit.checked.body) visit.facts.body = visit.checked.body->root();
  return refuse_by_violations(visit);
}

Refusal refusal_of_request(const Visit& visit, Reason reason, std::string message) {
  Violation violation;
  violation.rule = Rule::invalid_body;
  violation.operation = visit.route.operation->id;
  violation.in = "body";
  violation.message = std::move(message);
  violation.contract = visit.route.operation->where;
  return {reason, {}, {std::move(violation)}};
}

std::optional<Refusal> choose_plan(Visit& visit) {
  const std::vector<contract::Plan>* plans = visit.behaviour.plans(visit.route.operation->id);
  if (!plans || plans->empty()) return {};
  visit.plan = validator::choose_plan(*plans, visit.facts);
  if (!visit.plan) {
    visit.plan = &plans->front();
    return refusal_of_request(visit, Reason::invalid_request,
                              "the request fits none of the forms this operation has");
  }
  for (const contract::Guard& guard : visit.plan->guards)
    if (contract::holds(guard.when, {.facts = &visit.facts}))
      return Refusal{Reason::invalid_request, guard.error, {}};
  return {};
}

Refusal too_many(const Visit& visit, const contract::Batch& batch) {
  Refusal refusal = refusal_of_request(visit, Reason::too_many_items,
                                       fmt::format("{} items were sent, at most {} are allowed",
                                                   visit.items.views.size(), *batch.limit));
  Violation& violation = refusal.violations[0];
  violation.pointer = batch.items_pointer;
  violation.keyword = "maxItems";
  violation.expected = std::to_string(*batch.limit);
  violation.found = std::to_string(visit.items.views.size());
  return refusal;
}

// Violations of items go to their items, those of the request are left, and come first.
void split_by_item(Visit& visit, const contract::Batch& batch) {
  if (visit.checked.violations.empty()) return;
  visit.item_violations.resize(visit.items.views.size());
  if (batch.items_in_body) validator::assign_items(visit.checked.violations, batch.items_pointer);
  Violations of_request;
  for (Violation& violation : visit.checked.violations) {
    if (violation.item && *violation.item < visit.items.views.size())
      visit.item_violations[*violation.item].push_back(std::move(violation));
    else
      of_request.push_back(std::move(violation));
  }
  visit.checked.violations = std::move(of_request);
}

void check_schema(Visit& visit) {
  validator::check_body(*visit.route.operation, visit.plan ? visit.plan->schema : nullptr,
                        visit.checked);
}

std::optional<Refusal> check_batch(Visit& visit, const contract::Batch& batch) {
  auto items = items_of(batch, visit.facts);
  const bool is_array = items.has_value();
  if (items) visit.items = std::move(*items);
  if (batch.limit && visit.items.views.size() > *batch.limit) return too_many(visit, batch);
  check_schema(visit);
  split_by_item(visit, batch);
  if (!is_array && visit.checked.violations.empty())
    return refusal_of_request(visit, Reason::invalid_request, "the items are not a list");
  std::optional<Refusal> refusal = refuse_by_violations(visit);
  if (refusal)
    for (const Violations& of_item : visit.item_violations)
      refusal->violations.insert(refusal->violations.end(), of_item.begin(), of_item.end());
  return refusal;
}

contract::ErrorValue error_of(const Visit& visit, const Refusal& refusal,
                              const contract::Scope& scope) {
  std::string name = refusal.error;
  if (name.empty() && refusal.reason == Reason::invalid_request && !refusal.violations.empty())
    if (const auto* rule = contract::message_for(visit.behaviour, refusal.violations[0]))
      name = rule->error;
  if (name.empty())
    return contract::make_rejection(visit.behaviour, visit.plan, refusal.reason, scope);
  return contract::make_error(visit.behaviour, name, scope,
                              contract::default_status(refusal.reason));
}

}  // namespace

std::optional<Refusal> admit(Visit& visit, const contract::JsonLimits& limits) {
  const std::vector<contract::Plan>* plans = visit.behaviour.plans(visit.route.operation->id);
  if (plans && !plans->empty()) visit.plan = &plans->front();
  if (auto refusal = check_head(visit, limits)) return refusal;
  if (auto refusal = read_body(visit, limits)) return refusal;
  if (auto refusal = choose_plan(visit)) return refusal;
  if (visit.plan)
    if (const auto* batch = std::get_if<contract::Batch>(&visit.plan->does))
      return check_batch(visit, *batch);
  check_schema(visit);
  return refuse_by_violations(visit);
}

Conclusion conclude(const Visit& visit, Refusal refusal) {
  Conclusion conclusion;
  conclusion.outcome = contract::Outcome::rejected;
  conclusion.reason = refusal.reason;
  contract::Scope scope{.facts = &visit.facts};
  for (const Violation& violation : refusal.violations) {
    scope.item.reset();
    if (violation.item && *violation.item < visit.items.views.size())
      scope.item = visit.items.views[*violation.item];
    conclusion.violations.push_back(contract::in_vendor_words(visit.behaviour, violation, scope));
  }
  scope.item.reset();
  if (!conclusion.violations.empty()) scope.violation = &conclusion.violations[0];
  conclusion.error = error_of(visit, refusal, scope);
  return conclusion;
}

}  // namespace mock
