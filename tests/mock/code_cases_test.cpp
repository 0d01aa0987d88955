// docs/codes.md row by row, in process.
#include "support/code_cases.h"

#include <memory>

#include "contract/behaviour.h"
#include "mock/responder.h"

namespace {

contract::BehaviourPtr load(const std::string& folder) {
  const auto loaded = contract::load_behaviour(
      std::string(UNDERSTUDY_SOURCE_DIR) + "/" + folder + "/behaviour.yaml", contract::read_file);
  REQUIRE(loaded);
  return *loaded;
}

void run(const code_cases::Case& each, const contract::BehaviourPtr& behaviour) {
  INFO(each.id);
  mock::Responder responder("api", behaviour, std::make_shared<mock::Source>(1));
  for (const code_cases::Step& step : each.steps) {
    if (!step.seed.is_null()) {
      contract::Json state;
      state["default"] = step.seed;
      REQUIRE(responder.store().seed(state));
      continue;
    }
    const auto answer = responder.respond(step.request);
    code_cases::check(step, answer.response.status, answer.response.body);
    for (const contract::Violation& violation : answer.self_check)
      FAIL_CHECK("the answer breaks the contract: " << violation.pointer << " "
                                                    << violation.message);
  }
}

}  // namespace

TEST_CASE("every natural row of docs/codes.md has a case, and every case a natural row") {
  std::set<std::string> ids;
  for (const std::string api : {"artu", "emarsys", "propeller"})
    for (const code_cases::Case& each : code_cases::read_file(api).cases) {
      INFO(each.id);
      CHECK(ids.insert(each.id).second);
      CHECK_FALSE(each.steps.empty());
    }
  CHECK(ids.size() > 100);
  CHECK(ids == code_cases::rows("natural"));
}

TEST_CASE("every case brings about the code of its row") {
  const auto api = GENERATE(as<std::string>{}, "artu", "emarsys", "propeller");
  const code_cases::File file = code_cases::read_file(api);
  const contract::BehaviourPtr behaviour = load(file.folder);
  for (const code_cases::Case& each : file.cases) run(each, behaviour);
}
