#pragma once
// What can become of an item, and what an answer's element says became of its own.
#include <cstdint>

#include "contract/behaviour.h"
#include "contract/facts.h"
#include "validator/unrender.h"

namespace validator::accounting {

// A set of fates, one bit each.
using Fates = std::uint32_t;
enum Fate : Fates {
  created = 1,
  updated = 2,
  replaced = 4,
  deleted = 8,
  skipped = 16,
  seen = 32,  // `read`
  failed = 64,
  aborted = 128,
};
constexpr Fates success = created | updated | replaced | deleted | skipped | seen;
constexpr Fates any_fate = success | failed | aborted;

inline bool only(Fates fates, Fates among) { return fates != 0 && (fates & ~among) == 0; }

struct Possible {
  Fates fates = any_fate;
  bool atomic = false;
  bool unlisted = false;      // records that no item names may be deleted and listed
  bool invalid_fails = true;  // an item that breaks its schema cannot succeed
};
Possible possible_of(const contract::Batch& batch, const contract::Behaviour& behaviour,
                     const contract::Facts& facts);

Fates fates_of(contract::EachList list);
// The verbs the API calls by this word; 0 for a word it does not have.
Fates fates_called(const contract::Batch& batch, std::string_view word);
// Those of `among` that nothing in the element speaks against; `among` when everything does.
Fates fates_of(const contract::Batch& batch, const std::vector<Bound>& bound,
               const std::vector<Choice>& choices, Fates among);

}  // namespace validator::accounting
