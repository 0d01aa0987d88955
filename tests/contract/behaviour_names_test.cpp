// Names that must be declared somewhere, and what expressions can see.
#include "contract/behaviour_sample.h"
#include "support/catch.h"

using behaviour_sample::check_broken;

TEST_CASE("an operationId the contract lacks is refused with the nearest one") {
  check_broken(
      {"operationId",
       "  things.list:\n    list",
       "  things.lst:\n    list",
       {{"things.lst", "unknown-operation",
         "the contract has no operation 'things.lst' (did you mean 'things.list'?); it has "
         "things.write, things.get, things.put, things.list, open"}}});
}

TEST_CASE("an undeclared collection is refused wherever it stands") {
  check_broken({"batch",
                "collection: things\n        items",
                "collection: thigns\n        items",
                {{"thigns", "undeclared-name",
                  "collection 'thigns' is not declared (did you mean "
                  "'things'?); `collections` has owners, things"}}});
  check_broken({"read",
                "read: {collection: things,",
                "read: {collection: nothing,",
                {{"nothing", "undeclared-name", "collection 'nothing'"}}});
  check_broken({"list",
                "collection: things\n      within",
                "collection: thins\n      within",
                {{"thins", "undeclared-name", "collection 'thins'"}}});
  check_broken({"short refers",
                "/owner: owners",
                "/owner: owner",
                {{"/owner: owner\n", "undeclared-name", "(did you mean 'owners'?)"}}});
  check_broken({"long refers",
                "{collection: owners, field: uid",
                "{collection: bosses, field: uid",
                {{"bosses", "undeclared-name", "collection 'bosses'"}}});
}

TEST_CASE("an undeclared error name is refused wherever it stands") {
  const std::vector<std::pair<std::string, std::string>> places = {
      {"reject: BAD_ZONE}", "reject: NOPE}"},
      {"{invalid-request: BAD, too", "{invalid-request: NOPE, too"},
      {"error: GONE, message: 'no {$v", "error: NOPE, message: 'no {$v"},
      {"then: reject WRONG_KEY", "then: reject NOPE"},
      {"reject: {too-many-items: TWICE}", "reject: {too-many-items: NOPE}"},
      {"then: fail TWICE}\n", "then: fail NOPE}\n"},
      {"field: uid, fail: GONE", "field: uid, fail: NOPE"},
      {"invalid: fail BAD", "invalid: fail NOPE"},
      {"else: fail GONE}", "else: fail NOPE}"},
      {"ambiguous: reject TWICE", "ambiguous: reject NOPE"},
      {"missing: GONE, ambiguous: TWICE, within", "missing: NOPE, ambiguous: TWICE, within"},
      {"missing: GONE, ambiguous: TWICE, within", "missing: GONE, ambiguous: NOPE, within"},
  };
  for (const auto& [from, to] : places)
    check_broken({to,
                  from,
                  to,
                  {{"NOPE", "undeclared-name",
                    "error 'NOPE' is not declared; "
                    "`errors` has BAD, BAD_ZONE"}}});
  check_broken({"in when of respond",
                "{when: {outcome: complete}, body: {all",
                "{when: {outcome: complete, error: GOME}, body: {all",
                {{"GOME", "undeclared-name", "(did you mean 'GONE'?)"},
                 {"    - when: {properties: {request", "uncovered-outcome",
                  "can end in 'complete' with atomic true"}}});
}

TEST_CASE("a short refers needs an error that `reject: not-found` names") {
  check_broken({"no not-found",
                ", not-found: GONE,",
                ",",
                {{"/owner: owners", "undeclared-name", "write {collection, fail: NAME}"}}});
}

TEST_CASE("an undeclared variable is refused in expressions, templates and predicates") {
  check_broken({"expression",
                "again: '{$variables.keyId}'",
                "again: '{$variables.keyid}'",
                {{"keyid", "invalid-expression", "(did you mean 'keyId'?)"}}});
  check_broken({"a variable sees only those before it",
                "keyId: {value: $request.body#/key,",
                "keyId: {value: $variables.again,",
                {{"$variables.again", "invalid-expression", "no variables are declared here"}}});
  check_broken({"variables of another plan",
                "key: {name: $item#/name}",
                "key: {name: $variables.keyId}",
                {{"key: {name: $variables", "invalid-expression", "no variables are declared"}}});
  check_broken({"template",
                "body: {all: true}",
                "body: {all: $variables.nope}",
                {{"$variables.nope", "invalid-expression", "nope"}}});
  check_broken({"predicate",
                "variables: {properties: {keyId: {const: x}}}",
                "variables: {properties: {keyID: {const: x}}}",
                {{"keyID", "undeclared-name",
                  "variable 'keyID' is not declared in this plan (did "
                  "you mean 'keyId'?)"}}});
  check_broken({"error text sees the variables of all plans, and no others",
                "'key {$variables.keyId}'",
                "'key {$variables.kei}'",
                {{"kei", "invalid-expression", "kei"}}});
}

