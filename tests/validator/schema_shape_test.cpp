#include "validator/schema_shape.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using namespace validator;
using contract::Json;

namespace {

using Held = std::unique_ptr<contract::Documents>;

Held document_of(const char* text) {
  return std::make_unique<contract::Documents>(*contract::Document::parse(text, "schema.json"));
}

SchemaNode at(const Held& documents, const char* pointer) {
  return {documents->main()->find(pointer), documents.get()};
}

}  // namespace

TEST_CASE("types are found behind references and in combinations") {
  const auto document = document_of(R"({
    "plain": {"type": "integer"}, "list": {"type": ["string", "null"]},
    "ref": {"$ref": "#/plain"}, "all": {"allOf": [{"$ref": "#/ref"}, {"minimum": 1}]},
    "one": {"oneOf": [{"type": "boolean"}, {"type": "array"}]},
    "nullable": {"type": "number", "nullable": true}, "constant": {"const": "a"},
    "implied": {"properties": {}}, "nothing": {"minimum": 3}, "true": true})");
  CHECK(types_of(at(document, "/plain")).bits == Types::integer);
  CHECK(types_of(at(document, "/list")).bits == (Types::string | Types::null));
  CHECK(types_of(at(document, "/ref")).bits == Types::integer);
  CHECK(types_of(at(document, "/all")).numeric());
  CHECK(types_of(at(document, "/one")).bits == (Types::boolean | Types::array));
  CHECK(types_of(at(document, "/nullable")).bits == (Types::number | Types::null));
  CHECK(types_of(at(document, "/constant")).bits == Types::string);
  CHECK(types_of(at(document, "/implied")).only(Types::object));
  CHECK(types_of(at(document, "/nothing")).any());
  CHECK(types_of(at(document, "/true")).any());
  CHECK(types_of({nullptr, nullptr}).any());
}

TEST_CASE("a schema that refers to itself ends") {
  const auto document = document_of(R"({"a": {"$ref": "#/b"}, "b": {"allOf": [{"$ref": "#/a"}]}})");
  CHECK(types_of(at(document, "/a")).any());
  CHECK_FALSE(property_of(at(document, "/a"), "x").node);
}

TEST_CASE("a reference that leads nowhere says nothing") {
  const auto document = document_of(R"({"a": {"$ref": "#/nowhere"}})");
  CHECK(types_of(at(document, "/a")).any());
}

TEST_CASE("members and elements are found, with their fallbacks") {
  const auto document = document_of(R"({
    "o": {"allOf": [{"properties": {"a": {"type": "integer"}}}],
          "additionalProperties": {"type": "boolean"}},
    "l": {"prefixItems": [{"type": "integer"}], "items": {"type": "string"}},
    "closed": {"properties": {"a": {}}, "additionalProperties": false}})");
  CHECK(types_of(property_of(at(document, "/o"), "a")).has(Types::integer));
  CHECK(types_of(property_of(at(document, "/o"), "b")).has(Types::boolean));
  CHECK(types_of(element_of(at(document, "/l"), 0)).has(Types::integer));
  CHECK(types_of(element_of(at(document, "/l"), 1)).has(Types::string));
  CHECK(declares_property(at(document, "/o"), "a"));
  CHECK_FALSE(declares_property(at(document, "/o"), "b"));
  CHECK(is_open(at(document, "/o")));
  CHECK_FALSE(is_open(at(document, "/closed")));
}
