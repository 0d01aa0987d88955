// Where other tools judge wrongly, by name.
#include "api.h"
#include "support/catch.h"

namespace {

contract::Violations put(const std::string& schema, const std::string& body) {
  const auto api =
      api_with("      requestBody: {content: {application/json: {schema: " + schema + "}}}\n",
               "/things", "put");
  return judge(api, {"PUT", "/things", {{"Content-Type", "application/json"}}, body});
}

std::vector<std::string> keywords(const contract::Violations& violations) {
  std::vector<std::string> list;
  for (const contract::Violation& each : violations) list.push_back(each.keyword);
  return list;
}
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("Prism rejects valid prefixItems; here they are accepted, and broken ones are not") {
  const std::string schema = "{type: array, prefixItems: [{type: integer}, {type: string}]}";
  CHECK(put(schema, R"([1, "a", true])").empty());
  CHECK(keywords(put(schema, R"(["a", "a"])")) == Words{"type"});
}

TEST_CASE("Prism passes broken unevaluatedProperties; here they are violations") {
  const std::string schema =
      "{allOf: [{properties: {a: {}}}, {properties: {b: {}}}], unevaluatedProperties: false}";
  CHECK(put(schema, R"({"a":1,"b":2})").empty());
  CHECK(keywords(put(schema, R"({"a":1,"c":2})")) == Words{"unevaluatedProperties"});
}

TEST_CASE("Prism passes broken dependentRequired; here they are violations") {
  const std::string schema = "{type: object, dependentRequired: {card: [address]}}";
  CHECK(put(schema, R"({"card":1,"address":"x"})").empty());
  CHECK(put(schema, R"({"address":"x"})").empty());
  CHECK(keywords(put(schema, R"({"card":1})")) == Words{"dependentRequired"});
}

TEST_CASE("Prism passes broken minContains; here they are violations") {
  const std::string schema = "{type: array, contains: {const: 1}, minContains: 2, maxContains: 3}";
  CHECK(put(schema, "[1, 0, 1]").empty());
  CHECK(keywords(put(schema, "[1, 0]")) == Words{"minContains"});
  CHECK(keywords(put(schema, "[1, 1, 1, 1]")) == Words{"maxContains"});
}

TEST_CASE("Prism never checks cookies; here they are parameters like others") {
  const auto api = api_with(
      "      parameters:\n        - {name: n, in: cookie, required: true, schema: {type: "
      "integer}}\n");
  CHECK(judge(api, {"GET", "/things", {{"Cookie", "n=1"}}, ""}).empty());
  CHECK(codes(judge(api, {"GET", "/things", {{"Cookie", "n=x"}}, ""})) ==
        Codes{"invalid-parameter"});
  CHECK(codes(judge(api, {"GET", "/things", {}, ""})) == Codes{"missing-parameter"});
}

TEST_CASE("Prism dies on matrix parameters; here they are read") {
  const auto api = api_with(
      "      parameters:\n        - {name: id, in: path, required: true, style: matrix, schema: "
      "{type: integer}}\n",
      "/things/{id}");
  CHECK(judge(api, {"GET", "/things/;id=5", {}, ""}).empty());
  CHECK(codes(judge(api, {"GET", "/things/;id=x", {}, ""})) == Codes{"invalid-parameter"});
  CHECK(codes(judge(api, {"GET", "/things/5", {}, ""})) == Codes{"invalid-parameter"});
}

TEST_CASE("Specmatic ignores maxItems; here one item too many is a violation") {
  const std::string schema = "{type: array, maxItems: 2}";
  CHECK(put(schema, "[1, 2]").empty());
  CHECK(keywords(put(schema, "[1, 2, 3]")) == Words{"maxItems"});
}

TEST_CASE("Specmatic tells three errors for one bad oneOf item; here it is one") {
  const std::string schema =
      "{type: array, items: {oneOf: ["
      "{type: object, required: [kind, mail], properties: {kind: {const: mail}, mail: {type: "
      "string}}}, "
      "{type: object, required: [kind, phone], properties: {kind: {const: phone}, phone: {type: "
      "string}}}]}}";
  CHECK(put(schema, R"([{"kind":"mail","mail":"a"}])").empty());
  const auto violations = put(schema, R"([{"kind":"mail","mail":"a"}, {"kind":"mail","mail":7}])");
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].pointer == "/1/mail");
  CHECK(violations[0].keyword == "type");
}
