#pragma once
// Turns a declared error and what caused it into an ErrorValue.
#include "contract/behaviour.h"

namespace contract {

// The vendor's words for a violation: first fitting `messages` entry; null when none fits.
const MessageRule* message_for(const Behaviour& behaviour, const Violation& violation);
// `violation` with message, expected and found put into the vendor's words (`messages`, `words`).
Violation in_vendor_words(const Behaviour& behaviour, const Violation& violation,
                          const Scope& scope);
// The members of error `name` with their templates filled in from `scope`; `status` is
// `default_status` when the declaration has none. `name` is declared.
ErrorValue make_error(const Behaviour& behaviour, const std::string& name, const Scope& scope,
                      int default_status = 400);
// The error of a request refused for `reason`: what the plan's `reject` or the file's names, else
// one made of the reason's word, its default status and a sentence (that of $violation, if any).
// `plan` may be null.
ErrorValue make_rejection(const Behaviour& behaviour, const Plan* plan, Reason reason,
                          const Scope& scope);
// docs/behaviour.md, "reject".
int default_status(Reason reason);

}  // namespace contract
