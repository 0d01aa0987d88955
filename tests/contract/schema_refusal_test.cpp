// Schemas that cannot be honoured are refused by name and line, never skipped.
#include <nlohmann/json.hpp>

#include "contract/schema.h"
#include "support/catch.h"

using namespace contract;

namespace {

Errors errors_of(const std::string& text, Dialect dialect, const FindDocument& find = {}) {
  auto document = Document::parse(text, "schema.json");
  REQUIRE(document);
  SchemaCompiler compiler(*document, dialect, find);
  compiler.add((*document)->root());
  const auto schemas = compiler.compile();
  return schemas ? Errors{} : schemas.error();
}

// The only error of the schema, as "code:line".
std::string refusal(const std::string& text, Dialect dialect = Dialect::draft_2020_12) {
  const Errors errors = errors_of(text, dialect);
  if (errors.size() != 1) return std::to_string(errors.size()) + " errors";
  return errors[0].code + ":" + std::to_string(errors[0].where.line);
}

}  // namespace

TEST_CASE("keywords with values they cannot have are refused with their line") {
  const char* const broken[] = {R"("type": "strin")",
                                R"("type": [])",
                                R"("type": 1)",
                                R"("enum": 1)",
                                R"("required": true)",
                                R"("required": [1])",
                                R"("minLength": -1)",
                                R"("minLength": "3")",
                                R"("maxItems": 1.5)",
                                R"("multipleOf": 0)",
                                R"("multipleOf": -1)",
                                R"("minimum": "1")",
                                R"("exclusiveMinimum": true)",
                                R"("uniqueItems": "x")",
                                R"("properties": [])",
                                R"("properties": {"a": 1})",
                                R"("items": [{}])",
                                R"("items": 1)",
                                R"("prefixItems": [])",
                                R"("allOf": [])",
                                R"("anyOf": {})",
                                R"("not": [])",
                                R"("additionalProperties": "no")",
                                R"("pattern": 1)",
                                R"("format": 1)",
                                R"("dependentRequired": {"a": 1})",
                                R"("dependentSchemas": [])",
                                R"("contains": {}, "minContains": -1)",
                                R"("patternProperties": {"a": 1})",
                                R"("$ref": 1)"};
  for (const char* keyword : broken) {
    INFO(keyword);
    CHECK(refusal(std::string("{\n\n") + keyword + "}") == "bad-keyword:3");
  }
}

TEST_CASE("bad patterns are refused with their line") {
  CHECK(refusal("{\n\"pattern\": \"(\"}") == "bad-pattern:2");
  CHECK(refusal("{\"patternProperties\": {\n\"[z-a]\": {}}}") == "bad-pattern:2");
}

TEST_CASE("references that lead nowhere are refused with their line") {
  CHECK(refusal("{\"properties\": {\"a\":\n{\"$ref\": \"#/$defs/none\"}}}") ==
        "unresolved-reference:2");
  CHECK(refusal("{\n\"$ref\": \"#nowhere\"}") == "unresolved-reference:2");
  CHECK(refusal("{\n\"$ref\": \"other.json\"}") == "unresolved-reference:2");
  CHECK(refusal("{\"$defs\": {\"a\": 5},\n\"$ref\": \"#/$defs/a\"}") == "unresolved-reference:2");
  CHECK(refusal("{\n\"$ref\": \"https://example.test/schema\"}") == "remote-reference:2");
}

