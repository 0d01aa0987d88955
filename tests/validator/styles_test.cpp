// Examples of OAS 3.1 section 4.8.12.5 (style examples) unless a name says otherwise.
#include "validator/styles.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using namespace validator;
using contract::Json;

namespace {

const Json strings = Json::parse(R"({"type": "array", "items": {"type": "string"}})");
const Json integers = Json::parse(R"({"type": "array", "items": {"type": "integer"}})");
const Json text = Json::parse(R"({"type": "string"})");
const Json rgb = Json::parse(
    R"({"type": "object", "properties": {"R": {"type": "integer"}, "G": {"type": "integer"},
        "B": {"type": "integer"}}, "additionalProperties": false})");
const Json colors = {"blue", "black", "brown"};
const Json color = {{"R", 100}, {"G", 200}, {"B", 150}};

ReadValue path(const char* style, bool explode, std::string_view sent, const Json& schema) {
  return read_text(sent, {"color", style, explode, Escapes::reserved}, {&schema, nullptr},
                   Reading::typed);
}

ReadValue query(const char* style, bool explode, std::string_view sent, const Json& schema,
                const std::vector<std::string>& taken = {}) {
  return read_pairs(query_pairs(sent), {"color", style, explode, Escapes::form}, {&schema, nullptr},
                    Reading::typed, taken);
}

bool is(const ReadValue& read, const Json& expected) {
  INFO(read.problem);
  CHECK(read.problem.empty());
  return read.value && *read.value == expected;
}

}  // namespace

TEST_CASE("style matrix") {
  CHECK(is(path("matrix", false, ";color=blue", text), "blue"));
  CHECK(is(path("matrix", false, ";color", text), ""));
  CHECK(is(path("matrix", false, ";color=blue,black,brown", strings), colors));
  CHECK(is(path("matrix", true, ";color=blue;color=black;color=brown", strings), colors));
  CHECK(is(path("matrix", false, ";color=R,100,G,200,B,150", rgb), color));
  CHECK(is(path("matrix", true, ";R=100;G=200;B=150", rgb), color));
}

TEST_CASE("style label") {
  CHECK(is(path("label", false, ".blue", text), "blue"));
  CHECK(is(path("label", false, ".", text), ""));
  CHECK(is(path("label", false, ".blue,black,brown", strings), colors));
  CHECK(is(path("label", true, ".blue.black.brown", strings), colors));
  CHECK(is(path("label", false, ".R,100,G,200,B,150", rgb), color));
  CHECK(is(path("label", true, ".R=100.G=200.B=150", rgb), color));
}

TEST_CASE("style label as OpenAPI 3.0 wrote it, with dots") {
  CHECK(is(path("label", false, ".blue.black.brown", strings), colors));
  CHECK(is(path("label", false, ".R.100.G.200.B.150", rgb), color));
}

TEST_CASE("style simple") {
  CHECK(is(path("simple", false, "blue", text), "blue"));
  CHECK(is(path("simple", false, "blue,black,brown", strings), colors));
  CHECK(is(path("simple", true, "blue,black,brown", strings), colors));
  CHECK(is(path("simple", false, "R,100,G,200,B,150", rgb), color));
  CHECK(is(path("simple", true, "R=100,G=200,B=150", rgb), color));
}

TEST_CASE("style form") {
  CHECK(is(query("form", true, "color=blue", text), "blue"));
  CHECK(is(query("form", true, "color=", text), ""));
  CHECK(is(query("form", true, "color", text), ""));
  CHECK(is(query("form", false, "color=blue,black,brown", strings), colors));
  CHECK(is(query("form", true, "color=blue&color=black&color=brown", strings), colors));
  CHECK(is(query("form", false, "color=R,100,G,200,B,150", rgb), color));
  CHECK(is(query("form", true, "R=100&G=200&B=150", rgb), color));
}

TEST_CASE("styles spaceDelimited and pipeDelimited") {
  CHECK(is(query("spaceDelimited", false, "color=blue%20black%20brown", strings), colors));
  CHECK(is(query("spaceDelimited", false, "color=blue+black+brown", strings), colors));
  CHECK(is(query("spaceDelimited", false, "color=R%20100%20G%20200%20B%20150", rgb), color));
  CHECK(is(query("pipeDelimited", false, "color=blue|black|brown", strings), colors));
  CHECK(is(query("pipeDelimited", false, "color=blue%7Cblack%7cbrown", strings), colors));
  CHECK(is(query("pipeDelimited", false, "color=R|100|G|200|B|150", rgb), color));
  CHECK(is(query("pipeDelimited", true, "color=blue&color=black&color=brown", strings), colors));
}

