#include "support/catch.h"
#include "validator/request_checks.h"

namespace {

std::optional<std::size_t> item_of(const std::string& pointer, const std::string& items,
                                   const std::string& in = "body") {
  contract::Violations violations(1);
  violations[0].in = in;
  violations[0].pointer = pointer;
  validator::assign_items(violations, items);
  return violations[0].item;
}

}  // namespace

TEST_CASE("violations below an item belong to it") {
  CHECK(item_of("/items/3", "/items") == 3);
  CHECK(item_of("/items/12/value", "/items") == 12);
  CHECK(item_of("/0/value", "") == 0);
}

TEST_CASE("violations elsewhere belong to the request") {
  CHECK_FALSE(item_of("/items", "/items"));
  CHECK_FALSE(item_of("", ""));
  CHECK_FALSE(item_of("/itemsx/3", "/items"));
  CHECK_FALSE(item_of("/other/3", "/items"));
  CHECK_FALSE(item_of("/items/x", "/items"));
  CHECK_FALSE(item_of("/items/3", "/items", "query"));
}
