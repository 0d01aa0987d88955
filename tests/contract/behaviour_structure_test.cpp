// The structure pass: what breaks specs/behaviour.schema.json, said with its line in plain words.
#include <algorithm>
#include <string>

#include "contract/behaviour_sample.h"
#include "support/catch.h"

using behaviour_sample::check_broken;
using behaviour_sample::load;
using behaviour_sample::replaced;

TEST_CASE("a word that is unknown is named with its place, the known words and the nearest one") {
  check_broken({"in a plan",
                "      guards:\n",
                "      gaurds:  #1\n",
                {{"#1", "unknown-word",
                  "unknown word 'gaurds' in '0' of operation 'things.write' "
                  "(did you mean 'guards'?); expected one of when, variables, "
                  "schema, guards, reject, claims, batch, read, list, respond"}}});
  check_broken({"at the top",
                "words: {string",
                "wrods: {string",
                {{"wrods", "unknown-word", "at the top of the file (did you mean 'words'?)"}}});
  check_broken({"in a batch",
                "        limit: 4\n",
                "        limits: 4  #1\n",
                {{"#1", "unknown-word", "in '0/batch' of operation 'things.write'"}}});
  check_broken({"in a collection",
                "    defaults: {ready",
                "    default: {ready",
                {{"default: {ready", "unknown-word",
                  "in collection 'things' (did you mean "
                  "'defaults'?)"}}});
  check_broken({"in a security scheme",
                "zone: {enum:",
                "zone: {enums:",
                {{"enums", "unknown-word", "in security scheme 'zone' (did you mean 'enum'?)"}}});
}

TEST_CASE("an unknown word is found wherever words are closed") {
  const std::vector<std::pair<std::string, std::string>> slips = {
      {"update: {changed", "updated: {changed"},
      {"{keyword: required, property", "{keyword: required, prop"},
      {"reason: unauthorized}\n", "why: unauthorized}\n"},
      {"headers: {X-Count", "header: {X-Count"},
      {"then: reject WRONG_KEY,", "then: reject WRONG_KEY, note: x,"},
      {"{value: $request.body#/key, default: name}", "{value: $request.body#/key, defaults: name}"},
      {"{value: $request.body#/atomic, default: true}", "{value: $request.body#/atomic, or: true}"},
      {"actions: {create: created, delete: gone}", "actions: {create: created, remove: gone}"},
      {"          unlisted: {if", "          unlited: {if"},
      {"then: delete, else: keep}", "then: delete, otherwise: keep}"},
      {"{on: [missing, keyless], when", "{at: [missing, keyless], when"},
      {"{collection: owners, field: uid,", "{collection: owners, fields: uid,"},
      {"per: [owner, /kind]}", "by: [owner, /kind]}"},
      {"missing: GONE, ambiguous: TWICE, within", "missing: GONE, twice: TWICE, within"},
      {"      filter: {/made", "      filters: {/made"},
      {"{value: $request.query.limit, default: 20}", "{value: $request.query.limit, most: 20}"},
      {"words: {string: String,", "words: {text: String,"},
      {"not-found: GONE, unauthorized", "unfound: GONE, unauthorized"},
  };
  for (const auto& [from, to] : slips) {
    INFO(to);
    const auto loaded = load(replaced(behaviour_sample::behaviour_text(), from, to));
    REQUIRE_FALSE(loaded);
    const bool named =
        std::any_of(loaded.error().begin(), loaded.error().end(), [](const contract::Error& error) {
          return error.code == "unknown-word" && error.where.line > 1 &&
                 error.message.find("expected one of") != std::string::npos;
        });
    CHECK(named);
  }
}

TEST_CASE("a value of the wrong type is named with what it is and what it must be") {
  check_broken({"text for a number",
                "limit: 4\n",
                "limit: many  #1\n",
                {{"#1", "wrong-value",
                  "'limit' in '0/batch' of operation 'things.write' must be a "
                  "whole number, found 'many'"}}});
  check_broken({"text for a list",
                "fixed: [/size]",
                "fixed: /size",
                {{"fixed: /size", "wrong-value", "must be a list, found '/size'"}}});
  check_broken({"a list for a mapping",
                "words: {string: String, integer: Integer}",
                "words: [String]",
                {{"words: [", "wrong-value",
                  "'words' at the top of the file must be a mapping (how "
                  "the vendor writes JSON types), found a list"}}});
  check_broken({"a mapping for text",
                "collection: things\n        items",
                "collection: {things: {}}\n        items",
                {{"collection: {things", "wrong-value", "must be text, found a mapping"}}});
  check_broken({"a number for an outcome",
                "{when: {outcome: found}, status: 200, body: {$each",
                "{when: {outcome: 5}, status: 200, body: {$each",
                {{"{when: {outcome: 5}", "wrong-value", "is '5'; expected one of complete"}}});
}

TEST_CASE("what is indented too little leaves its parent empty, and the complaint says so") {
  check_broken({"items one level out",
                "    batch: {collection: things, items: [$request.body], key: {name: "
                "$request.path.name}, decide: {ambiguous: fail TWICE}}\n",
                "    batch:  #1\n",
                {{"#1", "wrong-value",
                  "'batch' in operation 'things.put' is empty; expected a "
                  "mapping. What belongs to it is indented deeper than it "
                  "is"}}});
}

