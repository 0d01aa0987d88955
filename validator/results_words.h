#pragma once
// Sentences the text and the HTML of results share.
#include <string>

#include "validator/results.h"

namespace validator {

// "12 ms", "3.4 s".
std::string duration_of(std::chrono::microseconds took);
// "2 of 40 cases failed, 1 could not be judged, 3 skipped".
std::string verdict_of(const TestCounts& counts);
// "38 passed, 1 failed, 1 skipped": what there is none of is left out.
std::string tally_of(const TestCounts& counts);

}  // namespace validator
