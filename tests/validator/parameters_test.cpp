#include "validator/parameters.h"

#include "api.h"
#include "support/catch.h"

namespace {

std::string parameter(const std::string& in, const std::string& name, const std::string& schema,
                      const std::string& more = "") {
  return "        - {name: " + name + ", in: " + in + ", schema: " + schema + more + "}\n";
}

contract::OpenApiPtr with(const std::string& parameters, const std::string& path = "/things",
                          const std::string& tail = "") {
  return api_with("      parameters:\n" + parameters, path, "get", tail);
}

contract::Violations get(const contract::OpenApiPtr& api, const std::string& target,
                         contract::Headers headers = {}, bool strict = false) {
  return judge(api, {"GET", target, std::move(headers), ""}, {strict, {}});
}

}  // namespace

TEST_CASE("a query parameter is read by its type and judged by its schema") {
  const auto api = with(parameter("query", "limit", "{type: integer, maximum: 10}"));
  CHECK(get(api, "/things").empty());
  CHECK(get(api, "/things?limit=7").empty());
  const auto violations = get(api, "/things?limit=11");
  REQUIRE(codes(violations) == Codes{"invalid-parameter"});
  CHECK(violations[0].in == "query");
  CHECK(violations[0].name == "limit");
  CHECK(violations[0].keyword == "maximum");
  CHECK(violations[0].operation == "op");
  CHECK(violations[0].contract.line > 0);
  CHECK_THAT(violations[0].message, Catch::StartsWith("query parameter \"limit\": "));
  CHECK(codes(get(api, "/things?limit=seven")) == Codes{"invalid-parameter"});
}

TEST_CASE("a required parameter must be sent, wherever it belongs") {
  for (const char* in : {"query", "header", "cookie"}) {
    const auto api = with(parameter(in, "p", "{type: string}", ", required: true"));
    const auto violations = get(api, "/things");
    REQUIRE(codes(violations) == Codes{"missing-parameter"});
    CHECK(violations[0].in == in);
  }
}

TEST_CASE("a path parameter is judged, decoded") {
  const auto api =
      with(parameter("path", "id", "{type: string, enum: ['a b', c]}", ", required: true"),
           "/things/{id}");
  CHECK(get(api, "/things/a%20b").empty());
  CHECK(codes(get(api, "/things/d")) == Codes{"invalid-parameter"});
}

TEST_CASE("a path parameter of style matrix or label holds a list") {
  const auto matrix = with(parameter("path", "id", "{type: array, items: {type: integer}}",
                                     ", required: true, style: matrix, explode: true"),
                           "/things/{id}");
  CHECK(get(matrix, "/things/;id=1;id=2").empty());
  CHECK(codes(get(matrix, "/things/;id=1;id=x")) == Codes{"invalid-parameter"});
  CHECK(codes(get(matrix, "/things/1")) == Codes{"invalid-parameter"});
  const auto label = with(parameter("path", "id", "{type: array, items: {type: integer}}",
                                    ", required: true, style: label"),
                          "/things/{id}");
  CHECK(get(label, "/things/.1.2").empty());
}

TEST_CASE("a header parameter is found in any case and judged") {
  const auto api = with(parameter("header", "X-Count", "{type: integer}"));
  CHECK(get(api, "/things", {{"x-count", "3"}}).empty());
  CHECK(codes(get(api, "/things", {{"X-Count", "many"}})) == Codes{"invalid-parameter"});
}

TEST_CASE("header parameters called Accept, Content-Type or Authorization are ignored") {
  const auto api =
      with(parameter("header", "Accept", "{type: integer}", ", required: true") +
           parameter("header", "content-type", "{type: integer}", ", required: true") +
           parameter("header", "Authorization", "{type: integer}", ", required: true"));
  CHECK(get(api, "/things", {{"Accept", "x"}}).empty());
}

TEST_CASE("a cookie parameter is found among others") {
  const auto api = with(parameter("cookie", "size", "{type: integer}", ", required: true"));
  CHECK(get(api, "/things", {{"Cookie", "a=1; size=3; b="}}).empty());
  CHECK(get(api, "/things", {{"Cookie", "a=1"}, {"Cookie", "size=3"}}).empty());
  CHECK(codes(get(api, "/things", {{"Cookie", "size=x"}})) == Codes{"invalid-parameter"});
}

TEST_CASE("a schema behind a reference decides how text is read") {
  const auto api = with(parameter("query", "n", "{$ref: '#/components/schemas/N'}"), "/things",
                        "components: {schemas: {N: {type: integer, minimum: 2}}}\n");
  CHECK(get(api, "/things?n=2").empty());
  CHECK(codes(get(api, "/things?n=1")) == Codes{"invalid-parameter"});
}

