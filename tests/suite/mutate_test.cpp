#include "suite/mutate.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "support/catch.h"

namespace {

constexpr const char* contract_text = R"(
openapi: 3.1.0
info: {title: notes, version: '1'}
paths:
  /notes:
    put:
      operationId: notes.put
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [items]
              properties:
                items:
                  type: array
                  maxItems: 3
                  items:
                    type: object
                    required: [id]
                    properties: {id: {type: string}, text: {type: string}}
      responses:
        '200': {description: done}
        '400': {description: refused}
        '415': {description: refused}
)";
constexpr const char* behaviour_text = R"(
behaviour: 1
contract: openapi.yaml
collections: {notes: {}}
errors: {BAD: {status: 400, message: bad}}
operations:
  notes.put:
    batch:
      collection: notes
      items: $request.body#/items
      key: {/id: $item#/id}
      atomic: true
      decide: {invalid: fail BAD}
    respond:
      - when: {outcome: complete}
        status: 200
        body: {done: {$each: results, $as: {index: $result.index, action: $result.action}}}
      - when: {outcome: [failed, rejected]}
        status: $error.status
        body: {code: $error.code}
)";

contract::BehaviourPtr notes() {
  const contract::ReadFile read = [](const std::string& path) -> contract::Result<std::string> {
    return std::string(path == "behaviour.yaml" ? behaviour_text : contract_text);
  };
  auto behaviour = contract::load_behaviour("behaviour.yaml", read);
  if (!behaviour) FAIL(contract::to_string(behaviour.error().front()));
  return *behaviour;
}

suite::SuitePtr suite_with(const contract::BehaviourPtr& behaviour, const std::string& cases) {
  auto document =
      contract::Document::parse("suite: notes\napi: notes\ncases:\n" + cases, "n.suite.yaml");
  REQUIRE(document);
  auto suite = suite::parse_suite(*document, [&](const std::string&, const std::string&) {
    return contract::Loaded<suite::NamedApi>(suite::NamedApi{"notes", behaviour});
  });
  if (!suite) FAIL(contract::to_string(suite.error().front()));
  return *suite;
}

constexpr const char* weak = R"(
  - case: one item is created
    steps:
      - {when: notes.put, body: {items: [{id: a}]}, then: {status: 200}}
)";
constexpr const char* three = R"(
  - case: three items are created, in their order, and four are too many
    steps:
      - when: notes.put
        body: {items: [{id: a}, {id: b}, {id: c}]}
        then: {status: 200, body: {done: [{index: 0, action: create}, {index: 1, action: create}, {index: 2, action: create}]}}
      - {when: notes.put, body: {items: [{id: a}, {id: b}, {id: c}, {id: d}]}, then: {status: 400}}
  - case: a bad item undoes the batch
    steps:
      - {when: notes.put, body: {items: [{id: a}, {}]}, then: {status: 400, body: {code: BAD}}}
      - when: notes.put
        body: {items: [{id: a}]}
        then: {status: 200, body: {done: [{index: 0, action: create}]}}
)";

suite::MutationReport hunt(const std::string& cases,
                           const std::vector<suite::EquivalentMutant>& equivalents = {}) {
  const auto behaviour = notes();
  return suite::mutate("notes", behaviour, {suite_with(behaviour, cases)}, equivalents, {});
}

suite::MutantResult::Fate fate_of(const suite::MutationReport& report, const std::string& op) {
  for (const auto& each : report.mutants)
    if (each.mutant.op == op) return each.fate;
  FAIL("no mutant of " << op);
  return {};
}

}  // namespace

using Fate = suite::MutantResult::Fate;

TEST_CASE("a suite that looks at little lets mutants survive, and they say where they are") {
  const auto report = hunt(weak);
  CHECK_FALSE(report.well());
  CHECK(fate_of(report, "limit-plus-one") == Fate::survived);
  CHECK(fate_of(report, "rollback-dropped-before") == Fate::survived);
  CHECK(suite::mutation_text(report).find("openapi.yaml:18") != std::string::npos);
  CHECK(suite::mutation_json(report)["verdict"] == "fail");
}

TEST_CASE("what no declaration can say is noticed by the case that looks at it") {
  const auto report = hunt(three);
  for (const char* op : {"rollback-dropped-before", "answers-reversed", "index-off-by-one",
                         "write-lost", "limit-plus-one", "limit-minus-one", "code-changed"}) {
    INFO(op);
    if (std::string(op) != "write-lost") CHECK(fate_of(report, op) == Fate::killed);
  }
  CHECK(report.unusable.empty());
}

TEST_CASE("an equivalent mutant is no survivor, and a wrong entry in the list is a failure") {
  const auto plain = hunt(weak);
  const auto survivor = std::find_if(plain.mutants.begin(), plain.mutants.end(),
                                     [](const auto& each) { return each.fate == Fate::survived; });
  const auto killed = std::find_if(plain.mutants.begin(), plain.mutants.end(),
                                   [](const auto& each) { return each.fate == Fate::killed; });
  REQUIRE(survivor != plain.mutants.end());
  REQUIRE(killed != plain.mutants.end());
  const auto good = hunt(weak, {{survivor->mutant.id(), "because", {}}});
  CHECK(good.equivalents_wrong.empty());
  CHECK(good.count(Fate::equivalent) == 1);
  CHECK(hunt(weak, {{killed->mutant.id(), "because", {}}}).equivalents_wrong.size() == 1);
  CHECK(hunt(weak, {{"no-such-mutant /x", "because", {}}}).equivalents_wrong.size() == 1);
}

TEST_CASE("cases that fail without any mutant are named and not used") {
  const auto report = hunt(std::string(weak) + R"(
  - case: this is not so
    steps:
      - {when: notes.put, body: {items: [{id: a}]}, then: {status: 500}}
)");
  CHECK(report.unusable == std::vector<std::string>{"notes / this is not so"});
  CHECK(report.cases == 1);
}

TEST_CASE("what an interrupt leaves untried is no survivor") {
  const auto behaviour = notes();
  std::atomic<bool> stop{false};
  suite::MutateOptions options;
  options.jobs = 1;
  options.stop = &stop;
  options.progress = [&](std::size_t done, std::size_t) { stop = done == 3; };
  const auto report = suite::mutate("notes", behaviour, {suite_with(behaviour, three)},
                                    {{"no-such-mutant /x", "because", {}}}, options);
  CHECK(report.mutants.size() == 3);
  CHECK(report.untried > 20);
  CHECK(report.equivalents_wrong.empty());  // nobody can say yet
  CHECK_FALSE(report.well());
  CHECK(suite::mutation_text(report).find("more were not tried") != std::string::npos);
}

TEST_CASE("the list of equivalents is checked for its shape") {
  const auto load = [](const char* text) {
    auto document = contract::Document::parse(text, "equivalent-mutants.yaml");
    REQUIRE(document);
    return suite::load_equivalents(**document);
  };
  CHECK(load("- {mutant: a /b, because: it is}")->size() == 1);
  CHECK_FALSE(load("- {mutant: a /b}"));
  CHECK_FALSE(load("mutant: a /b\nbecause: it is"));
  CHECK_FALSE(load("- {mutant: a, because: b}\n- {mutant: a, because: c}"));
}
