#include "contract/error.h"

#include "support/catch.h"

TEST_CASE("an error prints where it happened, as far as that is known") {
  CHECK(contract::to_string(contract::Error{"x", "broken", {"a.yaml", 3, 7}}) ==
        "a.yaml:3:7: broken");
  CHECK(contract::to_string(contract::Error{"x", "broken", {"a.yaml", 0, 0}}) == "a.yaml: broken");
  CHECK(contract::to_string(contract::Error{"x", "broken", {}}) == "broken");
}
