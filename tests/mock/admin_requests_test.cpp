// /__admin/requests: the journal, asked.
#include "mock/mock.h"
#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;
using contract::Json;

namespace {

struct Asked {
  std::unique_ptr<mock::Mock> mock = std::move(*mock::Mock::make({{responder(), ""}}));

  Asked() {
    mock->answer(batch(book(1)));
    mock->answer(request("GET", "/books?limit=5"));
    mock->answer(request("GET", "/book"));
  }
  contract::Response call(const std::string& method, const std::string& path,
                          const std::string& body = "") const {
    return mock->answer({method, "/__admin/requests" + path, {}, body});
  }
  Json json(const std::string& method, const std::string& path,
            const std::string& body = "") const {
    const auto response = call(method, path, body);
    INFO(response.body);
    CHECK(response.status == 200);
    return Json::parse(response.body);
  }
  std::size_t count(const std::string& pattern) const {
    return json("POST", "/count", pattern)["count"].get<std::size_t>();
  }
};

}  // namespace

TEST_CASE("the journal lists requests with their answers, newest first") {
  const Asked asked;
  const Json list = asked.json("GET", "");
  CHECK(list["meta"]["total"] == 3);
  REQUIRE(list["requests"].size() == 3);
  const Json& last = list["requests"][0];
  CHECK(last["request"]["url"] == "/book");
  CHECK(last["wasMatched"] == false);
  CHECK(last["response"]["status"] == 404);
  const Json& first = list["requests"][2];
  CHECK(first["operation"] == "books.upsertMany");
  CHECK(first["outcome"] == "complete");
  CHECK(first["request"]["headers"]["Authorization"] == "***");
  CHECK(first["request"]["method"] == "PUT");
  CHECK(asked.json("GET", "?limit=1")["requests"].size() == 1);
  CHECK(asked.call("GET", "?limit=x").status == 400);
}

TEST_CASE("the journal as NDJSON is one exchange per line, oldest first") {
  const Asked asked;
  const auto answer = asked.call("GET", "?format=ndjson");
  CHECK(answer.headers.get("Content-Type") == "application/x-ndjson");
  CHECK(std::count(answer.body.begin(), answer.body.end(), '\n') == 3);
  const Json first = Json::parse(answer.body.substr(0, answer.body.find('\n')));
  CHECK(first["operation"] == "books.upsertMany");
  CHECK(first["request"]["method"] == "PUT");
  CHECK(first["request"]["headers"]["Authorization"] == "***");
  CHECK(first["response"]["status"] == 200);
  CHECK(Json::parse(first["request"]["body"].get<std::string>()).contains("items"));
  const Json last = Json::parse(asked.call("GET", "?format=ndjson&limit=1").body);
  CHECK(last["request"]["url"] == "/book");
  CHECK(asked.call("GET", "?format=yaml").status == 400);
}

TEST_CASE("one request is found by its id") {
  const Asked asked;
  CHECK(asked.json("GET", "/2")["request"]["url"] == "/books?limit=5");
  CHECK(asked.call("GET", "/99").status == 404);
  CHECK(asked.call("GET", "/x").status == 404);
}

TEST_CASE("the journal is emptied") {
  const Asked asked;
  asked.json("DELETE", "");
  CHECK(asked.json("GET", "")["meta"]["total"] == 0);
  CHECK(*asked.call("PUT", "").headers.find("Allow") == "GET, DELETE");
}

TEST_CASE("requests are counted by pattern") {
  const Asked asked;
  CHECK(asked.count("{}") == 3);
  CHECK(asked.count("") == 3);
  CHECK(asked.count(R"({"method": "GET"})") == 2);
  CHECK(asked.count(R"({"method": "ANY"})") == 3);
  CHECK(asked.count(R"({"url": "/books?limit=5"})") == 1);
  CHECK(asked.count(R"({"urlPath": "/books"})") == 1);
  CHECK(asked.count(R"({"urlPattern": "/books.*"})") == 2);
  CHECK(asked.count(R"({"urlPattern": "/books"})") == 0);
  CHECK(asked.count(R"({"urlPathPattern": "/books?"})") == 2);
  CHECK(asked.count(R"({"operation": "books.list", "api": "shelf", "outcome": "found"})") == 1);
  CHECK(asked.count(R"({"status": 404})") == 1);
  CHECK(asked.count(R"({"headers": {"x-region": {"equalTo": "north"}}})") == 3);
  CHECK(asked.count(R"({"headers": {"X-Other": {"absent": true}}})") == 3);
  CHECK(asked.count(R"({"queryParameters": {"limit": {"matches": "[0-9]"}}})") == 1);
  CHECK(asked.count(R"({"bodyPatterns": [{"contains": "isbn"}]})") == 1);
  CHECK(asked.count(
            R"({"bodyPatterns": [{"equalToJson": {"items": [{"title": "t", "isbn": "1"}]}}]})") ==
        1);
  CHECK(asked.count(R"({"method": "GET", "status": 200})") == 1);
}

TEST_CASE("requests are found by pattern") {
  const Asked asked;
  const Json found = asked.json("POST", "/find", R"({"urlPath": "/book"})");
  REQUIRE(found["requests"].size() == 1);
  CHECK(found["requests"][0]["method"] == "GET");
  CHECK(asked.call("GET", "/find").status == 405);
}

TEST_CASE("a pattern with a word that is not known is refused, never half obeyed") {
  const Asked asked;
  for (const char* pattern :
       {"[", "[]", R"({"verb": "GET"})", R"({"method": 1})", R"({"status": "200"})",
        R"({"headers": {"a": "b"}})", R"({"headers": {"a": {"equals": "b"}}})",
        R"({"headers": []})", R"({"urlPattern": "("})", R"({"bodyPatterns": {}})",
        R"({"bodyPatterns": [{"equalToJson": "{"}]})", R"({"headers": {"a": {"equalTo": 1}}})",
        R"({"headers": {"a": {}}})"}) {
    INFO(pattern);
    CHECK(asked.call("POST", "/count", pattern).status == 400);
  }
}

TEST_CASE("an unmatched request is shown with the operations it may have meant") {
  const Asked asked;
  const Json unmatched = asked.json("GET", "/unmatched");
  REQUIRE(unmatched["requests"].size() == 1);
  const Json& misses = unmatched["requests"][0]["nearMisses"];
  REQUIRE_FALSE(misses.empty());
  CHECK(misses[0]["operation"] == "books.list");
  CHECK(misses[0]["path"] == "/books");
  CHECK(misses[0]["distance"].get<double>() < 0.3);
  CHECK(misses.size() <= 3);
}
