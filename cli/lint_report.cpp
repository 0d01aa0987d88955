#include "cli/lint_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "validator/report_text.h"

namespace cli {

namespace {

using Json = nlohmann::ordered_json;

Json complaint_json(const LintedApi& api, const Complaint& complaint) {
  Json row = {{"severity", to_string(complaint.severity)},
              {"code", complaint.what.code},
              {"message", validator::valid_utf8(complaint.what.message)},
              {"api", validator::valid_utf8(api.name)}};
  const contract::Location& where = complaint.what.where;
  if (!where.file.empty()) row["file"] = validator::valid_utf8(where.file);
  if (where.line > 0) row["line"] = where.line;
  if (where.column > 0) row["column"] = where.column;
  return row;
}

std::size_t total(std::span<const LintedApi> apis, Severity severity) {
  std::size_t sum = 0;
  for (const LintedApi& api : apis) sum += api.count(severity);
  return sum;
}

// One result per complaint; an API without any passed.
std::vector<validator::TestResult> results_of(std::span<const LintedApi> apis) {
  using Outcome = validator::TestResult::Outcome;
  std::vector<validator::TestResult> results;
  for (const LintedApi& api : apis) {
    for (const Complaint& complaint : api.complaints) {
      validator::TestResult result;
      result.group = api.name;
      result.name = complaint.what.code;
      result.outcome = complaint.severity == Severity::error ? Outcome::failed : Outcome::skipped;
      result.message = complaint.what.message;
      result.where = complaint.what.where;
      results.push_back(std::move(result));
    }
    if (!api.complaints.empty()) continue;
    validator::TestResult well;
    well.group = api.name;
    well.name = "nothing wrong";
    results.push_back(std::move(well));
  }
  return results;
}

}  // namespace

std::string complaint_line(const Complaint& complaint, bool colour) {
  const bool error = complaint.severity == Severity::error;
  const char* paint = !colour ? "" : error ? "\033[31m" : "\033[33m";
  return fmt::format("{}{}: {}{}\n", paint, to_string(complaint.severity), colour ? "\033[0m" : "",
                     validator::one_line(to_string(complaint.what)));
}

std::string summary_line(const LintedApi& api) {
  const std::size_t errors = api.count(Severity::error);
  const std::size_t warnings = api.count(Severity::warning);
  std::string verdict = "nothing wrong";
  if (errors + warnings > 0)
    verdict =
        validator::count_of(errors, "error") + ", " + validator::count_of(warnings, "warning");
  return fmt::format("{}: {} operations, {} with behaviour, {}\n", api.name, api.operations,
                     api.with_behaviour, verdict);
}

std::string lint_json(std::span<const LintedApi> apis) {
  const std::size_t errors = total(apis, Severity::error);
  Json complaints = Json::array();
  for (const LintedApi& api : apis)
    for (const Complaint& complaint : api.complaints)
      complaints.push_back(complaint_json(api, complaint));
  const Json report = {
      {"verdict", errors == 0 ? "passed" : "failed"},
      {"counts",
       {{"apis", apis.size()}, {"errors", errors}, {"warnings", total(apis, Severity::warning)}}},
      {"complaints", std::move(complaints)}};
  return report.dump(2) + "\n";
}

std::string lint_text(std::span<const LintedApi> apis, const validator::ReportStyle& style) {
  std::string text;
  for (const LintedApi& api : apis) {
    for (const Complaint& complaint : api.complaints)
      text += complaint_line(complaint, style.colour);
    if (!style.quiet) text += summary_line(api);
  }
  return text;
}

std::string lint_report(validator::ReportFormat format, std::span<const LintedApi> apis,
                        const validator::ReportStyle& style) {
  if (format == validator::ReportFormat::json) return lint_json(apis);
  if (format == validator::ReportFormat::text) return lint_text(apis, style);
  return validator::test_report(format, "understudy lint", results_of(apis), style);
}

}  // namespace cli
