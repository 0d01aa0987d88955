#include "mock/example.h"

#include "contract/schema.h"
#include "mock/shelf.h"
#include "support/catch.h"

using contract::Json;

namespace {

Json example(const std::string& schema) {
  const auto document = *contract::Document::parse(schema, "schema.json");
  return mock::example_of(document->root(), contract::Documents(document));
}

mock::Responder::Answer ask(const std::string& target, contract::Headers headers = {}) {
  const auto api = shelf::responder();
  return api->respond({"GET", target, std::move(headers), ""});
}

}  // namespace

TEST_CASE("a value made of a schema fits the schema") {
  const std::vector<std::string> schemas{
      R"({"type": "integer", "minimum": 3})",
      R"({"type": "integer", "exclusiveMinimum": 3, "multipleOf": 5})",
      R"({"type": "integer", "maximum": -3})",
      R"({"type": "number", "exclusiveMaximum": 0})",
      R"({"type": "string", "minLength": 9})",
      R"({"type": "string", "maxLength": 2})",
      R"({"type": "string", "format": "uuid"})",
      R"({"type": "string", "format": "date-time"})",
      R"({"type": "string", "format": "email"})",
      R"({"type": "array", "items": {"type": "boolean"}, "minItems": 2})",
      R"({"prefixItems": [{"type": "integer"}, {"const": "x"}], "items": false})",
      R"({"type": ["null", "integer"]})",
      R"({"enum": ["a", "b"]})",
      R"({"const": {"a": 1}})",
      R"({"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "integer"}}})",
      R"({"allOf": [{"required": ["a"], "properties": {"a": {"const": 1}}},
                    {"required": ["b"], "properties": {"b": {"const": 2}}}]})",
      R"({"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": {"const": 1}}}],
          "required": ["c"], "properties": {"c": {"type": "boolean"}}})",
      R"({"$ref": "#/$defs/a", "$defs": {"a": {"type": "boolean"}}})",
      "{}",
      "true",
  };
  for (const std::string& text : schemas) {
    INFO(text);
    const Json schema = Json::parse(text);
    const Json made = example(text);
    INFO(made.dump());
    CHECK((*contract::compile_schema(schema))->accepts(made));
  }
}

TEST_CASE("an author's example, default or enum comes first") {
  CHECK(example(R"({"type": "integer", "example": 7, "default": 8})") == 7);
  CHECK(example(R"({"type": "integer", "examples": [9], "enum": [1]})") == 9);
  CHECK(example(R"({"type": "integer", "default": 8})") == 8);
}

TEST_CASE("a schema that cannot end is cut off") {
  CHECK_NOTHROW(example(R"({"type": "object", "required": ["a", "b"], "properties":
      {"a": {"$ref": "#"}, "b": {"$ref": "#"}}})"));
}

TEST_CASE("members that are only written do not appear in answers") {
  const Json made = example(R"({"type": "object", "required": ["a", "b"], "properties":
      {"a": {"type": "string", "writeOnly": true}, "b": {"const": 1}}})");
  CHECK(made == Json({{"b", 1}}));
}

TEST_CASE("an operation without a plan answers with the first example of its lowest success") {
  const auto answer = ask("/catalogue");
  CHECK(answer.response.status == 200);
  CHECK(shelf::body_of(answer.response)["name"] == "small");
  CHECK_FALSE(answer.outcome);
  CHECK(answer.self_check.empty());
}

TEST_CASE("a preferred example is shown, one the contract lacks is not there") {
  CHECK(shelf::body_of(ask("/catalogue", {{"Prefer", "example=big"}}).response)["size"] == 9);
  CHECK(shelf::body_of(ask("/catalogue?__example=big").response)["size"] == 9);
  const auto lost = ask("/catalogue?__example=huge");
  CHECK(lost.response.status == 404);
  CHECK(*lost.response.headers.find("Content-Type") == "application/problem+json");
}

