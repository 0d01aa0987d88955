#include "tests/mock/random_behaviour.h"

#include <algorithm>

namespace naive {

namespace {

using Words = std::vector<std::string>;

json random_cell(Dice& dice, const std::string& situation, const Words& verbs) {
  static const Words on_item = {"$item#/flag", "$request.body#/mode", "{$item#/flag}"};
  static const Words on_record = {"$record#/flag", "$request.body#/mode", "$item#/flag"};
  const auto verb = [&] {
    const std::string word = dice.pick(verbs);
    if (word == "fail") return "fail E" + std::to_string(dice.below(3));
    if (word == "reject" && dice.chance(60)) return "reject E" + std::to_string(dice.below(3));
    return word;
  };
  if (!dice.chance(30)) return verb();
  const bool sees_record = situation == "exists" || situation == "tombstone";
  const std::string condition = situation == "unlisted" ? "$record#/flag"
                                : sees_record           ? dice.pick(on_record)
                                                        : dice.pick(on_item);
  return {{"if", condition}, {"then", verb()}, {"else", verb()}};
}

// Verbs as often as they stand here: a request that is refused says little.
const std::vector<std::pair<std::string, Words>> cells = {
    {"invalid", {"skip", "fail", "fail", "fail", "reject"}},
    {"duplicate", {"skip", "fail", "fail", "reject"}},
    {"keyless", {"create", "create", "create", "skip", "fail", "reject"}},
    {"ambiguous", {"skip", "fail", "fail", "reject"}},
    {"tombstone", {"delete", "delete", "delete", "delete", "read", "skip", "fail", "reject"}},
    {"absent-tombstone", {"skip", "fail", "fail", "reject"}},
    {"missing", {"create", "create", "create", "create", "create", "skip", "fail", "reject"}},
    {"conflict", {"skip", "fail", "fail", "fail", "reject"}},
    {"unchanged", {"skip", "skip", "read", "update", "replace", "fail", "reject"}},
    {"exists",
     {"update", "update", "update", "replace", "replace", "replace", "delete", "read", "skip",
      "fail", "reject"}},
    {"unlisted", {"keep", "delete"}}};

bool arises(const json& batch, const std::string& situation) {
  static const Words of_key = {"duplicate", "ambiguous", "missing", "unchanged", "exists"};
  if (situation.ends_with("tombstone")) return batch.contains("tombstone");
  if (situation == "conflict") return batch.contains("fixed");
  return batch.contains("key") ||
         std::find(of_key.begin(), of_key.end(), situation) == of_key.end();
}

// What has no default: those that arise by `tombstone` and `fixed`, and `ambiguous` when a record
// can have been created under another key.
bool must_be_declared(const json& batch, const std::string& situation) {
  if (situation == "ambiguous")
    return batch["key"].is_array() || batch["key"].dump().find("/{$") != std::string::npos;
  return situation == "absent-tombstone" || situation == "conflict";
}

json random_decide(Dice& dice, const json& batch) {
  json decide = json::object();
  for (const auto& [situation, verbs] : cells) {
    if (!arises(batch, situation)) continue;
    const bool often = situation == "invalid" || situation == "missing" || situation == "keyless";
    if (must_be_declared(batch, situation) || dice.chance(often ? 80 : 50))
      decide[situation] = random_cell(dice, situation, verbs);
  }
  return decide;
}

void random_key(Dice& dice, json& batch) {
  switch (dice.below(9)) {
    case 0:
      return;  // every item is keyless
    case 1:
      batch["key"] = {{"/a", "$item#/a"}, {"/b", "$item#/b"}};
      return;
    case 2:
      batch["key"] = json::array({{{"/a", "$item#/a"}}, {{"/b", "$item#/b"}}});
      return;
    case 3:
      batch["key"] = {{"/{$request.body#/kf}", "$item#/{$request.body#/kf}"}};
      return;
    case 4:
      batch["key"] = {{"/a", "$item"}};
      return;
    case 5:
      batch["key"] = {{"/n/x", "$item#/n/x"}};
      return;
    case 6:
      batch["key"] =
          json::array({{{"/id", "$item#/id"}}, {{"/a", "$item#/a"}, {"/b", "$request.body#/kf"}}});
      return;
    default:
      batch["key"] = {{dice.chance(50) ? "/a" : "a", "$item#/a"}};
  }
}

json random_generate(Dice& dice) {
  json create = json::object(), update = json::object(), change = json::object();
  if (dice.chance(60)) create["id"] = "$sequence";
  if (!create.contains("id") && dice.chance(50))
    create["id"] = {{"value", "$sequence"}, {"unless", "supplied"}};
  if (dice.chance(50)) create["made"] = "$now";
  if (dice.chance(40)) create["/n/own"] = 1;
  if (dice.chance(40)) create["num"] = {{"value", 7}, {"unless", "supplied"}};
  if (dice.chance(15)) create["w"] = {{"value", "made"}, {"unless", "supplied"}};
  if (dice.chance(40)) update["rev"] = "r-{$item#/a}";
  if (dice.chance(30)) update["/n/own"] = 2;
  if (dice.chance(50)) change["/name"] = {{"verified", false}, {"was", nullptr}};
  if (dice.chance(30)) change["n"] = {{"moved", true}};
  json generate = json::object();
  if (!create.empty()) generate["create"] = create;
  if (!update.empty()) generate["update"] = update;
  if (!change.empty()) generate["change"] = change;
  return generate;
}

json random_rules(Dice& dice) {
  static const std::vector<json> predicates = {
      {{"required", {"item"}},
       {"properties",
        {{"item", {{"required", {"flag"}}, {"properties", {{"flag", {{"const", true}}}}}}}}}},
      {{"required", {"record"}},
       {"properties",
        {{"record", {{"properties", {{"flag", {{"enum", {1, "0"}}}}}}, {"required", {"flag"}}}}}}},
      {{"properties", {{"item", {{"not", {{"required", {"name"}}}}}}}}},
      {{"not", {{"required", {"record"}}}}}};
  static const std::vector<json> situations = {
      "duplicate", "keyless",  "tombstone", {"missing", "keyless"}, {"exists", "unchanged"},
      "conflict",  "ambiguous"};
  json rules = json::array();
  for (std::size_t i = dice.below(3); i > 0; --i) {
    const std::size_t which = dice.below(predicates.size());
    json rule = {{"when", predicates[which]}, {"then", "fail E" + std::to_string(dice.below(3))}};
    if (which >= 2 || dice.chance(50)) rule["on"] = dice.pick(situations);
    rules.push_back(rule);
  }
  return rules;
}

json random_errors() {
  return {{"E0", {{"status", 409}, {"message", "{$result.keyName}={$result.key}"}}},
          {"E1",
           {{"code", 2004},
            {"message", "#{$result.index} {$violation.message}"},
            {"was", "$record#/name"}}},
          {"E2", {{"atomic", "$batch.atomic"}, {"at", "$violation.pointer"}}},
          {"BAD", {{"status", 422}, {"message", "{$violation.message}|{$request.body#/mode}"}}},
          {"GONE", {{"status", 404}, {"of", "$item#/ref"}}},
          {"TWIN", {{"message", "{$record#/a}{$result.index}"}}}};
}

void random_extras(Dice& dice, json& batch) {
  if (dice.chance(40)) batch["within"] = {{"w", "$request.body#/scope"}};
  if (dice.chance(30))
    batch["fixed"] = dice.chance(50) ? json::array({"/f"}) : json::array({"/n/y", "/f"});
  if (dice.chance(40)) batch["tombstone"] = "/_delete";
  if (dice.chance(40))
    batch["ignore"] = dice.chance(50) ? json::array({"/note"}) : json::array({"/note", "/n/z"});
  if (dice.chance(40))
    batch["primary"] = {{"field", "top"},
                        {"per", dice.chance(50) ? json::array({"g"}) : json::array({"g", "f"})}};
  switch (dice.below(6)) {
    case 0:
      batch["refers"] = {{"/ref", {{"collection", "others"}, {"fail", "GONE"}}}};
      break;
    case 1:
      batch["refers"] = {{"/ref", "others"}};
      break;
    case 2:
      batch["refers"] = {{"/ref", {{"collection", "things"}, {"field", "/a"}, {"fail", "E0"}}}};
      break;
    default:
      break;
  }
  if (dice.chance(50))
    batch["actions"] = {
        {"create", "created"}, {"update", "updated"}, {"delete", "removed"}, {"skip", "skipped"}};
  if (const json rules = random_rules(dice); !rules.empty()) batch["rules"] = rules;
  switch (dice.below(6)) {
    case 0:
      batch["atomic"] = true;
      break;
    case 1:
      batch["atomic"] = {{"value", "$request.body#/atomic"}, {"default", dice.chance(50)}};
      break;
    case 2:
      batch["atomic"] = false;
      break;
    case 3: {
      const bool then = dice.chance(50);
      batch["atomic"] = {{"if", "$request.body#/atomic"}, {"then", then}, {"else", !then}};
      break;
    }
    default:
      break;
  }
}

}  // namespace

json random_behaviour(Dice& dice) {
  json batch = {{"collection", "things"}};
  random_key(dice, batch);
  random_extras(dice, batch);
  batch["items"] = dice.chance(80)   ? json("$request.body#/items")
                   : dice.chance(50) ? json("$request.body")
                                     : json::array({"$request.body#/one", "$request.body#/two"});
  if (batch["items"] == "$request.body" && batch.dump().find("/kf") != std::string::npos)
    batch["items"] = "$request.body#/items";
  if (const json decide = random_decide(dice, batch); !decide.empty()) batch["decide"] = decide;
  json things = json::object();
  if (dice.chance(60))
    things["defaults"] = {{"name", "none"}, {"flag", false}, {"g", 1}, {"num", 1}};
  if (const json generate = random_generate(dice); !generate.empty()) things["generate"] = generate;
  if (dice.chance(25))
    things["unique"] = json::array(
        {{{"fields", dice.chance(50) ? json::array({"name", "/n/x"}) : json::array({"b"})},
          {"fail", "TWIN"}}});
  json behaviour = {{"behaviour", 1},
                    {"contract", "openapi.yaml"},
                    {"collections", {{"things", things}, {"others", json::object()}}},
                    {"errors", random_errors()},
                    {"reject", {{"invalid-request", "BAD"}, {"not-found", "GONE"}}},
                    {"respond", json::array({{{"status", 200}, {"body", json::object()}}})},
                    {"operations", {{"op", {{"batch", batch}}}}}};
  if (dice.chance(60))
    behaviour["messages"] = json::array(
        {{{"keyword", "type"}, {"message", "#{$violation.pointer} is no text"}},
         {{"keyword", "required"}, {"message", "no [{$violation.property}]"}, {"error", "E1"}}});
  return behaviour;
}

}  // namespace naive
