// Faults that lint refuses and nobody else needs: the document still loads, with a warning each.
#include "contract/behaviour.h"
#include "support/catch.h"
#include "support/server_process.h"
#include "support/shell.h"

namespace {

struct Document {
  std::string name;
  std::string text;
  std::size_t warnings;  // of the loader
};

const std::string paths = R"(paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: pets
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
              example: [{id: 1}]
)";
const std::string pet =
    "components:\n  schemas:\n    Pet: {type: object, properties: {id: {type: integer}}}\n";

std::vector<Document> documents() {
  const std::string info = "info: {title: Pets, version: '1'}\n";
  const std::string v30 = "openapi: 3.0.3\n";
  return {
      {"no info", v30 + paths + pet, 1},
      {"an unused schema with a bad pattern",
       v30 + info + paths + pet + "    Broken: {type: string, pattern: '('}\n", 1},
      {"an unused schema with a dangling reference",
       v30 + info + paths + pet + "    Broken: {$ref: '#/components/schemas/Gone'}\n", 1},
      {"an unused schema with a keyword of 3.1",
       v30 + info + paths + pet + "    Broken: {const: 1}\n", 1},
      {"an unused schema that is a list", v30 + info + paths + pet + "    Broken: []\n", 0},
      {"an unused security scheme without a type",
       v30 + info + paths + pet + "  securitySchemes: {odd: {}}\n", 1},
      {"a response that has no description",
       v30 + info + "paths:\n  /pets: {get: {operationId: listPets, responses: {'200': {}}}}\n", 0},
      {"one operationId twice, a path without slash, a status in lower case",
       v30 + info +
           "paths:\n  pets: {get: {operationId: listPets, responses: {'2xx': {description: x}}}}\n"
           "  /cats: {get: {operationId: listPets, responses: {'200': {description: x}}}}\n",
       3},
      {"templates that collide, with different methods",
       v30 + info +
           "paths:\n  /pets: {get: {operationId: listPets, responses: {'200': {description: x}}}}\n"
           "  /pets/{a}: {get: {responses: {'200': {description: x}}, parameters: [{name: a, in: "
           "path, required: true, schema: {}}]}}\n"
           "  /pets/{b}: {put: {responses: {'200': {description: x}}, parameters: [{name: b, in: "
           "path, required: true, schema: {}}]}}\n",
       1},
      {"an example that breaks its schema",
       v30 + info + paths + pet + "    Unused: {type: string, example: 1}\n", 0},
  };
}

}  // namespace

TEST_CASE("documents with faults nobody needs load with one warning each") {
  for (const Document& document : documents()) {
    INFO(document.name);
    const auto read = [&](const std::string&) -> contract::Result<std::string> {
      return document.text;
    };
    const auto loaded = contract::load_contract("openapi.yaml", read);
    if (!loaded)
      for (const contract::Error& error : loaded.error()) UNSCOPED_INFO(to_string(error));
    REQUIRE(loaded);
    for (const contract::Error& each : (*loaded)->api->warnings) UNSCOPED_INFO(to_string(each));
    CHECK((*loaded)->api->warnings.size() == document.warnings);
    CHECK((*loaded)->api->operation("listPets") != nullptr);
  }
}

TEST_CASE("what an operation needs must be sound") {
  const std::string text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n" + paths +
                           "components: {schemas: {Pet: {type: string, pattern: '('}}}\n";
  const auto read = [&](const std::string&) -> contract::Result<std::string> { return text; };
  const auto loaded = contract::load_contract("openapi.yaml", read);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().size() == 1);
}

TEST_CASE("mock serves a document with a broken component nobody uses, and warns") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "pets.yaml",
                "openapi: 3.0.3\n" + paths + pet + "    Broken: {type: string, pattern: '('}\n");
  support::ServerProcess server(UNDERSTUDY_BINARY,
                                {"mock", (folder.path() / "pets.yaml").string()});
  const auto reply = support::send(server.port(), "GET", "/pets");
  CHECK(reply.status == 200);
  CHECK(reply.body == R"([{"id":1}])");
  server.signal(15);
  CHECK(server.wait() == 0);
  CHECK(server.errors().find("warning: ") != std::string::npos);
}
