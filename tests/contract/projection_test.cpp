#include <nlohmann/json.hpp>

#include "contract/predicate.h"
#include "support/catch.h"

using contract::Json;
using contract::Projection;

namespace {

Projection of(const char* schema) {
  const Json json = Json::parse(schema);
  return contract::projection_of(json);
}

}  // namespace

TEST_CASE("a schema that mentions a member looks at that member alone") {
  Projection sees = of(R"({"properties":{"item":{"properties":{"type":{"const":"x"}}}}})");
  CHECK_FALSE(sees.whole);
  REQUIRE(sees.find("item"));
  CHECK(sees.find("record") == nullptr);
  CHECK_FALSE(sees.find("item")->whole);
  CHECK(sees.find("item")->find("type"));
  CHECK(sees.find("item")->find("value") == nullptr);
}

TEST_CASE("required and dependentRequired look at presence") {
  Projection sees = of(R"({"required":["a"],"dependentRequired":{"b":["c"]}})");
  CHECK_FALSE(sees.whole);
  for (const char* name : {"a", "b", "c"}) {
    REQUIRE(sees.find(name));
    CHECK_FALSE(sees.find(name)->whole);
  }
}

TEST_CASE("applicators over the same instance add up") {
  Projection sees = of(R"({
    "not": {"required": ["a"]},
    "anyOf": [{"properties": {"b": {"required": ["x"]}}}, {"properties": {"b": {"minItems": 1}}}],
    "if": {"required": ["c"]}, "then": false})");
  CHECK_FALSE(sees.whole);
  CHECK(sees.find("a"));
  CHECK(sees.find("c"));
  REQUIRE(sees.find("b"));
  CHECK(sees.find("b")->whole);
}

TEST_CASE("what counts members or elements, compares trees or refers elsewhere sees all of it") {
  auto schema = GENERATE(
      R"({"minProperties":1})", R"({"items":{"type":"string"}})", R"({"const":{"a":1}})",
      R"({"enum":["a",[1]]})", R"({"$ref":"#/$defs/x"})", R"({"patternProperties":{"^x":true}})",
      R"({"additionalProperties":false})", R"({"contains":{}})", R"({"somethingNew":1})");
  CHECK(of(schema).whole);
}

TEST_CASE("types and scalars look at no member") {
  auto schema = GENERATE(R"({"type":"object"})", R"({"const":5})", R"({"enum":["a",1,null]})",
                         R"({"pattern":"x","title":"t"})", "true", "false", "{}");
  Projection sees = of(schema);
  CHECK_FALSE(sees.whole);
  CHECK(sees.members.empty());
}
