#pragma once
// Steps 3 to 9 of docs/behaviour.md, "How a request is answered": everything before the store.
#include "mock/visit.h"

namespace mock {

// Fills `visit`; the first step that refuses ends the walk.
std::optional<Refusal> admit(Visit& visit, const contract::JsonLimits& limits);

// A refusal as templates see it: the error it has, the violations in the vendor's words.
Conclusion conclude(const Visit& visit, Refusal refusal);

}  // namespace mock