TEST_CASE("a word outside a closed list is named with the list and the nearest word") {
  check_broken({"outcome",
                "outcome: [complete, partial], atomic",
                "outcome: [complete, partail], atomic",
                {{"partail", "wrong-value",
                  "'partail' (did you mean 'partial'?); expected one of "
                  "complete, partial, failed, rejected, found, missing, "
                  "ambiguous"}}});
  check_broken({"evidence",
                "evidence: example, source: page 2",
                "evidence: proven, source: page 2",
                {{"evidence: proven", "wrong-value",
                  "expected one of documented, example, "
                  "observed, assumed"}}});
  check_broken({"format of a scheme",
                "zone: {enum: [test, live]",
                "zone: {format: jwt, enum: [test, live]",
                {{"format: jwt", "wrong-value", "expected one of wsse"}}});
  check_broken({"situation of a rule",
                "{on: [missing, keyless]",
                "{on: [missing, invalid]",
                {{"on: [missing, invalid]", "wrong-value", "expected one of duplicate"}}});
}

TEST_CASE("a missing word is asked for at the mapping that lacks it") {
  check_broken({"collection of a batch",
                "      batch:\n        collection: things\n        items: $request.body#/items",
                "      batch:  #1\n        items: $request.body#/items",
                {{"#1", "missing-word",
                  "'collection' is missing in '0/batch' of operation "
                  "'things.write'"}}});
  check_broken({"else of a cell",
                "then: create, else: fail GONE}",
                "then: create}",
                {{"keyless: {if", "missing-word", "'else' is missing"}}});
  check_broken({"message of messages",
                "expected: string, message: odd,",
                "expected: string,",
                {{"pointer: '/size$'", "missing-word", "'message' is missing in 'messages/1'"}}});
  check_broken({"then of atomic",
                "{if: $request.query.best, then: false, else: true}",
                "{if: $request.query.best, else: true}",
                {{"atomic: {if", "missing-word", "'then' is missing"}}});
}

TEST_CASE("numbers out of range, empty maps and bad verbs are refused") {
  check_broken({"limit 0",
                "limit: 4\n",
                "limit: 0\n",
                {{"limit: 0", "wrong-value", "is '0'; expected a number of at least 1"}}});
  check_broken({"empty key",
                "key: {name: $item#/name}",
                "key: {}",
                {{"key: {}", "wrong-value",
                  "'key' in '1/batch' of operation 'things.write' is "
                  "empty"}}});
  check_broken({"status of an error",
                "TWICE: {status: 400}",
                "TWICE: {status: 999}",
                {{"999", "wrong-value", "expected an HTTP status, a number from 100 to 599"}}});
  check_broken({"status of an answer",
                "respond: [{when: {outcome: complete}, status: 200}]",
                "respond: [{when: {outcome: complete}, status: 42}]",
                {{"status: 42", "wrong-value",
                  "expected a number from 100 to 599, $error.status or "
                  "$result.status"}}});
  check_broken({"status expression",
                "status: $result.status",
                "status: $item#/status",
                {{"$item#/status", "wrong-value", "$error.status or $result.status"}}});
  check_broken({"verb",
                "exists: replace\n",
                "exists: overwrite\n",
                {{"overwrite", "wrong-value",
                  "expected create, update, replace, delete, skip, "
                  "read, keep, fail NAME or reject [NAME]"}}});
  check_broken({"fail without a name",
                "invalid: fail BAD\n",
                "invalid: fail\n",
                {{"invalid: fail\n", "wrong-value", "fail NAME"}}});
  check_broken({"guard that fails",
                "then: reject WRONG_KEY,",
                "then: fail WRONG_KEY,",
                {{"then: fail WRONG_KEY", "wrong-value", "expected `reject NAME`"}}});
  check_broken({"rule that rejects",
                "then: fail TWICE}\n        refers",
                "then: reject TWICE}\n        refers",
                {{"then: reject TWICE}", "wrong-value", "expected `fail NAME`"}}});
  check_broken({"the same pointer twice",
                "ignore: [/note, other]",
                "ignore: [/note, /note]",
                {{"ignore", "wrong-value", "says the same thing twice"}}});
}

TEST_CASE("a file of another version, or of no version, is refused") {
  check_broken({"version 2",
                "behaviour: 1\n",
                "behaviour: 2\n",
                {{"behaviour: 2", "wrong-value",
                  "must be 1, the version this program reads, found "
                  "'2'"}}});
  const auto loaded = load("contract: shop.yaml\noperations: {}\n");
  REQUIRE_FALSE(loaded);
  REQUIRE(loaded.error().size() == 1);
  CHECK(loaded.error()[0].message == "'behaviour' is missing at the top of the file");
}

TEST_CASE("a file that is no mapping is refused in one sentence") {
  for (const char* text : {"[]", "just text\n", "- a\n- b\n", "7\n"}) {
    INFO(text);
    const auto loaded = load(text);
    REQUIRE_FALSE(loaded);
    REQUIRE(loaded.error().size() == 1);
    CHECK(loaded.error()[0].message.find("the file must be a mapping") != std::string::npos);
  }
}

TEST_CASE("all structure complaints come together, in the order of their lines") {
  std::string text = behaviour_sample::behaviour_text();
  text = replaced(text, "limit: 4", "limit: four");
  text = replaced(text, "words: {", "word: {");
  text = replaced(text, "offset: 10", "offset: []");
  const auto loaded = load(text);
  REQUIRE_FALSE(loaded);
  REQUIRE(loaded.error().size() == 3);
  CHECK(loaded.error()[0].message.find("'word'") != std::string::npos);
  CHECK(loaded.error()[1].message.find("'limit'") != std::string::npos);
  CHECK(loaded.error()[2].message.find("'offset'") != std::string::npos);
}

TEST_CASE("an OpenAPI description in the place of a behaviour.yaml gets one complaint") {
  const auto loaded = load(behaviour_sample::contract_text());
  REQUIRE_FALSE(loaded);
  REQUIRE(loaded.error().size() == 1);
  CHECK(loaded.error()[0].message ==
        "this is an OpenAPI description; a behaviour.yaml was expected");
}
