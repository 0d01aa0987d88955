// What an exchange says about keys.
#include "validator/accounting_parts.h"

namespace validator {

namespace accounting {

std::optional<KeyFacts> keys_of(const Judged&, const contract::Batch&,
                                const std::vector<contract::JsonView>&, const Ledger*) {
  return std::nullopt;
}

}  // namespace accounting

std::optional<KeyFacts> forget_all(const contract::Behaviour&, const contract::Request&) {
  return std::nullopt;
}

}  // namespace validator
