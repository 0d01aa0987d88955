#include "contract/behaviour_sample.h"

#include <algorithm>

#include "support/catch.h"

namespace behaviour_sample {

std::string contract_text() {
  return R"(openapi: 3.1.0
info: {title: Shop, version: '1'}
security: [{key: [], zone: []}]
paths:
  /things/batch:
    put:
      operationId: things.write
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Many'}
      responses: {'200': {description: ok}, '400': {description: bad}}
  /things/{name}:
    parameters: [{name: name, in: path, required: true, schema: {type: string}}]
    get:
      operationId: things.get
      responses: {'200': {description: ok}, '404': {description: none}}
    put:
      operationId: things.put
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
      responses: {'200': {description: ok}, '201': {description: made}, '400': {description: bad}}
  /things:
    get:
      operationId: things.list
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'200': {description: ok}}
  /open:
    get:
      operationId: open
      security: []
      responses: {'200': {description: ok}}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
    zone: {type: apiKey, in: header, name: X-Zone}
  schemas:
    Many:
      allOf:
        - $ref: '#/components/schemas/List'
        - {type: object, properties: {atomic: {type: boolean}}}
    List:
      type: object
      required: [items]
      properties: {items: {type: array, maxItems: 5, items: {$ref: '#/components/schemas/Thing'}}}
    Thing: {type: object, properties: {name: {type: string}, owner: {type: string}}}
)";
}

