#include "validator/judge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "validator/accounting.h"
#include "validator/judge_answer.h"
#include "validator/plan_choice.h"
#include "validator/violations.h"

namespace validator {

namespace {

using contract::Rule;
using contract::Violation;
using contract::Violations;

constexpr std::string_view redaction = "***";

bool was_redacted(const contract::Request& request) {
  return std::any_of(request.headers.begin(), request.headers.end(),
                     [](const auto& field) { return field.second == redaction; }) ||
         request.query().find("=***") != std::string_view::npos;
}

bool refused(const contract::Response& response) { return response.status / 100 == 4; }

Violations no_route(const contract::Behaviour& behaviour, const contract::NoRoute& found,
                    const contract::Request& request, const JudgeOptions& options) {
  if (!found.allow.empty() && request.method == "OPTIONS" && !options.strict) return {};
  const contract::Location api{behaviour.api->document->name(), 0, 0};
  const bool unknown = found.allow.empty();
  return {violation_at({contract::Part::request, "", "path", {}},
                       unknown ? Rule::unknown_path : Rule::unknown_method,
                       unknown ? fmt::format("no path of the contract fits {:.200}", request.path())
                               : fmt::format("{:.200} has {}, not {:.40}", request.path(),
                                             fmt::join(found.allow, ", "), request.method),
                       api)};
}

void leave_out_body(Violations& violations) {
  std::erase_if(violations, [](const Violation& each) { return each.in == "body"; });
}

Violations of_request(Judged& judged, const JudgeOptions& options) {
  Violations& found = judged.checked.violations;
  if (!options.credentials || was_redacted(judged.request))
    std::erase_if(found, [](const Violation& each) { return each.in == "security"; });
  if (!options.request_body) leave_out_body(found);
  if (options.refused_requests) return std::move(found);
  if (refused(judged.response)) return {};
  std::erase_if(found, [](const Violation& each) { return each.item.has_value(); });
  return std::move(found);
}

}  // namespace

void check_request_of(Judged& judged, const JudgeOptions& options) {
  const contract::OpenApi& api = *judged.behaviour.api;
  const RequestOptions how{options.strict, options.json};
  judged.checked = check_request_head(api, judged.route, judged.request, &judged.behaviour, how);
  judged.facts.request = &judged.request;
  judged.facts.path_parameters = judged.route.path_parameters;
  judged.facts.query_parameters = judged.checked.query_parameters;
  judged.facts.principal = judged.checked.principal;
  read_body(api, *judged.route.operation, judged.request, how, judged.checked);
  if (judged.checked.body) judged.facts.body = judged.checked.body->root();
  if (const auto* plans = judged.behaviour.plans(judged.route.operation->id))
    judged.plan = choose_plan(*plans, judged.facts);
  check_body(*judged.route.operation, judged.plan ? judged.plan->schema : nullptr, judged.checked);
  const auto* batch = judged.plan ? std::get_if<contract::Batch>(&judged.plan->does) : nullptr;
  if (batch && batch->items_in_body) assign_items(judged.checked.violations, batch->items_pointer);
}

Judgement judge(const contract::Behaviour& behaviour, const contract::Router& router,
                const contract::Request& request, const contract::Response& response,
                const JudgeOptions& options) {
  const auto found = router.find(request.method, request.path());
  const auto* route = std::get_if<contract::Route>(&found);
  if (!route) {
    if (!options.refused_requests && refused(response)) return {};  // nothing was changed
    return {nullptr, no_route(behaviour, std::get<contract::NoRoute>(found), request, options),
            forget_all(behaviour, request)};
  }
  JsonBody answer(response.body, options.json);
  Judged judged{behaviour, *route, request, response, {}, {}, nullptr, &answer};
  check_request_of(judged, options);
  // Reads what of_request takes away.
  Account accounts;
  if (!options.request_body)
    accounts.keys = forget_all(behaviour, request);
  else if (options.response_body)
    accounts = account(judged, options.json);
  else
    accounts.keys = unanswered(behaviour, *route, request, options.json);
  Judgement judgement{route->operation, of_request(judged, options), std::move(accounts.keys)};
  Violations of_answer = judge_answer(judged, options.strict);
  if (!options.response_body) leave_out_body(of_answer);
  judgement.violations.insert(judgement.violations.end(),
                              std::make_move_iterator(of_answer.begin()),
                              std::make_move_iterator(of_answer.end()));
  judgement.violations.insert(judgement.violations.end(),
                              std::make_move_iterator(accounts.violations.begin()),
                              std::make_move_iterator(accounts.violations.end()));
  return judgement;
}

bool has_breach(const Violations& violations) {
  return std::any_of(violations.begin(), violations.end(),
                     [](const Violation& each) { return !each.note; });
}

}  // namespace validator
