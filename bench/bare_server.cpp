// The floor under the mock: a handler that only parses the body, behind the guarded front or, with
// --plain, behind cpp-httplib as it comes. Prints "listening on http://127.0.0.1:PORT".
#include <fmt/core.h>
#include <httplib.h>
#include <signal.h>
#include <simdjson.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <thread>

#include "mock/server.h"

namespace {

constexpr std::string_view kAnswer = R"({"data":[],"status":"ok"})";

bool parses(const std::string& body) {
  thread_local simdjson::dom::parser parser;
  return body.empty() || parser.parse(body).error() == simdjson::SUCCESS;
}

void announce(int port) {
  fmt::print("listening on http://127.0.0.1:{}\n", port);
  std::fflush(stdout);
}

int serve_guarded(mock::ServerOptions options) {
  const auto answer = [](const contract::Request& request) {
    return contract::Response{parses(request.body) ? 200 : 400,
                              {{"Content-Type", "application/json"}},
                              std::string(kAnswer)};
  };
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  auto server = mock::Server::bind(std::move(options), {answer, nullptr});
  if (!server) {
    fmt::print(stderr, "{}\n", server.error().message);
    return 3;
  }
  std::thread stopper([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    (*server)->stop();
  });
  announce((*server)->port());
  (*server)->run();
  stopper.join();
  return 0;
}

// With what it takes to answer more than 8 clients: TCP_NODELAY, long keep-alive, many threads.
int serve_plain(int port) {
  httplib::Server server;
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1'000'000'000);
  server.new_task_queue = [] { return new httplib::ThreadPool(300); };
  const auto answer = [](const httplib::Request& request, httplib::Response& response) {
    response.status = parses(request.body) ? 200 : 400;
    response.set_content(kAnswer.data(), kAnswer.size(), "application/json");
  };
  server.Put("/.*", answer).Post("/.*", answer).Get("/.*", answer);
  const int bound = port == 0 ? server.bind_to_any_port("127.0.0.1")
                              : (server.bind_to_port("127.0.0.1", port) ? port : -1);
  if (bound < 0) return 3;
  announce(bound);
  return server.listen_after_bind() ? 0 : 3;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Answers every request with the same JSON.");
  mock::ServerOptions options;
  bool plain = false;
  app.add_option("--port", options.port, "0: any free one");
  app.add_option("--max-connections", options.max_connections, "of the guarded front");
  app.add_option("--tls-cert", options.tls_cert, "PEM");
  app.add_option("--tls-key", options.tls_key, "PEM");
  app.add_flag("--plain", plain, "cpp-httplib without the guarded front");
  CLI11_PARSE(app, argc, argv);
  return plain ? serve_plain(options.port) : serve_guarded(options);
}
