#include "openapi_support.h"

using namespace openapi_test;

TEST_CASE("a reference is followed wherever OpenAPI allows one") {
  const auto api = load(v30(R"(
paths:
  /a/{id}:
    $ref: '#/components/x-items/item'
components:
  x-items:
    item:
      parameters: [{$ref: '#/components/parameters/Alias'}]
      post:
        operationId: one
        requestBody: {$ref: '#/components/requestBodies/Body'}
        responses:
          200: {$ref: '#/components/responses/Ok'}
  parameters:
    Alias: {$ref: '#/components/parameters/Id'}
    Id: {name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}
  requestBodies:
    Body: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
  responses:
    Ok:
      description: ok
      headers: {X-Id: {$ref: '#/components/headers/Id'}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}
  headers:
    Id: {schema: {$ref: '#/components/schemas/Id'}}
  schemas:
    Id: {type: string, maxLength: 3}
    Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}}}
)"));
  const auto& operation = *api->operation("one");
  CHECK(operation.path == "/a/{id}");
  REQUIRE(operation.parameters.size() == 1);
  CHECK(operation.parameters[0].where.line == 19);
  const contract::Json ok = "abc";
  const contract::Json longer = "abcd";
  CHECK(operation.parameters[0].schema->accepts(ok));
  CHECK_FALSE(operation.parameters[0].schema->accepts(longer));
  CHECK_FALSE(operation.responses.at(0).headers.at(0).schema->accepts(longer));
  const contract::Json nested = {{"next", {{"next", 1}}}};
  CHECK_FALSE(operation.request_body->content.at(0).schema->accepts(nested));
  CHECK(operation.request_body->content.at(0).node ==
        api->document->find("#/components/requestBodies/Body/content/application~1json"));
  CHECK(api->warnings.empty());
}

TEST_CASE("a path item may refer to another path, and what stands beside the $ref wins") {
  const auto api = load(v30(R"(paths:
  /a/{x}:
    parameters: [{name: x, in: path, required: true, schema: {}}]
    get: {responses: {200: {description: a}}}
    put: {responses: {}}
  /b/{x}:
    $ref: '#/paths/~1a~1%7Bx%7D'
    get: {responses: {201: {description: b}}}
)"));
  CHECK(api->operation("GET /a/{x}")->responses.at(0).status == "200");
  CHECK(api->operation("GET /b/{x}")->responses.at(0).status == "201");
  CHECK(api->operation("PUT /b/{x}")->parameters.size() == 1);
  CHECK(api->operations.size() == 4);
}

TEST_CASE("a reference that leads nowhere is refused once, where it stands") {
  const auto errors = refused(v30(R"(paths:
  /a:
    get:
      parameters: [{$ref: '#/components/parameters/Nope'}]
      responses: {}
    put:
      parameters: [{$ref: '#/components/parameters/Half'}]
      responses: {}
    post:
      parameters: [{$ref: '#/components/parameters/Half'}]
      responses: {}
components:
  parameters:
    Half: {$ref: '#/components/parameters/Gone'}
)"));
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].code == "unresolved-reference");
  CHECK(errors[0].where.line == 7);
  CHECK_THAT(errors[0].message, Catch::Contains("#/components/parameters/Nope"));
  CHECK(errors[1].where.line == 17);
}

TEST_CASE("references in a loop are refused") {
  CHECK(only(refused(v30("paths:\n  /a: {$ref: '#/paths/~1a'}\n"))) == "looping-reference:5");
  const auto errors = refused(get_a(R"(      responses: {200: {$ref: '#/components/responses/A'}}
components:
  responses:
    A: {$ref: '#/components/responses/B'}
    B: {$ref: '#/components/responses/A'}
)"));
  CHECK(only(errors) == "looping-reference:11");
}

TEST_CASE("without a way to read other documents references to them are refused by name") {
  for (const char* target : {"other.yaml#/Ok", "https://example.com/x.yaml", "./Ok", "Ok"}) {
    INFO(target);
    const auto errors =
        refused(get_a("      responses: {200: {$ref: '" + std::string(target) + "'}}\n"));
    CHECK(only(errors).ends_with("-reference:7"));
    CHECK_THAT(errors[0].message, Catch::Contains(target));
  }
}

TEST_CASE("a $ref that is no text, or leads to no object, is refused") {
  CHECK(only(refused(get_a("      responses: {200: {$ref: 1}}\n"))) == "wrong-type:7");
  CHECK(only(refused(get_a("      responses: {200: {$ref: '#/info/title'}}\n"))) == "wrong-type:7");
}

TEST_CASE("broken references of schemas are refused with their line") {
  const auto errors = refused(get_a(R"(      responses:
        200:
          description: ok
          content:
            application/json: {schema: {$ref: '#/components/schemas/Nope'}}
)"));
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].where.line == 11);
}

TEST_CASE("components that nobody uses may be broken") {
  const auto api = load(get_a(R"(      responses: {}
components:
  schemas:
    A: {$ref: '#/nope'}
    B: {type: strange}
    C: 7
    D: {pattern: '('}
  parameters: {P: {$ref: '#/components/parameters/P'}}
  responses: {R: []}
)"));
  CHECK(api->operations.size() == 1);
}

TEST_CASE("a broken security scheme matters where it is used") {
  const std::string schemes =
      "components: {securitySchemes: {bad: {type: magic}, good: {type: http, scheme: basic}}}\n";
  const auto api = load(get_a("      responses: {}\n      security: [{good: []}]\n" + schemes));
  CHECK(only(api->warnings) == "invalid-security-scheme:9");
  CHECK_FALSE(api->security_schemes.contains("bad"));
  CHECK(only(refused(get_a("      responses: {}\n      security: [{bad: []}]\n" + schemes))) ==
        "invalid-security-scheme:9");
}
