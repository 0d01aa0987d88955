#include "validator/text.h"

#include "support/catch.h"

using namespace validator;

TEST_CASE("text splits at every delimiter and keeps empty pieces") {
  CHECK(split("a,b,,c", {","}) == std::vector<std::string_view>{"a", "b", "", "c"});
  CHECK(split("", {","}) == std::vector<std::string_view>{""});
  CHECK(split("a%20b+c", {"%20", "+"}) == std::vector<std::string_view>{"a", "b", "c"});
}

TEST_CASE("trimming takes spaces and tabs off both ends") {
  CHECK(trim(" \ta b\t") == "a b");
  CHECK(trim(" \t ").empty());
}

TEST_CASE("lower case is ASCII's and leaves other bytes alone") {
  CHECK(to_lower("AbZ-\xC3\x84") == "abz-\xC3\x84");
}
