// References that leave the document.
#include <map>

#include "openapi_support.h"

using namespace openapi_test;
using contract::Json;

namespace {

// Files by path, and which of them were read.
struct Files {
  std::map<std::string, std::string> texts;
  contract::ReferenceMap map = {};
  std::vector<std::string> read = {};

  contract::Loaded<contract::OpenApiPtr> load(const std::string& text,
                                              const std::string& path = "api/api.yaml") {
    auto document = contract::Document::parse(text, path);
    if (!document) FAIL(contract::to_string(document.error()));
    const auto reader = [this](const std::string& file) -> contract::Result<std::string> {
      read.push_back(file);
      const auto found = texts.find(file);
      if (found != texts.end()) return found->second;
      return tl::unexpected(
          contract::Error{"unreadable-file", "cannot be read: No such file", {file, 0, 0}});
    };
    return contract::load_openapi(*document, {}, {reader, map});
  }
  contract::OpenApiPtr loaded(const std::string& text) {
    auto api = load(text);
    if (!api) FAIL(lines(api.error()));
    return *api;
  }
  // All complaints, as "file:line code" each.
  std::string refused(const std::string& text) {
    auto api = load(text);
    if (api) return "accepted";
    std::string all;
    for (const auto& error : api.error())
      all += error.where.file + ":" + std::to_string(error.where.line) + " " + error.code + "\n";
    said = lines(api.error());
    return all;
  }
  std::string said = {};
};

std::string schema_of(const std::string& reference, const char* version = "3.1.0") {
  return std::string("openapi: ") + version +
         "\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    post:\n      responses: {}\n"
         "      requestBody: {content: {application/json: {schema:\n        {$ref: '" +
         reference + "'}}}}\n";
}

const contract::Schema& body_of(const contract::OpenApiPtr& api) {
  return *api->operations.at(0).request_body->content.at(0).schema;
}

}  // namespace

TEST_CASE("a reference to another file is followed wherever OpenAPI allows one") {
  Files files{{{"api/paths/one.yaml", R"(parameters: [{$ref: '../parts.json#/Id'}]
post:
  operationId: one
  requestBody: {$ref: '../parts.json#/bodies/a~1b%20c'}
  responses:
    200: {$ref: ../answers.yml}
  security: [{key: []}]
)"},
               {"api/parts.json", R"({
  "Id": {"name": "id", "in": "path", "required": true, "schema": {"$ref": "#/short"}},
  "short": {"type": "string", "maxLength": 3},
  "bodies": {"a/b c": {"content": {"application/json": {"schema": {"$ref": "./node.yaml"}}}}},
  "Key": {"type": "apiKey", "in": "header", "name": "X-Key"}})"},
               {"api/answers.yml", R"(description: ok
headers: {X-Id: {$ref: 'headers.yaml#/Id'}}
content:
  application/json:
    schema: {type: array, items: {$ref: node.yaml}}
    examples: {one: {$ref: 'examples.yaml#/one'}}
)"},
               {"api/headers.yaml", "Id: {schema: {$ref: 'parts.json#/short'}}\n"},
               {"api/examples.yaml", "one: {value: [{id: x}]}\n"},
               {"api/node.yaml", R"(type: object
required: [id]
properties:
  id: {$ref: 'api.yaml#/components/schemas/Id'}
  next: {$ref: '#'}
)"}}};
  const auto api = files.loaded(R"(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a/{id}: {$ref: paths/one.yaml}
components:
  securitySchemes: {key: {$ref: 'parts.json#/Key'}}
  schemas: {Id: {type: string}}
)");
  const auto& operation = *api->operation("one");
  CHECK(operation.where.file == "api/paths/one.yaml");
  CHECK(operation.where.line == 2);
  CHECK(api->security_schemes.at("key").parameter == "X-Key");
  const Json longer = "abcd";
  CHECK_FALSE(operation.parameters.at(0).schema->accepts(longer));
  CHECK(operation.parameters.at(0).where.file == "api/parts.json");
  CHECK_FALSE(operation.responses.at(0).headers.at(0).schema->accepts(longer));
  const Json good = Json::parse(R"({"id": "a", "next": {"id": "b"}})");
  const Json bad = Json::parse(R"({"id": "a", "next": {"id": 1}})");
  CHECK(operation.request_body->content.at(0).schema->accepts(good));
  const auto broken = operation.request_body->content.at(0).schema->explain(bad);
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].contract.file == "api/api.yaml");
  CHECK(broken[0].contract.line == 7);
  const Json* example = &operation.responses.at(0).content.at(0).node->at("examples").at("one");
  REQUIRE(api->documents->target(*example) != nullptr);
  CHECK(api->documents->target(*example)->contains("value"));
}

