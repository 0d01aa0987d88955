// Whatever is sent gets an answer that keeps the contract, and state stays whole.
#include <random>

#include "mock/mock.h"
#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;

namespace {

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }
  // Changes, drops, repeats or inserts bytes, now and then ones that mean something.
  void damage(std::string& text) {
    static const std::vector<std::string> pieces{
        "%",  "%2C", "%00",  "[",     "]",    "{",    "}",
        "\"", ",",   ";",    "=",     "&",    "..",   "\\u",
        "\n", "\0",  "\xff", "1e999", "null", "true", "\xed\xa0\x80",
        "-",  "0",   "[[[["};
    for (std::size_t n = 1 + below(3); n > 0; --n) {
      const std::size_t at = below(text.size() + 1);
      switch (below(4)) {
        case 0:
          text.insert(at, pieces[below(pieces.size())]);
          break;
        case 1:
          text.erase(at, 1 + below(4));
          break;
        case 2:
          if (at < text.size()) text[at] = static_cast<char>(below(256));
          break;
        default:
          text.insert(at, text.substr(below(text.size() + 1), 8));
      }
    }
  }
  void damage(contract::Request& request) {
    if (below(3) == 0) damage(request.target);
    if (below(3) > 0) damage(request.body);
    contract::Headers headers;
    for (const auto& [name, value] : request.headers) {
      std::string changed = value;
      if (below(8) == 0) damage(changed);
      if (below(20) > 0) headers.add(name, changed);
    }
    request.headers = headers;
  }

 private:
  std::mt19937 random_;
};

std::vector<contract::Request> good_requests() {
  return {batch(book(1) + "," + book(2), ", \"atomic\": false"),
          request("GET", "/books?limit=2&offset=0&author=a"),
          request("GET", "/books/1"),
          request("DELETE", "/books/2"),
          request("POST", "/loans", R"({"reader": "ann", "books": ["1", "2"]})"),
          request("GET", "/catalogue?__code=404&__example=big")};
}

}  // namespace

TEST_CASE("damaged requests are answered, and every answer keeps the contract") {
  const auto api = responder();
  Mutator mutator(20261122);
  int accepted = 0, refused = 0;
  for (int i = 0; i < 4000; ++i) {
    const auto good = good_requests();
    contract::Request sent = good[mutator.below(good.size())];
    mutator.damage(sent);
    const auto answer = api->respond(sent);
    INFO(sent.method << " " << sent.target << "\n" << sent.body);
    REQUIRE(answer.response.status != 500);
    REQUIRE(answer.self_check.empty());
    ++(answer.response.status < 300 ? accepted : refused);
  }
  CHECK(accepted > 100);
  CHECK(refused > 1000);
}

TEST_CASE("damaged calls of the control API are answered and break nothing") {
  const auto mock = std::move(*mock::Mock::make({{responder(), ""}}));
  Mutator mutator(7);
  const std::vector<contract::Request> good{
      {"POST",
       "/__admin/requests/count",
       {},
       R"({"urlPattern": "/b.*", "headers": {"a": {"absent": true}}})"},
      {"PUT",
       "/__admin/state",
       {},
       R"({"shelf": {"default": {"books": {"a/b": [{"isbn": "1"}]}}}})"},
      {"PUT", "/__admin/snapshots/one", {{"Host", "127.0.0.1:1"}}, ""},
      {"GET", "/__admin/requests?limit=3", {}, ""},
      {"POST", "/__admin/snapshots/one/restore", {}, ""}};
  for (int i = 0; i < 2000; ++i) {
    contract::Request sent = good[mutator.below(good.size())];
    mutator.damage(sent);
    INFO(sent.method << " " << sent.target << "\n" << sent.body);
    REQUIRE(mock->answer(sent).status != 500);
  }
  CHECK(mock->answer({"GET", "/__admin/health", {}, ""}).status == 200);
}
