#include <nlohmann/json.hpp>

#include "contract/schema.h"
#include "support/catch.h"

using namespace contract;

namespace {

std::vector<SchemaViolation> explain(const char* schema_text, const char* instance_text) {
  const Json schema = Json::parse(schema_text);
  const Json instance = Json::parse(instance_text);
  const auto compiled = compile_schema(schema);
  if (!compiled) FAIL(compiled.error().front().message);
  return (*compiled)->explain(instance);
}

// "keyword pointer expected|found" of each violation.
std::vector<std::string> told(const char* schema, const char* instance) {
  std::vector<std::string> lines;
  for (const auto& v : explain(schema, instance))
    lines.push_back(v.keyword + " " + v.pointer + " " + v.expected + "|" + v.found);
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("expected and found speak JSON Schema's words") {
  CHECK(told(R"({"type": "string"})", "5") == Lines{"type  string|integer"});
  CHECK(told(R"({"type": "integer"})", "5.5") == Lines{"type  integer|number"});
  CHECK(told(R"({"type": ["string", "null"]})", "[]") == Lines{"type  string|array"});
  CHECK(told(R"({"type": "null"})", "{}") == Lines{"type  null|object"});
  CHECK(told(R"({"type": ["number", "boolean"]})", "null") ==
        Lines{"type  number or boolean|null"});
  CHECK(told(R"({"minLength": 3})", "\"ab\"") == Lines{"minLength  3|2"});
  CHECK(told(R"({"maxLength": 1})", "\"éé\"") == Lines{"maxLength  1|2"});
  CHECK(told(R"({"minItems": 1})", "[]") == Lines{"minItems  1|0"});
  CHECK(told(R"({"maxItems": 1})", "[1,2,3]") == Lines{"maxItems  1|3"});
  CHECK(told(R"({"minProperties": 2})", "{\"a\":1}") == Lines{"minProperties  2|1"});
  CHECK(told(R"({"minimum": 1})", "0") == Lines{"minimum  1|0"});
  CHECK(told(R"({"exclusiveMaximum": 1.5})", "1.5") == Lines{"exclusiveMaximum  1.5|1.5"});
  CHECK(told(R"({"multipleOf": 0.01})", "0.005") == Lines{"multipleOf  0.01|0.005"});
  CHECK(told(R"({"enum": ["a", 1, null]})", "\"b\"") == Lines{"enum  \"a\", 1, null|\"b\""});
  CHECK(told(R"({"const": {"a": 1}})", "2") == Lines{"const  {\"a\":1}|2"});
  CHECK(told(R"({"pattern": "^a"})", "\"b\"") == Lines{"pattern  ^a|\"b\""});
  CHECK(told(R"({"format": "date"})", "\"b\"") == Lines{"format  date|\"b\""});
  CHECK(told(R"({"contains": {"const": 1}, "minContains": 2})", "[1]") ==
        Lines{"minContains  2|1"});
  CHECK(told(R"({"contains": {"const": 1}, "maxContains": 1})", "[1,1]") ==
        Lines{"maxContains  1|2"});
  CHECK(told(R"({"contains": {"const": 1}})", "[2]") == Lines{"contains  1|0"});
}

TEST_CASE("pointers name the value, escaped where that is needed") {
  CHECK(told(R"({"properties": {"a/b": {"items": {"properties": {"~": {"type": "null"}}}}}})",
             R"({"a/b": [{}, {"~": 1}]})") == Lines{"type /a~1b/1/~0 null|integer"});
  CHECK(told(R"({"prefixItems": [true, false]})", "[1, 2]") == Lines{"false /1 |2"});
  CHECK(told(R"({"prefixItems": [true], "items": false})", "[1, 2]") == Lines{"items /1 |2"});
  CHECK(told(R"({"unevaluatedItems": false})", "[1]") == Lines{"unevaluatedItems /0 |1"});
}

TEST_CASE("keywords about a member name it and point to its object") {
  const auto required = explain(R"({"items": {"required": ["a", "b"]}})", R"([{"a": 1}])");
  REQUIRE(required.size() == 1);
  CHECK(required[0].keyword == "required");
  CHECK(required[0].pointer == "/0");
  CHECK(required[0].property == "b");
  CHECK(required[0].message == "\"b\" is required but missing");
  const auto extra = explain(R"({"additionalProperties": false})", R"({"company": "x"})");
  REQUIRE(extra.size() == 1);
  CHECK(extra[0].keyword == "additionalProperties");
  CHECK(extra[0].property == "company");
  CHECK(extra[0].pointer.empty());
  const auto dependent =
      explain(R"({"dependentRequired": {"card": ["address"]}})", R"({"card": 1})");
  REQUIRE(dependent.size() == 1);
  CHECK(dependent[0].keyword == "dependentRequired");
  CHECK(dependent[0].property == "address");
  const auto unevaluated =
      explain(R"({"properties": {"a": true}, "unevaluatedProperties": false})", R"({"b": 1})");
  REQUIRE(unevaluated.size() == 1);
  CHECK(unevaluated[0].keyword == "unevaluatedProperties");
  CHECK(unevaluated[0].property == "b");
  const auto name = explain(R"({"propertyNames": {"maxLength": 2}})", R"({"abc": 1})");
  REQUIRE(name.size() == 1);
  CHECK(name[0].keyword == "propertyNames");
  CHECK(name[0].property == "abc");
  const auto forbidden = explain(R"({"properties": {"old": false}})", R"({"old": 1})");
  REQUIRE(forbidden.size() == 1);
  CHECK(forbidden[0].property == "old");
}

TEST_CASE("long values are shortened") {
  const std::string text(500, 'x');
  const auto broken = explain(R"({"type": "integer"})", ("\"" + text + "\"").c_str());
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].message.size() < 120);
  std::string many = "{\"enum\": [\"value 0\"";
  for (int i = 1; i < 100; ++i) many += ", \"value " + std::to_string(i) + "\"";
  const auto choice = explain((many + "]}").c_str(), "\"x\"");
  REQUIRE(choice.size() == 1);
  CHECK(choice[0].expected.size() <= 64);
}

