// What OpenAPI adds to JSON Schema, or takes away.
#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "contract/schema.h"
#include "support/catch.h"

using namespace contract;

namespace {

struct Compiled {
  DocumentPtr document;
  std::vector<SchemaPtr> schemas;  // request, then response
};

// The component "It" of a document with these components.
Compiled compiled(const std::string& components, Dialect dialect) {
  auto document = Document::parse(
      "{\"openapi\": \"3.0.3\", \"components\": {\"schemas\":\n" + components + "}}", "api.json");
  REQUIRE(document);
  const Json* it = (*document)->find("/components/schemas/It");
  REQUIRE(it != nullptr);
  SchemaCompiler compiler(*document, dialect);
  compiler.add(*it, Direction::request);
  compiler.add(*it, Direction::response);
  auto schemas = compiler.compile();
  if (!schemas) FAIL(to_string(schemas.error().front()));
  return {*document, *schemas};
}

Compiled compiled_3_0(const std::string& components) {
  return compiled(components, Dialect::openapi_3_0);
}

bool accepts(const SchemaPtr& schema, const char* instance) {
  const Json tree = Json::parse(instance);
  const auto parsed = parse_json(instance);
  REQUIRE(parsed);
  CHECK(schema->accepts(parsed->root()) == schema->accepts(tree));
  CHECK(schema->explain(tree).empty() == schema->accepts(tree));
  return schema->accepts(tree);
}

std::vector<SchemaViolation> explain(const SchemaPtr& schema, const char* instance) {
  const Json tree = Json::parse(instance);
  return schema->explain(tree);
}

const char* const pets = R"({
  "It": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
         "discriminator": {"propertyName": "kind", "mapping": {"hound": "#/components/schemas/Dog", "puss": "Cat"}}},
  "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
  "Dog": {"type": "object", "required": ["kind", "bark"], "properties": {"kind": {"type": "string"}, "bark": {"type": "boolean"}}}})";

}  // namespace

TEST_CASE("nullable adds null to the type beside it") {
  const auto it = compiled_3_0(R"({"It": {"type": "string", "nullable": true, "maxLength": 2}})");
  CHECK(accepts(it.schemas[0], "null"));
  CHECK(accepts(it.schemas[0], "\"ab\""));
  CHECK_FALSE(accepts(it.schemas[0], "\"abc\""));
  const auto broken = explain(it.schemas[0], "1");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].expected == "string");
  CHECK(broken[0].found == "integer");
  CHECK(broken[0].message == "1 is an integer, expected string or null");
}

TEST_CASE("nullable without a type changes nothing") {
  const auto it = compiled_3_0(R"({"It": {"nullable": false}})");
  CHECK(accepts(it.schemas[0], "null"));
  const auto only = compiled_3_0(R"({"It": {"nullable": true, "type": "string", "enum": ["a"]}})");
  CHECK_FALSE(accepts(only.schemas[0], "null"));  // null would have to be in the enum too
}

TEST_CASE("in OpenAPI 3.0 exclusive bounds are flags and siblings of $ref do not count") {
  const auto it = compiled_3_0(R"({
    "It": {"type": "object", "properties": {
      "n": {"type": "number", "minimum": 1, "exclusiveMinimum": true, "maximum": 5, "exclusiveMaximum": false},
      "r": {"$ref": "#/components/schemas/S", "maxLength": 1}}},
    "S": {"type": "string"}})");
  CHECK(accepts(it.schemas[0], R"({"n": 5, "r": "long"})"));
  CHECK_FALSE(accepts(it.schemas[0], R"({"n": 1})"));
  CHECK_FALSE(accepts(it.schemas[0], R"({"n": 5.5})"));
  const auto broken = explain(it.schemas[0], R"({"n": 1})");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].keyword == "exclusiveMinimum");
  CHECK(broken[0].expected == "1");
}

TEST_CASE("a violation knows the line of the keyword that is broken") {
  const auto it = compiled_3_0("{\"It\": {\n\"type\": \"array\",\n\"minItems\": 1\n}}");
  const auto broken = explain(it.schemas[0], "[]");
  REQUIRE(broken.size() == 1);
  CHECK(to_string(broken[0].contract).rfind("api.json:4", 0) == 0);
  CHECK(broken[0].keyword == "minItems");
  CHECK(broken[0].expected == "1");
  CHECK(broken[0].found == "0");
}

