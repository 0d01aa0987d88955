#include "openapi_support.h"

using namespace openapi_test;

TEST_CASE("a version that is not supported is refused with the versions that are") {
  const auto [text, line] = GENERATE(table<std::string, int>({
      {"swagger: '2.0'\ninfo: {title: t}\npaths: {}\n", 1},
      {"info: {title: t}\nopenapi: 2.0.0\npaths: {}\n", 2},
      {"openapi: 3.2.0\npaths: {}\n", 1},
      {"openapi: 3.10.0\npaths: {}\n", 1},
      {"openapi: '3'\npaths: {}\n", 1},
      {"openapi: [3]\npaths: {}\n", 1},
      {"asyncapi: 3.0.0\n", 1},
      {"title: nothing\n", 1},
  }));
  INFO(text);
  const auto errors = refused(text);
  CHECK(only(errors) == "unsupported-version:" + std::to_string(line));
  CHECK_THAT(errors[0].message, Catch::Contains("3.0 and 3.1"));
}

TEST_CASE("a document that is no object is refused") {
  CHECK(only(refused("[1, 2]")) == "wrong-type:1");
  CHECK(only(refused("just text")) == "wrong-type:1");
}

TEST_CASE("an unknown schema dialect is refused by name") {
  const auto errors = refused(v31("jsonSchemaDialect: https://example.com/mine\npaths: {}\n"));
  CHECK(only(errors) == "unsupported-dialect:4");
  CHECK_THAT(errors[0].message, Catch::Contains("https://example.com/mine"));
}

TEST_CASE("a member of the wrong type is refused where it stands") {
  const auto [text, line] = GENERATE(table<std::string, int>({
      {v30("paths: []\n"), 4},
      {v30("paths:\n"), 4},
      {v30("paths:\n  /a: []\n"), 5},
      {v30("paths:\n  /a:\n"), 5},
      {v30("paths:\n  /a: {get: 1}\n"), 5},
      {v30("paths:\n  /a: {get: [], parameters: {}}\n").erase(0, 0), 5},
      {v30("servers: {}\npaths: {}\n"), 4},
      {v30("servers:\n  - https://x\npaths: {}\n"), 5},
      {v30("servers:\n  - url: 1\npaths: {}\n"), 5},
      {v30("components: []\npaths: {}\n"), 4},
      {v30("components: {securitySchemes: []}\npaths: {}\n"), 4},
      {get_a("      operationId: 7\n      responses: {}\n"), 7},
      {get_a("      summary: {}\n      responses: {}\n"), 7},
      {get_a("      responses: []\n"), 7},
      {get_a("      responses: ok\n"), 7},
      {get_a("      responses:\n        200: ok\n"), 8},
      {get_a("      responses:\n        200: {content: []}\n"), 8},
      {get_a("      responses:\n        200: {content: {a/b: x}}\n"), 8},
      {get_a("      responses:\n        200: {content: {a/b: {schema: []}}}\n"), 8},
      {get_a("      responses:\n        200: {content: {a/b: {schema: true}}}\n"), 8},
      {get_a("      responses:\n        200: {content: {a/b: {encoding: []}}}\n"), 8},
      {get_a("      responses:\n        200: {headers: []}\n"), 8},
      {get_a("      responses:\n        200: {headers: {X: 1}}\n"), 8},
      {get_a("      responses:\n        200: {headers: {X: {required: yes}}}\n"), 8},
      {get_a("      responses: {}\n      parameters: {}\n"), 8},
      {get_a("      responses: {}\n      parameters: [x]\n"), 8},
      {get_a("      responses: {}\n      parameters: [{name: a, in: query, schema: 1}]\n"), 8},
      {get_a("      responses: {}\n      parameters: [{name: a, in: query, required: 1, schema: "
             "{}}]\n"),
       8},
      {get_a("      responses: {}\n      parameters: [{name: a, in: query, explode: 'no', schema: "
             "{}}]\n"),
       8},
      {get_a("      responses: {}\n      requestBody: []\n"), 8},
      {get_a("      responses: {}\n      requestBody: {required: x, content: {}}\n"), 8},
      {get_a("      responses: {}\n      security: {}\n"), 8},
      {get_a("      responses: {}\n      security: [key]\n"), 8},
  }));
  INFO(text);
  const auto errors = refused(text);
  INFO(lines(errors));
  for (const auto& error : errors) {
    CHECK(error.code == "wrong-type");
    CHECK(error.where.line == line);
    CHECK(error.where.column > 0);
  }
}

