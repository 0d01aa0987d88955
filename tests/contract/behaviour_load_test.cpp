// Every word of the format, read as docs/behaviour.md says.
#include "contract/behaviour.h"
#include "contract/behaviour_sample.h"
#include "contract/pointer.h"
#include "contract/schema_pattern.h"
#include "support/catch.h"

using behaviour_sample::files;
using behaviour_sample::load;
using behaviour_sample::replaced;
using behaviour_sample::sample;
using contract::Evidence;
using contract::Reason;

namespace {

// Text of an expression that has no reference, or the name of its first one.
std::string shown(const contract::Expression& expression) {
  if (expression.is_literal()) return expression.literal_text();
  for (const auto& part : expression.parts)
    if (part.reference) return "$" + part.reference->name;
  return "";
}

}  // namespace

TEST_CASE("a collection has its partition, defaults and generated fields") {
  const auto behaviour = sample();
  REQUIRE(behaviour->collections.size() == 2);
  const contract::Collection& things = behaviour->collections.at("things");
  CHECK(things.name == "things");
  CHECK(things.where.line == 8);
  REQUIRE(things.partition.size() == 2);
  CHECK(things.partition[0].parts[0].reference->root == contract::Reference::Root::principal);
  CHECK(things.partition[1].parts[0].reference->name == "X-Zone");
  REQUIRE(things.defaults.size() == 2);
  CHECK(things.defaults[0].first == "ready");
  CHECK(things.defaults[1].second.text == "3");
  REQUIRE(things.on_create.size() == 3);
  CHECK(things.on_create[0].unless_supplied);
  CHECK(things.on_create[0].field.literal_text() == "/id");
  CHECK(things.on_create[0].value.kind == contract::Template::Kind::expression);
  CHECK_FALSE(things.on_create[1].unless_supplied);
  CHECK(things.on_create[1].field.literal_text() == "/made/at");
  CHECK(things.on_update.at(0).field.literal_text() == "/changed");
  REQUIRE(things.on_change.size() == 1);
  CHECK(things.on_change[0].first == "/size");
  CHECK(things.on_change[0].second.at(0).value.literal.text == "null");
}

TEST_CASE("a collection that says nothing is kept per principal") {
  const auto behaviour = sample();
  const contract::Collection& owners = behaviour->collections.at("owners");
  REQUIRE(owners.partition.size() == 1);
  CHECK(owners.partition[0].parts[0].reference->root == contract::Reference::Root::principal);
  CHECK(owners.unique.empty());
}

TEST_CASE("unique fields of a collection keep their error") {
  const auto loaded = load(replaced(behaviour_sample::behaviour_text(), "  owners: {}",
                                    "    unique: [{fields: [uid, /made/at], fail: TWICE, "
                                    "evidence: documented, source: x}]\n  owners: {}"));
  REQUIRE(loaded);
  const auto& unique = (*loaded)->collections.at("things").unique;
  REQUIRE(unique.size() == 1);
  CHECK(unique[0].fields == std::vector<contract::Tokens>{{"uid"}, {"made", "at"}});
  CHECK(unique[0].error == "TWICE");
  CHECK(unique[0].claim.evidence == Evidence::documented);
}

TEST_CASE("an error without a code has its name as one, and evidence is no member of it") {
  const auto behaviour = sample();
  const contract::ErrorSpec& bad = behaviour->errors.at("BAD");
  REQUIRE(bad.members.size() == 3);
  CHECK(bad.members[0].first == "code");
  CHECK(bad.members[0].second.literal.text == "\"BAD\"");
  CHECK(bad.status == 400);
  CHECK(bad.claim.evidence == Evidence::documented);
  CHECK(bad.claim.source == "page 1");
  const contract::ErrorSpec& zone = behaviour->errors.at("BAD_ZONE");
  REQUIRE(zone.members.size() == 4);
  CHECK(zone.members[0].second.literal.text == "7");
  CHECK(zone.members[3].first == "hint");
  CHECK(zone.members[3].second.kind == contract::Template::Kind::array);
  CHECK(zone.claim.evidence == Evidence::assumed);
}