TEST_CASE("readOnly members may be absent from requests only, writeOnly ones from responses") {
  const auto it = compiled_3_0(R"({"It": {"type": "object", "required": ["id", "name", "secret"],
    "properties": {"id": {"type": "integer", "readOnly": true}, "name": {"type": "string"},
                   "secret": {"type": "string", "writeOnly": true}}}})");
  const auto& [request, response] = std::pair(it.schemas[0], it.schemas[1]);
  CHECK(accepts(request, R"({"name": "a", "secret": "s"})"));
  CHECK_FALSE(accepts(request, R"({"name": "a"})"));
  CHECK(accepts(response, R"({"id": 1, "name": "a"})"));
  CHECK_FALSE(accepts(response, R"({"name": "a"})"));
  CHECK_FALSE(accepts(request, R"({"id": "x", "name": "a", "secret": "s"})"));
}

TEST_CASE("readOnly is seen through references and allOf") {
  const auto it = compiled_3_0(R"({
    "It": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": ["id", "code", "name"]}]},
    "Base": {"type": "object", "properties": {"id": {"$ref": "#/components/schemas/Id"}, "name": {"type": "string"},
             "code": {"allOf": [{"type": "string"}, {"readOnly": true}]}}},
    "Id": {"type": "integer", "readOnly": true}})");
  CHECK(accepts(it.schemas[0], R"({"name": "a"})"));
  CHECK_FALSE(accepts(it.schemas[0], R"({"id": 1})"));
  CHECK_FALSE(accepts(it.schemas[1], R"({"name": "a"})"));
}

TEST_CASE("the discriminator picks the branch, by name or by mapping") {
  const auto it = compiled_3_0(pets);
  CHECK(accepts(it.schemas[0], R"({"kind": "Cat", "lives": 9})"));
  CHECK(accepts(it.schemas[0], R"({"kind": "puss", "lives": 9})"));
  CHECK(accepts(it.schemas[0], R"({"kind": "hound", "bark": true})"));  // fits Cat as well
  CHECK_FALSE(accepts(it.schemas[0], R"({"kind": "Dog"})"));
  CHECK_FALSE(accepts(it.schemas[0], R"({"lives": 1})"));
}

TEST_CASE("only the branch that the discriminator names is explained") {
  const auto it = compiled_3_0(pets);
  const auto broken = explain(it.schemas[0], R"({"kind": "Cat", "lives": "nine", "bark": 1})");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].pointer == "/lives");
  const auto unknown = explain(it.schemas[0], R"({"kind": "Cow"})");
  REQUIRE(unknown.size() == 1);
  CHECK(unknown[0].keyword == "discriminator");
  CHECK(unknown[0].property == "kind");
  CHECK(unknown[0].found == "\"Cow\"");
  CHECK(unknown[0].expected == "Cat, Dog, hound, puss");
}

TEST_CASE("a discriminator finds its schema through allOf inheritance too") {
  const auto it = compiled(R"({
    "It": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
           "discriminator": {"propertyName": "t"}},
    "Base": {"type": "object", "required": ["t"], "properties": {"t": {"type": "string"}}},
    "A": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": ["a"]}]},
    "B": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": ["b"]}]}})",
                           Dialect::draft_2020_12);
  CHECK(accepts(it.schemas[0], R"({"t": "A", "a": 1})"));
  CHECK_FALSE(accepts(it.schemas[0], R"({"t": "A", "b": 1})"));
}

TEST_CASE("one schema is compiled once, however often and from wherever it is asked for") {
  auto document = Document::parse(R"({"openapi": "3.1.0", "components": {"schemas": {
      "A": {"type": "integer"}, "B": {"$ref": "#/components/schemas/A"}}}})",
                                  "api.json");
  REQUIRE(document);
  SchemaCompiler compiler(*document, Dialect::draft_2020_12);
  const Json& a = *(*document)->find("/components/schemas/A");
  CHECK(compiler.add(a, Direction::request) == 0);
  CHECK(compiler.add(*(*document)->find("/components/schemas/B"), Direction::request) == 1);
  CHECK(compiler.add(a, Direction::response) == 2);
  CHECK(compiler.add(a, Direction::request) == 0);
  const auto schemas = compiler.compile();
  REQUIRE(schemas);
  REQUIRE(schemas->size() == 3);
  for (const auto& schema : *schemas) {
    CHECK(accepts(schema, "1"));
    CHECK_FALSE(accepts(schema, "\"x\""));
  }
}
