#include "mock/admin.h"

#include "mock/mock.h"
#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;
using contract::Json;

namespace {

struct Running {
  std::unique_ptr<mock::Mock> mock;
  int shutdowns = 0;

  explicit Running(mock::AdminOptions options = {}) {
    options.version = "1.2.3";
    if (!options.shutdown) options.shutdown = [this] { ++shutdowns; };
    mock = std::move(*mock::Mock::make({{responder(), ""}}, {1u << 20, std::move(options)}));
  }
  contract::Response call(const std::string& method, const std::string& path,
                          const std::string& body = "", contract::Headers headers = {}) const {
    return mock->answer({method, "/__admin" + path, std::move(headers), body});
  }
  Json json(const std::string& method, const std::string& path,
            const std::string& body = "") const {
    const auto response = call(method, path, body);
    INFO(response.body);
    CHECK(response.status == 200);
    return Json::parse(response.body);
  }
  std::size_t books() const {
    return body_of(mock->answer(request("GET", "/books"))).at("total").get<std::size_t>();
  }
};

}  // namespace

TEST_CASE("health and version tell that the mock runs, and which") {
  const Running running;
  const Json health = running.json("GET", "/health");
  CHECK(health["status"] == "healthy");
  CHECK(health["apis"] == Json({"shelf"}));
  CHECK(running.json("GET", "/version") == Json({{"version", "1.2.3"}}));
  CHECK(running.call("POST", "/health").status == 405);
  CHECK(*running.call("POST", "/version").headers.find("Allow") == "GET, HEAD");
}

TEST_CASE("what the control API does not have is 404 and says what there is") {
  const Running running;
  for (const char* path : {"", "/", "/nothing", "/health/x", "/state/x", "/mappings"})
    CHECK(running.call("GET", path).status == 404);
  CHECK_THAT(running.call("GET", "/nothing").body, Catch::Contains("snapshots"));
}

TEST_CASE("reset forgets state and journal") {
  const Running running;
  running.mock->answer(batch(book(1)));
  running.json("POST", "/reset");
  CHECK(running.json("GET", "/requests")["meta"]["total"] == 0);
  CHECK(running.books() == 0);
}

TEST_CASE("shutdown is handed on, or refused where nobody listens") {
  const Running running;
  CHECK(running.call("GET", "/shutdown").status == 405);
  CHECK(running.shutdowns == 0);
  running.json("POST", "/shutdown");
  CHECK(running.shutdowns == 1);
  auto deaf = std::move(*mock::Mock::make({{responder(), ""}}));
  CHECK(deaf->answer({"POST", "/__admin/shutdown", {}, ""}).status == 404);
}

TEST_CASE("state is read, seeded and deleted") {
  const Running running;
  running.mock->answer(batch(book(1)));
  const Json state = running.json("GET", "/state");
  const Json& books = state["shelf"]["default"]["books"]["reader/north"];
  REQUIRE(books.size() == 1);
  CHECK(books[0]["isbn"] == "1");
  running.json("DELETE", "/state");
  CHECK(running.books() == 0);
  running.json("PUT", "/state", state.dump());
  CHECK(running.books() == 1);
  CHECK(running.json("GET", "/state") == state);
}

TEST_CASE("state can be narrowed to an API or a world") {
  const Running running;
  running.mock->answer(batch(book(1)));
  CHECK(
      running.json("GET", "/state?api=shelf&world=default")["shelf"]["default"].contains("books"));
  CHECK(running.json("GET", "/state?world=other")["shelf"].empty());
  running.json("DELETE", "/state?world=other");
  CHECK(running.books() == 1);
  running.json("DELETE", "/state?world=default");
  CHECK(running.books() == 0);
  const auto lost = running.call("GET", "/state?api=desk");
  CHECK(lost.status == 404);
  CHECK_THAT(lost.body, Catch::Contains("shelf"));
}

TEST_CASE("a state that cannot be used changes nothing") {
  const Running running;
  running.mock->answer(batch(book(1)));
  for (const char* body :
       {"", "{", "[]", R"({"desk": {}})", R"({"shelf": {"w": {"books": {"p": [1]}}}})",
        R"({"shelf": {"default": {"books": {"reader/north": []}}}, "desk": {}})"}) {
    INFO(body);
    const auto response = running.call("PUT", "/state", body);
    CHECK((response.status == 400 || response.status == 404));
    CHECK(running.books() == 1);
  }
  CHECK(running.call("POST", "/state", "{}").status == 405);
}

