// --strict: what the contract does not mention.
#include "api.h"
#include "support/catch.h"
#include "validator/response_checks.h"
#include "validator/unknown_headers.h"

namespace {

contract::OpenApiPtr api_for(const std::string& schema, const std::string& components = "") {
  return api_of(
      "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /things:\n    put:\n      "
      "operationId: op\n      requestBody: {content: {application/json: {schema: " +
      schema +
      "}}}\n      responses:\n        '200':\n          description: ok\n          headers: "
      "{X-Known: "
      "{schema: {type: string}}}\n          content: {application/json: {schema: " +
      schema + "}}\n" + components);
}

contract::Violations put(const contract::OpenApiPtr& api, const std::string& body,
                         contract::Headers headers = {}, bool strict = true) {
  headers.set("Content-Type", "application/json");
  return judge(api, {"PUT", "/things", std::move(headers), body}, {strict, {}});
}

struct Row {
  std::string name, schema, body;
  std::vector<std::string> unknown;  // "pointer property"
};

const std::string components = R"(components:
  schemas:
    Base: {type: object, properties: {id: {type: integer}}}
    Extended:
      allOf:
        - {$ref: '#/components/schemas/Base'}
        - {properties: {name: {type: string}}}
    Tree: {type: object, properties: {child: {$ref: '#/components/schemas/Tree'}}}
)";

std::vector<Row> rows() {
  return {
      {"a member no schema lists",
       "{type: object, properties: {a: {}}}",
       R"({"a":1,"b":2})",
       {" b"}},
      {"allOf lists members together",
       "{$ref: '#/components/schemas/Extended'}",
       R"({"id":1,"name":"x","nick":"y"})",
       {" nick"}},
      {"allOf is closed once, not branch by branch",
       "{$ref: '#/components/schemas/Extended'}",
       R"({"id":1,"name":"x"})",
       {}},
      {"nested objects",
       "{type: object, properties: {a: {type: object, properties: {b: {}}}}}",
       R"({"a":{"b":1,"c":2}})",
       {"/a c"}},
      {"elements of lists",
       "{type: array, items: {$ref: '#/components/schemas/Base'}}",
       R"([{"id":1},{"id":2,"x":3}])",
       {"/1 x"}},
      {"recursion",
       "{$ref: '#/components/schemas/Tree'}",
       R"({"child":{"child":{"x":1}}})",
       {"/child/child x"}},
      {"a schema that lists nothing is open", "{type: object}", R"({"a":1})", {}},
      {"no type, no members: anything", "{}", R"({"a":1})", {}},
      {"additionalProperties says otherwise",
       "{type: object, properties: {a: {}}, additionalProperties: true}",
       R"({"b":2})",
       {}},
      {"additionalProperties of a branch says otherwise",
       "{allOf: [{properties: {a: {}}}, {additionalProperties: {type: integer}}]}",
       R"({"b":2})",
       {}},
      {"values of additionalProperties are closed themselves",
       "{type: object, additionalProperties: {$ref: '#/components/schemas/Base'}}",
       R"({"k":{"id":1,"x":2}})",
       {"/k x"}},
      {"patternProperties list names",
       "{type: object, patternProperties: {'^x-': {}}}",
       R"({"x-a":1,"b":2})",
       {" b"}},
      {"the branch that fits lists the names",
       "{oneOf: [{required: [a], properties: {a: {}}}, {required: [b], properties: {b: {}}}]}",
       R"({"b":1,"c":2})",
       {" c"}},
      {"if and then",
       "{type: object, properties: {k: {}}, if: {properties: {k: {const: 1}}}, then: {properties: "
       "{a: {}}}}",
       R"({"k":1,"a":2})",
       {}},
      {"not keeps its meaning",
       "{type: object, properties: {a: {not: {properties: {b: {const: 1}}}}}}",
       R"({"a":{"b":2,"c":3}})",
       {}},
      {"contains keeps its meaning",
       "{type: array, contains: {properties: {a: {const: 1}}, required: [a]}}",
       R"([{"a":1,"b":2}])",
       {}},
  };
}

}  // namespace

