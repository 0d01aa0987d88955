#include "validator/judge_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "contract/closed_schemas.h"
#include "contract/message.h"
#include "validator/response_checks.h"
#include "validator/violations.h"

namespace validator {

namespace {

using contract::Respond;

bool may_be_rejected(const Respond& entry) {
  return entry.outcomes.empty() || std::find(entry.outcomes.begin(), entry.outcomes.end(),
                                             contract::Outcome::rejected) != entry.outcomes.end();
}

bool reason_gives(const Respond& entry, int status) {
  if (!may_be_rejected(entry)) return false;
  const auto gives = [&](contract::Reason reason) {
    return contract::default_status(reason) == status;
  };
  if (!entry.reasons.empty()) return std::any_of(entry.reasons.begin(), entry.reasons.end(), gives);
  for (int n = 0; n <= static_cast<int>(contract::Reason::method_not_allowed); ++n)
    if (gives(static_cast<contract::Reason>(n))) return true;
  return false;
}

// The entries that may have answered: the plan's, or where none is known those of every plan.
std::vector<const Respond*> entries_of(const Judged& judged) {
  std::set<const Respond*> seen;
  std::vector<const Respond*> entries;
  const auto add = [&](const std::vector<std::shared_ptr<const Respond>>& list) {
    for (const auto& entry : list)
      if (seen.insert(entry.get()).second) entries.push_back(entry.get());
  };
  if (judged.plan) {
    add(judged.plan->respond);
  } else if (const auto* plans = judged.behaviour.plans(judged.route.operation->id)) {
    for (const contract::Plan& plan : *plans) add(plan.respond);
  }
  add(judged.behaviour.respond);
  return entries;
}

ResponseOptions undocumented_options(const Judged& judged, const Respond& entry, bool strict) {
  const bool closed = strict && entry.schema && judged.behaviour.closed;
  return {strict, true, entry.schema, judged.answer,
          closed ? judged.behaviour.closed->of(entry.schema) : nullptr};
}

// The worst that can be said for the entry that fits best.
struct Fit {
  const Respond* entry = nullptr;
  contract::Violations violations;
};

Fit best_fit(const Judged& judged, bool strict) {
  Fit best;
  for (const Respond* entry : entries_of(judged)) {
    if (!entry->undocumented || !can_answer(judged.behaviour, *entry, judged.response.status))
      continue;
    contract::Violations violations =
        check_response(*judged.behaviour.api, *judged.route.operation, judged.request,
                       judged.response, undocumented_options(judged, *entry, strict));
    if (best.entry && violations.size() >= best.violations.size()) continue;
    best = {entry, std::move(violations)};
    if (best.violations.empty()) break;
  }
  return best;
}

}  // namespace

bool can_answer(const contract::Behaviour& behaviour, const Respond& entry, int status) {
  if (const int* fixed = std::get_if<int>(&entry.status)) return *fixed == status;
  if (reason_gives(entry, status)) return true;
  for (const auto& [name, error] : behaviour.errors) {
    const auto& wanted = entry.errors;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    if (error.status.value_or(400) == status) return true;
  }
  return false;
}

contract::Violations judge_answer(const Judged& judged, bool strict) {
  const contract::Operation& operation = *judged.route.operation;
  const int status = judged.response.status;
  if (operation.response(status))
    return check_response(*judged.behaviour.api, operation, judged.request, judged.response,
                          {strict, false, nullptr, judged.answer});
  Fit fit = best_fit(judged, strict);
  if (!fit.entry)
    return check_response(*judged.behaviour.api, operation, judged.request, judged.response,
                          {strict, false, nullptr, judged.answer});
  contract::Violation note = violation_at(
      {contract::Part::response, operation.id, "status", {}}, contract::Rule::undocumented_status,
      fmt::format("status {} is not in the contract, only in the behaviour ({}{}{})", status,
                  contract::to_string(fit.entry->evidence), fit.entry->source.empty() ? "" : ", ",
                  fit.entry->source),
      fit.entry->where);
  note.note = !strict;
  note.evidence = fit.entry->evidence;
  note.found = std::to_string(status);
  fit.violations.insert(fit.violations.begin(), std::move(note));
  return std::move(fit.violations);
}

}  // namespace validator
