// Nothing that identifies somebody gets into a report, whatever rule it breaks.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "support/catch.h"
#include "support/shell.h"
#include "validator/capture_run.h"
#include "validator/report_formats.h"

namespace {

using contract::Json;

constexpr std::string_view contract_text = R"(
openapi: 3.1.0
info: {title: Shop, version: '1'}
security: [{bearer: [], key: []}]
paths:
  /orders:
    post:
      operationId: orders.create
      parameters:
        - {name: api_token, in: query, schema: {type: string, maxLength: 3}}
        - {name: password, in: query, schema: {type: string, maxLength: 3}}
        - {name: Proxy-Authorization, in: header, schema: {type: string, pattern: '^Basic '}}
        - {name: X-Key, in: header, schema: {type: string, maxLength: 3}}
        - {name: session, in: cookie, schema: {type: string, maxLength: 3}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                client_secret: {type: string, maxLength: 3}
                nested: {type: array, items: {properties: {password: {enum: [a]}}}}
      responses:
        '200':
          description: ok
          headers:
            Set-Cookie: {schema: {type: string, maxLength: 3}}
          content:
            application/json:
              schema: {type: object, properties: {access_token: {type: string, maxLength: 3}}}
components:
  securitySchemes:
    bearer: {type: http, scheme: basic}
    key: {type: apiKey, in: query, name: api_token}
    header: {type: apiKey, in: header, name: X-Key}
)";

constexpr std::string_view secret = "s3cr3tv4lue";

std::string capture() {
  const std::string value(secret);
  Json entry;
  entry["request"] = {
      {"method", "POST"},
      {"url", "http://127.0.0.1/orders?api_token=" + value + "&password=" + value},
      {"headers",
       {{{"name", "Authorization"}, {"value", "Bearer " + value}},
        {{"name", "Proxy-Authorization"}, {"value", "Bearer " + value}},
        {{"name", "X-Key"}, {"value", value}},
        {{"name", "Cookie"}, {"value", "session=" + value}},
        {{"name", "Content-Type"}, {"value", "application/json"}}}},
      {"postData",
       {{"mimeType", "application/json"},
        {"text", Json{{"client_secret", value}, {"nested", {{{"password", value}}}}}.dump()}}}};
  entry["response"] = {
      {"status", 200},
      {"headers",
       {{{"name", "Set-Cookie"}, {"value", "session=" + value}},
        {{"name", "Content-Type"}, {"value", "application/json"}}}},
      {"content",
       {{"mimeType", "application/json"}, {"text", Json{{"access_token", value}}.dump()}}}};
  return Json{{"log", {{"version", "1.2"}, {"entries", {entry}}}}}.dump();
}

validator::Report judged() {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "openapi.yaml", std::string(contract_text));
  support::spit(folder.path() / "c.har", capture());
  const auto api =
      contract::load_contract((folder.path() / "openapi.yaml").string(), contract::read_file);
  if (!api) throw std::runtime_error(contract::to_string(api.error().front()));
  validator::Scope scope;
  scope.apis.push_back(validator::scoped("shop", *api));
  return validator::validate_captures({(folder.path() / "c.har").string()}, scope, {});
}

}  // namespace

TEST_CASE("no report in any format shows a credential") {
  const validator::Report report = judged();
  REQUIRE(report.counts.judged == 1);
  CHECK(report.counts.violations >= 8);
  for (const std::string_view word : validator::report_formats()) {
    INFO(word);
    const std::string text = validator::report_as(*validator::report_format_from(word), report);
    CHECK(text.find(secret) == std::string::npos);
    CHECK(text.find("rders") != std::string::npos);
  }
}

TEST_CASE("a violation of a secret still says where it is and which keyword it breaks") {
  const validator::Report report = judged();
  std::vector<std::string> places;
  for (const validator::Finding* finding : validator::findings(report, false)) {
    CHECK(finding->target == "/orders?api_token=***&password=***");
    if (finding->violation.keyword == "maxLength")
      places.push_back(finding->violation.in + " " + finding->violation.name +
                       finding->violation.pointer);
  }
  std::sort(places.begin(), places.end());
  CHECK(places == std::vector<std::string>{"body /access_token", "body /client_secret",
                                           "cookie session", "header Set-Cookie", "header X-Key",
                                           "query api_token", "query password"});
}
