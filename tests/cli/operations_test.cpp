// tests/data/operations: every operation of the bundled APIs and of those in fixtures/apis, over a
// socket, with what was written read back.
#include "contract/behaviour.h"
#include "contract/router.h"
#include "support/code_cases.h"
#include "support/server_process.h"

namespace {

const std::string root = UNDERSTUDY_SOURCE_DIR;

std::string api_name() {
  return GENERATE(as<std::string>{}, "artu", "emarsys", "propeller", "event-import", "multi-status",
                  "order-lines", "price-list");
}

code_cases::File read_operations(const std::string& api) {
  return code_cases::read_path(root + "/tests/data/operations/" + api + ".yaml");
}

contract::BehaviourPtr load(const code_cases::File& file) {
  const auto behaviour =
      contract::load_behaviour(root + "/" + file.folder + "/behaviour.yaml", contract::read_file);
  REQUIRE(behaviour);
  return *behaviour;
}

bool reads(const contract::Plan& plan) {
  const auto* batch = std::get_if<contract::Batch>(&plan.does);
  if (batch == nullptr) return true;
  const contract::Cell* exists = cell_for(*batch, contract::Situation::exists);
  return exists != nullptr && exists->then.verb == contract::Verb::read;
}

bool is_bundled(const code_cases::File& file) { return file.folder.starts_with("specs/"); }

}  // namespace

TEST_CASE("every operation does over a socket what its cases say") {
  const std::string api = api_name();
  const code_cases::File file = read_operations(api);
  support::ServerProcess server(UNDERSTUDY_BINARY,
                                {"mock", is_bundled(file) ? api : root + "/" + file.folder});
  for (const code_cases::Case& each : file.cases) {
    INFO(each.id);
    REQUIRE(support::send(server.port(), "POST", "/__admin/reset").status < 300);
    for (const code_cases::Step& step : each.steps) {
      const support::Fields headers(step.request.headers.begin(), step.request.headers.end());
      const auto reply = support::send(server.port(), step.request.method, step.request.target,
                                       headers, step.request.body, "");
      code_cases::check(step, reply.status, reply.body);
    }
  }
  server.signal(15);
  CHECK(server.wait() == 0);
  CHECK(server.errors().find("breaks the contract") == std::string::npos);
}

TEST_CASE("every operation has a case, and every write in one is read back") {
  const std::string api = api_name();
  const code_cases::File file = read_operations(api);
  const contract::BehaviourPtr behaviour = load(file);
  const contract::Router router(*behaviour->api);
  std::set<std::string> covered;
  for (const code_cases::Case& each : file.cases) {
    INFO(api << " " << each.id);
    covered.insert(each.id);
    bool called = false;
    bool unread = false;
    for (const code_cases::Step& step : each.steps) {
      INFO(step.request.method << " " << step.request.target);
      const auto found = router.find(step.request.method, step.request.path());
      REQUIRE(std::holds_alternative<contract::Route>(found));
      const std::string id = std::get<contract::Route>(found).operation->id;
      called = called || id == each.id;
      const bool read = reads(behaviour->plans(id)->front());
      CHECK_FALSE((unread && !read));
      unread = !read;
    }
    CHECK(called);
    CHECK_FALSE(unread);
  }
  for (const contract::Operation& operation : behaviour->api->operations) {
    INFO(api << " " << operation.id);
    CHECK(covered.count(operation.id) == 1);
  }
}
