// `understudy mock` as a process: start, ready, signals, ports, what it prints.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <regex>

#include "support/catch.h"
#include "support/server_process.h"
#include "support/shell.h"

namespace {

const std::filesystem::path binary = UNDERSTUDY_BINARY;
using support::ServerProcess;

// A listening socket somebody else holds.
class TakenPort {
 public:
  TakenPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(listen(socket_, 1) == 0);
    REQUIRE(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
  }
  ~TakenPort() { close(socket_); }
  int port = 0;

 private:
  int socket_;
};

std::vector<std::string> curl_lines(const std::string& errors) {
  static const std::regex line("try: (curl .*)");
  std::vector<std::string> lines;
  for (std::sregex_iterator it(errors.begin(), errors.end(), line), end; it != end; ++it)
    lines.push_back((*it)[1]);
  return lines;
}

}  // namespace

TEST_CASE("the one line on standard output names a port that answers") {
  const ServerProcess server(binary, {"mock", "--quiet"});
  CHECK(server.first_line() == "listening on http://127.0.0.1:" + std::to_string(server.port()));
  CHECK(support::send(server.port(), "GET", "/__admin/health").status == 200);
}

TEST_CASE("the ready file holds the URL once requests are answered") {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "ready";
  const ServerProcess server(binary, {"mock", "--quiet", "--ready-file", file.string()});
  CHECK(support::send(server.port(), "GET", "/__admin/health").status == 200);
  CHECK(support::slurp(file) == "http://127.0.0.1:" + std::to_string(server.port()) + "\n");
}

TEST_CASE("SIGTERM and SIGINT are the normal end") {
  for (const int number : {SIGTERM, SIGINT}) {
    ServerProcess server(binary, {"mock", "--quiet"});
    REQUIRE(support::send(server.port(), "GET", "/__admin/health").status == 200);
    const auto begin = std::chrono::steady_clock::now();
    server.signal(number);
    CHECK(server.wait() == 0);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    CHECK(server.errors().empty());
  }
}

TEST_CASE("a port that is in use is exit 3 and says what to do") {
  const TakenPort taken;
  const auto ran =
      support::shell(binary.string() + " mock --quiet --port " + std::to_string(taken.port), "/");
  CHECK(ran.exit_code == 3);
  CHECK(ran.output.find("listening") == std::string::npos);
  CHECK(ran.output.find(std::to_string(taken.port)) != std::string::npos);
  CHECK(ran.output.find("--port") != std::string::npos);
}

TEST_CASE("every curl line of the banner works when pasted") {
  const ServerProcess server(binary, {"mock"});
  const auto lines = curl_lines(server.errors());
  REQUIRE(lines.size() == 3);
  for (const std::string& line : lines) {
    INFO(line);
    const auto ran = support::shell(line + " -s -o /dev/null -w '%{http_code}'", "/");
    CHECK(ran.output == "200");
  }
}

TEST_CASE("every exchange is a line on standard error unless quiet") {
  ServerProcess server(binary, {"mock"});
  support::send(server.port(), "GET", "/no/such/path");
  server.signal(SIGTERM);
  server.wait();
  CHECK(std::regex_search(server.errors(), std::regex("GET /no/such/path 404")));
}

TEST_CASE("a wrong method is refused in the words of the API that has the path") {
  const ServerProcess server(binary, {"mock", "--quiet"});
  const auto reply = support::send(server.port(), "DELETE", "/contact-methods/list");
  CHECK(reply.status == 405);
  CHECK(reply.header("Allow").find("POST") != std::string::npos);
  CHECK(reply.body.find("INVALID_OPERATION") != std::string::npos);
}

TEST_CASE("a prefix moves an API, and an unknown one is refused") {
  const ServerProcess server(binary, {"mock", "artu", "--quiet", "--prefix", "artu=/a"});
  CHECK(support::send(server.port(), "PUT", "/contact-methods/batch/external", {}, "{}").status ==
        404);
  CHECK(support::send(server.port(), "PUT", "/a/contact-methods/batch/external", {}, "{}").status ==
        401);
  const auto ran = support::shell(binary.string() + " mock artu --port 0 --prefix emarsys=/e", "/");
  CHECK(ran.exit_code == 2);
}

TEST_CASE("a body of 50 MB is refused and the server lives on") {
  const ServerProcess server(binary, {"mock", "--quiet"});
  const std::string big(50u << 20, 'x');
  const auto reply = support::send(server.port(), "PUT", "/contact-methods/batch/external",
                                   {{"Authorization", "Bearer t"}, {"X-Environment", "test"}}, big);
  CHECK((reply.status == 413 || reply.status == 0));  // the client may see the close first
  CHECK(support::send(server.port(), "GET", "/__admin/health").status == 200);
}

TEST_CASE("limits are flags") {
  const ServerProcess server(
      binary, {"mock", "artu", "--quiet", "--max-target", "200", "--max-headers", "20",
               "--max-body", "1KiB", "--max-depth", "3", "--head-deadline", "0.5"});
  const int port = server.port();
  const auto put = [&](const std::string& body) {
    return support::send(port, "PUT", "/contact-methods/batch/external",
                         {{"Authorization", "Bearer t"}, {"X-Environment", "test"}}, body);
  };
  CHECK(support::send(port, "GET", "/" + std::string(300, 'a')).status == 414);
  CHECK(support::send(port, "GET", "/a", support::Fields(30, {"X-A", "1"})).status == 431);
  CHECK(put(std::string(2000, ' ') + "{}").status == 413);
  const auto deep = put(R"({"items":[{"metadata":{}}]})");
  CHECK(deep.status == 400);
  CHECK(deep.body.find("not valid JSON") != std::string::npos);
}

TEST_CASE("a seed and a stopped clock make answers repeat") {
  const auto answer = [] {
    const ServerProcess server(
        binary, {"mock", "artu", "--quiet", "--seed", "7", "--now", "2026-01-02T03:04:05.678Z"});
    return support::send(server.port(), "PUT", "/contact-methods/batch/external",
                         {{"Authorization", "Bearer t"}, {"X-Environment", "test"}},
                         R"({"items":[{"clientId":"3c90c3cc-0d44-4b50-8888-8dd25736052a",)"
                         R"("type":"email","value":"a@example.com","externalId":"e1"}]})")
        .body;
  };
  const std::string first = answer();
  CHECK(first == answer());
  CHECK(first.find("2026-01-02T03:04:05.678Z") != std::string::npos);
}
