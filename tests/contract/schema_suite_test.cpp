// The official suite as Debian packages it (json-schema-test-suite: drafts 4, 6 and 7).
#include "contract/schema_suite.h"

#include <cstdlib>
#include <iostream>

#include "support/catch.h"

using namespace contract;

namespace {

const std::filesystem::path packaged = "/usr/share/json-schema-test-suite";

// Tests that do not come out as the suite says, each with the reason.
struct Known {
  const char* name;
  const char* reason;
};
const std::vector<Known> known_failures = {};

void check(const schema_suite::Report& report) {
  for (const auto& failed : report.failed) {
    INFO(failed.name << ": " << failed.why);
    bool known = false;
    for (const Known& row : known_failures) known = known || failed.name == row.name;
    CHECK(known);
  }
  CHECK(report.share() >= 0.995);
}

void check_packaged(const char* draft, Dialect dialect, std::size_t at_least) {
  if (!std::filesystem::exists(packaged)) {
    std::cerr << "SKIPPED: " << draft << " of the official suite: the package "
              << "json-schema-test-suite is not installed\n";
    return;
  }
  const auto report = schema_suite::run_folder(packaged / "tests" / draft, dialect,
                                               schema_suite::find_in(packaged / "remotes"));
  CHECK(report.total() >= at_least);
  check(report);
}

}  // namespace

TEST_CASE("draft 4 of the official suite is judged as it says") {
  check_packaged("draft4", Dialect::draft_4, 300);
}

TEST_CASE("draft 6 of the official suite is judged as it says") {
  check_packaged("draft6", Dialect::draft_6, 400);
}

TEST_CASE("draft 7 of the official suite is judged as it says") {
  check_packaged("draft7", Dialect::draft_7, 400);
}

// UNDERSTUDY_JSON_SCHEMA_SUITE=<checkout of JSON-Schema-Test-Suite> test_contract '[suite]'
// See tests/data/README.md.
TEST_CASE("a checkout of the official suite is judged as it says", "[.][suite]") {
  const char* checkout = std::getenv("UNDERSTUDY_JSON_SCHEMA_SUITE");
  REQUIRE(checkout != nullptr);
  const std::pair<const char*, Dialect> drafts[] = {{"draft4", Dialect::draft_4},
                                                    {"draft6", Dialect::draft_6},
                                                    {"draft7", Dialect::draft_7},
                                                    {"draft2019-09", Dialect::draft_2019_09},
                                                    {"draft2020-12", Dialect::draft_2020_12}};
  for (const auto& [draft, dialect] : drafts) {
    const auto folder = std::filesystem::path(checkout) / "tests" / draft;
    if (!std::filesystem::exists(folder)) continue;
    const auto report = schema_suite::run_folder(
        folder, dialect, schema_suite::find_in(std::filesystem::path(checkout) / "remotes"));
    std::cout << draft << ": " << report.total() - report.failed.size() << " of " << report.total()
              << "\n";
    for (const auto& failed : report.failed)
      std::cout << "  " << failed.name << ": " << failed.why << "\n";
    CHECK(report.share() >= 0.995);
  }
}
