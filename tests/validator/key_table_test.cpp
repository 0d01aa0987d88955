#include "validator/key_table.h"

#include <functional>
#include <nlohmann/json.hpp>

#include "support/catch.h"

using validator::KeyFact;
using validator::KeyFacts;
using validator::KeyTable;
using validator::KeyVerb;

namespace {

constexpr std::uint64_t api = 1, collection = 2, field = 3, other_field = 4, scope = 5, key = 77;

KeyFacts facts(std::size_t entry, std::vector<KeyFact> list) {
  KeyFacts made;
  made.entry = entry;
  made.operation = "op";
  made.contract = {"behaviour.yaml", 12, 3};
  made.evidence = contract::Evidence::documented;
  made.api = api;
  made.collection = collection;
  made.fields = {field};
  made.scope = scope;
  made.facts = std::move(list);
  return made;
}

KeyFact fact(KeyVerb verb, std::uint64_t id = 0, std::uint64_t of = key) {
  return {of, id, verb, 0};
}

std::vector<std::string> codes(const contract::Violations& violations) {
  std::vector<std::string> list;
  for (const contract::Violation& each : violations) list.emplace_back(contract::code(each.rule));
  return list;
}

using Codes = std::vector<std::string>;

// What the last of these exchanges breaks; those before break nothing.
Codes last_of(const std::vector<KeyFacts>& exchanges) {
  KeyTable table;
  Codes last;
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    last = codes(table.take(exchanges[i]));
    if (i + 1 < exchanges.size()) CHECK(last.empty());
  }
  return last;
}

KeyFacts sweep(std::size_t entry, const std::function<void(KeyFacts&)>& set) {
  KeyFacts made = facts(entry, {});
  set(made);
  return made;
}

}  // namespace

TEST_CASE("a key is not created twice, whatever was seen of it before") {
  const KeyFacts created = facts(1, {fact(KeyVerb::created)});
  CHECK(last_of({created, created}) == Codes{"created-twice"});
  CHECK(last_of({facts(0, {fact(KeyVerb::updated)}), created}) == Codes{"created-twice"});
  CHECK(last_of({facts(0, {fact(KeyVerb::exists)}), created}) == Codes{"created-twice"});
}

TEST_CASE("the first sight of a key may be anything, and a deleted one is created again") {
  for (const KeyVerb verb :
       {KeyVerb::created, KeyVerb::updated, KeyVerb::deleted, KeyVerb::exists, KeyVerb::unknown})
    CHECK(last_of({facts(0, {fact(verb)})}).empty());
  const KeyFacts created = facts(1, {fact(KeyVerb::created)});
  CHECK(last_of({created, facts(2, {fact(KeyVerb::deleted)}), created}).empty());
  CHECK(last_of({created, facts(2, {fact(KeyVerb::unknown)}), created}).empty());
  CHECK(last_of({created, facts(2, {fact(KeyVerb::created, 0, 78)})}).empty());
}

TEST_CASE("one exchange may create a key and update it, not the other way round") {
  CHECK(last_of({facts(0, {fact(KeyVerb::created), fact(KeyVerb::updated)})}).empty());
  CHECK(last_of({facts(0, {fact(KeyVerb::updated), fact(KeyVerb::created)})}) ==
        Codes{"created-twice"});
}

TEST_CASE("ids stay the same as long as the key does") {
  const KeyFacts seven = facts(1, {fact(KeyVerb::created, 7)});
  CHECK(last_of({seven, facts(2, {fact(KeyVerb::updated, 8)})}) == Codes{"id-changed"});
  CHECK(last_of({seven, facts(2, {fact(KeyVerb::updated, 7)})}).empty());
  CHECK(last_of({seven, facts(2, {fact(KeyVerb::updated)}),
                 facts(3, {fact(KeyVerb::exists, 8)})}) == Codes{"id-changed"});
  CHECK(
      last_of({seven, facts(2, {fact(KeyVerb::deleted, 7)}), facts(3, {fact(KeyVerb::created, 8)})})
          .empty());
}

