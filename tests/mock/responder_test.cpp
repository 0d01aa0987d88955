#include "mock/responder.h"

#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;
using contract::Outcome;
using contract::Request;

TEST_CASE("an atomic batch stores all items and answers in the declared shape") {
  const auto api = responder();
  const auto answer = api->respond(batch(book(1) + "," + book(2)));
  CHECK(answer.response.status == 200);
  CHECK(answer.outcome == Outcome::complete);
  CHECK(answer.violations.empty());
  CHECK(answer.self_check.empty());
  CHECK(*answer.response.headers.find("Content-Type") == "application/json");
  const auto body = body_of(answer.response);
  CHECK(body["atomic"] == true);
  REQUIRE(body["data"].size() == 2);
  CHECK(body["data"][1]["action"] == "created");
  CHECK(body["data"][1]["book"]["isbn"] == "2");
  CHECK(count(*api) == 2);
}

TEST_CASE("a second batch updates what the first one created") {
  const auto api = responder();
  api->respond(batch(book(1, "old")));
  const auto body = body_of(api->respond(batch(book(1, "new"))).response);
  CHECK(body["data"][0]["action"] == "updated");
  CHECK(body["data"][0]["book"]["title"] == "new");
  CHECK(count(*api) == 1);
}

TEST_CASE("an atomic batch with one failing item stores nothing and names the first failure") {
  const auto api = responder();
  const auto answer = api->respond(batch(book(1) + "," + book(2, "taken") + ",{\"isbn\": 3}"));
  CHECK(answer.response.status == 409);
  CHECK(answer.outcome == Outcome::failed);
  CHECK(error_code(answer.response) == "TAKEN");
  CHECK(count(*api) == 0);
}

TEST_CASE("a batch that is not atomic keeps what worked and lists what failed") {
  const auto api = responder();
  const auto answer = api->respond(
      batch(book(1) + "," + book(2, "taken") + ",{\"isbn\": 3}", ", \"atomic\": false"));
  CHECK(answer.response.status == 200);
  CHECK(answer.outcome == Outcome::partial);
  const auto body = body_of(answer.response);
  CHECK(body["succeeded"].size() == 1);
  REQUIRE(body["failed"].size() == 2);
  CHECK(body["failed"][0] == contract::Json({{"index", 1}, {"code", "TAKEN"}}));
  CHECK(body["failed"][1] == contract::Json({{"index", 2}, {"code", "BAD_ITEM"}}));
  CHECK(count(*api) == 1);
}

TEST_CASE("violations of items are told with their index, whatever became of the batch") {
  const auto answer =
      responder()->respond(batch(book(1) + ",{\"isbn\": 3}", ", \"atomic\": false"));
  REQUIRE_FALSE(answer.violations.empty());
  for (const auto& violation : answer.violations) {
    CHECK(violation.item == 1);
    CHECK(violation.pointer.rfind("/items/1", 0) == 0);
  }
}

TEST_CASE("a batch in which every item fails stores nothing") {
  const auto api = responder();
  const auto answer = api->respond(batch(book(1, "taken"), ", \"atomic\": false"));
  CHECK(answer.outcome == Outcome::failed);
  CHECK(body_of(answer.response)["succeeded"].empty());
  CHECK(count(*api) == 0);
}

TEST_CASE("a sixth item is refused as too many, and nothing is stored") {
  const auto api = responder();
  std::string items = book(0);
  for (int i = 1; i < 6; ++i) items += "," + book(i);
  const auto answer = api->respond(batch(items));
  CHECK(answer.response.status == 400);
  CHECK(answer.outcome == Outcome::rejected);
  CHECK(body_of(answer.response)["error"]["message"] == "at most 5, found 6");
  REQUIRE(answer.violations.size() == 1);
  CHECK(answer.violations[0].keyword == "maxItems");
  CHECK(answer.violations[0].pointer == "/items");
  CHECK(count(*api) == 0);
}

TEST_CASE("too many items win over whatever else is wrong with the body") {
  const auto answer = responder()->respond(batch("1,2,3,4,5,6", ", \"atomic\": 1"));
  CHECK(error_code(answer.response) == "TOO_MANY");
}

TEST_CASE("a body that breaks its schema outside the items rejects the request") {
  const auto api = responder();
  const auto answer = api->respond(batch(book(1), ", \"atomic\": \"yes\""));
  CHECK(answer.response.status == 400);
  CHECK(answer.outcome == Outcome::rejected);
  CHECK(error_code(answer.response) == "INVALID");
  CHECK_THAT(body_of(answer.response)["error"]["message"].get<std::string>(),
             Catch::StartsWith("/atomic: "));
  CHECK(count(*api) == 0);
}

