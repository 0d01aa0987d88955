#include "mock/mock.h"

#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;
using mock::MountedApi;

namespace {

std::shared_ptr<mock::Responder> small_api(const std::string& name, const std::string& path,
                                           const std::string& more = "") {
  return std::make_shared<mock::Responder>(
      name,
      contract_only("openapi: 3.1.0\ninfo: {title: t, version: '1'}\n" + more + "paths:\n  " +
                    path + ":\n    get:\n      operationId: " + name +
                    ".get\n      responses: {'200': {description: ok, content: {text/plain: "
                    "{example: " +
                    name + "}}}}\n"),
      std::make_shared<mock::Source>(1, "2026-01-02T03:04:05.678Z"));
}

std::unique_ptr<mock::Mock> mount(std::vector<MountedApi> apis) {
  auto made = mock::Mock::make(std::move(apis));
  if (!made) throw std::runtime_error(made.error().message);
  return std::move(*made);
}

contract::Response get(mock::Mock& mock, const std::string& target) {
  return mock.answer({"GET", target, {}, ""});
}

std::string conflict(std::vector<MountedApi> apis) {
  const auto made = mock::Mock::make(std::move(apis));
  if (made) return "";
  CHECK(made.error().code == "route-conflict");
  return made.error().message;
}

}  // namespace

TEST_CASE("each of several APIs answers for its own paths") {
  const auto mock = mount({{small_api("one", "/a"), ""}, {small_api("two", "/b"), ""}});
  CHECK(get(*mock, "/a").body == "one");
  CHECK(get(*mock, "/b").body == "two");
}

TEST_CASE("a path that no API has is a problem, and not one API's own") {
  const auto mock = mount({{small_api("one", "/a"), ""}, {responder(), ""}});
  const auto answer = get(*mock, "/c");
  CHECK(answer.status == 404);
  CHECK(*answer.headers.find("Content-Type") == "application/problem+json");
}

TEST_CASE("a path that no API has is refused by the API the request names, if there is one") {
  const auto books = responder();
  const auto mock = mount({{small_api("one", "/a"), ""}, {books, ""}});
  contract::Request request{"GET", "/c", {}, {}};
  request.headers.set("Understudy-Api", books->name());
  CHECK(error_code(mock->answer(request)) == "NO_PATH");
  request.target = "/a";  // the path tells whose it is
  CHECK(mock->answer(request).body == "one");
  request.target = "/c";
  request.headers.set("Understudy-Api", "nobody");
  CHECK(*mock->answer(request).headers.find("Content-Type") == "application/problem+json");
}

TEST_CASE("the only API words its own 404 and 405") {
  const auto mock = mount({{responder(), ""}});
  CHECK(error_code(get(*mock, "/c")) == "NO_PATH");
  CHECK(error_code(mock->answer({"PATCH", "/books", {}, ""})) == "NO_METHOD");
}

