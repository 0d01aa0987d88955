// batch of behaviour.yaml: every word, and the defaults that are filled in.
#include <algorithm>

#include "contract/behaviour.h"
#include "contract/behaviour_sample.h"
#include "support/catch.h"

using behaviour_sample::behaviour_text;
using behaviour_sample::load;
using behaviour_sample::replaced;
using behaviour_sample::sample;
using contract::Batch;
using contract::Situation;
using contract::Verb;

namespace {

Batch batch_of(const contract::BehaviourPtr& behaviour, const std::string& id, std::size_t plan) {
  REQUIRE(behaviour->plans(id));
  const Batch* batch = std::get_if<Batch>(&behaviour->plans(id)->at(plan).does);
  REQUIRE(batch);
  // What tests look at; expressions and templates stay behind.
  Batch copy;
  copy.collection = batch->collection;
  copy.items_pointer = batch->items_pointer;
  copy.items_in_body = batch->items_in_body;
  copy.limit = batch->limit;
  copy.ignore = batch->ignore;
  copy.actions = batch->actions;
  copy.key = batch->key;
  copy.within = batch->within;
  copy.fixed = batch->fixed;
  copy.atomic = batch->atomic;
  copy.atomic_default = batch->atomic_default;
  copy.atomic_negated = batch->atomic_negated;
  copy.tombstone = batch->tombstone;
  copy.rules = batch->rules;
  copy.refers = batch->refers;
  copy.primary = batch->primary;
  copy.decide = batch->decide;
  copy.claim = batch->claim;
  return copy;
}

Batch changed(const std::string& from, const std::string& to, std::size_t plan = 0) {
  const auto loaded = load(replaced(behaviour_text(), from, to));
  if (!loaded)
    for (const contract::Error& error : loaded.error()) UNSCOPED_INFO(to_string(error));
  REQUIRE(loaded);
  return batch_of(*loaded, "things.write", plan);
}

}  // namespace

TEST_CASE("a batch has its items, limit, ignored and fixed fields") {
  const Batch batch = batch_of(sample(), "things.write", 0);
  CHECK(batch.collection == "things");
  CHECK(batch.items_in_body);
  CHECK(batch.items_pointer == "/items");
  CHECK(batch.limit == 4u);
  CHECK(batch.ignore == std::vector<contract::Tokens>{{"note"}, {"other"}});
  CHECK(batch.fixed == std::vector<contract::Tokens>{{"size"}});
  CHECK(batch.tombstone == contract::Tokens{"_delete"});
  CHECK(batch.claim.evidence == contract::Evidence::documented);
  CHECK(batch.claim.source == "page 3");
}

TEST_CASE("without a limit the body schema's maxItems is one, through $ref and allOf") {
  CHECK(changed("        limit: 4\n", "").limit == 5u);
}

TEST_CASE("without a plan's schema the operation's body schema gives the limit") {
  std::string text = replaced(behaviour_text(), "        limit: 4\n", "");
  text = replaced(text, "      schema: '#/components/schemas/Many'\n", "");
  const auto loaded = load(text);
  REQUIRE(loaded);
  CHECK(batch_of(*loaded, "things.write", 0).limit == 5u);
}

TEST_CASE("a literal list has no limit and no place in the body") {
  const Batch batch = batch_of(sample(), "things.write", 1);
  CHECK_FALSE(batch.items_in_body);
  CHECK_FALSE(batch.limit);
}

TEST_CASE("items may be the whole body, or be found by a variable") {
  const Batch root = changed("items: $request.body#/items", "items: $request.body");
  CHECK(root.items_in_body);
  CHECK(root.items_pointer.empty());
  const Batch variable = changed("items: $request.body#/items", "items: $variables.keyId");
  CHECK_FALSE(variable.items_in_body);
  const Batch chosen =
      changed("items: $request.body#/items", "items: '$request.body#/{$variables.keyId}'");
  CHECK_FALSE(chosen.items_in_body);
}

