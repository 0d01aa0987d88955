#include "contract/closest.h"

#include <array>

#include "support/catch.h"

using contract::closest;

TEST_CASE("the closest word is found for a slip of the pen and not for another word") {
  static constexpr std::array<std::string_view, 4> words = {"succeeded", "failed", "created",
                                                            "records"};
  CHECK(closest("suceeded", words) == "succeeded");
  CHECK(closest("FAILED", words) == "failed");
  CHECK(closest("recrods", words) == "records");
  CHECK(closest("banana", words).empty());
  CHECK(closest("", words).empty());
  CHECK(closest(std::string(5000, 'x'), words).empty());
  CHECK(contract::did_you_mean("faild", words) == " (did you mean 'failed'?)");
  CHECK(contract::did_you_mean("banana", words).empty());
  CHECK(contract::list_of(words) == "succeeded, failed, created, records");
}