TEST_CASE("a method no API has for a path is 405 with all they allow") {
  const auto mock = mount({{small_api("one", "/a/{x}"), ""}, {responder(), ""}});
  const auto answer = mock->answer({"PATCH", "/a/1", {}, ""});
  CHECK(answer.status == 405);
  CHECK(*answer.headers.find("Allow") == "GET, HEAD, OPTIONS");
  const auto options = mock->answer({"OPTIONS", "/a/1", {}, ""});
  CHECK(options.status == 204);
  CHECK(*options.headers.find("Allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("OPTIONS of the server as a whole is answered") {
  const auto mock = mount({{responder(), ""}});
  const auto answer = mock->answer({"OPTIONS", "*", {}, ""});
  CHECK(answer.status == 204);
  CHECK(answer.headers.has("Allow"));
}

TEST_CASE("a prefix is stripped, and what is below it belongs to its API") {
  const auto mock = mount({{small_api("one", "/a"), "/one"}, {responder(), "/shelf/"}});
  CHECK(get(*mock, "/one/a").body == "one");
  CHECK(get(*mock, "/a").status == 404);
  CHECK(get(*mock, "/onea").status == 404);
  CHECK(error_code(get(*mock, "/shelf/nowhere")) == "NO_PATH");
  CHECK(error_code(mock->answer(request("GET", "/shelf/books/7"))) == "NOT_FOUND");
}

TEST_CASE("of two APIs that know a path the more literal template answers") {
  for (const bool first : {true, false}) {
    const MountedApi literal{small_api("literal", "/a/b"), ""};
    const MountedApi general{small_api("general", "/a/{x}"), ""};
    const auto mock = first ? mount({literal, general}) : mount({general, literal});
    CHECK(get(*mock, "/a/b").body == "literal");
    CHECK(get(*mock, "/a/c").body == "general");
  }
}

TEST_CASE("two APIs that claim one route are refused, naming both operations") {
  const std::string message =
      conflict({{small_api("one", "/a/{x}"), ""}, {small_api("two", "/a/{y}/"), ""}});
  CHECK_THAT(message, Catch::Contains("GET /a/{}") && Catch::Contains("one.get") &&
                          Catch::Contains("two.get") && Catch::Contains("--prefix"));
}

TEST_CASE("a base path can make two routes one") {
  CHECK_FALSE(conflict({{small_api("one", "/v1/a"), ""},
                        {small_api("two", "/a", "servers: [{url: /v1}]\n"), ""}})
                  .empty());
}

TEST_CASE("prefixes tell equal routes apart") {
  const auto mock = mount({{small_api("one", "/a"), "/x"}, {small_api("two", "/a"), "/y"}});
  CHECK(get(*mock, "/x/a").body == "one");
  CHECK(get(*mock, "/y/a").body == "two");
}

TEST_CASE("names and prefixes that cannot work are refused") {
  auto code = [](std::vector<MountedApi> apis) {
    const auto made = mock::Mock::make(std::move(apis));
    return made ? std::string("fine") : made.error().code;
  };
  CHECK(code({{small_api("one", "/a"), ""}, {small_api("one", "/b"), ""}}) == "duplicate-api");
  CHECK(code({{small_api("one", "/a"), "x"}}) == "bad-prefix");
  CHECK(code({{small_api("one", "/a"), "/__admin/x"}}) == "bad-prefix");
  CHECK(code({{small_api("one", "/a"), "/"}}) == "fine");
}

TEST_CASE("every exchange is journaled with its operation, outcome and time, without credentials") {
  const auto mock = mount({{responder(), ""}});
  mock->answer(batch(book(1)));
  get(*mock, "/nowhere");
  const auto entries = mock->journal().entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0]->operation == "books.upsertMany");
  CHECK(entries[0]->api == "shelf");
  CHECK(entries[0]->outcome == "complete");
  CHECK(entries[0]->time == "2026-01-02T03:04:05.678Z");
  CHECK(*entries[0]->exchange.request.headers.find("Authorization") == "***");
  CHECK(*entries[0]->exchange.request.headers.find("X-Region") == "north");
  CHECK(entries[0]->exchange.response.status == 200);
  CHECK(entries[1]->operation.empty());
}

TEST_CASE("the journal and the server hold the same bytes of an answer") {
  const auto mock = mount({{small_api("one", "/a"), ""}});
  const mock::Reply reply = mock->serve({"GET", "/a?asked=1", {}, ""});
  const auto entries = mock->journal().entries();
  REQUIRE(entries.size() == 1);
  REQUIRE(reply.body);
  CHECK(reply.body.get() == &entries[0]->exchange.response.body);
  CHECK(*reply.body == "one");
  CHECK(reply.response.status == 200);
  CHECK(entries[0]->exchange.request.target == "/a?asked=1");
  mock->journal().clear();
  CHECK(*reply.body == "one");  // the server still sends it
}

TEST_CASE("whoever listens hears of every exchange but those of the control API") {
  const auto mock = mount({{responder(), ""}});
  std::vector<std::string> heard;
  mock->on_exchange = [&](const mock::JournalEntry& entry) {
    heard.push_back(entry.exchange.request.target + " " +
                    std::to_string(entry.exchange.response.status));
  };
  get(*mock, "/nowhere");
  get(*mock, "/__admin/health");
  mock->refuse(contract::Reason::body_too_large, batch(book(1)));
  CHECK(heard == std::vector<std::string>{"/nowhere 404", "/books/batch 413"});
}

TEST_CASE("what the server refuses is worded by the API it was for, also below a prefix") {
  const auto mock = mount({{responder(), "/shelf"}, {small_api("one", "/a"), ""}});
  const auto mine =
      mock->refuse(contract::Reason::body_too_large, request("PUT", "/shelf/books/batch"));
  CHECK(mine.status == 413);
  CHECK(error_code(mine) == "TOO_LARGE");
  CHECK(mock->refuse(contract::Reason::body_too_large, request("PUT", "/zzz")).status == 413);
}
