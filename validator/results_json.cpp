#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "validator/results.h"

namespace validator {

namespace {

using contract::Json;

void put_if(Json& object, const char* name, std::string_view text) {
  if (!text.empty()) object[name] = text;
}

Json one(const TestResult& result) {
  Json object = {{"group", result.group}, {"name", result.name}};
  object["outcome"] = to_string(result.outcome);
  put_if(object, "message", result.message);
  put_if(object, "details", result.details);
  if (!result.where.file.empty()) {
    object["where"]["file"] = result.where.file;
    if (result.where.line > 0) object["where"]["line"] = result.where.line;
    if (result.where.column > 0) object["where"]["column"] = result.where.column;
  }
  if (result.evidence) object["evidence"] = contract::to_string(*result.evidence);
  put_if(object, "replay", result.replay);
  object["microseconds"] = result.took.count();
  return object;
}

}  // namespace

std::string json_results(std::string_view title, std::span<const TestResult> results) {
  const TestCounts counts = count(results);
  Json report = {{"title", title}};
  report["verdict"] = counts.errors > 0 ? "error" : counts.failed > 0 ? "failed" : "passed";
  report["counts"] = {{"total", counts.total},
                      {"passed", counts.passed},
                      {"failed", counts.failed},
                      {"skipped", counts.skipped},
                      {"errors", counts.errors}};
  report["microseconds"] = counts.took.count();
  report["results"] = Json::array();
  for (const TestResult& result : results) report["results"].push_back(one(result));
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace validator
