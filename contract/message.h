#pragma once
// Turns a declared error and what caused it into an ErrorValue.
#include "contract/behaviour.h"

namespace contract {

// The vendor's words for a violation: first fitting `messages` entry; null when none fits.
const MessageRule* message_for(const Behaviour& behaviour, const Violation& violation);
// `violation` with message, expected and found put into the vendor's words (`messages`, `words`).
Violation in_vendor_words(const Behaviour& behaviour, const Violation& violation,
                          const Scope& scope);
// The members of error `name` with their templates filled in from `scope`. `name` is declared.
ErrorValue make_error(const Behaviour& behaviour, const std::string& name, const Scope& scope);

}  // namespace contract
