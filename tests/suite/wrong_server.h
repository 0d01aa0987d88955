#pragma once
// A server that is wrong on purpose, in one way at a time.
#include <string>
#include <vector>

#include "suite/bundled_suites.h"

namespace wrong_server {

// One way to be wrong: a change of the declaration, or of what goes in and out of the mock.
struct Wrongness {
  std::string name;
  bundled::Edit edit;
  std::function<bundled::Answer(mock::Mock&)> wrap;
};

// limit, half-stored, index, code, swapped, created, leaked; docs in the .cpp.
const std::vector<Wrongness>& all();

}  // namespace wrong_server