std::string behaviour_text() {
  return R"(behaviour: 1
contract: shop.yaml
schemas:
  Problem: {type: object, required: [error]}
security:
  zone: {enum: [test, live], reject: BAD_ZONE}
collections:
  things:
    partition: [$principal, $request.header.X-Zone]
    defaults: {ready: false, size: 3}
    generate:
      create: {id: {value: $sequence, unless: supplied}, /made/at: $now, uid: $uuid}
      update: {changed: $now}
      change: {/size: {checked: null}}
  owners: {}
errors:
  BAD: {status: 400, message: $violation.message, evidence: documented, source: page 1}
  BAD_ZONE: {code: 7, status: 400, message: 'zone {$request.header.X-Zone}', hint: [a, $principal]}
  GONE: {status: 404, message: 'no {$result.key}'}
  TWICE: {status: 400}
  MANY: {status: 400}
  WRONG_KEY: {status: 400, message: 'key {$variables.keyId}'}
reject: {invalid-request: BAD, too-many-items: MANY, not-found: GONE, unauthorized: BAD}
messages:
  - {keyword: required, property: '^name$', error: GONE, message: 'no {$violation.property}'}
  - {keyword: type, pointer: '/size$', expected: string, message: odd, evidence: observed, source: log}
words: {string: String, integer: Integer}
respond:
  - when: {outcome: [rejected, failed], reason: unauthorized}
    status: $error.status
    body: {error: $error.code, hint: $error.hint}
    undocumented: true
    schema: '#/schemas/Problem'
    evidence: assumed
    source: nobody says
  - {when: {outcome: [rejected, failed, missing, ambiguous]}, status: $error.status, body: {error: $error.code}, undocumented: true}
operations:
  things.write:
    - when: {properties: {request: {required: [body], properties: {body: {required: [items]}}}, variables: {required: [keyId]}}}
      variables:
        keyId: {value: $request.body#/key, default: name}
        fixedNumber: 3
        again: '{$variables.keyId}'
      schema: '#/components/schemas/Many'
      guards:
        - {when: {properties: {variables: {properties: {keyId: {const: x}}}}}, then: reject WRONG_KEY, evidence: example, source: page 2}
      reject: {too-many-items: TWICE}
      batch:
        collection: things
        items: $request.body#/items
        limit: 4
        ignore: [/note, other]
        actions: {create: created, delete: gone}
        key: [{id: $item#/id}, {'/{$variables.keyId}': '$item#/{$variables.keyId}', zone: 5}]
        within: {owner: $request.header.X-Owner}
        fixed: [/size]
        atomic: {value: $request.body#/atomic, default: true}
        tombstone: /_delete
        rules:
          - {on: [missing, keyless], when: {required: [item], properties: {item: {required: [a]}}}, then: fail BAD, evidence: assumed, source: us}
          - {when: {required: [record]}, then: fail TWICE}
        refers:
          /owner: owners
          /boss/id: {collection: owners, field: uid, fail: GONE}
        primary: {field: main, per: [owner, /kind]}
        decide:
          invalid: fail BAD
          duplicate: fail TWICE
          keyless: {if: $request.query.create, then: create, else: fail GONE}
          ambiguous: reject TWICE
          tombstone: delete
          absent-tombstone: skip
          missing: create
          conflict: fail TWICE
          unchanged: skip
          exists: replace
          unlisted: {if: $request.body#/all, then: delete, else: keep}
        evidence: documented
        source: page 3
      respond:
        - when: {outcome: [complete, partial], atomic: false}
          status: 200
          headers: {X-Count: '{$batch.total}', X-One: 1}
          body: {done: {$each: succeeded, $as: $record}}
          evidence: documented
        - {when: {outcome: complete}, body: {all: true}}
    - batch:
        collection: things
        items: [$request.body]
        atomic: {if: $request.query.best, then: false, else: true}
        key: {name: $item#/name}
        decide: {ambiguous: fail TWICE}
      respond: [{when: {outcome: complete}, status: 200}]
  things.put:
    batch: {collection: things, items: [$request.body], key: {name: $request.path.name}, decide: {ambiguous: fail TWICE}}
    respond: [{when: {outcome: complete}, status: $result.status, body: $record}]
  things.get:
    read: {collection: things, key: {name: $request.path.name, ready: true}, missing: GONE, ambiguous: TWICE, within: {owner: x}}
    respond: [{when: {outcome: found}, status: 200, body: $record}]
  things.list:
    list:
      collection: things
      within: {/owner: $request.header.X-Owner}
      filter: {/made/at: $request.query.made}
      limit: {value: $request.query.limit, default: 20}
      offset: 10
      cursor: $request.query.after
    respond:
      - {when: {outcome: found}, status: 200, body: {$each: records, $as: $record}}
  open:
    respond: [{when: {outcome: complete}, status: 200, body: null}]
)";
}

contract::ReadFile files(std::map<std::string, std::string> texts) {
  return [texts = std::move(texts)](const std::string& path) -> contract::Result<std::string> {
    const auto found = texts.find(path);
    if (found != texts.end()) return found->second;
    return tl::unexpected(
        contract::Error{"unreadable-file", "cannot read '" + path + "'", {path, 0, 0}});
  };
}

contract::Loaded<contract::BehaviourPtr> load(const std::string& behaviour,
                                              const std::string& contract) {
  return contract::load_behaviour("api/behaviour.yaml", files({{"api/behaviour.yaml", behaviour},
                                                               {"api/shop.yaml", contract}}));
}

contract::BehaviourPtr sample() {
  auto loaded = load(behaviour_text());
  if (!loaded)
    for (const contract::Error& error : loaded.error()) UNSCOPED_INFO(to_string(error));
  REQUIRE(loaded);
  return *loaded;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  INFO("looking for: " << from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

namespace {

int line_of(const std::string& text, const std::string& piece) {
  const std::size_t at = text.find(piece);
  INFO("looking for: " << piece);
  REQUIRE(at != std::string::npos);
  return static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n')) + 1;
}

}  // namespace

void check_broken(const Broken& broken) {
  INFO(broken.name);
  const std::string text = replaced(behaviour_text(), broken.from, broken.to);
  const auto loaded = load(text);
  REQUIRE_FALSE(loaded);
  for (const contract::Error& error : loaded.error())
    UNSCOPED_INFO(error.code << " | " << to_string(error));
  REQUIRE(loaded.error().size() == broken.complaints.size());
  for (const Broken::Complaint& expected : broken.complaints) {
    const int line = line_of(text, expected.at);
    INFO("expected at line " << line << ": " << expected.code << ": " << expected.words);
    CHECK(std::any_of(loaded.error().begin(), loaded.error().end(), [&](const auto& error) {
      return error.where.file == "api/behaviour.yaml" && error.where.line == line &&
             error.code == expected.code && error.message.find(expected.words) != std::string::npos;
    }));
  }
}

}  // namespace behaviour_sample