TEST_CASE("a preferred status is shown, one the contract lacks is not there") {
  const auto closed = ask("/catalogue", {{"Prefer", "code=404"}});
  CHECK(closed.response.status == 404);
  CHECK(shelf::body_of(closed.response)["why"] == "holiday");
  const auto lost = ask("/catalogue?__code=500");
  CHECK(lost.response.status == 404);
  CHECK_THAT(lost.response.body, Catch::Contains("no response 500"));
}

TEST_CASE("a dynamic answer is made of the schema") {
  const auto body = shelf::body_of(ask("/catalogue", {{"Prefer", "dynamic=true"}}).response);
  CHECK(body == Json({{"name", "string"}, {"size", 0}}));
}

TEST_CASE("a preference on an operation with a plan shows the contract and stores nothing") {
  const auto api = shelf::responder();
  contract::Request sent = shelf::batch(shelf::book(1));
  sent.headers.add("Prefer", "code=409");
  const auto answer = api->respond(sent);
  CHECK(answer.response.status == 409);
  CHECK(shelf::body_of(answer.response)["error"].contains("message"));
  CHECK(shelf::count(*api) == 0);
}

TEST_CASE("any contract can be served, and its requests are checked") {
  const auto api = std::make_shared<mock::Responder>("x", shelf::contract_only(R"(
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /x/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200':
          description: ok
          headers: {X-Total: {required: true, schema: {type: integer, minimum: 3}}}
          content:
            text/plain: {schema: {type: string}, example: hello}
            application/json: {schema: {type: array, minItems: 1, items: {type: integer}}}
        default: {description: other}
  /none: {get: {responses: {default: {description: anything}}}}
)"),
                                                     std::make_shared<mock::Source>());
  const auto text = api->respond({"GET", "/x/1", {}, ""});
  CHECK(text.response.body == "hello");
  CHECK(*text.response.headers.find("X-Total") == "3");
  CHECK(text.self_check.empty());
  const auto json =
      api->respond({"GET", "/x/1", {{"Accept", "text/*;q=0.1, application/json"}}, ""});
  CHECK(json.response.body == "[0]");
  CHECK(api->respond({"GET", "/none", {}, ""}).response.status == 200);
  const auto invalid = api->respond({"GET", "/x/abc", {}, ""});
  CHECK(invalid.response.status == 400);
  CHECK(shelf::body_of(invalid.response)["errors"][0]["parameter"] == "id");
  CHECK(api->respond({"GET", "/y", {}, ""}).response.status == 404);
}

TEST_CASE("without a declared rejection problem+json tells what is wrong, with the right status") {
  const auto api = std::make_shared<mock::Responder>("x", shelf::contract_only(R"(
openapi: 3.1.0
info: {title: t, version: '1'}
components: {securitySchemes: {k: {type: http, scheme: basic}}}
paths:
  /x:
    put:
      security: [{k: []}]
      requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: ok}}
)"),
                                                     std::make_shared<mock::Source>());
  contract::Request sent{"PUT", "/x", {}, "{}"};
  const auto unauthorized = api->respond(sent);
  CHECK(unauthorized.response.status == 401);
  CHECK(*unauthorized.response.headers.find("WWW-Authenticate") == "Basic realm=\"api\"");
  sent.headers.add("Authorization", "Basic YTpi");
  CHECK(api->respond(sent).response.status == 415);
  sent.headers.add("Content-Type", "application/json");
  CHECK(api->respond(sent).response.status == 200);
  sent.body = "[";
  CHECK(api->respond(sent).response.status == 400);
  sent.body = "[]";
  const auto invalid = api->respond(sent);
  CHECK(invalid.response.status == 400);
  CHECK(shelf::body_of(invalid.response)["errors"][0]["pointer"] == "#");
  sent.method = "GET";
  const auto method = api->respond(sent);
  CHECK(method.response.status == 405);
  CHECK(*method.response.headers.find("Allow") == "PUT, OPTIONS");
  CHECK(api->refuse(contract::Reason::rate_limited, sent).response.status == 429);
}
