#pragma once
// Bulk accounting: does a captured answer add up? The behaviour's `respond` templates are read
// backwards, so that every element of an answer's lists names the item it is about; then each item
// must be accounted for exactly once, in range, with declared codes, and so on. docs/rules.md has
// every rule.
//
// What a template cannot tell (which of two new contacts an id belongs to) is never guessed: the
// rules stay silent there. Thread-safe.
#include "contract/behaviour.h"
#include "contract/http.h"
#include "contract/parse_json.h"
#include "contract/router.h"
#include "contract/violation.h"
#include "validator/judge.h"
#include "validator/key_table.h"

namespace validator {

struct Account {
  contract::Violations violations;
  // What the exchange says about keys, for the rules across exchanges; `file` and `entry` are the
  // caller's to fill in before KeyTable::take. Nothing when it says nothing.
  std::optional<KeyFacts> keys;
};

// `judged.checked` still has the violations of the request.
Account account(const Judged& judged, const contract::JsonLimits& limits = {});

// For callers that have not checked the request.
Account account(const contract::Behaviour& behaviour, const contract::Route& route,
                const contract::Request& request, const contract::Response& response,
                const contract::JsonLimits& limits = {});

// The answer was lost: what the request names becomes unknown.
std::optional<KeyFacts> unanswered(const contract::Behaviour& behaviour,
                                   const contract::Route& route, const contract::Request& request,
                                   const contract::JsonLimits& limits = {});

// A request that no operation is for, or whose operation has no plan, may still have changed
// anything, unless its method is safe (RFC 9110 section 9.2.1): forgets all keys of the API.
std::optional<KeyFacts> forget_all(const contract::Behaviour& behaviour,
                                   const contract::Request& request);

}  // namespace validator
