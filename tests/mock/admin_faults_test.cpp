#include "mock/admin_faults.h"

#include "mock/front_client.h"
#include "mock/mock.h"
#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;
using contract::Json;
using namespace std::chrono_literals;

namespace {

struct Running {
  std::unique_ptr<mock::Mock> mock = std::move(*mock::Mock::make({{responder(), ""}}, {}));

  contract::Response call(const std::string& method, const std::string& path,
                          const std::string& body = "", contract::Headers headers = {}) const {
    return mock->answer({method, "/__admin" + path, std::move(headers), body});
  }
  Json json(const std::string& method, const std::string& path,
            const std::string& body = "") const {
    const auto response = call(method, path, body);
    INFO(response.body);
    CHECK(response.status < 300);
    return Json::parse(response.body);
  }
  int status_of_batch(const std::string& world = "default") const {
    auto asked = batch(book(1));
    asked.headers.add("Understudy-World", world);
    return mock->answer(asked).status;
  }
};

std::string bytes_of(const contract::Request& request) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
  return bytes + "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n" +
         request.body;
}

mock::Server::Handler handler_of(mock::Mock& mock) {
  return {[&mock](const contract::Request& request) { return mock.answer(request); }, {}};
}

}  // namespace

TEST_CASE("a fault is added, listed, counted and removed") {
  const Running running;
  const Json added =
      running.json("POST", "/faults", R"({"error": "CLOSED", "operation": "books.upsertMany"})");
  REQUIRE(added["faults"].size() == 1);
  const auto id = added["faults"][0]["id"].get<std::string>();
  CHECK(running.status_of_batch() == 503);
  CHECK(running.json("GET", "/faults/" + id)["touched"] == 1);
  CHECK(running.json("GET", "/faults")["faults"][0]["error"] == "CLOSED");
  running.json("DELETE", "/faults/" + id);
  CHECK(running.status_of_batch() == 200);
  CHECK(running.call("GET", "/faults/" + id).status == 404);
  CHECK(running.json("GET", "/faults")["faults"].empty());
}

TEST_CASE("a list of faults is added whole or not at all, and the 400 says why") {
  const Running running;
  const auto refused =
      running.call("POST", "/faults", "[{\"error\": \"CLOSED\"},\n {\"error\": \"OPEN\"}]");
  CHECK(refused.status == 400);
  CHECK_THAT(refused.body, Catch::Contains("line 2: the error 'OPEN' is not known"));
  CHECK(running.json("GET", "/faults")["faults"].empty());
  CHECK(running.call("POST", "/faults", "{").status == 400);
  CHECK(running.call("POST", "/faults", "7").status == 400);
  CHECK(running.call("PUT", "/faults", "[]").status == 405);
  CHECK(running.call("POST", "/faults/x", "{}").status == 405);
  CHECK(running.call("GET", "/faults/x/y").status == 404);
  CHECK(running.json("POST", "/faults", R"({"faults": [{"lose": true}, {"latency": 1}]})")["faults"]
            .size() == 2);
}

TEST_CASE("faults of a world are added by its header and removed by its name") {
  const Running running;
  running.call("POST", "/faults", R"({"error": "CLOSED"})", {{"Understudy-World", "a"}});
  running.json("POST", "/faults", R"({"error": "CLOSED", "world": "b"})");
  CHECK(running.status_of_batch() == 200);
  CHECK(running.status_of_batch("a") == 503);
  CHECK(running.status_of_batch("b") == 503);
  CHECK(running.json("GET", "/faults?world=a")["faults"].size() == 1);
  running.json("DELETE", "/faults?world=a");
  CHECK(running.status_of_batch("a") == 200);
  CHECK(running.status_of_batch("b") == 503);
  running.json("POST", "/reset");
  CHECK(running.status_of_batch("b") == 200);
}

TEST_CASE("the journal tells which faults touched a request and that its answer was lost") {
  const Running running;
  running.json("POST", "/faults", R"({"lose": true, "name": "cut", "times": 1})");
  running.mock->answer(batch(book(1)));
  running.mock->answer(batch(book(1)));
  const Json requests = running.json("GET", "/requests")["requests"];
  CHECK(requests[1]["faults"] == Json::array({"cut"}));
  CHECK(requests[1]["response"]["lost"] == true);
  CHECK(requests[0]["faults"].empty());
  CHECK(requests[0]["response"]["lost"] == false);
  CHECK(running.json("POST", "/requests/count", R"({"fault": "cut"})")["count"] == 1);
}

TEST_CASE("a lost answer ends the connection without a byte, and the server lives on") {
  const Running running;
  running.json("POST", "/faults", R"({"lose": true, "times": 1})");
  front_test::RunningServer server({}, handler_of(*running.mock));
  front_test::Client client(server.port());
  REQUIRE(client.send(bytes_of(batch(book(1)))));
  CHECK(client.sees_end());
  CHECK(client.unread().empty());
  front_test::Client next(server.port());
  REQUIRE(next.send(bytes_of(batch(book(1)))));
  const auto reply = next.read_reply("PUT");
  REQUIRE(reply);
  CHECK(reply->status == 200);
  CHECK(reply->body.find("updated") != std::string::npos);  // the lost one was written
}

TEST_CASE("a server that is stopped does not wait for a latency") {
  const Running running;
  running.json("POST", "/faults", R"({"latency": 60000})");
  front_test::RunningServer server({}, handler_of(*running.mock));
  front_test::Client client(server.port());
  REQUIRE(client.send(bytes_of(batch(book(1)))));
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (running.call("GET", "/state").body.find("\"isbn\"") == std::string::npos &&
         std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(1ms);
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  running.mock->hurry();
  const auto reply = client.read_reply("PUT");
  REQUIRE(reply);
  CHECK(reply->status == 200);
  server.wait();
  CHECK(std::chrono::steady_clock::now() - began < 10s);
}
