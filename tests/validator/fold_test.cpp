#include "validator/fold.h"

#include "support/catch.h"

using namespace validator;
using contract::Rule;
using contract::Violation;
using contract::Violations;

namespace {

Violation at(const std::string& pointer, std::optional<std::size_t> item,
             const std::string& message = "5 is an integer, expected string") {
  Violation violation;
  violation.pointer = pointer;
  violation.keyword = "type";
  violation.in = "body";
  violation.message = message;
  violation.item = item;
  return violation;
}

}  // namespace

TEST_CASE("the same mistake in many items is one line and a count") {
  const Violations violations = {at("/items/2/name", 2), at("/items/0/name", 0),
                                 at("/items/0/name", 0, "other"), at("/items/7/name", 7)};
  const auto folded = fold(violations);
  REQUIRE(folded.size() == 2);
  CHECK(folded[0].first == &violations[0]);
  CHECK(folded[0].more == 2);
  CHECK(folded[0].items == std::vector<std::size_t>{0, 2, 7});
  CHECK(more_words(folded[0]) == "2 more items have this error");
  CHECK(more_words(folded[1]).empty());
}

TEST_CASE("what differs in anything but indexes stays apart") {
  Violations violations(7, at("/a/1", std::nullopt));
  violations[1].keyword = "enum";
  violations[2].pointer = "/b/1";
  violations[3].rule = Rule::missing_header;
  violations[4].part = contract::Part::response;
  violations[5].note = true;
  violations[6].name = "X-Id";
  CHECK(fold(violations).size() == 7);
}

TEST_CASE("repeats outside of batches are values, and two mistakes of one item are one item") {
  const auto values = fold({at("/tags/0", std::nullopt), at("/tags/4", std::nullopt)});
  REQUIRE(values.size() == 1);
  CHECK(more_words(values[0]) == "1 more value has this error");
  const auto one_item = fold({at("/items/3/tags/0", 3), at("/items/3/tags/1", 3)});
  CHECK(more_words(one_item.at(0)) == "1 more value has this error");
  const auto two_items =
      fold({at("/items/3/tags/0", 3), at("/items/3/tags/1", 3), at("/items/4/tags/1", 4)});
  CHECK(more_words(two_items.at(0)) == "1 more item has this error");
}

TEST_CASE("only numbers are indexes") {
  CHECK(pointer_pattern("/items/17/a2/~1/0") == "/items/*/a2/~1/*");
  CHECK(pointer_pattern("").empty());
  CHECK(pointer_pattern("/") == "/");
}
