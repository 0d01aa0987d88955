#pragma once
// Values for one keyword: just inside of what it allows, just outside.
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "suite/derive_maker.h"

namespace suite::derive_detail {

// Where the value goes: the schemas that apply there, and what stands there now (null: nothing).
struct Spot {
  const Pair& pair;
  Shape shape;
  const Json* current = nullptr;
  const Maker& maker;
  Choices choices;
};

// A proposal: whether it is what it should be is for the judge of the whole instance to say. Of
// each group one is wanted ("null", "a wrong type", each member of an `enum`).
struct Candidate {
  std::string group;
  Json value;
};

std::vector<Candidate> inside_values(const Spot& spot);
std::vector<Candidate> outside_values(const Spot& spot);

}  // namespace suite::derive_detail