TEST_CASE("a broken reference to an example is a warning") {
  Files files{{}};
  const auto api = files.loaded(
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses: "
      "{200: {description: ok, content: {text/plain: {examples: {a:\n        {$ref: "
      "gone.yaml}}}}}}\n");
  REQUIRE(api->warnings.size() == 1);
  CHECK(api->warnings[0].code == "unresolved-reference");
  CHECK(api->warnings[0].where.line == 6);
}

TEST_CASE("each file is read once, and the first document never again") {
  Files files{{{"api/a.yaml", "x: {$ref: 'b.yaml#/y'}\nz: {type: string}\n"},
               {"api/b.yaml",
                "y: {properties: {p: {$ref: './a.yaml#/z'}, q: {$ref: "
                "'../api/api.yaml#/components/schemas/S'}}}\n"}}};
  const auto api =
      files.loaded(schema_of("a.yaml#/x") + "components: {schemas: {S: {type: integer}}}\n");
  CHECK(files.read == std::vector<std::string>{"api/a.yaml", "api/b.yaml"});
  const Json bad = Json::parse(R"({"p": 1, "q": "x"})");
  CHECK(body_of(api).explain(bad).size() == 2);
}

TEST_CASE("files refer to each other in loops") {
  Files files{{{"api/tree.yaml",
                "type: object\nproperties: {kids: {type: array, items: {$ref: leaf.json}}}\n"},
               {"api/leaf.json", R"({"anyOf": [{"type": "string"}, {"$ref": "tree.yaml"}]})"}}};
  const auto api = files.loaded(schema_of("tree.yaml"));
  const Json good = Json::parse(R"({"kids": ["a", {"kids": []}]})");
  const Json bad = Json::parse(R"({"kids": ["a", {"kids": [1]}]})");
  CHECK(body_of(api).accepts(good));
  CHECK_FALSE(body_of(api).accepts(bad));
}

TEST_CASE("$id and $anchor are known across files") {
  Files files{{{"api/shared.yaml", R"($defs:
  a: {$anchor: word, type: string}
  b: {$id: 'https://schemas.test/n', $defs: {n: {$anchor: here, type: integer}}}
  c: {properties: {n: {$ref: 'https://schemas.test/n#here'}, w: {$ref: '#word'}}}
)"}}};
  const auto api = files.loaded(schema_of("shared.yaml#/$defs/c"));
  const Json good = Json::parse(R"({"n": 1, "w": "x"})");
  const Json bad = Json::parse(R"({"n": "x", "w": 1})");
  CHECK(body_of(api).accepts(good));
  CHECK(body_of(api).explain(bad).size() == 2);
  const auto word = files.loaded(schema_of("shared.yaml#word"));
  const Json number = 1;
  CHECK_FALSE(body_of(word).accepts(number));
}

TEST_CASE("what is wrong with another file is told with that file and line") {
  Files files{{{"api/broken.yaml", "a: 1\nb: [\n"},
               {"api/bad.yaml", "x:\n  type: strin\n"},
               {"api/loop.yaml", "$ref: loop2.yaml\n"},
               {"api/loop2.yaml", "$ref: loop.yaml\n"},
               {"api/empty.yaml", ""}}};
  CHECK(files.refused(schema_of("broken.yaml")).starts_with("api/broken.yaml:"));
  CHECK(files.refused(schema_of("bad.yaml#/x")) == "api/bad.yaml:2 bad-keyword\n");
  CHECK(files.refused(schema_of("bad.yaml#/y")) == "api/api.yaml:8 unresolved-reference\n");
  CHECK(files.refused(schema_of("none.yaml")) == "api/api.yaml:8 unresolved-reference\n");
  CHECK_THAT(files.said, Catch::Contains("api/none.yaml cannot be read: No such file"));
  CHECK(files.refused(schema_of("empty.yaml")) == "api/empty.yaml:1 empty-document\n");
  const std::string loop = files.refused(schema_of("loop.yaml"));
  CHECK_THAT(loop, Catch::Contains("endless-reference"));
  const std::string head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n";
  CHECK(files.refused(head + "  /a: {$ref: loop.yaml}\n") ==
        "api/loop2.yaml:1 looping-reference\n");
  CHECK(files.refused(head + "  /a: {$ref: none.yaml}\n") ==
        "api/api.yaml:4 unresolved-reference\n");
  CHECK(files.refused(head + "  /a: {$ref: 'bad.yaml#/nope'}\n") ==
        "api/api.yaml:4 unresolved-reference\n");
}

TEST_CASE("a file that cannot be read is asked for once, however many refer to it") {
  Files files{{}};
  const std::string text =
      schema_of("none.yaml") + "  /b: {$ref: none.yaml}\n  /c: {$ref: 'none.yaml#/c'}\n";
  CHECK(files.refused(text) ==
        "api/api.yaml:8 unresolved-reference\napi/api.yaml:9 unresolved-reference\n"
        "api/api.yaml:10 unresolved-reference\n");
  CHECK(files.read.size() == 1);
}

TEST_CASE("nothing is fetched: a URL is refused with what to do, or read from where the map says") {
  const std::string url = "https://schemas.test/v1/pet.json";
  Files files{{{"vendor/pet.json", R"({"$defs": {"n": {"type": "integer"}}, "properties": {
                  "n": {"$ref": "#/$defs/n"}, "tag": {"$ref": "tag.json"}}})"},
               {"vendor/tag.json", "{\"type\":\n\"string\"}"}}};
  CHECK(files.refused(schema_of(url)) == "api/api.yaml:8 remote-reference\n");
  CHECK_THAT(files.said, Catch::Contains("--ref-map " + url + "=FILE"));
  CHECK(files.read.empty());
  files.map = {{url, "vendor/pet.json"}};
  CHECK(files.refused(schema_of(url)) == "vendor/pet.json:2 remote-reference\n");
  files.map = {{"https://schemas.test/", "elsewhere"}, {"https://schemas.test/v1/", "vendor"}};
  const auto api = files.loaded(schema_of(url));
  const Json bad = Json::parse(R"({"tag": 1})");
  const auto broken = body_of(api).explain(bad);
  REQUIRE(broken.size() == 1);
  CHECK(contract::to_string(broken[0].contract) == "vendor/tag.json:1:2");
  CHECK(files.refused("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: {$ref: "
                      "'http://other.test/a.yaml'}\n") == "api/api.yaml:4 remote-reference\n");
}

