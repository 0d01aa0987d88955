// The batch runner against the naive model: every declaration, request and starting state is made
// from a seed. UNDERSTUDY_SEED=n replays one seed and prints its declaration.
#include <cstdlib>
#include <iostream>
#include <map>

#include "contract/parse_json.h"
#include "mock/batch.h"
#include "support/catch.h"
#include "tests/mock/random_behaviour.h"

namespace {

using naive::json;

constexpr std::uint64_t seeds = 600;
constexpr std::size_t requests = 20;  // per seed
constexpr std::size_t hits = 50;      // of every situation, verb and outcome, at least

constexpr const char* openapi = R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
  "paths": {"/things": {"post": {"operationId": "op",
    "requestBody": {"content": {"application/json": {"schema": {}}}},
    "responses": {"200": {"description": "all there is"}}}}}})";

class Still : public contract::Generator {
 public:
  std::string now() override { return "2026-01-02T03:04:05.678Z"; }
  std::string uuid() override { return "00000000-0000-4000-8000-000000000000"; }
  std::uint64_t sequence() override { return 0; }
};

contract::BehaviourPtr loaded(const json& behaviour) {
  const auto read = [&](const std::string& path) -> contract::Result<std::string> {
    return path.ends_with("openapi.yaml") ? openapi : behaviour.dump();
  };
  auto result = contract::load_behaviour("behaviour.yaml", read);
  if (!result) FAIL(contract::to_string(result.error().front()) << "\n" << behaviour.dump());
  return *result;
}

json parsed(std::string_view text) { return json::parse(text); }

json json_of(const contract::ErrorValue& error) {
  json members = json::object();
  for (const auto& [name, value] : error.members) members[name] = parsed(value.text);
  return members;
}

json json_of(const contract::ItemResult& result) {
  json told = {{"index", result.index},   {"key_name", result.key_name},
               {"action", result.action}, {"verb", contract::to_string(result.verb)},
               {"ok", result.ok},         {"aborted", result.aborted}};
  if (result.key) told["key"] = parsed(result.key->text);
  if (result.record) told["record"] = parsed(result.record->text());
  if (result.error) told["error"] = json_of(*result.error);
  return told;
}

json json_of(const naive::Result& result) {
  json told = {{"index", result.index},   {"key_name", result.key_name},
               {"action", result.action}, {"verb", result.verb},
               {"ok", result.ok},         {"aborted", result.aborted}};
  if (result.key) told["key"] = *result.key;
  if (result.record) told["record"] = *result.record;
  if (result.error) told["error"] = *result.error;
  return told;
}

json json_of(const mock::BatchResult& result) {
  json told = {{"outcome", contract::to_string(result.outcome)}};
  if (result.error) told["error"] = json_of(*result.error);
  if (result.first_failed) told["first_failed"] = *result.first_failed;
  told["atomic"] = result.counts.atomic;
  told["total"] = result.counts.total;
  told["succeeded"] = result.counts.succeeded;
  if (result.outcome == contract::Outcome::rejected) return told;
  told["failed"] = result.counts.failed;
  for (const contract::ItemResult& item : result.results) told["results"].push_back(json_of(item));
  return told;
}

json json_of(const naive::Answer& answer) {
  json told = {{"outcome", answer.outcome}};
  if (answer.error) told["error"] = *answer.error;
  if (answer.first_failed) told["first_failed"] = *answer.first_failed;
  told["atomic"] = answer.atomic;
  told["total"] = answer.total;
  told["succeeded"] = answer.succeeded;
  if (answer.outcome == "rejected") return told;
  told["failed"] = answer.failed;
  for (const naive::Result& item : answer.results) told["results"].push_back(json_of(item));
  return told;
}

json json_of(const mock::Partition& partition) {
  json records = json::array();
  for (const mock::RecordId id : partition.all())
    records.push_back(parsed(partition.find(id)->text()));
  return records;
}

json json_of(const std::vector<naive::Thing>& things) {
  json records = json::array();
  for (const naive::Thing& thing : things) records.push_back(thing.record);
  return records;
}

contract::Violations violations_of(const naive::Item& item, const std::string& place) {
  contract::Violations violations;
  for (const json& told : item.violations) {
    contract::Violation& violation = violations.emplace_back();
    violation.in = "body";
    violation.keyword = told["keyword"];
    violation.pointer = place + told["pointer"].get<std::string>();
    violation.property = told["property"];
    violation.message = told["message"];
  }
  return violations;
}