TEST_CASE("reject, messages, words and security are read") {
  const auto behaviour = sample();
  CHECK(behaviour->reject == std::map<Reason, std::string>{{Reason::invalid_request, "BAD"},
                                                           {Reason::too_many_items, "MANY"},
                                                           {Reason::not_found, "GONE"},
                                                           {Reason::unauthorized, "BAD"}});
  REQUIRE(behaviour->messages.size() == 2);
  const contract::MessageRule& first = behaviour->messages[0];
  CHECK(first.keyword == "required");
  CHECK(first.error == "GONE");
  CHECK(first.pointer == nullptr);
  REQUIRE(first.property);
  CHECK(first.property->text() == "^name$");
  CHECK_FALSE(first.expected);
  const contract::MessageRule& second = behaviour->messages[1];
  CHECK(second.expected == "string");
  CHECK(second.error.empty());
  CHECK(second.message.literal_text() == "odd");
  CHECK(second.claim.evidence == Evidence::observed);
  CHECK(second.where.line == 26);
  CHECK(behaviour->words ==
        std::map<std::string, std::string>{{"string", "String"}, {"integer", "Integer"}});
  const contract::SecurityRule& zone = behaviour->security.at("zone");
  CHECK(zone.allowed == std::vector<std::string>{"test", "live"});
  CHECK(zone.reject == "BAD_ZONE");
  CHECK(zone.format.empty());
}

TEST_CASE("format wsse is read") {
  const auto loaded = load(replaced(behaviour_sample::behaviour_text(), "zone: {enum: [test, live]",
                                    "zone: {format: wsse"));
  REQUIRE(loaded);
  CHECK((*loaded)->security.at("zone").format == "wsse");
}

TEST_CASE("a plan has its variables in order, with defaults and literals") {
  const auto behaviour = sample();
  const contract::Plan& plan = behaviour->plans("things.write")->at(0);
  REQUIRE(plan.variables.size() == 3);
  CHECK(plan.variables[0].name == "keyId");
  CHECK(plan.variables[0].value->alone);
  CHECK(plan.variables[0].fallback->text == "\"name\"");
  CHECK_FALSE(plan.variables[1].value);
  CHECK(plan.variables[1].fallback->text == "3");
  CHECK(shown(*plan.variables[2].value) == "$keyId");
  CHECK_FALSE(plan.variables[2].fallback);
}

TEST_CASE("a plan has its predicate, schema, guards and reasons") {
  const auto behaviour = sample();
  const contract::Plan& plan = behaviour->plans("things.write")->at(0);
  REQUIRE(plan.when);
  CHECK(plan.when->schema != nullptr);
  CHECK(plan.when->sees.find("request") != nullptr);
  CHECK_FALSE(plan.when->sees_item);
  CHECK(plan.schema == behaviour->api->schemas.at("#/components/schemas/Many"));
  REQUIRE(plan.guards.size() == 1);
  CHECK(plan.guards[0].error == "WRONG_KEY");
  CHECK(plan.guards[0].claim.evidence == Evidence::example);
  CHECK(plan.guards[0].when.schema != nullptr);
  CHECK(plan.reject == std::map<Reason, std::string>{{Reason::too_many_items, "TWICE"}});
  CHECK_FALSE(behaviour->plans("things.write")->at(1).when);
  CHECK(behaviour->plans("nothing") == nullptr);
}

TEST_CASE("a read has key, within and the errors of its outcomes") {
  const auto behaviour = sample();
  const auto& read = std::get<contract::ReadPlan>(behaviour->plans("things.get")->at(0).does);
  CHECK(read.collection == "things");
  REQUIRE(read.key.size() == 1);
  REQUIRE(read.key[0].size() == 2);
  CHECK(read.key[0][0].field.literal_text() == "/name");
  CHECK(shown(read.key[0][0].value) == "$name");
  CHECK(shown(read.key[0][1].value) == "true");
  CHECK(read.within.at(0).first == "owner");
  CHECK(read.missing == "GONE");
  CHECK(read.ambiguous == "TWICE");
  CHECK(read.may_be_ambiguous);
}

TEST_CASE("a list has filters, limit, offset and cursor") {
  const auto behaviour = sample();
  const auto& list = std::get<contract::ListPlan>(behaviour->plans("things.list")->at(0).does);
  CHECK(list.within.at(0).first == "owner");
  REQUIRE(list.filter.size() == 1);
  CHECK(list.filter[0].first == contract::Tokens{"made", "at"});
  REQUIRE(list.limit);
  CHECK(list.default_limit == 20);
  CHECK_FALSE(list.offset);
  CHECK(list.default_offset == 10);
  CHECK(list.cursor);
}