TEST_CASE("a snapshot brings a state back") {
  const Running running;
  running.mock->answer(batch(book(1)));
  CHECK(running.call("PUT", "/snapshots/one").status == 201);
  running.mock->answer(batch(book(2)));
  CHECK(running.call("PUT", "/snapshots/two").status == 201);
  CHECK(running.call("PUT", "/snapshots/two").status == 200);
  CHECK(running.json("GET", "/snapshots")["snapshots"] == Json({"one", "two"}));
  running.json("POST", "/snapshots/one/restore");
  CHECK(running.books() == 1);
  running.json("POST", "/snapshots/two/restore");
  CHECK(running.books() == 2);
  running.json("DELETE", "/snapshots/two");
  CHECK(running.call("POST", "/snapshots/two/restore").status == 404);
  CHECK(running.call("POST", "/snapshots/one").status == 405);
  CHECK(running.call("GET", "/snapshots/one/restore").status == 405);
  CHECK(running.call("POST", "/snapshots/one/other").status == 404);
}

TEST_CASE("snapshots are bounded in number") {
  const Running running;
  for (int i = 0; i < 64; ++i)
    CHECK(running.call("PUT", "/snapshots/" + std::to_string(i)).status == 201);
  CHECK(running.call("PUT", "/snapshots/more").status == 409);
  CHECK(running.call("PUT", "/snapshots/7").status == 200);
}

TEST_CASE("the control API answers addresses, localhost and named hosts only") {
  mock::AdminOptions options;
  options.hosts = {"mock.test"};
  const Running running(options);
  auto status = [&](const std::string& host) {
    return running.call("GET", "/health", "", {{"Host", host}}).status;
  };
  for (const char* host : {"127.0.0.1", "127.0.0.1:4010", "[::1]:4010", "localhost:1", "LOCALHOST",
                           "192.168.1.7", "mock.test:4010"}) {
    INFO(host);
    CHECK(status(host) == 200);
  }
  for (const char* host : {"evil.example", "evil.example:4010", "localhost.evil.example", "", "[",
                           "127.0.0.1.evil.example", "mock.test.evil"}) {
    INFO(host);
    CHECK(status(host) == 403);
  }
}

TEST_CASE("pages of another origin are turned away, and nothing speaks CORS") {
  const Running running;
  const contract::Headers own{{"Host", "127.0.0.1:1"}, {"Origin", "http://127.0.0.1:1"}};
  CHECK(running.call("GET", "/health", "", own).status == 200);
  for (const char* origin : {"http://evil.example", "null", "http://127.0.0.1:2"}) {
    const auto answer =
        running.call("POST", "/reset", "", {{"Host", "127.0.0.1:1"}, {"Origin", origin}});
    CHECK(answer.status == 403);
    CHECK_FALSE(answer.headers.has("Access-Control-Allow-Origin"));
  }
  CHECK(running.call("POST", "/reset", "", {{"Sec-Fetch-Site", "cross-site"}}).status == 403);
  const auto preflight = running.call("OPTIONS", "/reset", "", own);
  CHECK_FALSE(preflight.headers.has("Access-Control-Allow-Origin"));
}

TEST_CASE("where a token is set nothing happens without it") {
  mock::AdminOptions options;
  options.token = "s3cret";
  const Running running(options);
  running.mock->answer(batch(book(1)));
  for (const char* header :
       {"", "s3cret", "Bearer", "Bearer wrong", "Bearer s3cre", "Bearer s3crets", "Basic s3cret"}) {
    const auto answer = running.call("DELETE", "/state", "", {{"Authorization", header}});
    CHECK(answer.status == 401);
    CHECK(*answer.headers.find("WWW-Authenticate") == "Bearer");
  }
  CHECK(running.books() == 1);
  CHECK(running.call("DELETE", "/state", "", {{"Authorization", "Bearer s3cret"}}).status == 200);
}