// Both sides of one seed.
class Duel {
 public:
  explicit Duel(std::uint64_t seed)
      : dice_(seed), declared_(naive::random_behaviour(dice_)), behaviour_(loaded(declared_)) {
    json things = json::array();
    for (std::size_t i = dice_.below(6); i > 0; --i) {
      things.push_back(naive::random_record(dice_));
      world_.things.push_back({world_.next_id++, things.back()});
    }
    json state = {{"w", {{"things", {{"p", things}}}}}};
    if (dice_.chance(60)) {
      world_.others_seeded = true;
      if (dice_.chance(70)) world_.others = {{{"id", 1}}, {{"id", "2"}}, {{"id", nullptr}}};
      state["w"]["others"]["p"] = world_.others;
    }
    REQUIRE(store_.seed(contract::Json::parse(state.dump())));
  }

  const json& declared() const { return declared_; }

  // What the two answer and hold afterwards.
  struct Round {
    json sent, expected, actual;
    naive::Answer answer;
  };
  Round next() {
    const naive::Sent sent = naive::random_request(dice_, declared_);
    Round round;
    round.sent = sent.body;
    round.answer = naive::run(declared_, sent.body, sent.items, world_);
    round.expected = {{"answer", json_of(round.answer)}, {"stored", json_of(world_.things)}};
    round.actual["answer"] = engine_answer(sent);
    round.actual["stored"] = json_of(*things());
    return round;
  }

 private:
  std::shared_ptr<mock::Partition> things() { return store_.partition("w", "things", "p"); }

  json engine_answer(const naive::Sent& sent) {
    const contract::Plan& plan = behaviour_->plans("op")->front();
    const auto& batch = std::get<contract::Batch>(plan.does);
    const auto body = contract::parse_json(sent.body.dump());
    contract::Request request{"POST", "/things", {}, sent.body.dump()};
    contract::Facts facts;
    facts.request = &request;
    facts.body = body->root();
    const auto items = mock::items_of(batch, facts);
    REQUIRE(items);
    REQUIRE(items->views.size() == sent.items.size());
    std::vector<contract::Violations> violations;
    for (std::size_t i = 0; i < sent.items.size(); ++i)
      violations.push_back(
          violations_of(sent.items[i], batch.items_pointer + "/" + std::to_string(i)));
    mock::Staged staged(*things());
    const auto other = [&](const std::string& collection) {
      return store_.partition("w", collection, "p").get();
    };
    const mock::BatchResult result = run_batch(
        {*behaviour_, batch, facts, items->views, violations, still_, other, &plan}, staged);
    const bool kept = result.outcome == contract::Outcome::complete ||
                      result.outcome == contract::Outcome::partial;
    if (kept) staged.commit();
    return json_of(result);
  }

  naive::Dice dice_;
  json declared_;
  contract::BehaviourPtr behaviour_;
  naive::World world_;
  mock::Store store_;
  Still still_;
};

std::string told(const Duel::Round& round) {
  return "sent " + round.sent.dump() +
         "\nchange from what the model says to what the engine did: " +
         json::diff(round.expected, round.actual).dump(1) + "\nmodel: " + round.expected.dump();
}

}  // namespace

TEST_CASE("the batch runner does what a plain model of the page says, whatever is declared") {
  const char* replayed = std::getenv("UNDERSTUDY_SEED");
  const std::uint64_t first = replayed ? std::strtoull(replayed, nullptr, 10) : 1;
  std::map<std::string, std::size_t> seen;
  for (std::uint64_t seed = first; seed < first + (replayed ? 1 : seeds); ++seed) {
    Duel duel(seed);
    if (replayed) std::cout << duel.declared().dump(1) << "\n";
    for (std::size_t i = 0; i < requests; ++i) {
      const Duel::Round round = duel.next();
      ++seen["outcome " + round.answer.outcome];
      for (const naive::Result& result : round.answer.results) {
        ++seen["situation " + result.situation];
        if (!result.aborted) ++seen["verb " + result.verb];
      }
      if (round.expected == round.actual) continue;
      FAIL("seed " << seed << ", request " << i << ": " << told(round));
    }
  }
  if (replayed) return;
  for (const char* what : {"outcome complete",    "outcome partial",
                           "outcome failed",      "outcome rejected",
                           "situation invalid",   "situation duplicate",
                           "situation keyless",   "situation ambiguous",
                           "situation tombstone", "situation absent-tombstone",
                           "situation missing",   "situation conflict",
                           "situation unchanged", "situation exists",
                           "situation unlisted",  "verb create",
                           "verb update",         "verb replace",
                           "verb delete",         "verb skip",
                           "verb read",           "verb fail"}) {
    INFO(what);
    CHECK(seen[what] >= hits);
  }
}
