#include "validator/form_body.h"

#include <nlohmann/json.hpp>

#include "api.h"
#include "support/catch.h"

namespace {

const std::string schema =
    "schema: {type: object, required: [name], properties: {name: {type: string}, "
    "age: {type: integer}, tags: {type: array, items: {type: string}}, "
    "point: {type: object, properties: {x: {type: integer}}}, any: {}, "
    "flexible: {type: [integer, string]}, file: {type: string, format: binary}}}";

contract::OpenApiPtr taking(const std::string& type, const std::string& encoding = "") {
  return api_with(
      "      requestBody: {required: true, content: {" + type + ": {" + schema + encoding + "}}}",
      "/things", "post");
}

struct Read {
  contract::Violations violations;
  contract::Json value;
};

Read read(const contract::OpenApiPtr& api, const std::string& type, const std::string& body) {
  const contract::Request request{"POST", "/things", {{"Content-Type", type}}, body};
  const auto checked = validator::check_request(*api, route_in(*api, request), request, nullptr);
  Read result{checked.violations, nullptr};
  if (checked.body)
    result.value = contract::Json::parse(contract::to_json_text(checked.body->root()).text);
  return result;
}

const std::string form = "application/x-www-form-urlencoded";
const std::string multipart = "multipart/form-data; boundary=XX";

std::string part(const std::string& name, const std::string& content,
                 const std::string& type = "") {
  return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n" +
         (type.empty() ? "" : "Content-Type: " + type + "\r\n") + "\r\n" + content + "\r\n";
}

}  // namespace

TEST_CASE("a form is read by the schema's types") {
  const Read result = read(taking(form), form, "name=a+b%21&age=7&tags=x&tags=y&any=1&flexible=01");
  CHECK(result.violations.empty());
  CHECK(result.value == contract::Json::parse(
                            R"({"name": "a b!", "age": 7, "tags": ["x", "y"], "any": "1",
                                "flexible": "01"})"));
}

TEST_CASE("a form that breaks its schema is invalid") {
  CHECK(codes(read(taking(form), form, "age=7").violations) == Codes{"invalid-body"});
  CHECK(codes(read(taking(form), form, "name=a&age=old").violations) == Codes{"invalid-body"});
}

TEST_CASE("an object in a form is JSON unless its encoding has a style") {
  const Read json = read(taking(form), form, "name=a&point=%7B%22x%22%3A1%7D");
  CHECK(json.violations.empty());
  CHECK(json.value["point"]["x"] == 1);
  CHECK(codes(read(taking(form), form, "name=a&point=x").violations) == Codes{"malformed-body"});
  const auto deep = taking(form, ", encoding: {point: {style: deepObject, explode: true}}");
  CHECK(read(deep, form, "name=a&point[x]=1").value["point"]["x"] == 1);
}

TEST_CASE("an encoding may join a list with a delimiter") {
  const auto api = taking(form, ", encoding: {tags: {style: pipeDelimited, explode: false}}");
  CHECK(read(api, form, "name=a&tags=x|y").value["tags"] == contract::Json({"x", "y"}));
}

TEST_CASE("a single field sent twice makes a form malformed") {
  CHECK(codes(read(taking(form), form, "name=a&name=b").violations) == Codes{"malformed-body"});
}

TEST_CASE("a multipart body is read by the schema's types") {
  const std::string body = part("name", "a") + part("age", "7") + part("tags", "x") +
                           part("tags", "y") + part("point", "{\"x\": 1}", "application/json") +
                           part("file", std::string("\xff\0", 2), "application/octet-stream") +
                           "--XX--\r\n";
  const Read result = read(taking("multipart/form-data"), multipart, body);
  CHECK(result.violations.empty());
  CHECK(result.value["age"] == 7);
  CHECK(result.value["tags"] == contract::Json({"x", "y"}));
  CHECK(result.value["point"]["x"] == 1);
  CHECK(result.value["file"].is_string());
}

TEST_CASE("a part whose type its encoding does not allow is reported by name") {
  const auto api =
      taking("multipart/form-data", ", encoding: {file: {contentType: 'image/png, image/*'}}");
  const auto wrong =
      read(api, multipart, part("name", "a") + part("file", "x", "text/html") + "--XX--")
          .violations;
  REQUIRE(codes(wrong) == Codes{"unsupported-media-type"});
  CHECK(wrong[0].name == "file");
  CHECK(read(api, multipart, part("name", "a") + part("file", "x", "image/gif") + "--XX--")
            .violations.empty());
}

TEST_CASE("a multipart body that breaks its schema or its syntax is told apart") {
  const auto api = taking("multipart/form-data");
  CHECK(codes(read(api, multipart, part("age", "7") + "--XX--").violations) ==
        Codes{"invalid-body"});
  CHECK(codes(read(api, multipart, part("name", "7")).violations) == Codes{"malformed-body"});
  CHECK(codes(read(api, multipart, part("name", "a") + part("name", "b") + "--XX--").violations) ==
        Codes{"malformed-body"});
  CHECK(codes(read(api, multipart,
                   part("name", "a") + part("point", "{", "application/json") + "--XX--")
                  .violations) == Codes{"malformed-body"});
}
