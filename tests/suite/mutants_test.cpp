#include "suite/mutants.h"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "support/catch.h"

namespace {

contract::BehaviourPtr bundled(const std::string& name) {
  auto behaviour = contract::load_behaviour(
      std::string(UNDERSTUDY_SOURCE_DIR) + "/specs/" + name + "/behaviour.yaml",
      contract::read_file);
  REQUIRE(behaviour);
  return *behaviour;
}

// Of the tables of docs/mutants.md: the code spans behind the first column, or of the switches the
// first column.
std::set<std::string> documented_operators() {
  std::ifstream file(std::string(UNDERSTUDY_SOURCE_DIR) + "/docs/mutants.md");
  std::set<std::string> names;
  const std::regex span("`([a-z]+(-[a-z]+)+)`");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("| "))
      for (std::sregex_iterator at(line.begin(), line.end(), span), end; at != end; ++at)
        names.insert((*at)[1]);
  return names;
}

// A batch of a list with these words in it and in its answers.
contract::BehaviourPtr notes(const std::string& batch, const std::string& respond) {
  const std::string openapi = R"({"openapi": "3.1.0", "info": {"title": "n", "version": "1"},
    "paths": {"/notes": {"put": {"operationId": "put", "requestBody": {"content":
    {"application/json": {"schema": {"type": "object", "properties": {"items": {"type": "array",
    "items": {"type": "object", "required": ["id"]}}}}}}}, "responses": {"200": {"description": "done"},
    "400": {"description": "refused"}}}}}})";
  const std::string behaviour =
      "behaviour: 1\ncontract: openapi.json\ncollections: {notes: {}}\n"
      "errors: {BAD: {status: 400}}\noperations:\n  put:\n    batch:\n      collection: notes\n"
      "      items: $request.body#/items\n      key: {/id: $item#/id}\n"
      "      decide: {invalid: fail BAD}\n      " +
      batch + "\n    respond: " + respond +
      "\nrespond: [{when: {outcome: [failed, rejected]}, status: 400}]\n";
  auto loaded = contract::load_behaviour(
      "behaviour.yaml", [&](const std::string& path) -> contract::Result<std::string> {
        return path == "behaviour.yaml" ? behaviour : openapi;
      });
  if (!loaded) FAIL(contract::to_string(loaded.error().front()));
  return *loaded;
}

std::map<std::string, contract::BehaviourPtr> atomic_mutants(const contract::BehaviourPtr& of) {
  std::map<std::string, contract::BehaviourPtr> loaded;
  for (const suite::Mutant& mutant : suite::mutants_of(*of)) {
    if (mutant.op != "atomic-flipped") continue;
    auto behaviour = suite::load_mutant(*of, mutant);
    if (!behaviour) FAIL(mutant.id() + ": " + contract::to_string(behaviour.error().front()));
    loaded[mutant.what] = *behaviour;
  }
  return loaded;
}

const contract::Batch& batch_of(const contract::BehaviourPtr& behaviour) {
  return std::get<contract::Batch>(behaviour->plans("put")->front().does);
}

}  // namespace

TEST_CASE("the bundled APIs have 200 mutants that load, and three of each documented operator") {
  std::map<std::string, int> operators;
  int loaded = 0;
  for (const char* name : {"artu", "emarsys", "propeller"}) {
    const auto behaviour = bundled(name);
    for (const suite::Mutant& mutant : suite::mutants_of(*behaviour)) {
      INFO(name << " " << mutant.id());
      CHECK(mutant.where.line > 0);
      CHECK_FALSE(mutant.what.empty());
      const bool loads = suite::load_mutant(*behaviour, mutant).has_value();
      operators[mutant.op] += loads ? 1 : 0;
      loaded += loads ? 1 : 0;
    }
  }
  CHECK(loaded >= 200);
  const auto documented = documented_operators();
  CHECK(documented.size() >= 50);
  for (const std::string& name : documented) {
    INFO(name);
    CHECK(operators[name] >= 3);
  }
  for (const auto& [name, count] : operators) {
    INFO(name << " is in no table of docs/mutants.md");
    CHECK(documented.contains(name));
  }
}

TEST_CASE("a batch without a word about atomic is made atomic, and its partial answers go") {
  const auto mutants = atomic_mutants(
      notes("limit: 9",
            "[{when: {outcome: complete}, status: 200}, {when: {outcome: partial}, status: 200}]"));
  REQUIRE(mutants.size() == 1);
  const auto& mutated = mutants.begin()->second;
  CHECK(batch_of(mutated).atomic_default);
  CHECK(mutated->plans("put")->front().respond.size() == 2);  // one, and the tail
}

TEST_CASE("a batch that is always atomic is made partial, and answers that as it answers failure") {
  const auto mutants = atomic_mutants(
      notes("atomic: true", "[{when: {outcome: complete}, status: 200, body: {ok: true}}]"));
  REQUIRE(mutants.size() == 1);
  CHECK_FALSE(batch_of(mutants.begin()->second).atomic_default);
  const auto& respond = mutants.begin()->second->plans("put")->front().respond;
  CHECK(respond[0]->outcomes ==
        std::vector{contract::Outcome::complete, contract::Outcome::partial});
}

TEST_CASE(
    "where the request chooses, the default, the choice and its meaning are each made wrong") {
  const std::string respond =
      "[{when: {outcome: complete, atomic: true}, status: 200}, {when: {outcome: [complete, "
      "partial, failed], atomic: false}, status: 200}]";
  const auto chosen =
      atomic_mutants(notes("atomic: {value: $request.body#/atomic, default: true}", respond));
  CHECK(chosen.size() == 4);
  int always = 0;
  for (const auto& [what, behaviour] : chosen) always += batch_of(behaviour).atomic ? 0 : 1;
  CHECK(always == 2);
  const auto negated =
      atomic_mutants(notes("atomic: {if: $request.body#/apart, then: false, else: true}", respond));
  CHECK(negated.size() == 3);
}