TEST_CASE("one wrong item in a list of alternatives is one violation") {
  const char* const schema = R"({"items": {"anyOf": [
    {"type": "object", "required": ["email"], "properties": {"email": {"type": "string"}}},
    {"type": "object", "required": ["phone"], "properties": {"phone": {"type": "string"}}},
    {"type": "null"}]}})";
  CHECK(told(schema, R"([{"email": "x"}, {"phone": 5}])") == Lines{"type /1/phone string|integer"});
  CHECK(told(schema, R"([null, {"email": 1}])") == Lines{"type /1/email string|integer"});
}

TEST_CASE("alternatives that differ in type only are one violation of type") {
  CHECK(told(R"({"anyOf": [{"type": "string"}, {"type": "null"}]})", "5") ==
        Lines{"type  string|integer"});
  CHECK(told(R"({"oneOf": [{"type": "string"}, {"type": "array"}]})", "5") ==
        Lines{"type  string or array|integer"});
}

TEST_CASE("the alternative of the right kind is closer than one with fewer faults") {
  const char* const schema = R"({"oneOf": [
    {"properties": {"kind": {"const": "circle"}, "radius": {"type": "number", "minimum": 0}},
     "required": ["kind", "radius"]},
    {"properties": {"kind": {"const": "square"}, "side": {"type": "number"}, "unit": {"type": "string"}},
     "required": ["kind", "side"]}]})";
  CHECK(told(schema, R"({"kind": "square", "side": "x", "unit": 3})") ==
        Lines{"type /side number|string", "type /unit string|integer"});
}

TEST_CASE("a value that fits two alternatives of oneOf says which") {
  const auto broken =
      explain(R"({"oneOf": [{"minimum": 1}, {"type": "string"}, {"maximum": 5}]})", "3");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].keyword == "oneOf");
  CHECK(broken[0].message ==
        "the value fits alternatives 0 and 2 (counted from 0), expected exactly one");
}

TEST_CASE("a wrong type is told once, without the complaints that follow from it") {
  CHECK(told(R"({"type": "string", "enum": ["a"], "minLength": 2})", "1") ==
        Lines{"type  string|integer"});
}

TEST_CASE("a failing branch does not make its properties unevaluated") {
  CHECK(
      told(
          R"({"allOf": [{"properties": {"a": {"type": "string"}}}], "unevaluatedProperties": false})",
          R"({"a": 1, "b": 2})") == Lines{"type /a string|integer", "unevaluatedProperties  |2"});
}

TEST_CASE("not, if and dependentSchemas explain themselves") {
  CHECK(told(R"({"not": {"type": "string"}})", "\"a\"") == Lines{"not  |\"a\""});
  CHECK(told(R"({"if": {"required": ["a"]}, "then": {"required": ["b"]}})", R"({"a": 1})") ==
        Lines{"required  |"});
  CHECK(told(R"({"dependentSchemas": {"a": {"maxProperties": 1}}})", R"({"a": 1, "b": 2})") ==
        Lines{"maxProperties  1|2"});
}
