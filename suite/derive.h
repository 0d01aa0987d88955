#pragma once
// Cases out of contract and behaviour alone (docs/derive.md).
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "contract/behaviour.h"

namespace suite {

// One keyword at one place of a request schema.
struct DerivedCoverage {
  std::string operation;
  std::string part;     // "body", or "query limit": a parameter
  std::string pointer;  // "/items/*/value"
  std::string keyword;
  std::string reason;  // why it is not derived; "": it is
  std::size_t cases = 0;
  contract::Location where;
};

struct Derivation {
  std::string text;  // a suite file: parse_suite reads it
  std::vector<DerivedCoverage> coverage;
  // Keywords that no request can break, for what is sent is text: no pairs. `reason` says why.
  std::vector<DerivedCoverage> unbreakable;
  std::size_t cases = 0;
  // Valid requests that the declaration refuses all the same (a guard, a rule, a missing record),
  // and invalid ones that it accepts: what the cases then expect is what it says.
  std::vector<std::string> remarks;
};

// The same seed gives the same text. `api`: what the suite's `api:` says. Errors: a request schema
// that cannot be compiled on its own.
contract::Loaded<Derivation> derive(const std::string& api, contract::BehaviourPtr behaviour,
                                    std::uint64_t seed);

std::size_t count_underivable(const Derivation& derivation);
// "311 of 320 pairs derived …", the ones that are not with their reason, and remarks.
std::string coverage_text(const std::string& api, const Derivation& derivation);
contract::Json coverage_json(const std::string& api, const Derivation& derivation);

}  // namespace suite
