#include "contract/json.h"

#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "support/catch.h"

using contract::Json;
using contract::JsonView;
using contract::Number;

TEST_CASE("numbers compare exactly across integers and reals") {
  const Number big{std::int64_t{9007199254740993}};
  const Number rounded{9007199254740992.0};
  CHECK(big.compare(rounded) == std::partial_ordering::greater);
  CHECK(rounded.compare(big) == std::partial_ordering::less);
  CHECK(std::is_eq(Number{std::int64_t{1}}.compare(Number{1.0})));
  CHECK(std::is_lt(Number{std::int64_t{-1}}.compare(Number{std::uint64_t{18446744073709551615u}})));
  CHECK(std::is_lt(
      Number{std::uint64_t{18446744073709551615u}}.compare(Number{18446744073709551616.0})));
  CHECK(std::is_lt(Number{std::int64_t{3}}.compare(Number{3.5})));
  CHECK(std::is_lt(Number{-3.5}.compare(Number{std::int64_t{-3}})));
}

TEST_CASE("a real number without a fraction is an integer") {
  CHECK(Number{1.0}.is_integer());
  CHECK_FALSE(Number{1.5}.is_integer());
  CHECK(Number{std::uint64_t{7}}.is_integer());
}

TEST_CASE("equality ignores member order and the way numbers are written") {
  const Json a = Json::parse(R"({"a":[1,{"b":2}],"c":null})");
  const Json b = Json::parse(R"({"c":null,"a":[1.0,{"b":2}]})");
  CHECK(contract::equal(a, b));
  const Json longer = Json::parse(R"({"c":null,"a":[1.0,{"b":2}],"d":0})");
  CHECK_FALSE(contract::equal(a, longer));
  const Json other = Json::parse(R"({"c":null,"a":[{"b":2},1]})");
  CHECK_FALSE(contract::equal(a, other));
}

TEST_CASE("both kinds of view read the same document alike") {
  const char* text =
      R"({"n":-5,"u":18446744073709551615,"d":0.5,"s":"x","b":true,"z":null,"a":[1,2]})";
  const auto parsed = contract::parse_json(text);
  REQUIRE(parsed);
  const Json tree = Json::parse(text);
  CHECK(contract::equal(parsed->root(), tree));
  CHECK(contract::to_json_text(parsed->root()).text == text);
  CHECK(contract::to_json_text(tree).text == text);
  CHECK(parsed->root().size() == 7);
  CHECK(parsed->root().find("a")->at(1)->number().as_double() == 2);
  CHECK_FALSE(parsed->root().find("a")->at(2));
  CHECK_FALSE(parsed->root().find("nope"));
  CHECK_FALSE(parsed->root().at(0));
}

TEST_CASE("JSON text is escaped where JSON asks for it and nowhere else") {
  CHECK(contract::quoted("a\"b\\c\n\x01/é").text == "\"a\\\"b\\\\c\\n\\u0001/é\"");
  CHECK(contract::quoted(std::string("\xff ok", 4)).text == "\"\xEF\xBF\xBD ok\"");
  CHECK(contract::plain_text(R"("a\u0062\"")") == "ab\"");
  CHECK(contract::plain_text("12.5") == "12.5");
}

TEST_CASE("a real number stays a real number when it is written again") {
  const auto parsed = contract::parse_json("[1.0,2e3,1e300]");
  REQUIRE(parsed);
  CHECK(contract::to_json_text(parsed->root()).text == "[1.0,2000.0,1e+300]");
}

TEST_CASE("absent, null, false, 0 and their texts are false") {
  for (const char* text : {"", "null", "false", "0", "0.0", "-0", "\"\"", "\"0\"", "\"false\""})
    CHECK_FALSE(contract::truthy(text));
  for (const char* text : {"true", "1", "-1", "0.5", "\"no\"", "[]", "{}", "\" \""})
    CHECK(contract::truthy(text));
}

TEST_CASE("texts are equal by value") {
  CHECK(contract::equal_text("1", "1.0"));
  CHECK(contract::equal_text(R"({"a":1,"b":2})", R"({"b":2,"a":1})"));
  CHECK(contract::equal_text(R"("a")", "\"\\u0061\""));
  CHECK_FALSE(contract::equal_text("\"1\"", "1"));
  CHECK_FALSE(contract::equal_text("null", ""));
}
