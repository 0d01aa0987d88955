#include "contract/schema.h"

#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "support/catch.h"

using namespace contract;

namespace {

SchemaPtr compiled(const char* text, Dialect dialect = Dialect::draft_2020_12) {
  const Json schema = Json::parse(text);
  auto result = compile_schema(schema, dialect);
  if (!result) FAIL(result.error().front().message);
  return *result;
}

// Both views and both tiers have to agree.
bool accepts(const SchemaPtr& schema, const char* instance) {
  const Json tree = Json::parse(instance);
  const auto parsed = parse_json(instance);
  REQUIRE(parsed);
  const bool verdict = schema->accepts(parsed->root());
  CHECK(schema->accepts(tree) == verdict);
  CHECK(schema->explain(tree).empty() == verdict);
  CHECK(schema->explain(parsed->root()).size() == schema->explain(tree).size());
  return verdict;
}

std::vector<SchemaViolation> explain(const SchemaPtr& schema, const char* instance) {
  const Json tree = Json::parse(instance);
  return schema->explain(tree);
}

}  // namespace

TEST_CASE("types are told apart, and 1.0 is an integer") {
  const auto schema = compiled(R"({"type": ["integer", "string"]})");
  CHECK(accepts(schema, "1"));
  CHECK(accepts(schema, "1.0"));
  CHECK(accepts(schema, "\"x\""));
  CHECK_FALSE(accepts(schema, "1.5"));
  CHECK_FALSE(accepts(schema, "null"));
  const auto broken = explain(schema, "1.5");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].keyword == "type");
  CHECK(broken[0].expected == "string or integer");
  CHECK(broken[0].found == "number");
}

TEST_CASE("an object's members are judged one by one") {
  const auto schema = compiled(R"({
    "type": "object", "required": ["id", "email"], "additionalProperties": false,
    "properties": {"id": {"type": "integer", "minimum": 1}, "email": {"type": "string", "format": "email"},
                   "tags": {"type": "array", "items": {"type": "string", "minLength": 2}, "uniqueItems": true, "maxItems": 3}}})");
  CHECK(accepts(schema, R"({"id": 1, "email": "a@b.example", "tags": ["ab", "cd"]})"));
  CHECK_FALSE(
      accepts(schema, R"({"id": 0, "email": "a", "tags": ["a", "a", "b", "c"], "more": 1})"));
  const auto broken = explain(schema, R"({"id": 0, "tags": ["a", "ab", "ab"], "more": 1})");
  REQUIRE(broken.size() == 5);
  CHECK(broken[0].keyword == "minimum");
  CHECK(broken[0].pointer == "/id");
  CHECK(broken[0].expected == "1");
  CHECK(broken[0].found == "0");
  CHECK(broken[1].keyword == "minLength");
  CHECK(broken[1].pointer == "/tags/0");
  CHECK(broken[2].keyword == "uniqueItems");
  CHECK(broken[2].pointer == "/tags");
  CHECK(broken[3].keyword == "additionalProperties");
  CHECK(broken[3].property == "more");
  CHECK(broken[3].pointer == "");
  CHECK(broken[4].keyword == "required");
  CHECK(broken[4].property == "email");
}

TEST_CASE("a schema may refer to itself") {
  const auto schema = compiled(R"({"$defs": {"node": {"type": "object",
    "properties": {"next": {"$ref": "#/$defs/node"}, "value": {"type": "integer"}}}},
    "$ref": "#/$defs/node"})");
  CHECK(accepts(schema, R"({"value": 1, "next": {"value": 2, "next": {}}})"));
  CHECK_FALSE(accepts(schema, R"({"value": 1, "next": {"value": 2, "next": {"value": "x"}}})"));
}

TEST_CASE("of anyOf and oneOf the closest branch is explained") {
  const auto schema = compiled(R"({"oneOf": [
    {"type": "object", "required": ["kind", "a"], "properties": {"kind": {"const": "a"}, "a": {"type": "integer"}}},
    {"type": "object", "required": ["kind", "b"], "properties": {"kind": {"const": "b"}, "b": {"type": "string"}}}]})");
  CHECK(accepts(schema, R"({"kind": "b", "b": "x"})"));
  const auto broken = explain(schema, R"({"kind": "b", "b": 1})");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].pointer == "/b");
  CHECK(broken[0].keyword == "type");
}
