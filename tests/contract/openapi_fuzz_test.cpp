// Seeded random damage to a sound description: it loads or is refused, nothing else.
#include <random>

#include "contract/router.h"
#include "openapi_support.h"

using contract::Json;

namespace {

const std::string sound = R"(openapi: 3.1.0
info: {title: T, version: "1"}
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
servers:
  - url: https://{host}/v1
    variables: {host: {default: example.com}}
security: [{key: []}]
paths:
  /things/{id}:
    parameters: [{$ref: '#/components/parameters/Id'}]
    get:
      operationId: things.get
      parameters:
        - &page {name: page, in: query, style: form, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: filter, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        200:
          description: ok
          headers: {X-Rate: {required: true, schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
        4XX: {$ref: '#/components/responses/Bad'}
        default: {description: else}
    put:
      operationId: things.put
      security: [{}, {token: [write]}]
      requestBody: {$ref: '#/components/requestBodies/Thing'}
      responses: {204: {description: ok}}
  /alias/{id}: {$ref: '#/components/x-paths/alias'}
components:
  x-paths:
    alias:
      post:
        description: |
          two
          lines
        parameters: [*page, {name: id, in: path, required: true, schema: {}}]
        responses: {200: {description: ok}}
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string, minLength: 1}}
  requestBodies:
    Thing: {required: true, content: {application/json; charset=utf-8: {schema: {$ref: '#/components/schemas/Thing'}}}}
  responses:
    Bad: {description: bad, content: {application/problem+json: {schema: true}}}
  schemas:
    Thing:
      type: [object, 'null']
      required: [name]
      properties:
        name: {type: string, pattern: '^[a-z]+$', maxLength: 10}
        size: {type: number, multipleOf: 0.5, minimum: 0}
        next: {$ref: '#/components/schemas/Thing'}
        kind: {oneOf: [{const: a}, {enum: [b, 1, null]}, {not: {type: string}}]}
      additionalProperties: false
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    token: {type: http, scheme: bearer}
)";

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

template <class List>
const auto& one_of(Random& random, const List& list) {
  return list[below(random, list.size())];
}

void damage_text(Random& random, std::string& text) {
  static const std::vector<std::string> scraps{"\t",        "\n",
                                               " ",         ":",
                                               ": ",        "- ",
                                               "{",         "}",
                                               "[",         "]",
                                               ",",         "'",
                                               "\"",        "#",
                                               "&a",        "*a",
                                               "!",         "|",
                                               ">",         "%",
                                               "?",         "@",
                                               "\xC3",      "\xFF",
                                               "---\n",     "<<: ",
                                               "0",         "~",
                                               "null",      "1e999",
                                               "$ref: '#'", "\\",
                                               "\r",        std::string(1, '\0'),
                                               "...",       "paths:",
                                               "!!int "};
  if (text.empty()) return;
  const std::size_t at = below(random, text.size());
  const std::size_t length = below(random, std::min<std::size_t>(text.size() - at, 40) + 1);
  switch (below(random, 5)) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(at, text.substr(at, length));
      break;
    case 2:
      text.insert(at, one_of(random, scraps));
      break;
    case 3:
      text[at] = static_cast<char>(below(random, 256));
      break;
    default: {  // a whole line goes or comes twice
      const std::size_t begin = text.rfind('\n', at) + 1;
      const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      const std::string line = text.substr(begin, end - begin);
      if (below(random, 2) == 0)
        text.erase(begin, line.size());
      else
        text.insert(below(random, text.size()), line);
    }
  }
}

void collect(Json& node, std::vector<Json*>& nodes) {
  nodes.push_back(&node);
  for (Json& child : node)
    if (node.is_structured()) collect(child, nodes);
}

Json scrap(Random& random, const std::vector<Json*>& nodes) {
  static const std::vector<Json> scraps{nullptr,
                                        true,
                                        false,
                                        0,
                                        -1,
                                        1.5,
                                        1e300,
                                        "",
                                        "x",
                                        "#",
                                        "#/",
                                        "#/paths",
                                        "path",
                                        "200",
                                        "3.0.3",
                                        "#/components/schemas/Thing",
                                        "other.yaml#/x",
                                        "http://[",
                                        "%zz",
                                        "(",
                                        "{",
                                        "{x}/{x}",
                                        Json::array(),
                                        Json::object(),
                                        {{"$ref", "#/components/schemas/Thing"}},
                                        {{"$ref", 1}},
                                        {{"allOf", {{{"$ref", "#"}}}}},
                                        Json::array({nullptr})};
  return below(random, 3) == 0 ? *one_of(random, nodes) : one_of(random, scraps);
}

void damage_tree(Random& random, Json& root) {
  std::vector<Json*> nodes;
  collect(root, nodes);
  Json& node = *one_of(random, nodes);
  const Json replacement = scrap(random, nodes);
  if (node.is_structured() && !node.empty() && below(random, 2) == 0) {
    const std::size_t at = below(random, node.size());
    const auto member = std::next(node.begin(), static_cast<std::ptrdiff_t>(at));
    if (below(random, 3) > 0)
      node.erase(member);
    else if (node.is_array())
      node.push_back(Json(*member));
    else
      node[one_of(random, std::vector<std::string>{"$ref", "x", "/a", "get", "schema", "999", "",
                                                   "content"})] = Json(*member);
    return;
  }
  node = replacement;
}

// The outcome, after looking at it like a user would.
bool loads(const std::string& text) {
  const auto complete = [](const contract::Error& error) {
    return !error.code.empty() && !error.message.empty() && error.where.file == "api.yaml";
  };
  const auto document = contract::Document::parse(text, "api.yaml");
  if (!document) {
    CHECK(complete(document.error()));
    return false;
  }
  const auto api = contract::load_openapi(*document);
  if (!api) {
    CHECK_FALSE(api.error().empty());
    for (const auto& error : api.error()) CHECK(complete(error));
    return false;
  }
  for (const auto& warning : (*api)->warnings) CHECK(complete(warning));
  const contract::Router router(**api);
  for (const auto& operation : (*api)->operations) {
    router.find(operation.method, operation.path);
    operation.response(200);
  }
  return true;
}

}  // namespace

TEST_CASE("the description that is damaged below is sound") { REQUIRE(loads(sound)); }

TEST_CASE("2,000 descriptions with damaged text load or are refused") {
  int loaded = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    std::string text = sound;
    for (std::size_t i = below(random, 3) + 1; i > 0; --i) damage_text(random, text);
    if (loads(text)) ++loaded;
  }
  CHECK(loaded > 100);
  CHECK(loaded < 1900);
}

TEST_CASE("2,000 descriptions with damaged nodes load or are refused") {
  const Json root = openapi_test::parse(sound)->root();
  int loaded = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    Json damaged = root;
    for (std::size_t i = below(random, 3) + 1; i > 0; --i) damage_tree(random, damaged);
    if (loads(damaged.dump())) ++loaded;
  }
  CHECK(loaded > 100);
  CHECK(loaded < 1900);
}
