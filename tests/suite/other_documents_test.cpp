// An API in three files: derived cases and mutants follow its references into all of them.
#include "suite/other_documents.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "suite/derive.h"
#include "suite/mutate.h"
#include "support/catch.h"

namespace {

constexpr const char* contract_text = R"(
openapi: 3.1.0
info: {title: notes, version: '1'}
paths:
  /notes: {$ref: 'paths/notes.yaml'}
components:
  schemas:
    Mark: {type: string, enum: [red, blue]}
  securitySchemes:
    key: {type: http, scheme: bearer}
)";
constexpr const char* path_text = R"(
put:
  operationId: notes.put
  security: [{key: []}]
  requestBody:
    required: true
    content:
      application/json:
        schema:
          type: object
          required: [items]
          properties:
            items: {type: array, maxItems: 3, items: {$ref: '../schemas.yaml#/Note'}}
  responses:
    '200': {description: done}
    '400': {description: refused}
    '401': {description: who}
    '415': {description: what}
)";
constexpr const char* schemas_text = R"(
Note:
  type: object
  required: [id]
  properties:
    id: {type: string, maxLength: 8}
    mark: {$ref: 'openapi.yaml#/components/schemas/Mark'}
)";
constexpr const char* behaviour_text = R"(
behaviour: 1
contract: openapi.yaml
collections: {notes: {}}
errors: {BAD: {status: 400}, WHO: {status: 401}, WHAT: {status: 415}}
reject: {invalid-request: BAD, invalid-json: BAD, too-many-items: BAD, unauthorized: WHO, unsupported-media-type: WHAT}
operations:
  notes.put:
    batch:
      collection: notes
      items: $request.body#/items
      key: {/id: $item#/id}
      atomic: true
      decide: {invalid: fail BAD}
    respond:
      - {when: {outcome: complete}, status: 200, body: {done: {$each: results, $as: $result.action}}}
      - {when: {outcome: [failed, rejected]}, status: $error.status, body: {code: $error.code}}
)";

contract::BehaviourPtr notes() {
  const contract::ReadFile read = [](const std::string& path) -> contract::Result<std::string> {
    if (path == "api/behaviour.yaml") return std::string(behaviour_text);
    if (path == "api/openapi.yaml") return std::string(contract_text);
    if (path == "api/paths/notes.yaml") return std::string(path_text);
    if (path == "api/schemas.yaml") return std::string(schemas_text);
    return tl::unexpected(contract::Error{"unreadable-file", "no such file", {path, 0, 0}});
  };
  auto behaviour = contract::load_behaviour("api/behaviour.yaml", read);
  if (!behaviour) FAIL(contract::to_string(behaviour.error().front()));
  return *behaviour;
}

suite::SuitePtr derived(const contract::BehaviourPtr& behaviour) {
  const auto derivation = suite::derive("notes", behaviour, 0);
  REQUIRE(derivation);
  auto document = contract::Document::parse(derivation->text, "derived.suite.yaml");
  REQUIRE(document);
  auto suite = suite::parse_suite(*document, [&](const std::string&, const std::string&) {
    return contract::Loaded<suite::NamedApi>(suite::NamedApi{"notes", behaviour});
  });
  if (!suite) FAIL(contract::to_string(suite.error().front()));
  return *suite;
}

}  // namespace

TEST_CASE("the documents of an API are those its references lead to, through each other") {
  const auto behaviour = notes();
  std::vector<std::string> uris;
  for (const auto& [uri, document] : suite::documents_of(*behaviour->api)) uris.push_back(uri);
  CHECK(uris ==
        std::vector<std::string>{"api/openapi.yaml", "api/paths/notes.yaml", "api/schemas.yaml"});
}

TEST_CASE("every keyword behind a reference into another file has derived cases") {
  const auto behaviour = notes();
  const auto derivation = suite::derive("notes", behaviour, 0);
  REQUIRE(derivation);
  const auto covered = [&](const char* pointer, const char* keyword, const char* file) {
    return std::any_of(derivation->coverage.begin(), derivation->coverage.end(),
                       [&](const suite::DerivedCoverage& pair) {
                         return pair.pointer == pointer && pair.keyword == keyword &&
                                pair.where.file == file && pair.where.line > 0 &&
                                pair.reason.empty() && pair.cases >= 2;
                       });
  };
  CHECK(covered("/items", "maxItems", "api/paths/notes.yaml"));
  CHECK(covered("/items/*", "required", "api/schemas.yaml"));
  CHECK(covered("/items/*/id", "maxLength", "api/schemas.yaml"));
  CHECK(covered("/items/*/mark", "enum", "api/openapi.yaml"));
}

TEST_CASE("derived cases of several files pass, and notice the mutants of every file") {
  const auto behaviour = notes();
  const auto report = suite::mutate("notes", behaviour, {derived(behaviour)}, {}, {});
  CHECK(report.unusable.empty());
  CHECK(report.cases > 20);
  for (const char* id : {"limit-plus-one paths/notes.yaml#/put/requestBody/content/"
                         "application~1json/schema/properties/items/maxItems 4",
                         "security-dropped paths/notes.yaml#/put/security []",
                         "bound-plus-one schemas.yaml#/Note/properties/id/maxLength 9",
                         "required-dropped schemas.yaml#/Note/required",
                         "enum-member-dropped /components/schemas/Mark/enum/0"}) {
    INFO(id);
    const auto found = std::find_if(report.mutants.begin(), report.mutants.end(),
                                    [&](const auto& each) { return each.mutant.id() == id; });
    REQUIRE(found != report.mutants.end());
    CHECK(found->fate == suite::MutantResult::Fate::killed);
    CHECK(found->mutant.where.line > 0);
  }
}
