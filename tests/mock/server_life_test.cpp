// Starting, stopping, limits on connections, and what idling costs.
#include <sys/resource.h>

#include <atomic>
#include <ctime>
#include <latch>
#include <vector>

#include "front_client.h"
#include "support/catch.h"

using front_test::Client;
using front_test::RunningServer;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;
const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

mock::Server::Handler slow_handler(std::chrono::milliseconds time, std::latch* begun = nullptr) {
  return {[=](const contract::Request&) {
            if (begun != nullptr) begun->count_down();
            std::this_thread::sleep_for(time);
            return contract::Response{200, {}, ""};
          },
          {}};
}

struct Usage {
  double seconds;
  long peak_kilobytes;
};

Usage usage() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return {seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss};
}

// Sanitizers keep freed memory for a while.
long slack() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return 64;
#else
  return 1;
#endif
}

}  // namespace

TEST_CASE("a second server on a port is refused and told what to do") {
  RunningServer first;
  mock::ServerOptions options;
  options.port = first.port();
  const auto second = mock::Server::bind(options, {front_test::echo, {}});
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "port-in-use");
  CHECK(second.error().message.find(std::to_string(first.port())) != std::string::npos);
  CHECK(second.error().message.find("--port") != std::string::npos);
  CHECK(front_test::answers(first.port()));
}

TEST_CASE("a port is free again as soon as its server has stopped") {
  mock::ServerOptions options;
  for (int i = 0; i < 3; ++i) {
    RunningServer server(options);
    options.port = server.port();
    CHECK(front_test::answers(server.port()));
  }
}

TEST_CASE("an address that is not ours cannot be bound") {
  mock::ServerOptions options;
  options.host = GENERATE("192.0.2.1", "no-such-host.invalid");
  const auto server = mock::Server::bind(options, {front_test::echo, {}});
  REQUIRE_FALSE(server);
  CHECK(server.error().code == "cannot-bind");
}

TEST_CASE("a certificate that is none is refused") {
  mock::ServerOptions options;
  options.tls_cert = options.tls_key = "/dev/null";
  const auto server = mock::Server::bind(options, {front_test::echo, {}});
  REQUIRE_FALSE(server);
  CHECK(server.error().code == "bad-certificate");
}

TEST_CASE("stop before run ends run at once") {
  auto server = mock::Server::bind({}, {front_test::echo, {}});
  REQUIRE(server);
  (*server)->stop();
  (*server)->run();
  CHECK_FALSE(front_test::answers((*server)->port()));
}

TEST_CASE("stop lets a request in flight finish and closes its connection") {
  std::latch begun(1);
  RunningServer server({}, slow_handler(300ms, &begun));
  Client client(server.port());
  client.send(kGet);
  begun.wait();
  server.stop();
  const auto reply = client.read_reply();
  REQUIRE(reply);
  CHECK(reply->status == 200);
  CHECK(reply->headers.get("Connection") == "close");
  CHECK(client.sees_end());
  server.wait();
}

TEST_CASE("stop closes idle connections at once") {
  mock::ServerOptions options;
  options.stop_deadline = 60s;
  RunningServer server(options);
  std::vector<Client> idle;
  for (int i = 0; i < 50; ++i) {
    idle.emplace_back(server.port());
    idle.back().send(kGet);
    REQUIRE(idle.back().read_reply());
  }
  const auto begin = Clock::now();
  server.stop();
  server.wait();
  CHECK(Clock::now() - begin < 20s);
  for (auto& client : idle) CHECK(client.sees_end());
}