TEST_CASE("schemes and schemas must exist") {
  check_broken({"scheme",
                "  zone: {enum",
                "  zones: {enum",
                {{"zones: {enum", "undeclared-name",
                  "the contract has no security scheme 'zones' "
                  "(did you mean 'zone'?); it has key, zone"}}});
  check_broken({"schema of a plan",
                "'#/components/schemas/Many'",
                "'#/components/schemas/Meny'",
                {{"Meny", "undeclared-name", "(did you mean '#/components/schemas/Many'?)"}}});
  check_broken({"schema of an answer",
                "'#/schemas/Problem'",
                "'#/schemas/Problems'",
                {{"Problems", "undeclared-name",
                  "there is no schema '#/schemas/Problems' in this "
                  "file (did you mean '#/schemas/Problem'?)"}}});
  check_broken({"schema of a documented answer",
                "{$each: succeeded, $as: $record}}\n",
                "{$each: succeeded, $as: $record}}\n          schema: '#/schemas/Problem'\n",
                {{"          schema: '#/schemas/Problem'", "wrong-value", "undocumented: true"}}});
}

TEST_CASE("a list that does not exist, or that nothing fills, is refused") {
  check_broken({"unknown list",
                "$each: succeeded",
                "$each: suceeded",
                {{"suceeded", "unknown-word", "succeeded"}}});
}

TEST_CASE("an expression that finds nothing where it stands is refused") {
  struct Blind {
    std::string from, to, why;
  };
  const std::vector<Blind> places = {
      {"partition: [$principal,", "partition: [$item#/a,", "$item finds nothing in 'partition'"},
      {"fixedNumber: 3", "fixedNumber: $now", "only `generate`"},
      {"items: $request.body#/items", "items: $record#/items", "$record finds nothing in 'items'"},
      {"within: {owner: $request", "within: {owner: $item#/a, o2: $request", "'within'"},
      {"{id: $item#/id}, {", "{id: $record#/id}, {", "$record finds nothing in 'key'"},
      {"value: $request.body#/atomic,", "value: $batch.atomic,", "$batch finds nothing"},
      {"keyless: {if: $request.query.create", "keyless: {if: $error.code", "in 'if'"},
      {"update: {changed: $now}", "update: {changed: $result.index}", "'generate'"},
      {"GONE: {status: 404, message: 'no {$result.key}'}",
       "GONE: {status: 404, message: '{$uuid}'}", "only `generate` makes values"},
      {"body: {all: true}", "body: {all: $item}", "answers see records and results"},
      {"'{$batch.total}'", "'{$sequence}'", "only `generate` makes values"},
      {"filter: {/made/at: $request.query.made}", "filter: {/made/at: $record#/x}", "'filter'"},
      {"TWICE: {status: 400}", "TWICE: {status: 400, message: $page.total}", "only the answer"},
  };
  for (const Blind& blind : places) {
    check_broken({blind.to, blind.from, blind.to, {{blind.to, "invalid-expression", blind.why}}});
  }
}

TEST_CASE("$error.<member> must be a member of some error") {
  check_broken({"member",
                "hint: $error.hint}",
                "hint: $error.hnt}",
                {{"$error.hnt", "undeclared-name",
                  "no error has a member 'hnt', as $error.hnt asks "
                  "for (did you mean 'hint'?)"}}});
}

TEST_CASE("a `when` that asks for what is never there is refused") {
  check_broken({"unknown root",
                "- when: {properties: {request: {required: [body]",
                "- when: {properties: {requests: {required: [body]",
                {{"requests: {required", "invalid-predicate",
                  "a `when` has no 'requests' (did you "
                  "mean 'request'?); it sees request, "
                  "variables, item, record"}}});
  check_broken({"unknown part of the request",
                "request: {required: [body], properties",
                "request: {required: [boby], properties",
                {{"boby", "invalid-predicate", "`request` has no 'boby' (did you mean 'body'?)"}}});
  check_broken({"upper case header",
                "when: {properties: {variables: {properties: {keyId: {const: x}}}}}",
                "when: {not: {properties: {request: {properties: {header: {required: [X-A]}}}}}}",
                {{"X-A", "invalid-predicate", "header names are lower case"}}});
  check_broken({"a guard has no item",
                "when: {properties: {variables: {properties: {keyId: {const: x}}}}}",
                "when: {required: [item]}",
                {{"required: [item]}, then: reject", "invalid-predicate",
                  "only the rules of a "
                  "batch see it"}}});
}

TEST_CASE("a schema that is no JSON Schema is refused with its line") {
  check_broken({"predicate",
                "when: {required: [record]}",
                "when: {required: [record], minLength: many}",
                {{"minLength: many", "bad-keyword", "minLength"}}});
}
