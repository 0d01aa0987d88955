// docs/codes.md row by row, over a socket, with the program a user starts.
#include "support/code_cases.h"

#include "support/server_process.h"

namespace {

void reset(int port) { REQUIRE(support::send(port, "POST", "/__admin/reset").status < 300); }

void seed(int port, const std::string& api, const contract::Json& collections) {
  const contract::Json state = {{api, {{"default", collections}}}};
  const auto reply = support::send(port, "PUT", "/__admin/state", {}, state.dump());
  INFO(reply.body);
  REQUIRE(reply.status < 300);
}

void run(int port, const std::string& api, const code_cases::Case& each) {
  INFO(each.id);
  reset(port);
  for (const code_cases::Step& step : each.steps) {
    if (!step.seed.is_null()) {
      seed(port, api, step.seed);
      continue;
    }
    const contract::Request& request = step.request;
    const support::Fields headers(request.headers.begin(), request.headers.end());
    const auto reply =
        support::send(port, request.method, request.target, headers, request.body, "");
    code_cases::check(step, reply.status, reply.body);
  }
}

}  // namespace

TEST_CASE(
    "every case brings about the code of its row over a socket, and no answer breaks the "
    "contract") {
  const auto api = GENERATE(as<std::string>{}, "artu", "emarsys", "propeller");
  support::ServerProcess server(UNDERSTUDY_BINARY, {"mock", api});
  for (const code_cases::Case& each : code_cases::read_file(api).cases)
    run(server.port(), api, each);
  server.signal(15);
  CHECK(server.wait() == 0);
  CHECK(server.errors().find("breaks the contract") == std::string::npos);
}
