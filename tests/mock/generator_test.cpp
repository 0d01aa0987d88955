#include "mock/generator.h"

#include <set>
#include <thread>
#include <vector>

#include "support/catch.h"

using mock::Source;

TEST_CASE("a uuid is of version 4 and variant 10") {
  Source source;
  for (int i = 0; i < 50; ++i) {
    std::string uuid = source.uuid();
    REQUIRE_THAT(uuid, Catch::Matchers::Matches(
                           "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  }
}

TEST_CASE("the same seed gives the same uuids, another one others") {
  Source a(7), b(7), c(8);
  std::string first = a.uuid();
  CHECK(first == b.uuid());
  CHECK(first != c.uuid());
  CHECK(a.uuid() == b.uuid());
  CHECK(a.uuid() != first);
  CHECK(Source().uuid() != Source().uuid());
}

TEST_CASE("the clock tells UTC with milliseconds, or stands still") {
  CHECK_THAT(Source().now(),
             Catch::Matchers::Matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:"
                                      "[0-5][0-9]\\.[0-9]{3}Z"));
  Source fixed({}, "2026-01-02T03:04:05.678Z");
  CHECK(fixed.now() == "2026-01-02T03:04:05.678Z");
  CHECK(fixed.now() == fixed.now());
}

TEST_CASE("threads never get the same uuid or number") {
  Source source(1);
  std::vector<std::vector<std::string>> uuids(4);
  std::vector<std::vector<std::uint64_t>> numbers(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 500; ++i) {
        uuids[t].push_back(source.uuid());
        numbers[t].push_back(source.sequence());
      }
    });
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  std::set<std::uint64_t> counted;
  for (const auto& list : uuids) all.insert(list.begin(), list.end());
  for (const auto& list : numbers) counted.insert(list.begin(), list.end());
  CHECK(all.size() == 2000);
  CHECK(counted.size() == 2000);
  CHECK(*counted.rbegin() == 2000);
}