TEST_CASE("every complaint is told, in the order of the document") {
  const auto errors = refused(v30(R"(servers: 1
paths:
  a: {}
  /a:
    get: {responses: [], parameters: [{in: query}], operationId: x}
    put: {responses: {}, operationId: x, security: [{nope: []}]}
)"));
  std::string codes;
  for (const auto& error : errors)
    codes += error.code + ":" + std::to_string(error.where.line) + " ";
  CHECK(codes == "wrong-type:4 wrong-type:8 invalid-parameter:8 unknown-security-scheme:9 ");
}

TEST_CASE("a fault in a shared part is told once") {
  CHECK(only(refused(v30(R"(paths:
  /a:
    get: {responses: {}, parameters: [{$ref: '#/components/parameters/P'}]}
    put: {responses: {}, parameters: [{$ref: '#/components/parameters/P'}]}
components:
  parameters:
    P: {name: p, in: query, style: matrix, schema: {}}
)"))) == "invalid-style:10");
}

TEST_CASE("a parameter that cannot be placed is refused") {
  const auto with = [](const std::string& parameter) {
    return refused(get_a("      responses: {}\n      parameters: [" + parameter + "]\n"));
  };
  CHECK(only(with("{in: query, schema: {}}")) == "invalid-parameter:8");
  CHECK(only(with("{name: a, schema: {}}")) == "invalid-parameter:8");
  CHECK(only(with("{name: '', in: query, schema: {}}")) == "invalid-parameter:8");
  CHECK_THAT(with("{name: b, in: body, schema: {}}")[0].message, Catch::Contains("requestBody"));
  CHECK(only(with("{name: b, in: Query, schema: {}}")) == "invalid-parameter:8");
  CHECK(only(with("{name: b, in: query, style: simple, schema: {}}")) == "invalid-style:8");
  CHECK(only(with("{name: b, in: header, style: '', schema: {}}")) == "invalid-style:8");
  CHECK(only(with("{name: b, in: query, content: {a/b: {}, c/d: {}}}")) == "ambiguous-parameter:8");
}

TEST_CASE("a security scheme must exist and be complete") {
  const auto with = [](const std::string& scheme) {
    return refused(
        get_a("      responses: {}\n      security: [{key: []}]\n"
              "components: {securitySchemes: {" +
              scheme + "}}\n"));
  };
  CHECK(only(with("kee: {type: http, scheme: basic}")) == "unknown-security-scheme:8");
  CHECK_THAT(with("kee: {type: http, scheme: basic}")[0].message, Catch::Contains("'kee'"));
  CHECK(only(with("key: {type: basic}")) == "invalid-security-scheme:9");
  CHECK(only(with("key: {scheme: basic}")) == "invalid-security-scheme:9");
  CHECK(only(with("key: {type: http}")) == "invalid-security-scheme:9");
  CHECK(only(with("key: {type: apiKey, in: header}")) == "invalid-security-scheme:9");
  CHECK(only(with("key: {type: apiKey, in: body, name: x}")) == "invalid-security-scheme:9");
  CHECK(only(with("key: 1")) == "wrong-type:9");
  CHECK(only(with("key: {$ref: '#/components/securitySchemes/nope'}")) == "unresolved-reference:9");
}

TEST_CASE("a schema that cannot be compiled is refused where an operation uses it") {
  const auto errors = refused(get_a(R"(      responses:
        200:
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Bad'}}}
components:
  schemas:
    Bad:
      type: strange
)"));
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].where.line == 14);
}

TEST_CASE("a schema that is asked for must exist") {
  const auto errors =
      refused(v30("paths: {}\n"), {"#/components/schemas/Nope", "#/info/title", "nonsense"});
  CHECK(errors.size() == 3);
  for (const auto& error : errors) CHECK(error.code == "unresolved-reference");
}

TEST_CASE("a 3.0 document without paths is refused") {
  CHECK(only(refused(v30("components: {}\n"))) == "missing-paths:1");
}