TEST_CASE("items that are plain text are refused") {
  behaviour_sample::check_broken(
      {"text",
       "items: $request.body#/items",
       "items: items",
       {{"items: items", "wrong-value", "expected an expression that finds an array"}}});
}

TEST_CASE("actions that are not declared are called like their verb") {
  const Batch batch = batch_of(sample(), "things.write", 0);
  CHECK(batch.actions == std::map<Verb, std::string>{{Verb::create, "created"},
                                                     {Verb::update, "update"},
                                                     {Verb::replace, "replace"},
                                                     {Verb::remove, "gone"},
                                                     {Verb::skip, "skip"},
                                                     {Verb::read, "read"}});
}

TEST_CASE("a key is a list of maps, bare names are pointers and members may be literals") {
  const Batch batch = batch_of(sample(), "things.write", 0);
  REQUIRE(batch.key.size() == 2);
  REQUIRE(batch.key[0].size() == 1);
  CHECK(batch.key[0][0].field.literal_text() == "/id");
  REQUIRE(batch.key[1].size() == 2);
  CHECK_FALSE(batch.key[1][0].field.is_literal());
  CHECK(batch.key[1][1].field.literal_text() == "/zone");
  CHECK(batch.key[1][1].value.literal_text() == "5");
  CHECK(batch.within.at(0).first == "owner");
}

TEST_CASE("a field that is neither a name nor a pointer is refused") {
  behaviour_sample::check_broken(
      {"slash inside",
       "ignore: [/note, other]",
       "ignore: [a/b, other]",
       {{"[a/b", "invalid-pointer", "write a pointer like /parent/id"}}});
  behaviour_sample::check_broken({"bad escape",
                                  "fixed: [/size]",
                                  "fixed: ['/a~b']",
                                  {{"/a~b", "invalid-pointer", "'/a~b' in 'fixed' is no field"}}});
  behaviour_sample::check_broken(
      {"deep field",
       "within: {owner: $request",
       "within: {/owner/id: $request",
       {{"/owner/id", "invalid-pointer", "must be the name of a top-level field"}}});
  behaviour_sample::check_broken(
      {"expression in a tombstone",
       "tombstone: /_delete",
       "tombstone: '/{$method}'",
       {{"/{$method}", "invalid-pointer", "must be a fixed field, without expressions"}}});
}

TEST_CASE("atomic is a constant, a switch with a default, or a switch that is negated") {
  const Batch value = batch_of(sample(), "things.write", 0);
  CHECK(value.atomic);
  CHECK(value.atomic_default);
  CHECK_FALSE(value.atomic_negated);
  const Batch negated = batch_of(sample(), "things.write", 1);
  CHECK(negated.atomic);
  CHECK(negated.atomic_default);
  CHECK(negated.atomic_negated);
  const std::string from = "atomic: {if: $request.query.best, then: false, else: true}";
  const Batch straight = changed(from, "atomic: {if: $method, then: true, else: false}", 1);
  CHECK(straight.atomic);
  CHECK_FALSE(straight.atomic_default);
  CHECK_FALSE(straight.atomic_negated);
  const Batch constant = changed(from, "atomic: {if: $method, then: true, else: true}", 1);
  CHECK_FALSE(constant.atomic);
  CHECK(constant.atomic_default);
  CHECK(changed(from, "atomic: true", 1).atomic_default);
  CHECK_FALSE(changed("        " + from + "\n", "", 1).atomic_default);
  CHECK_FALSE(changed(from, "atomic: {value: $method}", 1).atomic_default);
}

TEST_CASE("atomic cannot be a switch in both ways at once") {
  behaviour_sample::check_broken(
      {"both",
       "atomic: {if: $request.query.best, then: false, else: true}",
       "atomic: {value: $method, if: $request.query.best, then: false, else: true}",
       {{"{value: $method, if", "wrong-value", "'atomic' has both 'value' and 'if'"}}});
}