TEST_CASE("stop cuts what does not finish in time") {
  mock::ServerOptions options;
  options.stop_deadline = 300ms;
  std::latch begun(1);
  RunningServer server(options, slow_handler(3'000ms, &begun));
  Client half(server.port()), stuck(server.port());
  half.send("GET / HTT");
  stuck.send(kGet);
  begun.wait();
  const auto begin = Clock::now();
  server.stop();
  server.wait();
  CHECK(Clock::now() - begin < 2'500ms);
  CHECK(half.sees_end());
}

TEST_CASE("a connection over the limit is told 503, and the next one is served when one is free") {
  mock::ServerOptions options;
  options.max_connections = 4;
  RunningServer server(options);
  {
    std::vector<Client> all;
    for (int i = 0; i < 4; ++i) {
      all.emplace_back(server.port());
      all.back().send(kGet);
      REQUIRE(all.back().read_reply());
    }
    Client one_more(server.port());
    one_more.send(kGet);
    const auto reply = one_more.read_reply();
    REQUIRE(reply);
    CHECK(reply->status == 503);
    CHECK(reply->headers.has("Retry-After"));
    CHECK(one_more.sees_end());
  }
  bool served = false;
  for (const auto until = Clock::now() + 2s; !served && Clock::now() < until;) {
    served = front_test::answers(server.port());
  }
  CHECK(served);
}

TEST_CASE("handlers that wait take no thread from the others") {
  RunningServer server({}, {[](const contract::Request& request) {
                              if (request.target == "/slow") std::this_thread::sleep_for(500ms);
                              return contract::Response{200, {}, ""};
                            },
                            {}});
  std::vector<Client> slow;
  const auto begin = Clock::now();
  for (int i = 0; i < 64; ++i) {
    slow.emplace_back(server.port());
    slow.back().send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  CHECK(front_test::answers(server.port()));
  for (auto& client : slow) CHECK(client.read_reply("GET", 5'000ms));
  CHECK(Clock::now() - begin < 4s);  // one after another they take 32 s
}

TEST_CASE("a request of 10 KiB costs at most 100 ms and 1 MiB, whatever it is made of") {
  const std::string fields(9'000, ',');
  std::string lines, chunks;
  for (int i = 0; i < 95; ++i)
    lines += "X-" + std::to_string(i) + ": " + std::string(90, ',') + "\r\n";
  for (int i = 0; i < 1'600; ++i) chunks += "1\r\nx\r\n";
  const std::string head = "PUT / HTTP/1.1\r\nHost: a\r\n";
  const auto bomb = front_test::gzip(std::string(9u << 20, '\0'));
  const std::string request = GENERATE_COPY(
      head + "Connection: " + fields + "\r\n\r\n", head + "Expect: " + fields + "\r\n\r\n",
      head + "Transfer-Encoding: " + fields + "\r\n\r\n", head + lines + "\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n",
      head + "Content-Encoding: gzip\r\nContent-Length: " + std::to_string(bomb.size()) +
          "\r\n\r\n" + bomb);
  REQUIRE(request.size() < 11 << 10);
  RunningServer server;
  REQUIRE(front_test::answers(server.port()));
  constexpr int times = 20;
  const auto before = usage();
  for (int i = 0; i < times; ++i) {
    Client client(server.port());
    client.send(request);
    CHECK(client.read_reply());
  }
  const auto after = usage();
  CHECK((after.seconds - before.seconds) / times < 0.1);  // the client's share included
  CHECK(after.peak_kilobytes - before.peak_kilobytes < 4 * 1024 * slack());  // 4: threads at work
}

TEST_CASE("2,000 idle connections cost less than 5 % of a core") {
  constexpr std::size_t wanted = 2'000;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < 2 * wanted + 500) {
    WARN("skipped: this process may open " << limit.rlim_cur << " files only");
    return;
  }
  mock::ServerOptions options;
  options.max_connections = wanted + 10;
  RunningServer server(options);
  std::vector<Client> idle;
  idle.reserve(wanted);
  for (std::size_t i = 0; i < wanted; ++i) {
    idle.emplace_back(server.port());
    if (i % 2 == 0) continue;  // half of them have been used
    idle.back().send(kGet);
    REQUIRE(idle.back().read_reply());
  }
  timespec before{}, after{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
  std::this_thread::sleep_for(1'000ms);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
  const auto used = (after.tv_sec - before.tv_sec) * 1'000'000'000 + after.tv_nsec - before.tv_nsec;
  CHECK(used < 50'000'000);
  idle.back().send(kGet);
  CHECK(idle.back().read_reply());
}
