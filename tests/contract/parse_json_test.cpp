#include "contract/parse_json.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

namespace {

std::string refusal(const std::string& text) {
  const auto parsed = contract::parse_json(text);
  return parsed ? "accepted" : parsed.error().message;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("strict JSON refuses what RFC 8259 forbids, with the place") {
  CHECK(refusal(R"({"a":1,})") == "the text is not valid JSON at byte 7");
  CHECK(refusal("") == "the JSON text ends too early");
  CHECK(refusal("{\"a\":") == "the JSON text ends too early");
  CHECK(refusal("[1] x") != "accepted");
  CHECK(refusal("[01]") != "accepted");
  CHECK(refusal("[NaN]") != "accepted");
  CHECK(refusal("[\"\x01\"]") != "accepted");
  CHECK(refusal("[\"\xff\"]") != "accepted");
  CHECK(refusal("[\"\xc0\xaf\"]") != "accepted");
  CHECK(refusal(R"(["\ud800"])") != "accepted");
  CHECK(refusal("\xEF\xBB\xBF{}") == "the text starts with a byte order mark");
}

TEST_CASE("duplicate member names are refused at any depth and in any number") {
  CHECK(refusal(R"({"a":1,"a":1})") == "the member name \"a\" occurs twice in one object");
  CHECK(refusal(R"([{"b":{"x":1,"\u0078":2}}])") ==
        "the member name \"x\" occurs twice in one object");
  std::string many = "{\"m0\":0";
  for (int i = 1; i < 40; ++i) many += ",\"m" + std::to_string(i) + "\":0";
  CHECK(refusal(many + "}") == "accepted");
  CHECK(refusal(many + ",\"m17\":0}") == "the member name \"m17\" occurs twice in one object");
  CHECK(refusal(R"({"a":99999999999999999999,"a":1})") ==
        "the member name \"a\" occurs twice in one object");
}

TEST_CASE("nesting is bounded, whoever reads the text") {
  CHECK(refusal(nested(256)) == "accepted");
  CHECK(refusal(nested(257)) == "arrays and objects are nested more than 256 levels deep");
  CHECK(refusal(nested(100000)) == "arrays and objects are nested more than 256 levels deep");
  const std::string with_big =
      std::string(256, '[') + "99999999999999999999" + std::string(256, ']');
  CHECK(refusal(with_big) == "accepted");
  CHECK(refusal("[" + with_big + "]") == "arrays and objects are nested more than 256 levels deep");
}

TEST_CASE("integers beyond 64 bits are read as reals, and what binary64 cannot hold is refused") {
  const auto big = contract::parse_json("[123456789012345678901234567890]");
  REQUIRE(big);
  CHECK(big->root().at(0)->number().as_double() == 123456789012345678901234567890.0);
  CHECK(refusal("[1e400]") == "a number is too large for binary64");
  CHECK(refusal("[" + std::string(400, '9') + "]") == "a number is too large for binary64");
}

TEST_CASE("a scalar is a JSON text of its own") {
  const auto text = contract::parse_json("\"x\"");
  REQUIRE(text);
  CHECK(text->root().string() == "x");
}
