#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "validator/report_json_write.h"
#include "validator/results.h"

namespace validator {

namespace {

using contract::Json;

Json one(const TestResult& result) {
  Json object = {{"group", result.group}, {"name", result.name}};
  object["outcome"] = to_string(result.outcome);
  put_text(object, "message", result.message);
  put_text(object, "details", result.details);
  put_location(object, "where", result.where);
  if (result.evidence) object["evidence"] = contract::to_string(*result.evidence);
  put_text(object, "replay", result.replay);
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
