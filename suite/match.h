#pragma once
// A resolved expectation against what came, pointer by pointer.
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "contract/json.h"

namespace suite {

struct Difference {
  std::string pointer;
  std::string expected;  // shortened; "" when `message` says it all
  std::string actual;
  bool operator==(const Difference&) const = default;
};

enum class Manner : std::uint8_t {
  exact,
  part  // mappings may have members that are not named; lists are compared element by element
};

// [] when it fits. At most `most_differences` + 1, the last then says how many more there are.
// Values compare as JSON Schema does: 1 == 1.0, members in any order.
std::vector<Difference> match(const contract::Json& expected, const contract::Json& actual,
                              Manner manner);
inline constexpr std::size_t most_differences = 12;

// What is expected where nothing is: for a missing header or body.
std::string describe(const contract::Json& expected);
bool wants_absence(const contract::Json& expected);  // `$absent`
std::string shortened(const contract::Json& value);

}  // namespace suite
