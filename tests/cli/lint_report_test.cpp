#include "cli/lint_report.h"

#include <nlohmann/json.hpp>

#include "contract/embedded_schemas.h"
#include "contract/schema.h"
#include "support/catch.h"
#include "support/shell.h"

namespace {

using contract::Json;

std::vector<cli::LintedApi> sample() {
  return {{"shop",
           3,
           1,
           {{cli::Severity::error, {"missing-field", "add \"it\"", {"a.yaml", 7, 3}}},
            {cli::Severity::warning, {"unknown-field", "odd\xff", {}}}}},
          {"bank", 1, 0, {}}};
}

void check_format(const std::string& report) {
  const auto schema =
      contract::compile_schema(Json::parse(contract::embedded_schema("lint-report")));
  REQUIRE(schema);
  const Json value = Json::parse(report);
  for (const auto& each : (*schema)->explain(value)) UNSCOPED_INFO(each.pointer + each.message);
  CHECK((*schema)->accepts(value));
}

}  // namespace

TEST_CASE("the JSON report of lint keeps its schema and counts what it lists") {
  const std::string text = cli::lint_json(sample());
  check_format(text);
  const Json report = Json::parse(text);
  CHECK(report["verdict"] == "failed");
  CHECK(report["counts"] == Json::parse(R"({"apis":2,"errors":1,"warnings":1})"));
  CHECK(report["complaints"][0]["line"] == 7);
  CHECK_FALSE(report["complaints"][1].contains("file"));
  check_format(cli::lint_json({}));
  CHECK(Json::parse(cli::lint_json({}))["verdict"] == "passed");
}

TEST_CASE("the text report of lint has a line per complaint and one per API") {
  const std::string text = cli::lint_text(sample(), {});
  CHECK_THAT(text, Catch::Contains("error: a.yaml:7:3: add \"it\"\n"));
  CHECK_THAT(text, Catch::Contains("shop: 3 operations, 1 with behaviour, 1 error, 1 warning\n"));
  CHECK_THAT(text, Catch::Contains("bank: 1 operations, 0 with behaviour, nothing wrong\n"));
  CHECK_THAT(cli::lint_report(validator::ReportFormat::junit, sample(), {}),
             Catch::Contains("missing-field"));
}

TEST_CASE("lint writes its report to a file, and exits with 2 only for errors") {
  const support::TemporaryFolder folder;
  const std::string binary = UNDERSTUDY_BINARY;
  const std::string document =
      "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n"
      "      responses: {'200': {}}\n";
  support::spit(folder.path() / "bad.yaml", document);
  const auto bad =
      support::shell(binary + " lint bad.yaml --report json=out.json --report text", folder.path());
  CHECK(bad.exit_code == 2);
  CHECK_THAT(bad.output, Catch::Contains("error: bad.yaml:6"));
  check_format(support::slurp(folder.path() / "out.json"));
  support::spit(folder.path() / "odd.yaml",
                "openapi: 3.1.0\ninfo: {title: t, version: '1', odd: 1}\npaths: {}\n");
  const auto odd = support::shell(binary + " lint odd.yaml", folder.path());
  CHECK(odd.exit_code == 0);
  CHECK_THAT(odd.output, Catch::Contains("warning: odd.yaml:2"));
  const auto json = support::shell(binary + " lint odd.yaml --report json", folder.path());
  check_format(json.output);
}
