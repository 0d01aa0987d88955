#include "validator/report_sarif_parts.h"
#include "validator/results.h"

namespace validator {

std::string sarif_results(std::span<const TestResult> results, const ReportStyle& style) {
  SarifLog log;
  log.rules = {{"failed-case", "A case of a suite failed.", {}},
               {"case-not-judged", "A case of a suite could not be judged.", {}}};
  for (const TestResult& result : results) {
    const bool failed = result.outcome == TestResult::Outcome::failed;
    if (!failed && result.outcome != TestResult::Outcome::error) continue;
    SarifResult found;
    found.rule = failed ? 0 : 1;
    found.level = "error";
    found.message = result.group + ": " + result.name + ": " + result.message;
    if (!result.details.empty()) found.message += '\n' + result.details;
    found.where = result.where;
    found.fingerprint = result.group + '\n' + result.name;
    log.results.push_back(std::move(found));
    log.complete = log.complete && failed;
  }
  return sarif_text(log, style.working_directory);
}

}  // namespace validator
