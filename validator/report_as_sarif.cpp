// validate's report for code scanning: one result per kind of finding, at the line of the contract.
#include <fmt/format.h>

#include <map>

#include "validator/report_advice.h"
#include "validator/report_formats.h"
#include "validator/report_kinds.h"
#include "validator/report_sarif_parts.h"
#include "validator/report_text.h"

namespace validator {

namespace {

class Rules {
 public:
  explicit Rules(SarifLog& log) : log_(log) {}

  std::size_t index_of(contract::Rule rule) {
    const auto [place, fresh] = places_.emplace(rule, log_.rules.size());
    if (fresh) {
      const Advice& advice = advice_for(rule);
      log_.rules.push_back({std::string(contract::code(rule)), std::string(advice.meaning),
                            fmt::format("{} See {}.", advice.remedy, section_of(rule))});
    }
    return place->second;
  }

 private:
  SarifLog& log_;
  std::map<contract::Rule, std::size_t> places_;
};

std::string message_of(const Report& report, const Kind& kind) {
  const contract::Violation& violation = kind.first().violation;
  std::string out = place_of(violation) + ": " + one_line(violation.message);
  for (const std::string& line : lines_of(report, kind)) out += '\n' + line;
  return out;
}

SarifResult result_of(const Report& report, const GroupKey& key, const Kind& kind) {
  SarifResult result;
  result.level = key.note ? "note" : "error";
  result.message = message_of(report, kind);
  result.where = kind.first().violation.contract;
  result.logical = key.operation;
  result.fingerprint = identity_of(kind.first());
  result.occurrences = kind.findings.size();
  return result;
}

}  // namespace

std::string sarif_report(const Report& report, const ReportStyle& style) {
  SarifLog log;
  Rules rules(log);
  for (const auto& [key, group] : report.groups)
    for (const Kind& kind : kinds_of(group)) {
      SarifResult result = result_of(report, key, kind);
      result.rule = rules.index_of(key.rule);
      log.results.push_back(std::move(result));
    }
  const Verdict result = verdict(report);
  log.complete = result == Verdict::passed || result == Verdict::failed;
  return sarif_text(log, style.working_directory);
}

}  // namespace validator
