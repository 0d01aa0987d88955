#include "mock/store.h"

#include <thread>

#include "support/catch.h"
#include "tests/mock/records.h"

using contract::Json;
using mock::Match;
using mock::Partition;
using mock::RecordId;
using mock::Staged;
using mock::Store;
using Ids = std::vector<RecordId>;

namespace {

RecordId add(Partition& partition, const std::string& json) {
  Staged staged(partition);
  RecordId id = staged.create(record(json));
  staged.commit();
  return id;
}

}  // namespace

TEST_CASE("records are listed in the order they were created, not updated") {
  Partition partition;
  add(partition, R"({"k":1})");
  add(partition, R"({"k":2})");
  add(partition, R"({"k":3})");
  Staged staged(partition);
  staged.update(1, record(R"({"k":9})"));
  staged.erase(2);
  staged.commit();
  CHECK(partition.all() == Ids{1, 3});
  CHECK(partition.size() == 2);
  CHECK(partition.find(1)->text() == R"({"k":9})");
  CHECK(partition.find(2) == nullptr);
  CHECK(partition.find(77) == nullptr);
}

TEST_CASE("an index follows creation, change and deletion") {
  Partition partition;
  CHECK(partition.find(where("/k", "1")).empty());
  add(partition, R"({"k":"1"})");
  add(partition, R"({"k":"1"})");
  CHECK(partition.find(where("/k", "1")) == Ids{1, 2});
  Staged staged(partition);
  staged.update(1, record(R"({"k":"2"})"));
  staged.commit();
  CHECK(partition.find(where("/k", "1")) == Ids{2});
  CHECK(partition.find(where("/k", "2")) == Ids{1});
  staged.erase(1);
  staged.commit();
  CHECK(partition.find(where("/k", "2")).empty());
}

TEST_CASE("keys compare as plain text, so the number 1 finds the string 1") {
  Partition partition;
  add(partition, R"({"k":1})");
  add(partition, R"({"k":"1"})");
  add(partition, R"({"k":"a\"b"})");
  CHECK(partition.find(where("/k", "1")) == Ids{1, 2});
  CHECK(partition.find(where("/k", "a\"b")) == Ids{3});
}

TEST_CASE("an absent, null or structured field matches nothing, an empty string does") {
  Partition partition;
  add(partition, R"({"k":null})");
  add(partition, R"({})");
  add(partition, R"({"k":""})");
  add(partition, R"({"k":"null"})");
  add(partition, R"({"k":[1]})");
  add(partition, R"({"k":{}})");
  CHECK(partition.find(where("/k", "")) == Ids{3});
  CHECK(partition.find(where("/k", "null")) == Ids{4});
  CHECK(partition.find(where("/k", "[1]")).empty());
  CHECK(partition.find(where("/k", "{}")).empty());
}

TEST_CASE("several fields match together, and no two lists of texts share a key") {
  Partition partition;
  add(partition, R"({"a":"x","b":"yz"})");
  add(partition, R"({"a":"xy","b":"z"})");
  add(partition, R"({"a":"x"})");
  Match match{{{"a"}, {"b"}}, {"x", "yz"}};
  CHECK(partition.find(match) == Ids{1});
  match.texts = {"xy", "z"};
  CHECK(partition.find(match) == Ids{2});
}

TEST_CASE("a nested field can be matched") {
  Partition partition;
  add(partition, R"({"p":{"id":7}})");
  add(partition, R"({"p":{"id":8}})");
  CHECK(partition.find(where("/p/id", "8")) == Ids{2});
}

TEST_CASE("a match without fields finds every record") {
  Partition partition;
  add(partition, R"({"k":1})");
  add(partition, R"({"k":2})");
  CHECK(partition.find(Match{}) == Ids{1, 2});
}

TEST_CASE("looking up by ever other fields stays correct when indexes are dropped") {
  Partition partition;
  add(partition, R"({"f0":"a","f29":"b"})");
  for (int i = 0; i < 30; ++i) partition.find(where("/f" + std::to_string(i), "none"));
  CHECK(partition.find(where("/f0", "a")) == Ids{1});
  CHECK(partition.find(where("/f29", "b")) == Ids{1});
}

TEST_CASE("ids go on after most records are deleted and the room is given back") {
  Partition partition;
  for (int i = 0; i < 100; ++i) add(partition, R"({"k":1})");
  Staged staged(partition);
  for (RecordId id = 1; id <= 99; ++id)
    if (id != 50) staged.erase(id);
  staged.commit();
  CHECK(partition.all() == Ids{50, 100});
  CHECK(partition.find(50) != nullptr);
  CHECK(partition.find(51) == nullptr);
  CHECK(add(partition, R"({"k":2})") == 101);
  CHECK(partition.find(where("/k", "1")) == Ids{50, 100});
  CHECK(partition.find(where("/k", "2")) == Ids{101});
}

