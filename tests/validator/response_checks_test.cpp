#include "validator/response_checks.h"

#include <nlohmann/json.hpp>

#include "api.h"
#include "support/catch.h"

namespace {

const contract::OpenApiPtr& api() {
  static const auto loaded = api_of(R"(
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /things:
    get:
      operationId: op
      responses:
        '200':
          description: ok
          headers:
            X-Count: {required: true, schema: {type: integer}}
            X-List: {schema: {type: array, items: {type: integer}}}
            X-Map: {explode: true, schema: {type: object, properties: {a: {type: integer}}}}
            Content-Type: {required: true, schema: {type: integer}}
          content:
            application/json: {schema: {type: object, required: [id]}}
            text/plain: {schema: {type: string, maxLength: 3}}
            image/png: {}
        '204': {description: none}
        '401': {description: who}
        4XX: {description: range, content: {application/json: {schema: {type: string}}}}
  /other:
    get:
      operationId: other
      responses:
        default: {description: any, content: {'application/*+json': {schema: {type: array}}}}
)");
  return loaded;
}

contract::Response json(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}, {"X-Count", "1"}}, std::move(body)};
}

contract::Violations check(const contract::Response& response, const std::string& path = "/things",
                           const std::string& method = "GET",
                           const validator::ResponseOptions& options = {}) {
  const contract::Request request{method, path, {}, ""};
  const contract::Route route = route_in(*api(), request);
  return validator::check_response(*api(), *route.operation, request, response, options);
}

}  // namespace

TEST_CASE("an answer that keeps the contract passes") {
  CHECK(check(json(200, R"({"id": 1})")).empty());
}

TEST_CASE("a body that breaks its schema is reported as the response's") {
  const auto violations = check(json(200, "{}"));
  REQUIRE(codes(violations) == Codes{"invalid-body"});
  CHECK(violations[0].part == contract::Part::response);
  CHECK(violations[0].property == "id");
}

TEST_CASE("an answer that is not JSON is malformed") {
  CHECK(codes(check(json(200, "{"))) == Codes{"malformed-body"});
}

TEST_CASE("the exact status wins over its range, the range over default") {
  CHECK(check(json(401, "{}")).empty());
  CHECK(codes(check(json(404, "{}"))) == Codes{"invalid-body"});
  CHECK(check(json(404, "\"gone\"")).empty());
}

TEST_CASE("a status the contract lacks is undocumented") {
  const auto violations = check(json(500, "{}"));
  REQUIRE(codes(violations) == Codes{"undocumented-status"});
  CHECK(violations[0].in == "status");
  CHECK_THAT(violations[0].message, Catch::Contains("500"));
}

TEST_CASE("default covers every status") {
  contract::Response response{503, {{"Content-Type", "application/problem+json"}}, "[]"};
  CHECK(check(response, "/other").empty());
  response.body = "{}";
  CHECK(codes(check(response, "/other")) == Codes{"invalid-body"});
}

TEST_CASE("a declared undocumented answer is judged by its own schema") {
  const auto node = contract::Json::parse(R"({"type": "object", "required": ["error"]})");
  const auto schema = contract::compile_schema(node);
  REQUIRE(schema);
  const validator::ResponseOptions options{false, true, *schema};
  CHECK(check(json(500, R"({"error": 1})"), "/things", "GET", options).empty());
  CHECK(codes(check(json(500, "{}"), "/things", "GET", options)) == Codes{"invalid-body"});
  CHECK(check(json(500, "{}"), "/things", "GET", {false, true, nullptr}).empty());
}

TEST_CASE("a required header must be sent and fit its schema") {
  contract::Response response = json(200, R"({"id": 1})");
  response.headers.remove("X-Count");
  CHECK(codes(check(response)) == Codes{"missing-header"});
  response.headers.set("x-count", "many");
  const auto violations = check(response);
  REQUIRE(codes(violations) == Codes{"invalid-header"});
  CHECK(violations[0].name == "X-Count");
}

TEST_CASE("headers hold lists and objects in style simple") {
  contract::Response response = json(200, R"({"id": 1})");
  response.headers.add("X-List", "1, 2");
  response.headers.add("X-List", "3");
  response.headers.add("X-Map", "a=1");
  CHECK(check(response).empty());
  response.headers.add("X-List", "x");
  CHECK(codes(check(response)) == Codes{"invalid-header"});
  response.headers.remove("X-List");
  response.headers.set("X-Map", "a");
  CHECK(codes(check(response)) == Codes{"invalid-header"});
}

TEST_CASE("a media type the contract lacks, or none, is undocumented") {
  contract::Response response = json(200, R"({"id": 1})");
  response.headers.set("Content-Type", "text/html");
  CHECK(codes(check(response)) == Codes{"undocumented-media-type"});
  response.headers.remove("Content-Type");
  CHECK(codes(check(response)) == Codes{"undocumented-media-type"});
}

