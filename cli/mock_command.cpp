#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>

#include "cli/apis.h"
#include "cli/banner.h"
#include "cli/command.h"
#include "cli/load_options.h"
#include "cli/mock_options.h"
#include "cli/request_line.h"
#include "cli/standard_streams.h"
#include "cli/version.h"
#include "contract/system_error.h"
#include "mock/mock.h"

namespace cli {

namespace {

contract::Error bad_prefix(const std::string& text) {
  return {
      "bad-prefix",
      fmt::format("--prefix {}: expected API=/path, with the name of an API that is served", text),
      {}};
}

// The prefix asked for `name`; "" when none.
std::string prefix_of(const std::vector<std::string>& prefixes, const std::string& name) {
  for (const std::string& text : prefixes)
    if (text.substr(0, text.find('=')) == name) return text.substr(name.size() + 1);
  return "";
}

std::optional<contract::Error> check_prefixes(const std::vector<std::string>& prefixes,
                                              const std::vector<LoadedApi>& apis) {
  for (const std::string& text : prefixes) {
    const auto equals = text.find('=');
    const bool known = std::any_of(apis.begin(), apis.end(), [&](const LoadedApi& api) {
      return equals != std::string::npos && api.name == text.substr(0, equals);
    });
    if (!known || text.size() < equals + 3 || text[equals + 1] != '/' || text.back() == '/')
      return bad_prefix(text);
  }
  return std::nullopt;
}

std::vector<mock::MountedApi> mount(const std::vector<LoadedApi>& apis,
                                    const MockOptions& options) {
  auto source = std::make_shared<mock::Source>(options.seed, options.now);
  mock::ResponderOptions responder_options;
  responder_options.self_check = options.self_check;
  responder_options.json.depth = options.max_depth;
  std::vector<mock::MountedApi> mounted;
  mounted.reserve(apis.size());
  for (const LoadedApi& api : apis)
    mounted.push_back(
        {std::make_shared<mock::Responder>(api.name, api.behaviour, source, responder_options),
         prefix_of(options.prefixes, api.name)});
  return mounted;
}

mock::Server::Handler handler_of(mock::Mock& mock) {
  const auto refuse = [&mock](int status, const std::string& detail,
                              const contract::Request& request) {
    if (status == 413) return mock.refuse(contract::Reason::body_too_large, request);
    return mock::problem(status, detail);
  };
  return {[&mock](contract::Request request) { return mock.serve(std::move(request)); }, refuse};
}

// What the file of --faults has, in the APIs it is for.
std::optional<contract::Errors> inject(const std::vector<mock::MountedApi>& mounted,
                                       const MockOptions& options, const Environment& environment) {
  if (options.faults.empty()) return std::nullopt;
  std::vector<mock::KnownApi> known;
  known.reserve(mounted.size());
  for (const mock::MountedApi& api : mounted)
    known.push_back({api.responder->name(), api.responder->shared_behaviour()});
  auto faults = mock::load_faults(options.faults, environment.read, known);
  if (!faults) return faults.error();
  for (const mock::MountedApi& api : mounted) {
    for (const mock::Fault& fault : *faults)
      if (fault.api == api.responder->name()) api.responder->faults().add(fault);
    api.responder->faults().keep();
  }
  return std::nullopt;
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

std::optional<contract::Error> check_admin(const MockOptions& options) {
  if (is_loopback(options.server.host) || !options.admin_token.empty()) return std::nullopt;
  return contract::Error{
      "admin-token-needed",
      fmt::format("--host {} lets other machines reach the control API: protect it with "
                  "--admin-token TOKEN",
                  options.server.host),
      {}};
}

// SIGINT and SIGTERM, which end the server, kept for StopOnSignal; make it before any other thread.
struct BlockedSignals {
  sigset_t signals{}, before{};
  BlockedSignals() {
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, &before);
  }
  ~BlockedSignals() {
    const timespec at_once{};
    while (sigtimedwait(&signals, nullptr, &at_once) > 0) continue;  // a second Ctrl-C
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;
};

// Waits for a signal on a thread of its own and stops the server; ends with the object.
class StopOnSignal {
 public:
  StopOnSignal(const std::function<void()>& stop_server, const sigset_t& signals)
      : thread_([&stop_server, signals] {
          int received = 0;
          sigwait(&signals, &received);
          stop_server();
        }) {}
  ~StopOnSignal() {
    // Blocked everywhere, so sigwait takes it; a no-op when one was received already.
    pthread_kill(thread_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
    thread_.join();
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  std::thread thread_;
};

std::optional<contract::Error> write_ready_file(const std::string& file, const std::string& url) {
  if (file.empty()) return std::nullopt;
  errno = 0;
  std::ofstream stream(file);
  stream << url << '\n';
  stream.close();
  if (stream) return std::nullopt;
  const int reason = errno;
  return contract::Error{"cannot-write",
                         fmt::format("--ready-file cannot be written: {}; {}",
                                     contract::errno_text(reason), contract::advice_for(reason)),
                         {file, 0, 0}};
}

std::optional<contract::Error> announce(const std::string& url, const Environment& environment) {
  errno = 0;
  environment.out << "listening on " << url << std::endl;
  if (environment.out.good()) return std::nullopt;
  return lost_output(errno);
}

void log_exchanges(mock::Mock& mock, const Environment& environment) {
  auto lines = std::make_shared<std::mutex>();
  mock.on_exchange = [&environment, lines](const mock::JournalEntry& entry) {
    const std::string line = request_line(entry, environment.err_colour) + "\n";
    const std::lock_guard lock(*lines);
    environment.err << line << std::flush;
  };
}

int serve(const MockOptions& options, Environment& environment) {
  const auto apis = load_apis(options.apis, environment);
  if (!apis) return complain(environment, apis.error());
  if (const auto error = check_prefixes(options.prefixes, *apis))
    return complain(environment, {*error});
  if (const auto error = check_admin(options)) return complain(environment, {*error});
  std::function<void()> stop_server;  // known once there is a server
  mock::MockOptions mock_options;
  mock_options.admin = {options.admin_token, {}, version, [&stop_server] { stop_server(); }};
  auto mounted = mount(*apis, options);
  if (const auto errors = inject(mounted, options, environment))
    return complain(environment, *errors);
  auto mock = mock::Mock::make(std::move(mounted), std::move(mock_options));
  if (!mock) return complain(environment, {mock.error()});
  const BlockedSignals blocked;
  auto server = mock::Server::bind(options.server, handler_of(**mock));
  if (!server) {
    complain(environment, {server.error()});
    return server.error().code == "bad-certificate" ? exit_unusable : exit_cannot_run;
  }
  stop_server = [&server, &mock] {
    (*server)->stop();
    (*mock)->hurry();
  };
  const std::string url =
      fmt::format("{}://{}:{}", options.server.tls_cert.empty() ? "http" : "https",
                  options.server.host, (*server)->port());
  // The server is bound: what is asked from now on is answered.
  if (const auto error = write_ready_file(options.ready_file, url))
    return complain(environment, {*error});
  if (!environment.quiet) print_banner(**mock, url, environment);
  if (!environment.quiet) log_exchanges(**mock, environment);
  if (const auto error = announce(url, environment)) return complain(environment, {*error});
  const StopOnSignal stop(stop_server, blocked.signals);
  (*server)->run();
  return exit_well;
}

void add_server_options(CLI::App& app, MockOptions& options) {
  mock::ServerOptions& server = options.server;
  server.port = 4010;
  app.add_option("--host", server.host, "address to listen on")->capture_default_str();
  app.add_option("--port,-p", server.port, "port to listen on; 0 takes any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--max-body", server.max_body, "largest request body, in bytes (or 8MiB, …)")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  app.add_option("--tls-cert", server.tls_cert, "PEM certificate chain: serve HTTPS");
  app.add_option("--tls-key", server.tls_key, "PEM key of the certificate");
  app.add_option("--tls-client-ca", server.tls_client_ca, "PEM authorities clients must present");
}

void add_seconds(CLI::App& app, const std::string& name, std::chrono::milliseconds& value,
                 const std::string& help) {
  app.add_option_function<double>(
         name,
         [&value](double seconds) {
           value = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
         },
         help + ", in seconds")
      ->check(CLI::Range(0.001, 86'400.0));
}

void add_limit_options(CLI::App& app, MockOptions& options) {
  mock::ServerOptions& server = options.server;
  app.add_option("--max-target", server.max_target, "longest request target, in bytes")
      ->capture_default_str();
  app.add_option("--max-head", server.max_head, "largest request head, in bytes")
      ->capture_default_str();
  app.add_option("--max-headers", server.max_header_count, "most header lines of a request")
      ->capture_default_str();
  app.add_option("--max-depth", options.max_depth, "deepest nesting of a JSON body")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  app.add_option("--max-connections", server.max_connections, "most connections open at once")
      ->capture_default_str();
  add_seconds(app, "--head-deadline", server.head_deadline, "time for a request head");
  add_seconds(app, "--body-deadline", server.body_deadline, "time for a request body");
  add_seconds(app, "--write-deadline", server.write_deadline,
              "time for a client to take an answer");
  add_seconds(app, "--idle-timeout", server.idle_timeout, "time between requests of a connection");
}

void add_state_options(CLI::App& app, MockOptions& options) {
  app.add_option("--prefix", options.prefixes, "API=/path: serve that API below the path");
  app.add_option("--seed", options.seed, "make generated ids repeat from run to run");
  app.add_option("--now", options.now, "stop the clock at this RFC 3339 instant");
  const std::map<std::string, mock::SelfCheck> modes = {{"all", mock::SelfCheck::all},
                                                        {"sample", mock::SelfCheck::sample},
                                                        {"off", mock::SelfCheck::off}};
  app.add_option("--self-check", options.self_check,
                 "which answers are validated: all, sample, off")
      ->transform(CLI::CheckedTransformer(modes).description(""));
  app.add_option("--faults", options.faults, "file of faults to inject (docs/faults.md)");
  app.add_option("--ready-file", options.ready_file,
                 "write the URL here once requests are answered");
  app.add_option("--admin-token", options.admin_token, "bearer token that /__admin asks for");
}

}  // namespace

std::function<int()> configure_mock(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<MockOptions>();
  app.add_option("API", options->apis,
                 "bundled names, directories or OpenAPI files; none: all bundled");
  add_server_options(app, *options);
  add_limit_options(app, *options);
  add_state_options(app, *options);
  add_load_options(app, environment);
  return [options, &environment] { return serve(*options, environment); };
}

}  // namespace cli
