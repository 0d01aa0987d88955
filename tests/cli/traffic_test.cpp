// The labelled traffic of fixtures/traffic through the program, as a user would judge it.
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "support/catch.h"
#include "support/shell.h"

namespace {

using Json = nlohmann::json;
using Rules = std::map<std::string, std::set<std::string>>;

Rules found_in(const Json& report) {
  Rules rules;
  for (const Json& violation : report["violations"])
    rules[std::to_string(violation["source"]["entry"].get<std::size_t>())].insert(
        violation["rule"].get<std::string>());
  return rules;
}

Rules labelled(const Json& labels) {
  Rules rules;
  for (const auto& [entry, codes] : labels["broken"].items())
    for (const Json& code : codes) rules[entry].insert(code.get<std::string>());
  return rules;
}

}  // namespace

TEST_CASE("validate finds in labelled traffic what was broken, and nothing else") {
  const support::TemporaryFolder folder;
  if (support::shell("python3 -c ''", folder.path()).exit_code != 0) {
    WARN("SKIPPED: there is no python3 to make the traffic with");
    return;
  }
  const std::string generate =
      "python3 " UNDERSTUDY_SOURCE_DIR "/fixtures/traffic/generate.py . --count 8000 --seed 7";
  REQUIRE(support::shell(generate, folder.path()).exit_code == 0);
  const auto ran = support::shell(
      UNDERSTUDY_BINARY " validate --max-listed 100000 --report json=report.json traffic.har",
      folder.path());
  INFO(ran.output.substr(0, 2000));
  CHECK(ran.exit_code == 1);
  const Json report = Json::parse(support::slurp(folder.path() / "report.json"));
  const Json labels = Json::parse(support::slurp(folder.path() / "labels.json"));
  CHECK(report["counts"]["judged"] == labels["count"]);
  const Rules found = found_in(report), expected = labelled(labels);
  CHECK(found.size() == expected.size());
  for (const auto& [entry, codes] : expected) {
    INFO("entry " << entry << ": " << labels["edits"].value(entry, ""));
    const auto known = found.find(entry);
    REQUIRE(known != found.end());
    CHECK(known->second == codes);
  }
}
