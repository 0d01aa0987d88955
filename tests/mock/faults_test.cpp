#include "mock/faults.h"

#include <atomic>
#include <thread>

#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;
using contract::Outcome;
using namespace std::chrono_literals;

namespace {

std::string complaint_of(const std::string& yaml) {
  const auto document = contract::Document::parse(yaml, "faults.yaml");
  REQUIRE(document);
  const auto faults = mock::read_faults(**document, (*document)->root(), {{"shelf", load()}});
  return faults ? "" : contract::to_string(faults.error().front());
}

std::vector<mock::Fault> parse(const std::string& yaml) {
  const auto document = contract::Document::parse(yaml, "faults.yaml");
  REQUIRE(document);
  auto faults = mock::read_faults(**document, (*document)->root(), {{"shelf", load()}});
  if (!faults) FAIL(contract::to_string(faults.error().front()));
  return std::move(*faults);
}

void inject(mock::Responder& api, const std::string& yaml) {
  for (mock::Fault& fault : parse(yaml)) api.faults().add(std::move(fault));
}

std::string header_of(const mock::Responder::Answer& answer) {
  const std::string* found = answer.response.headers.find(mock::fault_header);
  return found ? *found : "";
}

}  // namespace

TEST_CASE("an injected error refuses a request that is right, and nothing is stored") {
  const auto api = responder();
  inject(*api, "- {error: CLOSED, times: 1}");
  const auto answer = api->respond(batch(book(1)));
  CHECK(answer.response.status == 503);
  CHECK(answer.outcome == Outcome::rejected);
  CHECK(error_code(answer.response) == "CLOSED");
  CHECK(header_of(answer) == "CLOSED");
  CHECK(answer.faults == std::vector<std::string>{"CLOSED"});
  CHECK(answer.self_check.empty());
  CHECK(count(*api) == 0);
}

TEST_CASE("a fault for one time touches one request; the next one is as ever") {
  const auto api = responder();
  inject(*api, "- {error: CLOSED, times: 1, name: closed once}");
  CHECK(header_of(api->respond(batch(book(1)))) == "closed once");
  const auto second = api->respond(batch(book(1)));
  CHECK(second.response.status == 200);
  CHECK(header_of(second).empty());
  CHECK(api->faults().list().front().touched == 1);
}

TEST_CASE("a request that is refused by itself does not use up an injected error") {
  const auto api = responder();
  inject(*api, "- {error: CLOSED, times: 1}");
  const auto refused = api->respond(request("PUT", "/books/batch", "{"));
  CHECK(refused.response.status == 400);
  CHECK(header_of(refused).empty());
  CHECK(api->respond(batch(book(1))).response.status == 503);
}

TEST_CASE("a fault on item 3 of an atomic batch rolls the batch back") {
  const auto api = responder();
  inject(*api, "- {error: TAKEN, item: 3}");
  const auto answer =
      api->respond(batch(book(1) + "," + book(2) + "," + book(3) + "," + book(4) + "," + book(5)));
  CHECK(answer.outcome == Outcome::failed);
  CHECK(answer.response.status == 409);
  CHECK(error_code(answer.response) == "TAKEN");
  CHECK(header_of(answer) == "TAKEN");
  CHECK(count(*api) == 0);
}

TEST_CASE("a fault on the item with a key fails that item alone when the batch is not atomic") {
  const auto api = responder();
  inject(*api, "- {error: TAKEN, key: 2}");
  const auto answer =
      api->respond(batch(book(1) + "," + book(2) + "," + book(3), ", \"atomic\": false"));
  CHECK(answer.outcome == Outcome::partial);
  const auto body = body_of(answer.response);
  CHECK(body["succeeded"].size() == 2);
  CHECK(body["failed"] == contract::Json::array({{{"index", 1}, {"code", "TAKEN"}}}));
  CHECK(count(*api) == 2);
}

TEST_CASE("a fault for an item that does not come touches nothing and is not used up") {
  const auto api = responder();
  inject(*api, "- {error: TAKEN, item: 1, times: 1}\n- {error: TAKEN, key: '9', times: 1}");
  const auto answer = api->respond(batch(book(1)));
  CHECK(answer.response.status == 200);
  CHECK(header_of(answer).empty());
  CHECK(api->faults().list()[0].touched == 0);
  CHECK(api->faults().list()[1].touched == 0);
}

TEST_CASE("a lost answer is told as a value, and what was written stays") {
  const auto api = responder();
  inject(*api, "- {lose: true, operation: books.upsertMany, times: 1}");
  const auto answer = api->respond(batch(book(1)));
  CHECK(answer.response.lost);
  CHECK(header_of(answer) == "lost answer");
  CHECK(count(*api) == 1);
  CHECK_FALSE(api->respond(batch(book(1))).response.lost);
}

