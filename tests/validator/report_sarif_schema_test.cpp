// SARIF against the schema of the standard. It is not ours to keep: an npm package brings it.
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "contract/schema.h"
#include "support/catch.h"
#include "support/shell.h"
#include "validator/report_formats.h"
#include "validator/report_samples.h"
#include "validator/results_samples.h"

namespace {

using contract::Json;

std::filesystem::path schema_file() {
  if (const char* given = std::getenv("UNDERSTUDY_SARIF_SCHEMA")) return given;
  return std::filesystem::path(UNDERSTUDY_SOURCE_DIR) /
         "tests/sarif/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
}

std::string broken_by(const contract::Schema& schema, const std::string& sarif) {
  const Json log = Json::parse(sarif);
  std::string out;
  for (const auto& broken : schema.explain(log))
    out += broken.pointer + ": " + broken.message + '\n';
  return out;
}

}  // namespace

TEST_CASE("SARIF passes the schema of the standard") {
  const auto file = schema_file();
  if (!std::filesystem::exists(file)) {
    WARN(
        "SKIPPED: no SARIF schema; cd tests/sarif && npm install --no-package-lock, or set "
        "UNDERSTUDY_SARIF_SCHEMA");
    return;
  }
  const auto schema =
      contract::compile_schema(Json::parse(support::slurp(file)), contract::Dialect::draft_4, {},
                               contract::Formats::asserted);
  REQUIRE(schema);
  for (const auto& report : {validator::Report{}, samples::failed_report(),
                             samples::incomplete_report(), samples::shard_report()})
    CHECK(broken_by(**schema, validator::sarif_report(report)) == "");
  CHECK(broken_by(**schema, validator::sarif_results(samples::results())) == "");
  CHECK(broken_by(**schema, validator::sarif_results({})) == "");
  CHECK(broken_by(**schema, R"({"version": "2.1.0", "runs": [{}]})") != "");
}
