#include "contract/http.h"

#include "support/catch.h"

using contract::Headers;

TEST_CASE("header names compare without case and repeated fields join") {
  Headers headers{{"Accept", "a"}, {"X-Id", "1"}, {"accept", "b"}};
  CHECK(headers.get("ACCEPT") == "a, b");
  CHECK(*headers.find("accept") == "a");
  CHECK_FALSE(headers.get("nope"));
  headers.set("Accept", "c");
  CHECK(headers.get("accept") == "c");
  CHECK(headers.size() == 2);
  headers.remove("x-id");
  CHECK_FALSE(headers.has("X-Id"));
}

TEST_CASE("a target splits into path and query") {
  const contract::Request request{"GET", "/a%20b?x=1&y", {}, ""};
  CHECK(request.path() == "/a%20b");
  CHECK(request.query() == "x=1&y");
  CHECK(contract::Request{"GET", "/a", {}, ""}.query().empty());
}

TEST_CASE("percent escapes decode or are refused") {
  CHECK(contract::percent_decode("a%2Fb%c3%A9+") == "a/b\xc3\xa9+");
  CHECK_FALSE(contract::percent_decode("%"));
  CHECK_FALSE(contract::percent_decode("%4"));
  CHECK_FALSE(contract::percent_decode("%zz"));
}

TEST_CASE("a query is read as pairs, and malformed escapes stay as written") {
  const auto pairs = contract::parse_query("a=1&b=x+y%21&&c&d=%zz&=e&f=g=h");
  REQUIRE(pairs.size() == 6);
  CHECK(pairs[0] == std::pair<std::string, std::string>("a", "1"));
  CHECK(pairs[1].second == "x y!");
  CHECK(pairs[2] == std::pair<std::string, std::string>("c", ""));
  CHECK(pairs[3].second == "%zz");
  CHECK(pairs[4].first.empty());
  CHECK(pairs[5].second == "g=h");
}

TEST_CASE("media types lose parameters and case") {
  CHECK(contract::media_type_of(" Application/JSON ; charset=utf-8") == "application/json");
  CHECK(contract::media_type_of("").empty());
}

TEST_CASE("statuses have the phrases of RFC 9110") {
  CHECK(contract::reason_phrase(413) == "Content Too Large");
  CHECK(contract::reason_phrase(599).empty());
}
