#include <functional>
#include <nlohmann/json.hpp>

#include "contract/embedded_schemas.h"
#include "contract/json.h"
#include "contract/schema.h"
#include "support/catch.h"
#include "validator/report_formats.h"
#include "validator/report_samples.h"

using contract::Json;
using validator::json_report;
using validator::read_json_report;
using validator::Report;

namespace {

std::string broken_by(const Report& report) {
  static const auto schema =
      contract::compile_schema(Json::parse(contract::embedded_schema("report"))).value();
  const Json text = Json::parse(json_report(report));
  const auto broken = schema->explain(text);
  return broken.empty() ? "" : broken.front().pointer + " " + broken.front().message;
}

std::vector<Report> reports() {
  Report interrupted = samples::failed_report();
  interrupted.interrupted = interrupted.strict = true;
  interrupted.max_listed = 2;
  return {Report{}, samples::empty_report(), samples::failed_report(), samples::incomplete_report(),
          interrupted};
}

// A report's JSON with one edit, read back: the complaint.
std::string complaint(const std::function<void(Json&)>& edit) {
  Json text = Json::parse(json_report(samples::incomplete_report()));
  edit(text);
  const auto read = read_json_report(text.dump(), "r.json");
  if (read) return "";
  CHECK(read.error().code == "not-a-report");
  CHECK(read.error().where.file == "r.json");
  return read.error().message;
}

}  // namespace

TEST_CASE("every JSON report follows specs/report.schema.json") {
  for (const Report& report : reports()) CHECK(broken_by(report) == "");
}

TEST_CASE("a report read back from its JSON is the same report") {
  for (const Report& report : reports()) {
    const auto read = read_json_report(json_report(report), "r.json");
    REQUIRE(read);
    CHECK(*read == report);
  }
}

TEST_CASE("the JSON of a violation says where it is, what asks for it and what was found") {
  const Json text = Json::parse(json_report(samples::failed_report()));
  CHECK(text["verdict"] == "failed");
  CHECK(text["counts"]["outOfScope"] == 3);
  CHECK(text["violations"].size() == 6);
  CHECK(text["notes"].size() == 1);
  CHECK(text["notes"][0]["evidence"] == "assumed");
  CHECK(text["violations"][2] == Json::parse(R"({
    "source": {"file": "day.har", "entry": 2}, "api": "shop", "operation": "orders.upsert",
    "request": {"method": "PUT", "target": "/orders/batch?dry=<1>"}, "status": 200,
    "rule": "invalid-body", "part": "request", "in": "body", "pointer": "/items/3/id",
    "keyword": "type", "expected": "string", "found": "12",
    "message": "must be a string, not a number", "item": 3,
    "contract": {"file": "/srv/shop/openapi.yaml", "line": 120, "column": 9}})"));
}

TEST_CASE("a JSON report is valid UTF-8 whatever was captured") {
  Report report = samples::failed_report();
  report.groups.begin()->second.findings.front().target = "/\xff\x01\u2028";
  const std::string text = json_report(report);
  CHECK(simdjson::validate_utf8(text));
  CHECK(read_json_report(text, "r.json"));
}

TEST_CASE("what is no report is refused with the reason") {
  const auto message_of = [](std::string_view text) {
    const auto read = read_json_report(text, "r.json");
    REQUIRE_FALSE(read);
    return read.error().message;
  };
  CHECK(message_of("").find("not a report") != std::string::npos);
  CHECK(message_of("{\"log\": {}}").find("verdict") != std::string::npos);
  CHECK(message_of("[]").find("not a report") != std::string::npos);
  CHECK(complaint([](Json&) {}) == "");
  CHECK(complaint([](Json& text) {
          text["violations"][0]["rule"] = "made-up";
        }).find("\"made-up\" is not known") != std::string::npos);
  CHECK(complaint([](Json& text) {
          text["violations"][0]["source"]["file"] = "other.har";
        }).find("has no \"other.har\"") != std::string::npos);
  CHECK(complaint([](Json& text) { text["groups"] = Json::array(); }).find("counts fewer") !=
        std::string::npos);
  CHECK(complaint([](Json& text) { text["counts"]["exchanges"] = -1; }).find("/counts/exchanges") !=
        std::string::npos);
  CHECK(complaint([](Json& text) { text["coverage"][0]["seen"] = 1.5; }).find("/coverage/0/seen") !=
        std::string::npos);
}