TEST_CASE("a text body is judged as a string, other bytes are taken as they are") {
  contract::Response response = json(200, "abc");
  response.headers.set("Content-Type", "text/plain; charset=utf-8");
  CHECK(check(response).empty());
  response.body = "abcd";
  CHECK(codes(check(response)) == Codes{"invalid-body"});
  response.headers.set("Content-Type", "image/png");
  response.body = "\x89PNG\xff";
  CHECK(check(response).empty());
}

TEST_CASE("a body that is described must be there") {
  CHECK(codes(check(json(200, ""))) == Codes{"missing-body"});
}

TEST_CASE("a 204 has no body and needs no headers of one") {
  CHECK(check({204, {}, ""}).empty());
  CHECK(codes(check({204, {}, "x"})) == Codes{"unexpected-body"});
}

TEST_CASE("an answer to HEAD is judged without its body") {
  CHECK(check(json(200, ""), "/things", "HEAD").empty());
  CHECK(codes(check(json(200, R"({"id": 1})"), "/things", "HEAD")) == Codes{"unexpected-body"});
}

TEST_CASE("a response described without content may have a body unless strict") {
  contract::Response response = json(401, "{}");
  response.headers.remove("X-Count");  // the contract has it for 200 only
  CHECK(check(response).empty());
  CHECK(codes(check(response, "/things", "GET", {true, false, nullptr})) ==
        Codes{"unexpected-body"});
}

namespace {

// An answer of a contract, in OpenAPI `version`, whose header X-Page has this `content`.
contract::Violations with_content(const std::string& version, const std::string& content,
                                  const std::string& sent) {
  const auto loaded =
      api_of("openapi: " + version +
             "\ninfo: {title: t, version: '1'}\npaths:\n  /things:\n    get:\n      "
             "operationId: op\n      responses:\n        '200': {description: ok, "
             "headers: {X-Page: {required: true, content: " +
             content + "}}}\n");
  const contract::Request request{"GET", "/things", {}, ""};
  contract::Response response{200, {}, ""};
  if (!sent.empty()) response.headers.set("X-Page", sent);
  return validator::check_response(*loaded, loaded->operations.at(0), request, response, {});
}

}  // namespace

TEST_CASE("a header with content is a document of its media type, in OpenAPI 3.0 and 3.1") {
  const std::string json =
      "{application/json: {schema: {type: object, required: [next], properties: {next: {type: "
      "integer}}}}}";
  for (const std::string version : {"3.0.3", "3.1.0"}) {
    INFO(version);
    CHECK(with_content(version, json, R"({"next": 2})").empty());
    CHECK(codes(with_content(version, json, "")) == Codes{"missing-header"});
    const auto broken = with_content(version, json, R"({"next": "two"})");
    REQUIRE(codes(broken) == Codes{"invalid-header"});
    CHECK(broken[0].name == "X-Page");
    CHECK(broken[0].pointer == "/next");
    CHECK(broken[0].keyword == "type");
    CHECK(broken[0].contract.line > 0);
    const auto garbled = with_content(version, json, "{next}");
    REQUIRE(codes(garbled) == Codes{"invalid-header"});
    CHECK_THAT(garbled[0].message, Catch::Contains("is not JSON"));
    const std::string text = "{text/plain: {schema: {type: string, maxLength: 3}}}";
    CHECK(with_content(version, text, "abc").empty());
    CHECK(codes(with_content(version, text, "abcd")) == Codes{"invalid-header"});
  }
}

TEST_CASE("text is judged as what it spells, formats nobody reads are not judged as a string") {
  const auto body = [](const std::string& type, const std::string& schema,
                       const std::string& text) {
    const auto loaded = api_of(
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /things:\n    get:\n      "
        "operationId: op\n      responses:\n        '200': {description: ok, content: {" +
        type + ": {schema: " + schema + "}}}\n");
    return codes(validator::check_response(*loaded, loaded->operations.at(0),
                                           {"GET", "/things", {}, ""},
                                           {200, {{"Content-Type", type}}, text}, {}));
  };
  CHECK(body("application/xml", "{type: object, required: [a]}", "<a>1</a>").empty());
  CHECK(body("text/csv", "{type: array, items: {type: integer}}", "1,2").empty());
  CHECK(body("text/plain", "{type: integer}", "12").empty());
  CHECK(body("text/plain", "{type: integer}", "twelve") == Codes{"invalid-body"});
  CHECK(body("text/plain", "{type: boolean}", "true").empty());
  CHECK(body("text/plain", "{type: string, maxLength: 1}", "12") == Codes{"invalid-body"});
}