TEST_CASE("a store keeps worlds, collections and partitions apart") {
  Store store;
  auto partition = store.partition("w", "c", "p");
  CHECK(store.partition("w", "c", "p") == partition);
  CHECK(store.partition("v", "c", "p") != partition);
  CHECK(store.partition("w", "d", "p") != partition);
  CHECK(store.partition("w", "c", "q") != partition);
}

TEST_CASE("clearing a world leaves the others") {
  Store store;
  add(*store.partition("w", "c", "p"), R"({"k":1})");
  add(*store.partition("v", "c", "p"), R"({"k":2})");
  store.clear("w");
  CHECK(store.dump() == Json::parse(R"({"v":{"c":{"p":[{"k":2}]}}})"));
  store.clear();
  CHECK(store.dump() == Json::object());
}

TEST_CASE("a dump seeds another store with the same dump") {
  Store store;
  add(*store.partition("", "contacts", "test"), R"({"b":1,"a":{"x":[null,1.50,"é"]}})");
  add(*store.partition("", "contacts", "test"), R"({})");
  store.partition("", "contacts", "empty");
  Store other;
  REQUIRE(other.seed(store.dump()));
  CHECK(other.dump().dump() == store.dump().dump());
  CHECK(store.dump().dump() ==
        R"({"":{"contacts":{"test":[{"b":1,"a":{"x":[null,1.5,"é"]}},{}]}}})");
}

TEST_CASE("seeding replaces the named partitions and marks them, even when empty") {
  Store store;
  auto named = store.partition("w", "c", "named");
  auto other = store.partition("w", "c", "other");
  add(*named, R"({"k":"old"})");
  add(*other, R"({"k":"old"})");
  CHECK(named->find(where("/k", "old")) == Ids{1});
  REQUIRE(store.seed(Json::parse(R"({"w":{"c":{"named":[{"k":"new"}],"empty":[]}}})")));
  CHECK(named->seeded());
  CHECK_FALSE(other->seeded());
  CHECK(store.partition("w", "c", "empty")->seeded());
  CHECK(named->find(where("/k", "old")).empty());
  CHECK(named->find(where("/k", "new")).size() == 1);
  CHECK(store.dump().dump() ==
        R"({"w":{"c":{"empty":[],"named":[{"k":"new"}],"other":[{"k":"old"}]}}})");
}

TEST_CASE("a seed of another shape is refused with its place, and nothing changes") {
  Store store;
  add(*store.partition("w", "c", "p"), R"({"k":1})");
  std::string before = store.dump().dump();
  auto [text, place] = GENERATE(
      table<std::string, std::string>({{R"([])", "\"\""},
                                       {R"({"w":1})", "\"/w\""},
                                       {R"({"w":{"c":[]}})", "\"/w/c\""},
                                       {R"({"w":{"c":{"p":{}}}})", "\"/w/c/p\""},
                                       {R"({"w":{"c":{"p":[{},7]}}})", "\"/w/c/p/1\""},
                                       {R"({"w":{"a":{"p":[]},"c":{"p":null}}})", "\"/w/c/p\""}}));
  auto seeded = store.seed(Json::parse(text));
  REQUIRE_FALSE(seeded);
  CHECK(seeded.error().code == "invalid-state");
  CHECK_THAT(seeded.error().message, Catch::Matchers::Contains("state at " + place + " is "));
  CHECK(store.dump().dump() == before);
}

TEST_CASE("a snapshot brings back records, sequence and what was seeded") {
  Store store;
  auto partition = store.partition("w", "c", "p");
  add(*partition, R"({"k":1})");
  Staged staged(*partition);
  CHECK(staged.next_sequence() == 1);
  staged.commit();
  auto snapshot = store.snapshot();
  REQUIRE(store.seed(Json::parse(R"({"w":{"c":{"p":[],"q":[{}]}}})")));
  store.restore(snapshot);
  CHECK(store.dump().dump() == R"({"w":{"c":{"p":[{"k":1}]}}})");
  auto restored = store.partition("w", "c", "p");
  CHECK_FALSE(restored->seeded());
  CHECK(Staged(*restored).next_sequence() == 2);
}

TEST_CASE("threads on their own partitions do not see each other") {
  Store store;
  constexpr int records = 200;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&store, t] {
      for (int i = 0; i < records; ++i) {
        auto partition = store.partition("w" + std::to_string(t), "c", "p");
        std::scoped_lock lock(partition->mutex);
        Staged staged(*partition);
        staged.create(record(R"({"n":)" + std::to_string(i) + "}"));
        staged.commit();
      }
    });
  for (int i = 0; i < 20; ++i) CHECK(store.dump().size() <= 4);
  for (std::thread& thread : threads) thread.join();
  for (int t = 0; t < 4; ++t) {
    auto partition = store.partition("w" + std::to_string(t), "c", "p");
    REQUIRE(partition->size() == records);
    CHECK(partition->find(1)->text() == R"({"n":0})");
    CHECK(partition->find(records)->text() == R"({"n":199})");
  }
}