TEST_CASE("where text or a number will do, either reading may fit") {
  const auto api = with(parameter(
      "query", "n", "{oneOf: [{type: integer, minimum: 5}, {type: string, maxLength: 1}]}"));
  CHECK(get(api, "/things?n=7").empty());
  CHECK(get(api, "/things?n=3").empty());
  CHECK(get(api, "/things?n=x").empty());
  CHECK(codes(get(api, "/things?n=xx")).front() == "invalid-parameter");
}

TEST_CASE("lists and objects in a query are judged element by element") {
  const auto list =
      with(parameter("query", "id", "{type: array, items: {type: integer}}", ", explode: false"));
  CHECK(get(list, "/things?id=1,2,3").empty());
  const auto violations = get(list, "/things?id=1,x");
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].pointer == "/1");
  const auto deep = with(
      parameter("query", "f",
                "{type: object, properties: {min: {type: integer}}, additionalProperties: false}",
                ", style: deepObject, explode: true"));
  CHECK(get(deep, "/things?f[min]=1").empty());
  CHECK(codes(get(deep, "/things?f[min]=x")) == Codes{"invalid-parameter"});
  CHECK(codes(get(deep, "/things?f[max]=1")) == Codes{"invalid-parameter"});
}

TEST_CASE("an empty value is judged by the schema unless allowEmptyValue waives it") {
  const auto plain = with(parameter("query", "n", "{type: integer}"));
  CHECK(codes(get(plain, "/things?n=")) == Codes{"invalid-parameter"});
  const auto waived = with(parameter("query", "n", "{type: integer}", ", allowEmptyValue: true"));
  CHECK(get(waived, "/things?n=").empty());
  CHECK(get(waived, "/things?n").empty());
  CHECK(codes(get(waived, "/things?n=x")) == Codes{"invalid-parameter"});
}

TEST_CASE("allowReserved keeps a plus a plus") {
  const char* schema = "{type: string, const: 'a+b'}";
  CHECK(
      get(with(parameter("query", "p", schema, ", allowReserved: true")), "/things?p=a+b").empty());
  CHECK_FALSE(get(with(parameter("query", "p", schema)), "/things?p=a+b").empty());
}

TEST_CASE("a content parameter is a JSON document of its own") {
  const auto api = with(
      "        - {name: f, in: query, required: true, content: {application/json: "
      "{schema: {type: object, required: [a]}}}}\n");
  CHECK(get(api, "/things?f=%7B%22a%22:1%7D").empty());
  CHECK(codes(get(api, "/things?f=%7B%7D")) == Codes{"invalid-parameter"});
  CHECK(codes(get(api, "/things?f=%7B")) == Codes{"invalid-parameter"});
  CHECK(codes(get(api, "/things")) == Codes{"missing-parameter"});
}

TEST_CASE("a single value sent twice is refused") {
  const auto api = with(parameter("query", "n", "{type: integer}"));
  CHECK(codes(get(api, "/things?n=1&n=2")) == Codes{"invalid-parameter"});
}

TEST_CASE("an unknown query parameter is reported when strict, once by name") {
  const auto api = with(parameter("query", "n", "{type: integer}") +
                        parameter("query", "f", "{type: object}", ", style: deepObject"));
  CHECK(get(api, "/things?x=1&x=2&n=1&f[a]=1").empty());
  const auto violations = get(api, "/things?x=1&x=2&n=1&f[a]=1", {}, true);
  REQUIRE(codes(violations) == Codes{"unknown-parameter"});
  CHECK(violations[0].name == "x");
}

TEST_CASE("an api key in the query is not unknown, and never quoted when its parameter is wrong") {
  const std::string schemes =
      "components: {securitySchemes: {k: {type: apiKey, in: query, name: key}}}\n";
  const auto api =
      with(parameter("query", "key", "{type: string, maxLength: 3}"), "/things", schemes);
  const auto violations = get(api, "/things?key=hunter2secret", {}, true);
  REQUIRE(codes(violations) == Codes{"invalid-parameter"});
  CHECK_THAT(violations[0].message, !Catch::Contains("hunter2"));
  CHECK(violations[0].found.empty());
}

TEST_CASE("malformed escapes are judged as text, never fatal") {
  const auto api = with(parameter("query", "n", "{type: string, maxLength: 3}"));
  CHECK(get(api, "/things?n=%").empty());
  CHECK(get(api, "/things?n=%zz&%=1").empty());
}