TEST_CASE("too few items are the request's violation, no item's") {
  const auto answer = responder()->respond(batch(""));
  CHECK(error_code(answer.response) == "INVALID");
  REQUIRE(answer.violations.size() == 1);
  CHECK_FALSE(answer.violations[0].item);
}

TEST_CASE("items that are no list reject the request") {
  const auto answer = responder()->respond(request("PUT", "/books/batch", R"({"items": 3})"));
  CHECK(error_code(answer.response) == "INVALID");
}

TEST_CASE("a body that is not JSON has an error of its own") {
  for (const char* body : {"{", "{\"items\":[],\"items\":[]}", "\xff"}) {
    const auto answer = responder()->respond(request("PUT", "/books/batch", body));
    CHECK(answer.response.status == 400);
    CHECK(error_code(answer.response) == "NOT_JSON");
  }
}

TEST_CASE("a body of another media type is refused with 415") {
  Request sent = request("PUT", "/books/batch", "<items/>");
  sent.headers.set("Content-Type", "application/xml");
  const auto answer = responder()->respond(sent);
  CHECK(answer.response.status == 415);
  CHECK(error_code(answer.response) == "WRONG_TYPE");
}

TEST_CASE("without credentials the answer is 401 and says which are wanted") {
  Request sent = batch(book(1));
  sent.headers.remove("Authorization");
  const auto answer = responder()->respond(sent);
  CHECK(answer.response.status == 401);
  CHECK(error_code(answer.response) == "UNAUTHORIZED");
  CHECK(*answer.response.headers.find("WWW-Authenticate") == "Bearer");
}

TEST_CASE("credentials are looked at before parameters and the body") {
  Request sent = request("PUT", "/books/batch", "{");
  sent.headers.remove("Authorization");
  sent.headers.set("Content-Type", "text/plain");
  const auto answer = responder()->respond(sent);
  CHECK(answer.response.status == 401);
  CHECK(answer.violations.size() == 1);
}

TEST_CASE("a security scheme's own rejection wins over the common one") {
  for (const char* region : {"", "east"}) {
    Request sent = batch(book(1));
    sent.headers.set("X-Region", region);
    const auto answer = responder()->respond(sent);
    CHECK(answer.response.status == 400);
    CHECK(error_code(answer.response) == "UNKNOWN_REGION");
    CHECK_FALSE(answer.response.headers.has("WWW-Authenticate"));
  }
}

TEST_CASE("a parameter that breaks its schema rejects the request") {
  const auto api = responder();
  CHECK(error_code(api->respond(request("GET", "/books?limit=0")).response) == "INVALID");
  CHECK(error_code(api->respond(request("GET", "/books/abc")).response) == "INVALID");
}

TEST_CASE("a record is read, or missing with its declared error") {
  const auto api = responder();
  api->respond(batch(book(7, "seven")));
  const auto found = api->respond(request("GET", "/books/7"));
  CHECK(found.response.status == 200);
  CHECK(found.outcome == Outcome::found);
  CHECK(body_of(found.response)["title"] == "seven");
  CHECK(*found.response.headers.find("X-Isbn") == "7");
  CHECK(found.self_check.empty());
  const auto missing = api->respond(request("GET", "/books/8"));
  CHECK(missing.response.status == 404);
  CHECK(missing.outcome == Outcome::missing);
  CHECK(error_code(missing.response) == "NOT_FOUND");
}

TEST_CASE("records are listed in pages and by a filter") {
  const auto api = responder();
  api->respond(batch(book(1) + "," + book(2) + R"(,{"isbn":"3","title":"x","author":"me"})"));
  const auto page = body_of(api->respond(request("GET", "/books?limit=1&offset=1")).response);
  CHECK(page["total"] == 3);
  REQUIRE(page["books"].size() == 1);
  CHECK(page["books"][0]["isbn"] == "2");
  const auto mine = body_of(api->respond(request("GET", "/books?author=me")).response);
  CHECK(mine["total"] == 1);
}

TEST_CASE("a deletion answers 204 without a body, a second one 404") {
  const auto api = responder();
  api->respond(batch(book(7)));
  const auto gone = api->respond(request("DELETE", "/books/7"));
  CHECK(gone.response.status == 204);
  CHECK(gone.response.body.empty());
  CHECK_FALSE(gone.response.headers.has("Content-Type"));
  CHECK(count(*api) == 0);
  CHECK(api->respond(request("DELETE", "/books/7")).response.status == 404);
}

