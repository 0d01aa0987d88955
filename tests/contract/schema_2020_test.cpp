// Draft 2020-12 by our own tests, written from the specification: tests/data/draft2020-12.
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "contract/schema_suite.h"
#include "support/catch.h"

using namespace contract;

namespace {

const std::filesystem::path folder =
    std::filesystem::path(UNDERSTUDY_SOURCE_DIR) / "tests/data/draft2020-12";

const std::set<std::string> families = {"anchor.json",
                                        "const.json",
                                        "contains.json",
                                        "dependentRequired.json",
                                        "dependentSchemas.json",
                                        "dynamicRef.json",
                                        "enum.json",
                                        "format.json",
                                        "id.json",
                                        "if-then-else.json",
                                        "items.json",
                                        "multipleOf.json",
                                        "patternProperties.json",
                                        "prefixItems.json",
                                        "propertyNames.json",
                                        "ref.json",
                                        "unevaluatedItems.json",
                                        "unevaluatedProperties.json"};

}  // namespace

TEST_CASE("every family of draft 2020-12 is judged as the specification says") {
  for (const std::string& family : families) {
    const auto report = schema_suite::run_folder(folder, Dialect::draft_2020_12, {},
                                                 [&](const std::string& f) { return f == family; });
    INFO(family);
    for (const auto& failed : report.failed) {
      INFO(failed.name << ": " << failed.why);
      CHECK(failed.why.empty());
    }
    CHECK(report.groups >= 20);
    CHECK(report.valid >= report.groups);
    CHECK(report.invalid >= report.groups);
  }
}

TEST_CASE("what the official suite asks besides, with remote documents, is judged as it says") {
  const std::filesystem::path data = std::filesystem::path(UNDERSTUDY_SOURCE_DIR) / "tests/data";
  const auto report = schema_suite::run_folder(data / "suite-like", Dialect::draft_2020_12,
                                               schema_suite::find_in(data / "suite-remotes"));
  for (const auto& failed : report.failed) {
    INFO(failed.name << ": " << failed.why);
    CHECK(failed.why.empty());
  }
  CHECK(report.valid >= 250);
  CHECK(report.invalid >= 220);
}

TEST_CASE("draft 2019-09 is judged as its specification says") {
  const auto report = schema_suite::run_folder(
      std::filesystem::path(UNDERSTUDY_SOURCE_DIR) / "tests/data/draft2019-09",
      Dialect::draft_2019_09, {});
  for (const auto& failed : report.failed) {
    INFO(failed.name << ": " << failed.why);
    CHECK(failed.why.empty());
  }
  CHECK(report.groups == 20);
}

TEST_CASE("every file of our own draft 2020-12 tests is run") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path());
    CHECK(families.count(entry.path().filename().string()) == 1);
    ++files;
  }
  CHECK(files == families.size());
}