TEST_CASE("a violation says where it is and what asks for it") {
  KeyTable table;
  table.take(facts(0, {fact(KeyVerb::created)}));
  const auto found = table.take(facts(1, {{key, 0, KeyVerb::created, 4}}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].item == 4);
  CHECK(found[0].operation == "op");
  CHECK(found[0].contract.line == 12);
  CHECK(found[0].evidence == contract::Evidence::documented);
}

TEST_CASE("what an exchange may have changed unseen is forgotten") {
  const KeyFacts created = facts(1, {fact(KeyVerb::created)});
  const auto forgotten = [&](const std::function<void(KeyFacts&)>& set) {
    return last_of({created, sweep(2, set), created}).empty();
  };
  CHECK(forgotten([](KeyFacts& it) { it.forgets = {field}; }));
  CHECK_FALSE(forgotten([](KeyFacts& it) { it.forgets = {other_field}; }));
  CHECK(forgotten([](KeyFacts& it) { it.forgets_collection = true; }));
  CHECK(forgotten([](KeyFacts& it) { it.forgets_api = true; }));
  CHECK_FALSE(forgotten([](KeyFacts& it) {
    it.api = 99;
    it.collection = 98;
    it.forgets_collection = it.forgets_api = true;
  }));
}

TEST_CASE("a delete by one key makes the others of the collection unknown, and not its own") {
  const KeyFacts created = facts(1, {fact(KeyVerb::created)});
  const auto deleting = [](std::uint64_t by) {
    return sweep(2, [by](KeyFacts& it) {
      it.forgets_others = true;
      it.scope = by;
    });
  };
  CHECK(last_of({created, deleting(scope), created}) == Codes{"created-twice"});
  CHECK(last_of({created, deleting(6), created}).empty());
  CHECK(last_of({created, deleting(6), deleting(scope), created}).empty());
  CHECK(last_of({created, deleting(scope), deleting(6), created}).empty());
}

TEST_CASE("a full table judges nothing more, and says from where on") {
  KeyTable table(4096);
  std::size_t entry = 0;
  for (; entry < 4096 && !table.stopped_at(); ++entry)
    CHECK(table.take(facts(entry, {fact(KeyVerb::created, 0, 1000 + entry * 7919)})).empty());
  REQUIRE(table.stopped_at());
  CHECK(*table.stopped_at() == entry - 1);
  CHECK(entry > 50);
  CHECK(entry < 4096 / 24);
  CHECK(table.take(facts(entry, {fact(KeyVerb::created, 0, 1000)})).empty());
}

TEST_CASE("a shard that was full stops the whole") {
  KeyTable table;
  table.take(facts(0, {fact(KeyVerb::created)}));
  table.stop_at(1);
  CHECK(table.take(facts(1, {fact(KeyVerb::created)})).empty());
  CHECK(table.stopped_at() == 1);
}

TEST_CASE("facts survive the way through a report") {
  KeyFacts sent = facts(12, {fact(KeyVerb::created, 0xfedcba9876543210U), fact(KeyVerb::deleted)});
  sent.file = "a.har";
  sent.forgets = {1, 2, 0xffffffffffffffffU};
  sent.forgets_others = sent.forgets_api = true;
  const auto read = validator::key_facts_from(validator::to_json(sent));
  REQUIRE(read);
  CHECK(*read == sent);
}

TEST_CASE("facts that are damaged are refused") {
  const contract::Json good = validator::to_json(facts(1, {fact(KeyVerb::created, 5)}));
  for (const char* name : {"file", "entry", "operation", "contract", "evidence", "api",
                           "collection", "fields", "scope", "forgets", "facts"}) {
    contract::Json damaged = good;
    damaged.erase(name);
    INFO(name);
    CHECK_FALSE(validator::key_facts_from(damaged));
    damaged[name] = nullptr;
    CHECK_FALSE(validator::key_facts_from(damaged));
  }
  for (const char* fact : {"[]", R"(["1","2","made",0])", R"(["x","2","created",0])",
                           R"(["1","2","created",-1])", R"(["1","2","created"])"}) {
    contract::Json damaged = good;
    damaged["facts"] = contract::Json::array({contract::Json::parse(fact)});
    INFO(fact);
    CHECK_FALSE(validator::key_facts_from(damaged));
  }
}
