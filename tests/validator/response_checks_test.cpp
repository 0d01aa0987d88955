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
