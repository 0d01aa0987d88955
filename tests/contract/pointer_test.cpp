#include "contract/pointer.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using contract::Json;
using contract::Tokens;

TEST_CASE("the pointers of RFC 6901 section 5 find their values") {
  const Json doc = Json::parse(
      R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8})");
  const auto at = [&](const char* pointer) {
    const Json* found = contract::find_at(doc, contract::parse_pointer(pointer).value());
    return found == nullptr ? std::string("absent") : found->dump();
  };
  CHECK(at("/foo") == R"(["bar","baz"])");
  CHECK(at("/foo/0") == "\"bar\"");
  CHECK(at("/") == "0");
  CHECK(at("/a~1b") == "1");
  CHECK(at("/m~0n") == "8");
  CHECK(at("/k\"l") == "6");
  CHECK(at("/foo/2") == "absent");
  CHECK(at("/foo/00") == "absent");
  CHECK(at("/foo/-") == "absent");
  CHECK(at("/foo/0/x") == "absent");
  CHECK(contract::find_at(contract::JsonView(doc), {"foo", "1"})->string() == "baz");
}

TEST_CASE("what is no pointer is not read as one") {
  CHECK_FALSE(contract::parse_pointer("a"));
  CHECK_FALSE(contract::parse_pointer("/a~"));
  CHECK_FALSE(contract::parse_pointer("/a~2"));
  CHECK(contract::parse_pointer("") == Tokens{});
  CHECK(contract::parse_pointer("/") == Tokens{""});
}

TEST_CASE("tokens are escaped on the way out") {
  CHECK(contract::to_pointer({"a/b", "m~n", ""}) == "/a~1b/m~0n/");
  CHECK(contract::escape_token("~/") == "~0~1");
}

TEST_CASE("a pointer lies below another one token by token") {
  CHECK(contract::is_below("/items/0", "/items"));
  CHECK(contract::is_below("/items", "/items"));
  CHECK(contract::is_below("/items", ""));
  CHECK_FALSE(contract::is_below("/items2", "/items"));
  CHECK_FALSE(contract::is_below("/", "/items"));
}