TEST_CASE("references that lead back to the same value without end are refused") {
  CHECK(refusal(R"({"$ref": "#"})") == "endless-reference:1");
  CHECK(
      refusal(
          R"({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"})") ==
      "endless-reference:1");
  CHECK(refusal(R"({"allOf": [{"$ref": "#"}]})") == "endless-reference:1");
  CHECK(refusal(R"({"anyOf": [{"type": "integer"}, {"not": {"$ref": "#"}}]})") ==
        "endless-reference:1");
  CHECK(refusal(R"({"if": {"$ref": "#"}})") == "endless-reference:1");
  CHECK(refusal(R"({"dependentSchemas": {"a": {"$ref": "#"}}})") == "endless-reference:1");
  CHECK(refusal(R"({"properties": {"a": {"$ref": "#"}}, "items": {"$ref": "#"}})") == "0 errors");
}

TEST_CASE("words that OpenAPI 3.0 does not have are refused there") {
  for (const char* keyword :
       {R"("const": 1)", R"("if": {})", R"("contains": {})", R"("patternProperties": {})",
        R"("propertyNames": {})", R"("prefixItems": [{}])", R"("unevaluatedProperties": false)",
        R"("dependentRequired": {})", R"("additionalItems": false)"}) {
    INFO(keyword);
    CHECK(refusal(std::string("{\n") + keyword + "}", Dialect::openapi_3_0) ==
          "unsupported-keyword:2");
  }
  CHECK(refusal("{\n\"type\": [\"string\", \"null\"]}", Dialect::openapi_3_0) == "bad-keyword:2");
  CHECK(refusal("{\n\"type\": \"null\"}", Dialect::openapi_3_0) == "bad-keyword:2");
  CHECK(refusal("{\n\"exclusiveMinimum\": 1}", Dialect::openapi_3_0) == "bad-keyword:2");
}

TEST_CASE("unknown words and unknown formats annotate") {
  CHECK(refusal(R"({"x-internal": 1, "xml": {}, "example": 5, "format": "phone", "foo": []})") ==
        "0 errors");
  CHECK(refusal(R"({"x-internal": 1, "deprecated": true, "externalDocs": {}})",
                Dialect::openapi_3_0) == "0 errors");
}

TEST_CASE("an unknown dialect is refused") {
  CHECK(refusal("{\n\"$schema\": \"https://example.test/meta\"}") == "unknown-dialect:2");
  CHECK(refusal(R"({"$schema": "http://json-schema.org/draft-07/schema#"})") == "0 errors");
}

TEST_CASE("a discriminator must name schemas among the alternatives") {
  CHECK(refusal("{\"oneOf\": [{}], \"discriminator\":\n1}") == "bad-keyword:1");
  CHECK(
      refusal(
          "{\"$defs\": {\"a\": {\"type\": \"integer\"}}, \"oneOf\": [{\"type\": \"null\"}],\n"
          "\"discriminator\": {\"propertyName\": \"k\", \"mapping\": {\n\"x\": \"#/$defs/a\"}}}") ==
      "bad-keyword:3");
}

TEST_CASE("all complaints come at once") {
  const Errors errors = errors_of(
      "{\"minLength\": -1,\n\"properties\": {\"a\": {\"type\": \"no\"},\n\"b\": {\"$ref\": "
      "\"#/x\"}}}",
      Dialect::draft_2020_12);
  REQUIRE(errors.size() == 3);
  CHECK(errors[0].message == "\"minLength\": expected a whole number from 0, found -1");
}

TEST_CASE("other documents are found through find_document, also in loops") {
  const std::string base = R"({"$ref": "parts/common.json#/$defs/node"})";
  std::vector<std::string> asked;
  const FindDocument find = [&](const std::string& uri) -> Result<DocumentPtr> {
    asked.push_back(uri);
    return Document::parse(R"({"$defs": {"node": {"type": "object", "properties": {
        "next": {"$ref": "#/$defs/node"}, "up": {"$ref": "../schema.json"}}}}})",
                           uri);
  };
  auto document = Document::parse(base, "schema.json");
  REQUIRE(document);
  SchemaCompiler compiler(*document, Dialect::draft_2020_12, find);
  compiler.add((*document)->root());
  const auto schemas = compiler.compile();
  REQUIRE(schemas);
  CHECK(asked == std::vector<std::string>{"parts/common.json"});
  const Json good = Json::parse(R"({"next": {"up": {}}})");
  const Json bad = Json::parse(R"({"next": {"up": 1}})");
  CHECK((*schemas)[0]->accepts(good));
  const auto broken = (*schemas)[0]->explain(bad);
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].contract.file == "parts/common.json");
}
