#include "mock/store.h"
#include "support/catch.h"
#include "tests/mock/records.h"

using mock::Match;
using mock::Partition;
using mock::RecordId;
using mock::Staged;
using Ids = std::vector<RecordId>;

namespace {

// A partition with {"k":"a"}, {"k":"b"}, {"k":"b"} under the ids 1 to 3.
struct Three {
  Partition partition;
  Three() {
    Staged staged(partition);
    for (const char* key : {"a", "b", "b"})
      staged.create(record(std::string(R"({"k":")") + key + "\"}"));
    staged.commit();
  }
  std::string text() const {
    std::string all;
    for (RecordId id : partition.all()) {
      all += std::to_string(id);
      all += partition.find(id)->text();
    }
    return all;
  }
};

}  // namespace

TEST_CASE("nothing reaches the partition before commit") {
  Three three;
  std::string before = three.text();
  {
    Staged staged(three.partition);
    staged.create(record(R"({"k":"c"})"));
    staged.update(1, record(R"({"k":"z"})"));
    staged.erase(2);
    CHECK(staged.size() == 3);
  }
  CHECK(three.text() == before);
  CHECK(three.partition.find(where("/k", "a")) == Ids{1});
  CHECK(three.partition.find(where("/k", "z")).empty());
}

TEST_CASE("commit stores creations, changes and deletions") {
  Three three;
  Staged staged(three.partition);
  staged.create(record(R"({"k":"c"})"));
  staged.update(1, record(R"({"k":"z"})"));
  staged.erase(2);
  staged.commit();
  CHECK(three.text() == R"(1{"k":"z"}3{"k":"b"}4{"k":"c"})");
  CHECK(three.partition.find(where("/k", "b")) == Ids{3});
  CHECK(three.partition.find(where("/k", "z")) == Ids{1});
}

TEST_CASE("a staged view sees its own changes by id, by field and in lists") {
  Three three;
  Staged staged(three.partition);
  RecordId id = staged.create(record(R"({"k":"b"})"));
  CHECK(staged.find(id)->text() == R"({"k":"b"})");
  CHECK(staged.find(where("/k", "b")) == Ids{2, 3, 4});
  staged.update(1, record(R"({"k":"b"})"));
  CHECK(staged.find(where("/k", "b")) == Ids{1, 2, 3, 4});
  CHECK(staged.find(where("/k", "a")).empty());
  staged.erase(2);
  staged.update(3, record(R"({"k":"a"})"));
  CHECK(staged.find(where("/k", "b")) == Ids{1, 4});
  CHECK(staged.find(where("/k", "a")) == Ids{3});
  CHECK(staged.all() == Ids{1, 3, 4});
  CHECK(staged.find(2) == nullptr);
}

TEST_CASE("a record that keeps its key while staged is found once") {
  Three three;
  Staged staged(three.partition);
  CHECK(staged.find(where("/k", "a")) == Ids{1});
  staged.update(1, record(R"({"k":"a","v":1})"));
  CHECK(staged.find(where("/k", "a")) == Ids{1});
  staged.update(1, record(R"({"k":"a","v":2})"));
  CHECK(staged.find(where("/k", "a")) == Ids{1});
  CHECK(staged.find_few(where("/k", "a")).count == 1);
}

TEST_CASE("counting stops at two") {
  Three three;
  Staged staged(three.partition);
  staged.create(record(R"({"k":"b"})"));
  CHECK(staged.find_few(where("/k", "none")).count == 0);
  CHECK(staged.find_few(where("/k", "a")).count == 1);
  CHECK(staged.find_few(where("/k", "a")).id == 1);
  CHECK(staged.find_few(where("/k", "b")).count == 2);
  staged.erase(2);
  staged.erase(3);
  CHECK(staged.find_few(where("/k", "b")).count == 1);
  CHECK(staged.find_few(where("/k", "b")).id == 4);
}

TEST_CASE("rolling back to a savepoint undoes what came after it and keeps what came before") {
  Three three;
  Staged staged(three.partition);
  staged.find(where("/k", "a"));  // with an index over the overlay
  staged.create(record(R"({"k":"c"})"));
  staged.update(1, record(R"({"k":"z"})"));
  std::size_t point = staged.savepoint();
  staged.update(1, record(R"({"k":"y"})"));
  staged.erase(1);
  staged.erase(2);
  staged.create(record(R"({"k":"d"})"));
  staged.erase(4);
  staged.roll_back(point);
  CHECK(staged.all() == Ids{1, 2, 3, 4});
  CHECK(staged.size() == 4);
  CHECK(staged.find(where("/k", "z")) == Ids{1});
  CHECK(staged.find(where("/k", "y")).empty());
  CHECK(staged.find(where("/k", "b")) == Ids{2, 3});
  CHECK(staged.find(where("/k", "c")) == Ids{4});
  CHECK(staged.create(record(R"({"k":"d"})")) == 5);
  staged.commit();
  CHECK(three.text() == R"(1{"k":"z"}2{"k":"b"}3{"k":"b"}4{"k":"c"}5{"k":"d"})");
}

TEST_CASE("rolling back to the start leaves nothing to commit") {
  Three three;
  std::string before = three.text();
  Staged staged(three.partition);
  staged.create(record(R"({"k":"c"})"));
  staged.update(2, record(R"({"k":"c"})"));
  staged.erase(3);
  CHECK(staged.next_sequence() == 1);
  staged.roll_back(0);
  CHECK(staged.next_sequence() == 1);
  staged.roll_back(0);
  staged.commit();
  CHECK(three.text() == before);
  CHECK(Staged(three.partition).create(record("{}")) == 4);
  CHECK(Staged(three.partition).next_sequence() == 1);
}

TEST_CASE("a savepoint inside a savepoint can be undone on its own") {
  Three three;
  Staged staged(three.partition);
  staged.update(1, record(R"({"k":"1"})"));
  std::size_t outer = staged.savepoint();
  staged.update(1, record(R"({"k":"2"})"));
  std::size_t inner = staged.savepoint();
  staged.update(1, record(R"({"k":"3"})"));
  staged.roll_back(inner);
  CHECK(staged.find(1)->text() == R"({"k":"2"})");
  staged.roll_back(outer);
  CHECK(staged.find(1)->text() == R"({"k":"1"})");
  CHECK(staged.find(where("/k", "1")) == Ids{1});
}

TEST_CASE("the sequence skips used numbers and is committed with the rest") {
  Three three;
  Staged staged(three.partition);
  CHECK(staged.next_sequence([](std::uint64_t n) { return n <= 4; }) == 5);
  CHECK(staged.next_sequence() == 6);
  staged.commit();
  Staged later(three.partition);
  CHECK(later.next_sequence() == 7);
  CHECK(Staged(three.partition).next_sequence() == 7);
}

TEST_CASE("a staged view can be used again after commit") {
  Three three;
  Staged staged(three.partition);
  staged.create(record(R"({"k":"c"})"));
  staged.commit();
  CHECK(staged.savepoint() == 0);
  CHECK(staged.find(where("/k", "c")) == Ids{4});
  staged.erase(4);
  staged.commit();
  CHECK(three.partition.size() == 3);
}
