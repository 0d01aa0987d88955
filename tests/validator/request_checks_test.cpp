#include "validator/request_checks.h"

#include <nlohmann/json.hpp>

#include "api.h"
#include "support/catch.h"

namespace {

contract::OpenApiPtr taking(const std::string& content, bool required = true) {
  return api_with(std::string("      requestBody: {required: ") + (required ? "true" : "false") +
                      ", content: {" + content + "}}",
                  "/things", "post");
}

const contract::OpenApiPtr& json_api() {
  static const auto api = taking(
      "application/json: {schema: {type: object, required: [a], properties: {a: {type: "
      "integer}}}}");
  return api;
}

contract::Request post(std::string body, std::string type = "application/json") {
  contract::Request request{"POST", "/things", {}, std::move(body)};
  if (!type.empty()) request.headers.add("Content-Type", std::move(type));
  return request;
}

}  // namespace

TEST_CASE("a body that fits its schema passes") {
  CHECK(judge(json_api(), post(R"({"a": 1})")).empty());
  CHECK(judge(json_api(), post(R"({"a": 1})", "application/json;charset=utf-8")).empty());
}

TEST_CASE("a body that breaks its schema says where and what") {
  const auto violations = judge(json_api(), post(R"({"a": "x"})"));
  REQUIRE(codes(violations) == Codes{"invalid-body"});
  CHECK(violations[0].in == "body");
  CHECK(violations[0].pointer == "/a");
  CHECK(violations[0].keyword == "type");
  CHECK(violations[0].part == contract::Part::request);
}

TEST_CASE("a body that is not JSON is malformed") {
  for (const char* body :
       {"{", "{\"a\":1,\"a\":2}", "\xff", "{\"a\":1} x", "\xef\xbb\xbf{\"a\":1}"}) {
    INFO(body);
    CHECK(codes(judge(json_api(), post(body))) == Codes{"malformed-body"});
  }
}

TEST_CASE("nesting beyond the bound is malformed") {
  const std::string deep = std::string(300, '[') + std::string(300, ']');
  CHECK(codes(judge(json_api(), post(deep))) == Codes{"malformed-body"});
}

TEST_CASE("a required body must be there, an optional one need not") {
  CHECK(codes(judge(json_api(), post(""))) == Codes{"missing-body"});
  CHECK(judge(taking("application/json: {schema: {type: object}}", false), post("", "")).empty());
}

TEST_CASE("an operation without a requestBody takes none") {
  const auto api = api_with("", "/things", "post");
  CHECK(judge(api, post("", "")).empty());
  CHECK(codes(judge(api, post("{}"))) == Codes{"unexpected-body"});
}

TEST_CASE("a body of another media type, or of none, is not supported") {
  const auto xml = judge(json_api(), post("<a/>", "application/xml"));
  REQUIRE(codes(xml) == Codes{"unsupported-media-type"});
  CHECK_THAT(xml[0].message,
             Catch::Contains("application/xml") && Catch::Contains("application/json"));
  CHECK(codes(judge(json_api(), post("{}", ""))) == Codes{"unsupported-media-type"});
  CHECK(codes(judge(json_api(), post("{}", "nonsense"))) == Codes{"unsupported-media-type"});
}

TEST_CASE("each media type has its own schema") {
  const auto api = taking(
      "application/json: {schema: {type: object}}, "
      "application/vnd.x+json: {schema: {type: array}}");
  CHECK(judge(api, post("{}")).empty());
  CHECK(codes(judge(api, post("[]"))) == Codes{"invalid-body"});
  CHECK(judge(api, post("[]", "application/vnd.x+json")).empty());
}

TEST_CASE("a text body is judged as a string") {
  const auto api = taking("text/plain: {schema: {type: string, maxLength: 3}}");
  CHECK(judge(api, post("abc", "text/plain")).empty());
  CHECK(codes(judge(api, post("abcd", "text/plain"))) == Codes{"invalid-body"});
}

TEST_CASE("a binary body is accepted as it is") {
  const auto api = taking("application/octet-stream: {schema: {type: string, format: binary}}");
  CHECK(judge(api, post(std::string("\0\xff\xfe", 3), "application/octet-stream")).empty());
}

TEST_CASE("a plan's schema replaces that of the media type") {
  const auto node = nlohmann::ordered_json{{"type", "object"}, {"required", {"b"}}};
  const auto plan_schema = contract::compile_schema(node);
  REQUIRE(plan_schema);
  const contract::Request request = post(R"({"b": 1})");
  const contract::Route route = route_in(*json_api(), request);
  auto checked = validator::check_request_head(*json_api(), route, request, nullptr);
  validator::read_body(*json_api(), *route.operation, request, {}, checked);
  REQUIRE(checked.body);
  validator::check_body(*route.operation, *plan_schema, checked);
  CHECK(checked.violations.empty());
  validator::check_body(*route.operation, nullptr, checked);
  CHECK(codes(checked.violations) == Codes{"invalid-body"});
}

TEST_CASE("security comes before parameters, parameters before the body") {
  const auto api = api_with(
      "      security: [{k: []}]\n"
      "      parameters: [{name: q, in: query, required: true, schema: {type: string}}]\n"
      "      requestBody: {required: true, content: {application/json: {schema: {type: object}}}}",
      "/things", "post", "components: {securitySchemes: {k: {type: http, scheme: bearer}}}\n");
  CHECK(codes(judge(api, post("["))) ==
        Codes{"missing-credentials", "missing-parameter", "malformed-body"});
}

TEST_CASE("the query is handed on decoded") {
  const contract::Request request{"POST", "/things?a=1+2&b=%C3%A4&a=3", {}, ""};
  const auto checked =
      validator::check_request(*json_api(), route_in(*json_api(), request), request, nullptr);
  CHECK(checked.query_parameters ==
        std::vector<std::pair<std::string, std::string>>{{"a", "1 2"}, {"b", "ä"}, {"a", "3"}});
}
