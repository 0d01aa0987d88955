// Clients that take their time, 64 at once, beside one that does not.
#include <vector>

#include "front_client.h"
#include "support/catch.h"

using front_test::Client;
using namespace std::chrono_literals;

namespace {

constexpr int kClients = 64;
using Clock = std::chrono::steady_clock;

mock::ServerOptions short_deadlines() {
  mock::ServerOptions options;
  options.head_deadline = options.body_deadline = options.write_deadline = 400ms;
  return options;
}

std::vector<Client> clients(int port, std::string_view first_bytes, int receive_buffer = 0) {
  std::vector<Client> all;
  all.reserve(kClients);
  for (int i = 0; i < kClients; ++i) {
    all.emplace_back(port, receive_buffer);
    all.back().send(first_bytes);
  }
  return all;
}

// Each client sends a byte every 20 ms, for longer than any deadline allows.
void drip(std::vector<Client>& slow, std::string_view bytes, int port) {
  const auto until = Clock::now() + 800ms;
  for (std::size_t i = 0; Clock::now() < until; ++i) {
    for (auto& client : slow) client.send(bytes.substr(i % bytes.size(), 1));
    if (i % 8 == 0) CHECK(front_test::answers(port));
    std::this_thread::sleep_for(20ms);
  }
}

void check_timed_out(std::vector<Client>& slow) {
  for (auto& client : slow) {
    const auto reply = client.read_reply();
    REQUIRE(reply);
    CHECK(reply->status == 408);
    CHECK(reply->headers.get("Connection") == "close");
    CHECK(client.sees_end());
  }
}

}  // namespace

TEST_CASE("64 clients that drip their heads get 408 and hold up nobody") {
  front_test::RunningServer server(short_deadlines());
  auto slow = clients(server.port(), "GET / HTTP/1.1\r\nHost: a\r\n");
  drip(slow, "X-Drip: drip\r\n", server.port());
  check_timed_out(slow);
}

TEST_CASE("64 clients that drip their bodies get 408 and hold up nobody") {
  front_test::RunningServer server(short_deadlines());
  auto slow = clients(server.port(), "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n");
  drip(slow, "x", server.port());
  check_timed_out(slow);
}

TEST_CASE("64 clients that drip their chunks get 408 and hold up nobody") {
  front_test::RunningServer server(short_deadlines());
  auto slow =
      clients(server.port(), "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  drip(slow, "1\r\nx\r\n", server.port());
  check_timed_out(slow);
}

TEST_CASE("64 clients that do not read their answers are cut off and hold up nobody") {
  const std::string large(1u << 20, 'x');
  const auto answer = [&](const contract::Request& request) {
    return contract::Response{200, {}, request.target == "/large" ? large : ""};
  };
  front_test::RunningServer server(short_deadlines(), {answer, {}});
  auto slow = clients(server.port(), "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", 4096);
  const auto until = Clock::now() + 2'500ms;  // a reader that is early gets it all
  while (Clock::now() < until) {
    CHECK(front_test::answers(server.port()));
    std::this_thread::sleep_for(50ms);
  }
  for (auto& client : slow) {
    std::size_t got = 0;
    for (auto bytes = client.read_some(); !bytes.empty(); bytes = client.read_some()) {
      got += bytes.size();
    }
    INFO(got << " bytes");
    CHECK(got < large.size());
    CHECK(client.sees_end());
  }
}

TEST_CASE("an idle connection is closed silently after its time") {
  mock::ServerOptions options;
  options.idle_timeout = 1s;
  front_test::RunningServer server(options);
  Client client(server.port());
  CHECK(client.sees_end());
  Client used(server.port());
  used.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(used.read_reply());
  CHECK(used.sees_end());
}

TEST_CASE("a request that comes byte by byte, but in time, is answered") {
  front_test::RunningServer server;
  Client client(server.port());
  const std::string_view bytes =
      "PUT /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nhi\r\n0\r\nT: "
      "t\r\n\r\n";
  for (std::size_t i = 0; i < bytes.size(); ++i) client.send(bytes.substr(i, 1));
  const auto reply = client.read_reply();
  REQUIRE(reply);
  CHECK(reply->body == "PUT /p\nHost: a\nTransfer-Encoding: chunked\n\nhi");
}

TEST_CASE("a client that has ended its side still gets its answer") {
  front_test::RunningServer server;
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.end_sending();
  CHECK(client.read_reply());
  CHECK(client.sees_end());
}
