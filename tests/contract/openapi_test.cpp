#include "contract/openapi.h"

#include "openapi_support.h"

using namespace openapi_test;
using contract::Dialect;

TEST_CASE("an operation is read whole") {
  const auto api = load(v30(R"(
paths:
  /things/{id}:
    put:
      operationId: things.put
      summary: Puts one
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      requestBody:
        required: true
        content:
          Application/JSON; charset=UTF-8: {schema: {type: object}}
          text/*: {}
      responses:
        200: {description: ok, content: {application/json: {schema: {type: array}}}}
        '4XX': {description: bad}
        default: {description: else}
)"));
  CHECK(api->title == "T");
  CHECK(api->dialect == Dialect::openapi_3_0);
  CHECK(api->warnings.empty());
  REQUIRE(api->operations.size() == 1);
  const auto& operation = api->operations[0];
  CHECK(operation.id == "things.put");
  CHECK(operation.method == "PUT");
  CHECK(operation.path == "/things/{id}");
  CHECK(operation.summary == "Puts one");
  CHECK(contract::to_string(operation.where) == "api.yaml:7:5");
  REQUIRE(operation.parameters.size() == 1);
  CHECK(operation.parameters[0].required);
  CHECK(operation.parameters[0].schema != nullptr);
  REQUIRE(operation.request_body);
  CHECK(operation.request_body->required);
  REQUIRE(operation.request_body->content.size() == 2);
  CHECK(operation.request_body->content[0].range == "application/json; charset=UTF-8");
  CHECK(operation.request_body->content[0].schema != nullptr);
  CHECK(operation.request_body->content[1].range == "text/*");
  CHECK(operation.request_body->content[1].schema == nullptr);
  REQUIRE(operation.responses.size() == 3);
  CHECK(operation.responses[0].content[0].schema != nullptr);
  CHECK(operation.responses[0].where.line == 18);
}

TEST_CASE("the same description as JSON loads alike") {
  const auto api = load(
      R"({"openapi": "3.0.0", "info": {"title": "J", "version": "1"},
          "paths": {"/a": {"get": {"responses": {"200": {"description": "ok"}}}}}})");
  CHECK(api->title == "J");
  CHECK(api->operations.at(0).responses.at(0).status == "200");
}

TEST_CASE("a response is found by status, then range, then default") {
  contract::Operation operation;
  for (const char* status : {"default", "2XX", "201"}) {
    contract::ResponseSpec response;
    response.status = status;
    operation.responses.push_back(response);
  }
  CHECK(operation.response(201)->status == "201");
  CHECK(operation.response(200)->status == "2XX");
  CHECK(operation.response(404)->status == "default");
  operation.responses.erase(operation.responses.begin());
  CHECK(operation.response(404) == nullptr);
}

TEST_CASE("an operation is found by its id, or by method and path when it has none") {
  const auto api =
      load(v30("paths:\n  /a: {get: {responses: {}}, post: {operationId: p, "
               "responses: {}}}\n"));
  CHECK(api->operation("p")->method == "POST");
  CHECK(api->operation("GET /a")->method == "GET");
  CHECK(api->operation("nope") == nullptr);
}

TEST_CASE("every method of OpenAPI is read, other members of a path are not") {
  const auto api = load(v30(R"(paths:
  x-paths: 1
  /a:
    summary: s
    x-vendor: {get: 1}
    get: &op {responses: {}}
    put: *op
    post: *op
    delete: *op
    options: *op
    head: *op
    patch: *op
    trace: *op
    query: *op
)"));
  std::string methods;
  for (const auto& operation : api->operations) methods += operation.method + " ";
  CHECK(methods == "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE ");
}

TEST_CASE("the path's parameters are shared and the operation's win") {
  const auto api = load(v30(R"(paths:
  /a/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: q, in: query, schema: {type: string}}
      - {name: X-A, in: header, schema: {type: string}}
    get:
      parameters:
        - {name: q, in: query, required: true, schema: {type: integer}}
        - {name: x-a, in: header, required: true, schema: {type: integer}}
        - {name: q, in: cookie, schema: {type: string}}
      responses: {}
    delete:
      responses: {}
)"));
  const auto& get = *api->operation("GET /a/{id}");
  REQUIRE(get.parameters.size() == 4);
  CHECK(get.parameters[0].name == "q");
  CHECK(get.parameters[0].required);
  CHECK(get.parameters[0].where.line == 12);
  CHECK(get.parameters[1].name == "x-a");
  CHECK(get.parameters[2].in == "cookie");
  CHECK(get.parameters[3].name == "id");
  CHECK(api->operation("DELETE /a/{id}")->parameters.size() == 3);
}

TEST_CASE("style and explode default by place") {
  const auto [in, written, style, explode] =
      GENERATE(table<std::string, std::string, std::string, bool>({
          {"path", "", "simple", false},
          {"query", "", "form", true},
          {"header", "", "simple", false},
          {"cookie", "", "form", true},
          {"query", "explode: false", "form", false},
          {"query", "style: deepObject", "deepObject", false},
          {"query", "style: pipeDelimited, explode: true", "pipeDelimited", true},
          {"path", "style: matrix", "matrix", false},
          {"path", "style: label, explode: true", "label", true},
      }));
  INFO(in << " " << written);
  const auto api =
      load(v30("paths:\n  /a/{p}:\n    get:\n      parameters:\n        - {name: p, in: " + in +
               ", required: true, schema: {}, " + written + "}\n      responses: {}\n"));
  const auto& parameter = api->operations[0].parameters.at(0);
  CHECK(parameter.style == style);
  CHECK(parameter.explode == explode);
  CHECK_FALSE(parameter.allow_reserved);
  CHECK_FALSE(parameter.allow_empty_value);
}

TEST_CASE("a parameter may have content instead of a schema") {
  const auto api = load(get_a(R"(      parameters:
        - {name: f, in: query, allowReserved: true, allowEmptyValue: true, content: {application/json: {schema: {type: object}}}}
      responses: {}
)"));
  const auto& parameter = api->operations[0].parameters.at(0);
  CHECK(parameter.schema == nullptr);
  CHECK(parameter.schema_node == nullptr);
  REQUIRE(parameter.content);
  CHECK(parameter.content->range == "application/json");
  CHECK(parameter.content->schema != nullptr);
  CHECK(parameter.allow_reserved);
  CHECK(parameter.allow_empty_value);
}

TEST_CASE("header parameters that OpenAPI reserves are ignored, in responses too") {
  const auto api = load(get_a(R"(      parameters:
        - {name: accept, in: header, schema: {}}
        - {name: Content-Type, in: header, schema: {}}
        - {name: AUTHORIZATION, in: header, schema: {}}
        - {name: Accept, in: query, schema: {}}
      responses:
        200:
          description: ok
          headers:
            content-type: {schema: {}}
            X-Rate: {required: true, explode: true, schema: {type: integer}}
)"));
  REQUIRE(api->operations[0].parameters.size() == 1);
  CHECK(api->operations[0].parameters[0].in == "query");
  const auto& headers = api->operations[0].responses.at(0).headers;
  REQUIRE(headers.size() == 1);
  CHECK(headers[0].name == "X-Rate");
  CHECK(headers[0].required);
  CHECK(headers[0].explode);
  CHECK(headers[0].schema != nullptr);
  CHECK(headers[0].where.line == 17);
}

TEST_CASE("security of the document holds where an operation says nothing") {
  const auto api = load(v30(R"(security: [{key: [], token: []}]
paths:
  /a:
    get: {responses: {}}
    put: {responses: {}, security: []}
    post: {responses: {}, security: [{token: [read]}, {}]}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    token: {type: http, scheme: Bearer}
    login: {type: oauth2, flows: {}}
    other: {$ref: '#/components/securitySchemes/login'}
)"));
  using Requirements = std::vector<contract::SecurityRequirement>;
  CHECK(api->operation("GET /a")->security == Requirements{{"key", "token"}});
  CHECK(api->operation("PUT /a")->security.empty());
  CHECK(api->operation("POST /a")->security == Requirements{{"token"}, {}});
  const auto& key = api->security_schemes.at("key");
  CHECK(key.type == "apiKey");
  CHECK(key.in == "header");
  CHECK(key.parameter == "X-Key");
  CHECK(key.where.line == 12);
  CHECK(api->security_schemes.at("token").scheme == "bearer");
  CHECK(api->security_schemes.at("other").type == "oauth2");
  CHECK(api->security_schemes.at("other").name == "other");
}

TEST_CASE("base paths come from the servers, variables filled in") {
  const auto [servers, expected] = GENERATE(table<std::string, std::vector<std::string>>({
      {"", {""}},
      {"servers: []\n", {""}},
      {"servers: [{url: 'https://x.example'}]\n", {""}},
      {"servers: [{url: 'https://x.example/'}]\n", {""}},
      {"servers: [{url: 'https://x.example:8080/api/v2/'}]\n", {"/api/v2"}},
      {"servers: [{url: /v1}, {url: 'http://y/v1/'}, {url: /}]\n", {"/v1", ""}},
      {"servers: [{url: v1}, {url: ./}, {url: ./v2}, {url: //h/v3}]\n", {"/v1", "", "/v2", "/v3"}},
      {"servers: [{url: 'https://{h}/{v}/x?a#b', variables: {h: {default: e}, v: {default: "
       "v9}}}]\n",
       {"/v9/x"}},
      {"servers: [{url: '/{v}', variables: {v: {default: 2}}}]\n", {"/2"}},
  }));
  INFO(servers);
  CHECK(load(v30(servers + "paths: {}\n"))->base_paths == expected);
}

TEST_CASE("the version decides the dialect") {
  CHECK(load("openapi: 3.0.0\ninfo: {title: t}\npaths: {}")->dialect == Dialect::openapi_3_0);
  CHECK(load("openapi: 3.0.4-rc1\ninfo: {title: t}\npaths: {}")->dialect == Dialect::openapi_3_0);
  CHECK(load("openapi: 3.1.1\ninfo: {title: t}\npaths: {}")->dialect == Dialect::draft_2020_12);
  const auto with = [](const std::string& uri) {
    return load(v31("jsonSchemaDialect: '" + uri + "'\npaths: {}\n"))->dialect;
  };
  CHECK(with("https://spec.openapis.org/oas/3.1/dialect/base") == Dialect::draft_2020_12);
  CHECK(with("https://json-schema.org/draft/2020-12/schema") == Dialect::draft_2020_12);
  CHECK(with("https://json-schema.org/draft/2019-09/schema") == Dialect::draft_2019_09);
  CHECK(with("http://json-schema.org/draft-07/schema#") == Dialect::draft_7);
  CHECK(with("http://json-schema.org/draft-06/schema") == Dialect::draft_6);
  CHECK(with("http://json-schema.org/draft-04/schema#") == Dialect::draft_4);
}

TEST_CASE("schemas that are asked for are compiled beside those of the operations") {
  const auto api = load(v30("paths: {}\ncomponents: {schemas: {A: {type: string}}}\n"),
                        {"#/components/schemas/A"});
  REQUIRE(api->schemas.contains("#/components/schemas/A"));
  const contract::Json text = "x";
  const contract::Json number = 1;
  CHECK(api->schemas.at("#/components/schemas/A")->accepts(text));
  CHECK_FALSE(api->schemas.at("#/components/schemas/A")->accepts(number));
}

TEST_CASE("a boolean is a schema in 3.1") {
  const auto api =
      load(v31("paths: {/a: {get: {responses: {200: {content: {a/b: {schema: false}}}}}}}\n"));
  const contract::Json text = "x";
  CHECK_FALSE(api->operations.at(0).responses.at(0).content.at(0).schema->accepts(text));
}

TEST_CASE("webhooks alone are a document without operations in 3.1") {
  const auto api = load(v31("webhooks: {w: {post: {responses: {}}}}\n"));
  CHECK(api->operations.empty());
  CHECK(only(api->warnings) == "missing-paths:1");
}