TEST_CASE("rules keep their situations, predicate, error and evidence") {
  const Batch batch = batch_of(sample(), "things.write", 0);
  REQUIRE(batch.rules.size() == 2);
  CHECK(batch.rules[0].on == std::vector<Situation>{Situation::missing, Situation::keyless});
  CHECK(batch.rules[0].error == "BAD");
  CHECK(batch.rules[0].when.sees_item);
  CHECK_FALSE(batch.rules[0].when.sees_record);
  CHECK(batch.rules[0].claim.source == "us");
  CHECK(batch.rules[1].on.empty());
  CHECK(batch.rules[1].when.sees_record);
}

TEST_CASE("refers has a short and a long form") {
  const Batch batch = batch_of(sample(), "things.write", 0);
  REQUIRE(batch.refers.size() == 2);
  CHECK(batch.refers[0].pointer == contract::Tokens{"owner"});
  CHECK(batch.refers[0].collection == "owners");
  CHECK(batch.refers[0].field == contract::Tokens{"id"});
  CHECK(batch.refers[0].error == "GONE");
  CHECK(batch.refers[1].pointer == contract::Tokens{"boss", "id"});
  CHECK(batch.refers[1].field == contract::Tokens{"uid"});
}

TEST_CASE("primary names its field and its group by bare names") {
  const Batch batch = batch_of(sample(), "things.write", 0);
  REQUIRE(batch.primary);
  CHECK(batch.primary->field == "main");
  CHECK(batch.primary->per == std::vector<std::string>{"owner", "kind"});
}

TEST_CASE("decide has a cell per declared situation") {
  const Batch batch = batch_of(sample(), "things.write", 0);
  CHECK(batch.decide.size() == 11);
  CHECK(batch.decide.at(Situation::invalid).then.verb == Verb::fail);
  CHECK(batch.decide.at(Situation::invalid).then.error == "BAD");
  CHECK(batch.decide.at(Situation::tombstone).then.verb == Verb::remove);
  CHECK(batch.decide.at(Situation::ambiguous).then.verb == Verb::reject);
  CHECK(batch.decide.at(Situation::ambiguous).then.error == "TWICE");
  const contract::Cell& keyless = batch.decide.at(Situation::keyless);
  REQUIRE(keyless.condition);
  CHECK(keyless.then.verb == Verb::create);
  CHECK(keyless.otherwise.error == "GONE");
  CHECK_FALSE(batch.decide.at(Situation::exists).condition);
}

TEST_CASE("every verb is accepted where its row of the table allows it") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> rows = {
      {"invalid", {"skip", "fail BAD", "reject", "reject BAD"}},
      {"duplicate", {"skip", "fail BAD", "reject"}},
      {"keyless", {"create", "skip", "fail BAD", "reject"}},
      {"ambiguous", {"skip", "fail BAD", "reject"}},
      {"tombstone", {"delete", "read", "skip", "fail BAD", "reject"}},
      {"absent-tombstone", {"skip", "fail BAD", "reject"}},
      {"missing", {"create", "skip", "fail BAD", "reject"}},
      {"conflict", {"skip", "fail BAD", "reject"}},
      {"unchanged", {"skip", "read", "update", "replace", "fail BAD", "reject"}},
      {"exists", {"update", "replace", "delete", "read", "skip", "fail BAD", "reject"}},
      {"unlisted", {"keep", "delete"}}};
  const std::vector<std::string> all = {"create", "update", "replace",  "delete", "skip",
                                        "read",   "keep",   "fail BAD", "reject"};
  for (const auto& [situation, verbs] : rows)
    for (const std::string& verb : all) {
      const std::string text = behaviour_text();
      const std::size_t at = text.find("          " + situation + ": ");
      REQUIRE(at != std::string::npos);
      const std::string line = text.substr(at, text.find('\n', at) - at);
      const auto loaded = load(replaced(text, line, "          " + situation + ": " + verb));
      INFO(situation << ": " << verb);
      CHECK(loaded.has_value() == (std::find(verbs.begin(), verbs.end(), verb) != verbs.end()));
    }
}