TEST_CASE("respond entries keep their conditions, status, headers, body and evidence") {
  const auto behaviour = sample();
  const auto& entries = behaviour->plans("things.write")->at(0).respond;
  REQUIRE(entries.size() == 4);
  const contract::Respond& first = *entries[0];
  CHECK(first.outcomes ==
        std::vector<contract::Outcome>{contract::Outcome::complete, contract::Outcome::partial});
  CHECK(first.atomic == false);
  CHECK(std::get<int>(first.status) == 200);
  REQUIRE(first.headers.size() == 2);
  CHECK(first.headers[0].first == "X-Count");
  CHECK(shown(first.headers[1].second) == "1");
  REQUIRE(first.body);
  CHECK(first.body->kind == contract::Template::Kind::object);
  CHECK(first.evidence == Evidence::documented);
  CHECK(std::get<int>(entries[1]->status) == 200);
  CHECK(entries[1]->evidence == Evidence::assumed);
  CHECK(entries[2] == behaviour->respond[0]);
  CHECK(entries[3] == behaviour->respond[1]);
  const contract::Respond& tail = *behaviour->respond[0];
  CHECK(tail.reasons == std::vector<Reason>{Reason::unauthorized});
  CHECK(std::holds_alternative<contract::Expression>(tail.status));
  CHECK(tail.undocumented);
  CHECK(tail.schema != nullptr);
  CHECK(tail.source == "nobody says");
}

TEST_CASE("`body: null` writes null, and no body writes none") {
  const auto behaviour = sample();
  const contract::Respond& null = *behaviour->plans("open")->at(0).respond[0];
  REQUIRE(null.body);
  CHECK(null.body->literal.text == "null");
  CHECK(behaviour->plans("things.write")->at(1).respond[0]->body == nullptr);
}

TEST_CASE("a plan without batch, read and list does nothing") {
  const auto behaviour = sample();
  CHECK(std::holds_alternative<std::monostate>(behaviour->plans("open")->at(0).does));
}

TEST_CASE("the contract is looked for beside the behaviour file") {
  const std::string behaviour = "behaviour: 1\ncontract: ../shared/shop.yaml\noperations: {}\n";
  const auto loaded = contract::load_behaviour(
      "apis/one/behaviour.yaml",
      files({{"apis/one/behaviour.yaml", behaviour},
             {"apis/shared/shop.yaml", behaviour_sample::contract_text()}}));
  REQUIRE(loaded);
  CHECK((*loaded)->api->document->name() == "apis/shared/shop.yaml");
  CHECK((*loaded)->operations.empty());
}

TEST_CASE("a contract that cannot be read is complained about where it is named") {
  const std::string behaviour = "behaviour: 1\n\ncontract: nowhere.yaml\noperations: {}\n";
  const auto loaded = load(behaviour);
  REQUIRE_FALSE(loaded);
  REQUIRE(loaded.error().size() == 1);
  CHECK(loaded.error()[0].code == "unreadable-file");
  CHECK(loaded.error()[0].where == contract::Location{"api/behaviour.yaml", 3, 1});
  CHECK(loaded.error()[0].message.find("api/nowhere.yaml") != std::string::npos);
}

TEST_CASE("complaints about the contract and about the behaviour come together") {
  const std::string behaviour = "behaviour: 1\ncontract: shop.yaml\noperation: {}\n";
  const auto loaded = load(behaviour, "openapi: 3.1.0\npaths: [\n");
  REQUIRE_FALSE(loaded);
  REQUIRE(loaded.error().size() == 3);
  CHECK(loaded.error()[0].where.file == "api/behaviour.yaml");
  CHECK(loaded.error()[2].where.file == "api/shop.yaml");
}

TEST_CASE("a behaviour that cannot be read or parsed is one complaint") {
  const auto missing = contract::load_behaviour("nowhere.yaml", files({}));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().size() == 1);
  CHECK(missing.error()[0].code == "unreadable-file");
  const auto broken = load("behaviour: 1\n\tcontract: x\n");
  REQUIRE_FALSE(broken);
  REQUIRE(broken.error().size() == 1);
  CHECK(broken.error()[0].where.line == 2);
}

TEST_CASE("a contract alone loads as a behaviour that says nothing") {
  const auto loaded = contract::load_contract(
      "shop.yaml", files({{"shop.yaml", behaviour_sample::contract_text()}}));
  REQUIRE(loaded);
  CHECK((*loaded)->operations.empty());
  CHECK((*loaded)->respond.empty());
  CHECK((*loaded)->api->operations.size() == 5);
  CHECK((*loaded)->document == (*loaded)->api->document);
  CHECK_FALSE(contract::load_contract("gone.yaml", files({})));
}

TEST_CASE("evidence has four words") {
  for (const std::string_view word : {"documented", "example", "observed", "assumed"})
    CHECK(to_string(*contract::evidence_from(word)) == word);
  CHECK_FALSE(contract::evidence_from("proven"));
}
