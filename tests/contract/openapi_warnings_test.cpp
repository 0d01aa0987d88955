#include "openapi_support.h"

using namespace openapi_test;

namespace {

std::string warned(const std::string& text) { return only(load(text)->warnings); }

}  // namespace

TEST_CASE("a sound document has no warnings") {
  CHECK(load(get_a("      responses: {200: {description: ok}}\n"))->warnings.empty());
}

TEST_CASE("a missing or nameless info is a warning") {
  CHECK(warned("openapi: 3.0.0\npaths: {}\n") == "missing-info:1");
  CHECK(warned("openapi: 3.0.0\npaths: {}\ninfo: []\n") == "missing-info:3");
  CHECK(warned("openapi: 3.0.0\npaths: {}\ninfo: {title: 7}\n") == "missing-info:3");
}

TEST_CASE("a version written as a number is a warning") {
  const auto api = load("openapi: 3.1\ninfo: {title: t}\npaths: {}\n");
  CHECK(api->dialect == contract::Dialect::draft_2020_12);
  CHECK(only(api->warnings) == "wrong-type:1");
  CHECK(warned("openapi: 3.0\ninfo: {title: t}\npaths: {}\n") == "wrong-type:1");
}

TEST_CASE("path parameters and templates that do not agree are warnings") {
  const auto api = load(v30(R"(paths:
  /a/{x}:
    get:
      responses: {}
      parameters:
        - {name: y, in: path, required: true, schema: {}}
)"));
  CHECK(lines(api->warnings) ==
        "[missing-path-parameter] api.yaml:6:5: {x} of the path has no parameter, any text fits; "
        "declare it\n"
        "[unused-path-parameter] api.yaml:9:11: path parameter \"y\" does not stand in \"/a/{x}\" "
        "and is never sent; add {y} or remove it\n");
  CHECK(warned(v30("paths:\n  /{x}/{x}:\n    parameters: [{name: x, in: path, required: true, "
                   "schema: {}}]\n    get: {responses: {}}\n")) == "duplicate-parameter:7");
}

TEST_CASE("a path parameter that is not required is a warning and is required") {
  const auto api =
      load(v30("paths:\n  /{x}:\n    get: {responses: {}, parameters: [{name: x, in: "
               "path, schema: {}}]}\n"));
  CHECK(only(api->warnings) == "optional-path-parameter:6");
  CHECK(api->operations[0].parameters[0].required);
}

TEST_CASE("a parameter listed twice is a warning and the first counts") {
  const auto api = load(get_a(R"(      responses: {}
      parameters:
        - {name: q, in: query, required: true, schema: {}}
        - {name: q, in: query, schema: {}}
)"));
  CHECK(only(api->warnings) == "duplicate-parameter:10");
  REQUIRE(api->operations[0].parameters.size() == 1);
  CHECK(api->operations[0].parameters[0].required);
}

TEST_CASE("a parameter without schema, or with schema and content, is a warning") {
  CHECK(warned(get_a("      responses: {}\n      parameters: [{name: q, in: query}]\n")) ==
        "missing-schema:8");
  const auto api =
      load(get_a("      responses: {}\n      parameters: [{name: q, in: query, schema: "
                 "{}, content: {a/b: {}}}]\n"));
  CHECK(only(api->warnings) == "ambiguous-parameter:8");
  CHECK(api->operations[0].parameters[0].schema_node != nullptr);
  CHECK_FALSE(api->operations[0].parameters[0].content);
}

TEST_CASE("a status that is none is a warning") {
  for (const char* status : {"ok", "20", "2000", "600", "2X0", "'200 OK'", "DEFAULT"}) {
    INFO(status);
    const auto api =
        load(get_a("      responses:\n        " + std::string(status) + ": {description: x}\n"));
    CHECK(only(api->warnings) == "invalid-status:8");
    CHECK(api->operations[0].responses.empty());
  }
  const auto api = load(get_a("      responses:\n        4xx: {description: x}\n        x-a: 1\n"));
  CHECK(only(api->warnings) == "invalid-status:8");
  CHECK(api->operations[0].responses.at(0).status == "4XX");
}

TEST_CASE("what is missing but not needed is a warning") {
  CHECK(warned(get_a("      operationId: x\n")) == "missing-responses:6");
  CHECK(warned(get_a("      responses: {}\n      requestBody: {}\n")) == "missing-content:8");
  CHECK(warned(get_a("      responses:\n        200: {content: {json: {}}}\n")) ==
        "invalid-media-type:8");
  CHECK(warned(v30("paths:\n  /a: {GET: {responses: {}}}\n")) == "unknown-method:5");
  CHECK(warned(v30("paths:\n  /a: {}\n  /a/: {}\n")) == "twin-paths:6");
}

TEST_CASE("an operationId twice is a warning, and the second operation is called by its route") {
  const auto api =
      load(v30("paths:\n  /a:\n    get: {operationId: x, responses: {}}\n"
               "  /b:\n    get: {operationId: x, responses: {}}\n"));
  REQUIRE(api->warnings.size() == 1);
  CHECK(api->warnings[0].code == "duplicate-operation-id");
  CHECK(api->warnings[0].where.line == 8);
  CHECK_THAT(api->warnings[0].message, Catch::Contains("\"x\"") && Catch::Contains("line 6"));
  CHECK(api->operation("x")->path == "/a");
  CHECK(api->operation("GET /b") != nullptr);
}

TEST_CASE("path templates that no request could tell apart are a warning") {
  const auto api = load(v30("paths:\n  /a/{x}/b.{y}: {}\n  /a/{z}/b.{w}: {}\n"));
  REQUIRE(api->warnings.size() == 1);
  CHECK(api->warnings[0].code == "colliding-paths");
  CHECK(api->warnings[0].where.line == 6);
  CHECK_THAT(api->warnings[0].message, Catch::Contains("line 5"));
  CHECK(warned(v30("paths:\n  /a/{x}: {}\n  /a/{y}/: {}\n")) == "colliding-paths:6");
  CHECK(load(v30("paths:\n  /a/{x}: {}\n  /a/b: {}\n  /a/{x}.json: {}\n"))->warnings.empty());
}

TEST_CASE("a path without its slash is a warning and gets one") {
  const auto api = load(v30("paths:\n  a/b: {get: {operationId: x, responses: {}}}\n"));
  REQUIRE(api->warnings.size() == 1);
  CHECK(api->warnings[0].code == "invalid-path");
  CHECK(api->operation("x")->path == "/a/b");
}

TEST_CASE("a server that cannot be used is a warning and is left out") {
  const auto api = load(v30("servers:\n  - url: /{v}/x\n  - url: /b\n  - {}\npaths: {}\n"));
  CHECK(api->base_paths == std::vector<std::string>{"/b"});
  REQUIRE(api->warnings.size() == 2);
  CHECK(api->warnings[0].code == "unknown-server-variable");
  CHECK(api->warnings[0].where.line == 5);
  CHECK(api->warnings[1].code == "missing-url");
  CHECK(api->warnings[1].where.line == 7);
}