TEST_CASE("the first plan whose condition holds answers") {
  const auto api = responder();
  const auto many =
      api->respond(request("POST", "/loans", R"({"reader": "ann", "books": ["1", "2"]})"));
  CHECK(body_of(many.response) == contract::Json({{"reader", "ann"}, {"lent", {"1", "2"}}}));
  const auto one = api->respond(request("POST", "/loans", R"({"isbn": "1"})"));
  CHECK(body_of(one.response) == contract::Json({{"lent", "1"}, {"action", "update"}}));
}

TEST_CASE("a request that fits no plan is invalid") {
  const auto answer = responder()->respond(request("POST", "/loans", "{}"));
  CHECK(error_code(answer.response) == "INVALID");
}

TEST_CASE("a guard refuses before the items are counted") {
  const auto answer =
      responder()->respond(request("POST", "/loans", R"({"books": ["1", "2", "3"]})"));
  CHECK(answer.response.status == 503);
  CHECK(body_of(answer.response)["error"]["message"] == "closed for nobody");
}

TEST_CASE("a plan's own limit counts") {
  const auto answer = responder()->respond(
      request("POST", "/loans", R"({"reader": "ann", "books": ["1", "2", "3"]})"));
  CHECK(body_of(answer.response)["error"]["message"] == "at most 2, found 3");
}

TEST_CASE("principals and partition expressions keep records apart") {
  const auto api = responder();
  api->respond(batch(book(1)));
  auto total = [&](const char* token, const char* region) {
    return body_of(api->respond(request("GET", "/books", "", token, region)).response)["total"];
  };
  CHECK(total("reader", "north") == 1);
  CHECK(total("reader", "south") == 0);
  CHECK(total("other", "north") == 0);
}

TEST_CASE("partition values cannot be confused with one another") {
  const auto api = responder();
  api->respond(
      request("PUT", "/books/batch", "{\"items\": [" + book(1) + "]}", "a/north", "north"));
  const auto other = api->respond(request("GET", "/books", "", "a", "north"));
  CHECK(body_of(other.response)["total"] == 0);
  CHECK(api->store().dump()["default"]["books"].contains("a~1north/north"));
}

TEST_CASE("a world of its own sees nothing of the others") {
  const auto api = responder();
  Request there = batch(book(1));
  there.headers.add("Understudy-World", "mars");
  CHECK(api->respond(there).response.status == 200);
  CHECK(count(*api) == 0);
  Request look = request("GET", "/books");
  look.headers.add("understudy-world", "mars");
  CHECK(body_of(api->respond(look).response)["total"] == 1);
}

TEST_CASE("HEAD is answered as GET, with a body for the server to measure") {
  const auto api = responder();
  api->respond(batch(book(7)));
  const auto head = api->respond(request("HEAD", "/books/7"));
  const auto get = api->respond(request("GET", "/books/7"));
  CHECK(head.response.status == 200);
  CHECK(head.response.body == get.response.body);
  CHECK(head.self_check.empty());
}

TEST_CASE("OPTIONS of a known path says what is allowed") {
  const auto answer = responder()->respond(request("OPTIONS", "/books/7"));
  CHECK(answer.response.status == 204);
  CHECK(*answer.response.headers.find("Allow") == "DELETE, GET, HEAD, OPTIONS");
}

TEST_CASE("an unknown path and an unknown method are refused in the API's own shape") {
  const auto api = responder();
  const auto path = api->respond(request("GET", "/nowhere"));
  CHECK(path.response.status == 404);
  CHECK(error_code(path.response) == "NO_PATH");
  CHECK_FALSE(path.operation);
  const auto method = api->respond(request("PATCH", "/books/7"));
  CHECK(method.response.status == 405);
  CHECK(error_code(method.response) == "NO_METHOD");
  CHECK(*method.response.headers.find("Allow") == "DELETE, GET, HEAD, OPTIONS");
}

TEST_CASE("what the server refuses is worded by the API") {
  const auto answer =
      responder()->refuse(contract::Reason::body_too_large, request("PUT", "/books/batch"));
  CHECK(answer.response.status == 413);
  CHECK(error_code(answer.response) == "TOO_LARGE");
}

TEST_CASE("the base path of the servers may be used or left out") {
  const auto api = responder();
  api->respond(batch(book(7)));
  CHECK(api->respond(request("GET", "/v1/books/7")).response.status == 200);
}
