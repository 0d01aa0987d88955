#include "suite/mutants.h"

#include <map>

#include "support/catch.h"

namespace {

contract::BehaviourPtr bundled(const std::string& name) {
  auto behaviour = contract::load_behaviour(
      std::string(UNDERSTUDY_SOURCE_DIR) + "/specs/" + name + "/behaviour.yaml",
      contract::read_file);
  REQUIRE(behaviour);
  return *behaviour;
}

}  // namespace

TEST_CASE("the bundled APIs have at least 200 mutants that load, and each operator three") {
  std::map<std::string, int> operators;
  int loaded = 0;
  for (const char* name : {"artu", "emarsys", "propeller"}) {
    const auto behaviour = bundled(name);
    for (const suite::Mutant& mutant : suite::mutants_of(*behaviour)) {
      INFO(name << " " << mutant.id());
      CHECK(mutant.where.line > 0);
      CHECK_FALSE(mutant.what.empty());
      operators[mutant.op] += 1;
      loaded += suite::load_mutant(*behaviour, mutant) ? 1 : 0;
    }
  }
  CHECK(loaded >= 200);
  for (const auto& [name, count] : operators) {
    INFO(name);
    CHECK(count >= 3);
  }
}
