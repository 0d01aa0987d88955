#pragma once
// For each operation the requests that the declaration accepts: what other requests are made from.
#include <map>
#include <string>
#include <vector>

#include "suite/derive_instance.h"
#include "suite/derive_rehearsal.h"

namespace suite::derive_detail {

// Requests that come first (a record must be there), and the one that is accepted then.
struct Home {
  std::vector<Draft> before;
  Draft draft;

  std::vector<Draft> with(const Draft& last) const;
};

struct Operations {
  const contract::Behaviour* behaviour = nullptr;
  Rehearsal* rehearsal = nullptr;
  const Maker* maker = nullptr;
  // By operationId; several ways to be accepted, the plainest first. None: nothing was found, and
  // `fallback` is as near as it got.
  std::map<std::string, std::vector<Home>> homes;
  std::map<std::string, Home> fallback;

  const Home& home(const contract::Operation& operation) const;
};

const Json* body_schema(const contract::Operation& operation);
std::vector<Json> body_examples(const contract::Operation& operation);
// Fills `homes` and `fallback`.
void find_homes(Operations& operations);
// A body for these branches that the declaration accepts, in one of the operation's homes.
std::vector<std::pair<Home, Json>> bodies_for(const Operations& operations,
                                              const contract::Operation& operation,
                                              const Choices& choices);

}  // namespace suite::derive_detail
