// Start, load, reset, stop, with everything at once; meant for ThreadSanitizer: test_mock "[tsan]".
#include <sys/socket.h>

#include <atomic>
#include <mutex>
#include <vector>

#include "front_client.h"
#include "support/catch.h"

using front_test::Client;
using front_test::RunningServer;
using namespace std::chrono_literals;

namespace {

// State that every request changes and /reset clears, as a mock has it.
struct State {
  std::mutex mutex;
  std::vector<std::string> records;
  std::atomic<int> resets{0};

  contract::Response answer(const contract::Request& request) {
    if (request.target == "/wait") std::this_thread::sleep_for(2ms);
    if (request.target == "/throw") throw std::runtime_error("broken");
    const std::lock_guard lock(mutex);
    if (request.target == "/reset") {
      records.clear();
      ++resets;
    } else {
      records.push_back(request.body);
    }
    return {200, {}, std::to_string(records.size())};
  }
};

// Closes with RST instead of FIN.
void reset_connection(Client& client) {
  const linger now{1, 0};
  ::setsockopt(client.fd(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

void one_exchange(Client& client, int number) {
  switch (number % 6) {
    case 0:
      client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
      break;
    case 1:
      client.send(
          "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
      break;
    case 2:
      client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
      break;
    case 3:
      client.send("GET /throw HTTP/1.1\r\nHost: a\r\n\r\n");
      break;
    case 4:
      client.send("POST /reset HTTP/1.1\r\nHost: a\r\n\r\n");
      break;
    default:
      client.send("GET / HTTP/1.1\r\nHo: a\r\n\r\n");
  }
  client.read_reply();
}

// Until told to end: connections that are used, dropped, reset or left half-way.
void load(int port, const std::atomic<bool>& ended, int seed) {
  for (int round = seed; !ended; ++round) {
    Client client(port);
    for (int i = 0; i < 5 && !ended; ++i) one_exchange(client, round + i);
    if (round % 3 == 0) reset_connection(client);
    if (round % 3 == 1) client.send("PUT /half HTTP/1.1\r\nHost: a\r\nContent-");
  }
}

}  // namespace

// First of the process on purpose: httplib keeps what its parser needs in function-local statics.
TEST_CASE("two workers that give the first answers of a process race with nothing", "[tsan]") {
  const auto answer = [](const contract::Request& request) -> contract::Response {
    if (request.target == "/late") std::this_thread::sleep_for(200ms);
    return {200, {}, request.target};
  };
  RunningServer server({}, {answer, {}});
  Client late(server.port());
  late.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
  Client early(server.port());
  early.send("GET /early HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(early.read_reply()->body == "/early");
  CHECK(late.read_reply()->body == "/late");
}

TEST_CASE("start, load, reset and stop race with nothing", "[tsan]") {
  for (int round = 0; round < 4; ++round) {
    State state;
    std::atomic<bool> ended{false};
    std::vector<std::thread> loaders;
    {
      mock::ServerOptions options;
      options.max_connections = 6;  // fewer than there are clients
      options.head_deadline = options.body_deadline = 50ms;
      options.stop_deadline = 200ms;
      RunningServer server(options,
                           {[&](const contract::Request& r) { return state.answer(r); }, {}});
      for (int i = 0; i < 8; ++i) {
        loaders.emplace_back([&, i] { load(server.port(), ended, i); });
      }
      const auto until = std::chrono::steady_clock::now() + 20s;
      while (state.resets < 50 && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(10ms);
      }
      server.stop();
      server.wait();
      ended = true;
      for (auto& loader : loaders) loader.join();
    }
    CHECK(state.resets >= 50);
  }
}

TEST_CASE("servers that start and stop at once race with nothing", "[tsan]") {
  for (int round = 0; round < 20; ++round) {
    RunningServer server;
    Client client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    std::thread stopper([&] { server.stop(); });
    client.read_reply("GET", 100ms);
    stopper.join();
    server.wait();
  }
  SUCCEED("all of them stopped");
}