TEST_CASE("names with spaces, escapes and a # in the path are files like others") {
  Files files{{{"a#b/my types.yaml", "x y: {type: string}\n"}}};
  for (const char* reference :
       {"my types.yaml#/x y", "my%20types.yaml#/x%20y", "file:a%23b/my%20types.yaml#/x%20y"}) {
    INFO(reference);
    const auto api = files.load(schema_of(reference), "./a#b/api.yaml");
    if (!api) FAIL(lines(api.error()));
    const Json number = 1;
    CHECK_FALSE(body_of(*api).accepts(number));
  }
}

TEST_CASE("a file of schemas and another OpenAPI document keep their own dialect") {
  Files files{{{"api/draft7.json", R"({"$schema": "http://json-schema.org/draft-07/schema#",
                  "definitions": {"a": {"const": 1}}})"},
               {"api/plain.json", R"({"a": {"const": 1}})"},
               {"api/newer.yaml", "openapi: 3.1.0\ncomponents: {schemas: {A: {const: 1}}}\n"},
               {"api/older.yaml",
                "openapi: 3.0.3\ncomponents: {schemas: {A: {type: string, nullable: true}}}\n"},
               {"api/foreign.json", "{\n\"$schema\": \"https://schemas.test/own\"}"}}};
  const Json one = 1;
  const Json two = 2;
  for (const char* reference : {"draft7.json#/definitions/a", "newer.yaml#/components/schemas/A"}) {
    const auto api = files.loaded(schema_of(reference, "3.0.3"));
    CHECK(body_of(api).accepts(one));
    CHECK_FALSE(body_of(api).accepts(two));
  }
  CHECK(files.refused(schema_of("plain.json#/a", "3.0.3")) ==
        "api/plain.json:1 unsupported-keyword\n");
  CHECK(files.refused(schema_of("foreign.json", "3.0.3")) ==
        "api/foreign.json:2 unknown-dialect\n");
  const Json null;
  CHECK(body_of(files.loaded(schema_of("older.yaml#/components/schemas/A"))).accepts(null));
}

TEST_CASE("a discriminator's mapping names schemas in other files") {
  Files files{{{"api/cat.yaml", "properties: {kind: {type: string}, lives: {type: integer}}\n"},
               {"api/dog.yaml", "properties: {kind: {type: string}, tricks: {type: array}}\n"}}};
  const auto api = files.loaded(
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    post:\n      responses: "
      "{}\n"
      "      requestBody: {content: {application/json: {schema: {oneOf: [{$ref: cat.yaml}, {$ref: "
      "dog.yaml}], discriminator: {propertyName: kind, mapping: {cat: cat.yaml, dog: "
      "./dog.yaml}}}}}}\n");
  const Json bad = Json::parse(R"({"kind": "dog", "tricks": 1})");
  const auto broken = body_of(api).explain(bad);
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].pointer == "/tricks");
  CHECK(broken[0].contract.file == "api/dog.yaml");
}
