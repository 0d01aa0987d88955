// validate's report in the words of test services.
#include <fmt/format.h>

#include <set>

#include "validator/report_advice.h"
#include "validator/report_coverage.h"
#include "validator/report_formats.h"
#include "validator/report_kinds.h"
#include "validator/report_text.h"

namespace validator {

namespace {

using Outcome = TestResult::Outcome;

std::string kind_lines(const Report& report, const Kind& kind) {
  const contract::Violation& violation = kind.first().violation;
  std::string out = place_of(violation) + ": " + one_line(violation.message) + '\n';
  for (const std::string& line : lines_of(report, kind)) out += "  " + line + '\n';
  return out;
}

TestResult result_of(const Report& report, const GroupKey& key, const Group& group) {
  TestResult result;
  result.group = operation_of(key);
  result.name = contract::code(key.rule);
  result.outcome = Outcome::failed;
  result.message =
      fmt::format("{}: {}", count_of(group.count, "violation"), advice_for(key.rule).meaning);
  for (const Kind& kind : kinds_of(group)) result.details += kind_lines(report, kind);
  if (const std::string rest = unlisted_of(group); !rest.empty()) result.details += rest + '\n';
  result.details += fmt::format("→ {}\n", advice_for(key.rule).remedy);
  if (!group.findings.empty()) {
    result.where = group.findings.front().violation.contract;
    result.evidence = group.findings.front().violation.evidence;
  }
  return result;
}

std::vector<TestResult> without_violations(const Report& report) {
  std::set<std::pair<std::string, std::string>> broken;
  for (const auto& [key, group] : report.groups)
    if (!key.note) broken.emplace(key.api, key.operation);
  std::map<std::pair<std::string, std::string>, std::uint64_t> seen;
  for (const auto& [key, row] : report.coverage) seen[{key.api, key.operation}] += row.seen;
  std::vector<TestResult> results;
  for (const auto& [names, number] : seen) {
    if (broken.contains(names)) continue;
    TestResult result;
    result.group = operation_of({names.first, names.second, {}, false});
    result.name = "no violations";
    result.outcome = number > 0 ? Outcome::passed : Outcome::skipped;
    if (number == 0) result.message = "not called in the captures";
    results.push_back(std::move(result));
  }
  return results;
}

TestResult result_of(const Report& report, const Problem& problem) {
  TestResult result;
  result.group = file_name(report, problem.file);
  result.name = to_string(problem.kind);
  if (problem.kind != Problem::Kind::unreadable)
    result.name += fmt::format(" at entry {}, byte {}", problem.entry, problem.offset);
  result.outcome = Outcome::error;
  result.message = problem.message;
  return result;
}

TestResult unjudged(std::string group, std::string name, std::string message) {
  TestResult result;
  result.group = std::move(group);
  result.name = std::move(name);
  result.outcome = Outcome::error;
  result.message = std::move(message);
  return result;
}

}  // namespace

std::vector<TestResult> as_results(const Report& report) {
  std::vector<TestResult> results;
  for (const auto& [key, group] : report.groups)
    if (!key.note) results.push_back(result_of(report, key, group));
  for (TestResult& result : without_violations(report)) results.push_back(std::move(result));
  for (const Problem& problem : report.problems) results.push_back(result_of(report, problem));
  if (report.counts.problems > report.problems.size())
    results.push_back(unjudged("captures", "more problems",
                               grouped(report.counts.problems - report.problems.size()) +
                                   " more problems are not listed"));
  for (const std::string& shard : missing_shards(report))
    results.push_back(unjudged("shards", shard, "this shard is missing"));
  if (report.interrupted)
    results.push_back(unjudged("captures", "interrupted", "the run was interrupted"));
  return results;
}

std::string report_as(ReportFormat format, const Report& report, const ReportStyle& style) {
  switch (format) {
    case ReportFormat::text:
      return text_report(report, style);
    case ReportFormat::json:
      return json_report(report);
    case ReportFormat::sarif:
      return sarif_report(report, style);
    case ReportFormat::html:
      return html_report(report);
    case ReportFormat::junit:
    case ReportFormat::tap:
    case ReportFormat::github:
      return test_report(format, "understudy validate", as_results(report), style);
  }
  return {};
}

}  // namespace validator