TEST_CASE("strict reports members that no schema mentions, as unevaluatedProperties would") {
  for (const Row& row : rows()) {
    INFO(row.name);
    const auto api = api_for(row.schema, components);
    CHECK(put(api, row.body, {}, false).empty());
    std::vector<std::string> told;
    for (const contract::Violation& each : put(api, row.body)) {
      CHECK(contract::code(each.rule) == "unknown-property");
      CHECK(each.contract.line > 0);
      told.push_back(each.pointer + " " + each.property);
    }
    CHECK(told == row.unknown);
  }
}

TEST_CASE("strict keeps the other complaints, and is silent where a value is broken anyway") {
  const auto api = api_for(
      "{type: object, properties: {a: {type: integer}, o: {type: object, "
      "properties: {p: {type: integer}}}}}");
  const auto both = put(api, R"({"a":"x","b":1,"o":{"p":1,"q":2}})");
  CHECK(codes(both) == Codes{"unknown-property", "invalid-body"});
  CHECK(both[0].pointer == "/o");
  const auto inside = put(api, R"({"o":{"p":"x","q":2}})");
  CHECK(codes(inside) == Codes{"invalid-body"});
}

TEST_CASE("strict reports headers nobody knows, once by name, and never quotes their value") {
  const auto api = api_for("{type: object}");
  const auto violations = put(api, "{}",
                              {{"X-Odd", "secret"},
                               {"x-odd", "again"},
                               {"Accept", "*/*"},
                               {"User-Agent", "me"},
                               {"Host", "h"},
                               {"traceparent", "0"},
                               {"X-Forwarded-For", "1"}});
  REQUIRE(codes(violations) == Codes{"unknown-header"});
  CHECK(violations[0].name == "X-Odd");
  CHECK(violations[0].in == "header");
  CHECK(violations[0].message.find("secret") == std::string::npos);
}

TEST_CASE("strict judges responses the same way") {
  const auto api = api_for("{type: object, properties: {a: {}}}");
  const contract::Request request{"PUT", "/things", {}, ""};
  contract::Response response;
  response.status = 200;
  response.headers = {{"Content-Type", "application/json"},
                      {"X-Known", "k"},
                      {"Server", "s"},
                      {"Date", "d"},
                      {"X-Odd", "1"}};
  response.body = R"({"a":1,"b":2})";
  const auto& operation = api->operations.front();
  CHECK(validator::check_response(*api, operation, request, response, {}).empty());
  validator::ResponseOptions strict;
  strict.strict = true;
  CHECK(codes(validator::check_response(*api, operation, request, response, strict)) ==
        Codes{"unknown-header", "unknown-property"});
}

TEST_CASE("headers of HTTP itself are known in any case, others are not") {
  for (const char* name :
       {"Host", "accept", "CONTENT-TYPE", "User-Agent", "Sec-Fetch-Mode",
        "Access-Control-Allow-Origin", "WWW-Authenticate", "X-Request-ID", "age"})
    CHECK(validator::is_common_header(name));
  for (const char* name : {"X-Tenant", "Accepted", "", "Api-Key", "contents"})
    CHECK_FALSE(validator::is_common_header(name));
}

TEST_CASE("strict reports cookies nobody declares, once by name, and never quotes their value") {
  const auto api = api_of(R"(
openapi: 3.1.0
info: {title: t, version: '1'}
components: {securitySchemes: {login: {type: apiKey, in: cookie, name: sid}}}
paths:
  /things:
    get:
      operationId: op
      parameters:
        - {name: page, in: cookie, schema: {type: integer}}
        - {name: place, in: cookie, schema: {type: object, properties: {lat: {}}, additionalProperties: false}}
      responses: {'200': {description: ok}}
)");
  const contract::Request request{
      "GET",
      "/things",
      {{"Cookie", "page=1; sid=s; lat=3; _ga_X=1; odd=secret; odd=2; more=x"}},
      ""};
  CHECK(judge(api, request, {false, {}}).empty());
  const auto violations = judge(api, request, {true, {}});
  REQUIRE(codes(violations) == Codes{"unknown-cookie", "unknown-cookie"});
  CHECK(violations[0].in == "cookie");
  CHECK(violations[0].name == "odd");
  CHECK(violations[1].name == "more");
  CHECK(violations[0].message.find("secret") == std::string::npos);
}
