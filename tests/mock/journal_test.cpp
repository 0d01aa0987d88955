#include "mock/journal.h"

#include <thread>

#include "mock/shelf.h"
#include "support/catch.h"

using mock::Journal;
using mock::JournalEntry;

namespace {

JournalEntry entry(std::size_t body = 0) {
  JournalEntry made;
  made.exchange.request = {"GET", "/x", {}, std::string(body, 'x')};
  return made;
}

}  // namespace

TEST_CASE("entries are numbered from 1 and kept in order") {
  Journal journal;
  CHECK(journal.add(entry())->id == 1);
  CHECK(journal.add(entry())->id == 2);
  REQUIRE(journal.entries().size() == 2);
  CHECK(journal.entries()[0]->id == 1);
  CHECK(journal.count() == 2);
}

TEST_CASE("over its bound the journal drops the oldest and goes on counting") {
  Journal journal(100'000);
  for (int i = 0; i < 100; ++i) journal.add(entry(10'000));
  const auto kept = journal.entries();
  CHECK(kept.size() < 10);
  CHECK(kept.size() > 3);
  CHECK(kept.back()->id == 100);
  CHECK(journal.count() == 100);
}

TEST_CASE("an entry larger than the whole journal is counted, not kept") {
  Journal journal(1000);
  journal.add(entry());
  journal.add(entry(5000));
  CHECK(journal.count() == 2);
  REQUIRE(journal.entries().size() <= 1);
}

TEST_CASE("a cleared journal counts from nothing, and its ids go on") {
  Journal journal;
  journal.add(entry());
  journal.clear();
  CHECK(journal.entries().empty());
  CHECK(journal.count() == 0);
  CHECK(journal.add(entry())->id == 2);
}

TEST_CASE("many threads may write a journal") {
  Journal journal(50'000);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        journal.add(entry(100));
        if (i % 50 == 0) journal.entries();
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(journal.count() == 2000);
}

TEST_CASE("what identifies somebody is redacted in headers and query, bodies stay") {
  const mock::SecretPlaces places{{"X-Key"}, {"api key"}};
  contract::Exchange exchange;
  exchange.request = {"GET",
                      "/x?a=1&api%20key=secret&b=2&api+key",
                      {{"authorization", "Bearer secret"},
                       {"Cookie", "s=secret"},
                       {"X-WSSE", "secret"},
                       {"x-key", "secret"},
                       {"X-Region", "north"}},
                      "password=secret"};
  exchange.response.headers.add("Set-Cookie", "s=secret");
  mock::redact(exchange, places);
  CHECK(exchange.request.target == "/x?a=1&api%20key=***&b=2&api+key");
  CHECK(*exchange.request.headers.find("Authorization") == "***");
  CHECK(*exchange.request.headers.find("Cookie") == "***");
  CHECK(*exchange.request.headers.find("X-WSSE") == "***");
  CHECK(*exchange.request.headers.find("X-Key") == "***");
  CHECK(*exchange.request.headers.find("X-Region") == "north");
  CHECK(*exchange.response.headers.find("Set-Cookie") == "***");
  CHECK(exchange.request.body == "password=secret");
}

TEST_CASE("apiKey places of a contract are secret unless their values are public") {
  const auto behaviour = shelf::contract_only(R"(
openapi: 3.1.0
info: {title: t, version: '1'}
paths: {}
components:
  securitySchemes:
    k: {type: apiKey, in: header, name: X-Key}
    q: {type: apiKey, in: query, name: key}
    b: {type: http, scheme: bearer}
)");
  const auto places = mock::secret_places(*behaviour);
  CHECK(places.headers == std::vector<std::string>{"X-Key"});
  CHECK(places.query == std::vector<std::string>{"key"});
  CHECK(mock::secret_places(*shelf::load()).headers.empty());
}