TEST_CASE("style deepObject") {
  CHECK(is(query("deepObject", true, "color[R]=100&color[G]=200&color[B]=150", rgb), color));
  CHECK(is(query("deepObject", true, "color%5BR%5D=100&other=1&color[G]=200&color[B]=150", rgb),
           color));
  CHECK_FALSE(query("deepObject", true, "colors[R]=100&color=3", rgb).sent());
}

TEST_CASE("style deepObject goes deeper and holds lists, as clients write it") {
  const Json schema = Json::parse(R"({"type": "object", "properties": {
      "a": {"type": "object", "properties": {"b": {"type": "integer"}}},
      "l": {"type": "array", "items": {"type": "integer"}}}})");
  CHECK(is(query("deepObject", true, "color[a][b]=1&color[l]=1&color[l][]=2", schema),
           {{"a", {{"b", 1}}}, {"l", {1, 2}}}));
}

TEST_CASE("a deepObject that contradicts itself cannot be read") {
  CHECK_FALSE(query("deepObject", true, "color[R]=1&color[R]=2", rgb).value);
  CHECK_FALSE(query("deepObject", true, "color[R]=1&color[R][x]=2", rgb).value);
}

TEST_CASE("elements and members take the types of their schemas") {
  CHECK(is(query("form", false, "color=1,2", integers), {1, 2}));
  CHECK(is(query("form", false, "color=1,x", integers), {1, "x"}));
}

TEST_CASE("an escaped delimiter is part of a value") {
  CHECK(is(query("form", false, "color=a%2Cb,c", strings), {"a,b", "c"}));
  CHECK(is(path("simple", false, "a%2Cb,c", strings), {"a,b", "c"}));
}

TEST_CASE("a plus is a space in a query, and itself where reserved characters are allowed") {
  CHECK(is(query("form", true, "color=a+b%2B", text), "a b+"));
  CHECK(decode("a+b%20c", Escapes::reserved) == "a+b c");
  CHECK(decode("a+b%20c", Escapes::none) == "a+b%20c");
}

TEST_CASE("a malformed escape stays as it was sent") {
  CHECK(is(query("form", true, "color=100%", text), "100%"));
  CHECK(is(query("form", true, "color=%zz", text), "%zz"));
}

TEST_CASE("an empty list is an empty text") {
  CHECK(is(query("form", false, "color=", strings), Json::array()));
  CHECK(is(path("simple", false, "", strings), Json::array()));
}

TEST_CASE("a parameter that is not there is absent, not empty") {
  CHECK_FALSE(query("form", true, "colour=blue", text).sent());
  CHECK_FALSE(query("form", true, "", text).sent());
  CHECK_FALSE(query("form", true, "x=1", rgb).sent());
}

TEST_CASE("an exploded object that is open takes the names nobody else has") {
  const Json open =
      Json::parse(R"({"type": "object", "additionalProperties": {"type": "integer"}})");
  CHECK(is(query("form", true, "a=1&limit=3&b=2", open, {"limit"}), {{"a", 1}, {"b", 2}}));
}

TEST_CASE("a value that must be one cannot be sent twice") {
  const ReadValue read = query("form", true, "color=blue&color=red", text);
  CHECK(read.sent());
  CHECK_FALSE(read.value);
  CHECK_THAT(read.problem, Catch::Contains("more than once"));
}

TEST_CASE("an object that is not in its style cannot be read") {
  CHECK_FALSE(path("simple", false, "R,100,G", rgb).value);
  CHECK_FALSE(path("simple", true, "R=100,G", rgb).value);
  CHECK_FALSE(path("simple", false, "R,100,R,200", rgb).value);
  CHECK_FALSE(path("matrix", false, "color=blue", text).value);
  CHECK_FALSE(path("matrix", false, ";colour=blue", text).value);
  CHECK_FALSE(path("label", false, "blue", text).value);
  CHECK_FALSE(path("matrix", true, ";color=a;color=b", text).value);
}

TEST_CASE("header lists are trimmed and not decoded") {
  const ReadValue read = read_text("a%20b, c", {"X", "simple", false, Escapes::none},
                                   {&strings, nullptr}, Reading::typed);
  CHECK(is(read, {"a%20b", "c"}));
}

TEST_CASE("a query of separators alone has no pairs") { CHECK(query_pairs("&&&").empty()); }
