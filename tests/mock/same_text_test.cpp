#include "mock/same_text.h"

#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "support/catch.h"

namespace {

bool plainly(const std::string& value, std::string_view text) {
  const auto parsed = contract::parse_json(value);
  REQUIRE(parsed);
  const bool simd =
      parsed->root().visit([&](const auto& view) { return mock::plainly_same(view, text); });
  const contract::Json tree = contract::Json::parse(value);
  CHECK(mock::plainly_same(contract::TreeView(tree), text) == simd);
  return simd;
}

bool same(const std::string& value, std::string_view text) {
  const auto parsed = contract::parse_json(value);
  REQUIRE(parsed);
  return mock::same_value(parsed->root(), text);
}

}  // namespace

TEST_CASE("a value is plainly the same as the text it is written as") {
  for (const std::string text :
       {R"("")", R"("a")", R"("abc")", R"("abcd")", R"("abcdefg")", R"("abcdefgh")",
        R"("abcdefghi")", R"("a text that is longer than two words")", "null", "true", "false", "0",
        "-12", "1.5", "[]", "{}", R"([1,"a",[null],{"b":{}}])",
        R"({"clientId":"3f25","n":12,"deep":{"list":[true,false]},"":""})"}) {
    INFO(text);
    CHECK(plainly(text, text));
    CHECK(same(text, text));
  }
}

TEST_CASE("a value is not the same as a text that differs in one place") {
  const std::string value = R"({"a":"abcdefghijkl","b":[1,12],"c":"xyz","d":"abcde"})";
  REQUIRE(plainly(value, value));
  for (std::size_t i = 0; i < value.size(); ++i) {
    std::string other = value;
    other[i] = other[i] == '7' ? '8' : '7';
    INFO(other);
    CHECK_FALSE(plainly(value, other));
    CHECK_FALSE(plainly(value, value.substr(0, i)));
  }
  CHECK_FALSE(plainly("1", "12"));
  CHECK_FALSE(plainly("12", "1"));
  CHECK_FALSE(plainly("true", "trueish"));
}

// The bytes of the value lie in the text, but they mean something else there.
TEST_CASE("quotes and backslashes are not taken for what they look like in the text") {
  CHECK_FALSE(plainly(R"({"x":"1\",\"y\":\"2"})", R"({"x":"1","y":"2"})"));
  CHECK_FALSE(plainly(R"(["a\",\"b"])", R"(["a","b"])"));
  CHECK_FALSE(plainly(R"("a\\nb")", R"("a\nb")"));
  CHECK_FALSE(plainly(R"("\\n")", R"("\n")"));
  CHECK_FALSE(plainly(R"("a text with one backslash\\n")", R"("a text with one backslash\n")"));
  CHECK_FALSE(plainly(R"({"a\\n":1})", R"({"a\n":1})"));
}

TEST_CASE("what is not plainly the same may be so by value") {
  CHECK_FALSE(plainly(R"({"a":1,"b":2})", R"({"b":2,"a":1})"));
  CHECK(same(R"({"a":1,"b":2})", R"({"b":2,"a":1})"));
  CHECK(same("1", "1.0"));
  CHECK(same(R"("a\nb")", R"("a\nb")"));
  CHECK_FALSE(same(R"("a\\nb")", R"("a\nb")"));
  CHECK_FALSE(same(R"({"x":"1\",\"y\":\"2"})", R"({"x":"1","y":"2"})"));
  CHECK_FALSE(same("1", "2"));
}

TEST_CASE("names are the same when all their bytes are") {
  const std::string name = "abcdefghijklmnopqrst";
  for (std::size_t size = 0; size <= name.size(); ++size) {
    const std::string text = name.substr(0, size);
    CHECK(mock::same_name(text, name.substr(0, size)));
    CHECK_FALSE(mock::same_name(text, text + "x"));
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = text;
      other[i] = '-';
      CHECK_FALSE(mock::same_name(text, other));
    }
  }
}
