#pragma once
// Whole instances of a request schema for one pair: inside ones are accepted, outside ones break
// exactly the pair's keyword at its pointer.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suite/derive_maker.h"

namespace suite::derive_detail {

// Why a pair has no instance outside (or inside) of it. docs/derive.md has a section for each.
// Closed: to add one, a row in derive_instance.cpp and a section there.
enum class Reason : std::uint8_t {
  pattern_too_complex,         // no text could be made for a `pattern` on the way
  names_are_text,              // `propertyNames` that every name fits
  text_always_fits,            // of a parameter: what is sent is text, and every text fits
  accepted_by_another_branch,  // what this branch refuses another one takes
  too_large,                   // an instance would be too large to send
  no_instance_found            // the search ended without one
};
std::string_view to_string(Reason reason);

// One thing to try, and the instances that do, the most ordinary first.
struct Probe {
  bool inside = true;
  std::string group;  // "null", "without id"; "" when the pair has one only
  std::vector<Json> instances;
};

struct DerivedPair {
  Pair pair;
  std::vector<Probe> probes;
  std::optional<Reason> reason;  // set: it lacks one side or both
};

// `bases`: valid instances to change, the most ordinary first; made ones are tried after them.
DerivedPair derive_pair(const Pair& pair, const Json& root, const std::vector<Json>& bases,
                        const Maker& maker);

// True when what is wrong with `instance` is the pair's keyword at its pointer and nothing else:
// of the branches on the way, those of the pair are what counts, and no other one accepts.
bool breaks_only(const Pair& pair, const Json& root, const Json& instance, const Judges& judges);

// Puts a value at the pair's place, making what is missing on the way.
bool place(Json& instance, const Json& root, const Pair& pair, const Json& value,
           const Maker& maker);

}  // namespace suite::derive_detail
