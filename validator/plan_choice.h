#pragma once
// Which of an operation's plans a request is for.
#include <vector>

#include "contract/behaviour.h"

namespace validator {

// What `variables:` of the plan come to; they replace those in `facts`.
void evaluate_variables(const contract::Plan& plan, contract::Facts& facts);

// The first plan whose `when` holds, its variables in `facts`; null when none does, and then there
// are no variables.
const contract::Plan* choose_plan(const std::vector<contract::Plan>& plans, contract::Facts& facts);

}  // namespace validator
