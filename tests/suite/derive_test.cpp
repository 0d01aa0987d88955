#include "suite/derive.h"

#include <nlohmann/json.hpp>
#include <set>

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

TEST_CASE("of the bundled APIs at most one pair in twenty is underivable, for a listed reason") {
  const std::set<std::string> reasons{"",
                                      "pattern-too-complex",
                                      "names-are-text",
                                      "text-always-fits",
                                      "accepted-by-another-branch",
                                      "too-large",
                                      "no-instance-found"};
  std::size_t pairs = 0;
  std::size_t underivable = 0;
  for (const char* name : {"artu", "emarsys", "propeller"}) {
    const auto derivation = suite::derive(name, bundled(name), 0);
    REQUIRE(derivation);
    pairs += derivation->coverage.size();
    underivable += suite::count_underivable(*derivation);
    CHECK(suite::count_underivable(*derivation) * 20 <= derivation->coverage.size());
    for (const auto& each : derivation->unbreakable) {
      INFO(name << " " << each.operation << " " << each.part << " " << each.keyword);
      CHECK((each.keyword == "type" || each.keyword == "propertyNames"));
      CHECK_FALSE(each.reason.empty());  // nothing outside of it was found
    }
    for (const auto& pair : derivation->coverage) {
      INFO(name << " " << pair.operation << " " << pair.pointer << " " << pair.keyword);
      CHECK(reasons.count(pair.reason) == 1);
      CHECK((!pair.reason.empty() || pair.cases >= 2));
    }
  }
  CHECK(pairs > 400);
  CHECK(underivable * 20 <= pairs);
}

TEST_CASE("the same seed derives the same text, another one other values") {
  const auto behaviour = bundled("propeller");
  const auto one = suite::derive("propeller", behaviour, 7);
  const auto again = suite::derive("propeller", behaviour, 7);
  const auto other = suite::derive("propeller", behaviour, 8);
  REQUIRE(one);
  REQUIRE(again);
  REQUIRE(other);
  CHECK(one->text == again->text);
  CHECK(one->text != other->text);
}

TEST_CASE("no invalid request is accepted by the bundled declarations") {
  for (const char* name : {"artu", "emarsys", "propeller"}) {
    const auto derivation = suite::derive(name, bundled(name), 0);
    REQUIRE(derivation);
    for (const std::string& remark : derivation->remarks) {
      INFO(remark);
      CHECK(remark.find("the declaration accepts it") == std::string::npos);
    }
  }
}
