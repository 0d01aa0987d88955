#pragma once
// The answer half of a judgement.
#include "validator/judge.h"

namespace validator {

// Whether `entry` can answer with this status: a number, or what a declared error or the reason of
// a refusal comes with.
bool can_answer(const contract::Behaviour& behaviour, const contract::Respond& entry, int status);

// check_response, where a status the contract lacks is looked up in `respond`: see judge.h.
contract::Violations judge_answer(const Judged& judged, bool strict);

}  // namespace validator