TEST_CASE("a bare answer comes before the request is looked at") {
  const auto api = responder();
  inject(*api,
         "- {status: 502, headers: {Retry-After: '3'}, body: {gone: true}, method: PUT, path: "
         "^/books}");
  const auto answer = api->respond({"PUT", "/books/batch", {}, "{"});
  CHECK(answer.response.status == 502);
  CHECK(*answer.response.headers.find("Retry-After") == "3");
  CHECK(*answer.response.headers.find("Content-Type") == "application/json");
  CHECK(answer.response.body == "{\"gone\":true}");
  CHECK(header_of(answer) == "status 502");
  CHECK(api->respond(request("GET", "/books")).response.status == 200);
}

TEST_CASE("a fault of one world leaves the others alone") {
  const auto api = responder();
  inject(*api, "- {error: CLOSED, world: broken}");
  CHECK(api->respond(batch(book(1))).response.status == 200);
  auto there = batch(book(1));
  there.headers.add("Understudy-World", "broken");
  CHECK(api->respond(there).response.status == 503);
}

TEST_CASE("a reason refuses a request in the words the behaviour has for it") {
  const auto api = responder();
  inject(*api, "- {reason: unauthorized, operation: books.upsertMany}");
  const auto answer = api->respond(batch(book(1)));
  CHECK(answer.response.status == 401);
  CHECK(error_code(answer.response) == "UNAUTHORIZED");
  CHECK(answer.response.headers.has("WWW-Authenticate"));
}

TEST_CASE("a hundred times are a hundred times, however many threads ask") {
  const auto api = responder({}, {mock::SelfCheck::off, {}});
  inject(*api, "- {error: CLOSED, times: 100}");
  std::atomic<int> touched{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n)
        if (api->respond(batch(book(1))).response.status == 503) ++touched;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(touched == 100);
  CHECK(api->faults().list().front().touched == 100);
}

TEST_CASE("a latency holds no partition and ends when it is told to hurry") {
  const auto api = responder();
  inject(*api, "- {latency: 60000, operation: books.upsertMany, times: 1}");
  std::atomic<bool> answered{false};
  std::thread slow([&] {
    CHECK(header_of(api->respond(batch(book(1)))) == "latency");
    answered = true;
  });
  while (count(*api) == 0) std::this_thread::yield();  // written while the answer waits
  CHECK(api->respond(batch(book(2))).response.status == 200);
  CHECK_FALSE(answered);
  api->faults().hurry();
  slow.join();
  CHECK(answered);
}

TEST_CASE("faults that were kept come back with a reset, the others go") {
  mock::Faults faults;
  faults.add(parse("- {error: CLOSED, times: 1}")[0]);
  faults.keep();
  faults.add(parse("- {error: TAKEN}")[0]);
  const contract::Request request{"GET", "/books", {}, ""};
  CHECK(faults.touching("books.list", "default", request).of_request());
  faults.reset();
  REQUIRE(faults.list().size() == 1);
  CHECK(faults.list()[0].fault.error == "CLOSED");
  CHECK(faults.list()[0].touched == 0);
}

TEST_CASE("whatever is wrong with a fault is told with its line") {
  const auto expect = [](const std::string& yaml, const std::string& text) {
    INFO(yaml);
    CHECK_THAT(complaint_of(yaml), Catch::Matchers::Contains(text));
  };
  expect("- error: CLOSED\n  tims: 1",
         "faults.yaml:2:3: the word 'tims' is not known (did you mean 'times'?)");
  expect("- error: CLOSE",
         "faults.yaml:1:3: the error 'CLOSE' is not known (did you mean 'CLOSED'?)");
  expect("- {error: CLOSED}\n- operation: books\n  lose: true",
         "faults.yaml:2:3: the operation 'books' is not known");
  expect("- {api: shelves, lose: true}", "the API 'shelves' is not known");
  expect("- {times: 1}", "the fault does nothing");
  expect("- {item: 1, status: 500}", "an item fails with a declared error");
  expect("- {error: TAKEN, item: 1, operation: books.list}", "has no items that could fail");
  expect("- {error: TAKEN, status: 500}", "one of 'error', 'reason' and 'status'");
  expect("- {error: TAKEN, body: x}", "'status' is missing");
  expect("- {path: '(', lose: true}", "faults");
  expect("- {latency: 60001}", "faults/0/latency");
  expect("- {status: 99}", "faults/0/status");
  expect("- {times: 0, lose: true}", "faults/0/times");
  expect("- {lose: false}", "faults/0/lose");
  expect("- {reason: boredom}", "faults/0/reason");
  expect("- {name: \"a\\nb\", lose: true}", "faults/0/name");
  expect("- {status: 500, headers: {\"a b\": x}}", "faults/0/headers");
  expect("faults: {lose: true}", "faults");
  expect("7", "faults");
}
