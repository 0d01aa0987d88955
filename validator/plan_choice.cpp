#include "validator/plan_choice.h"

#include <algorithm>

#include "contract/predicate.h"

namespace validator {

void evaluate_variables(const contract::Plan& plan, contract::Facts& facts) {
  facts.variables.clear();
  for (const contract::Variable& variable : plan.variables) {
    std::optional<contract::JsonText> value;
    if (variable.value) value = contract::evaluate(*variable.value, {.facts = &facts});
    if (!value || value->text == "null")
      if (variable.fallback) value = variable.fallback;
    if (value) facts.variables.emplace_back(variable.name, std::move(*value));
  }
}

const contract::Plan* choose_plan(const std::vector<contract::Plan>& plans,
                                  contract::Facts& facts) {
  const auto plan = std::find_if(plans.begin(), plans.end(), [&](const contract::Plan& candidate) {
    evaluate_variables(candidate, facts);  // its `when` sees them
    return !candidate.when || contract::holds(*candidate.when, {.facts = &facts});
  });
  if (plan != plans.end()) return &*plan;
  facts.variables.clear();
  return nullptr;
}

}  // namespace validator
