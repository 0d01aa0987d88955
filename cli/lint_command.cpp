#include <memory>
#include <set>

#include "cli/apis.h"
#include "cli/command.h"
#include "cli/lint_api.h"
#include "cli/lint_evidence.h"
#include "cli/lint_report.h"
#include "cli/load_options.h"
#include "cli/report_options.h"

namespace cli {

namespace {

struct LintOptions {
  std::vector<std::string> apis;
  std::vector<std::string> evidence;  // empty: judge, do not list
  ReportWords reports;
};

std::set<contract::Evidence> wanted_evidence(const LintOptions& options) {
  std::set<contract::Evidence> wanted;
  for (const std::string& word : options.evidence)
    if (const auto evidence = contract::evidence_from(word)) wanted.insert(*evidence);
  return wanted;
}

int list_declarations(const std::vector<std::string>& arguments,
                      const std::set<contract::Evidence>& wanted, Environment& environment) {
  int result = exit_well;
  for (const std::string& argument : arguments) {
    const auto api = load_api(argument, environment);
    if (api)
      list_evidence(*api, wanted, environment);
    else
      result = complain(environment, api.error());
  }
  return result;
}

// Complaints go to standard error and summaries to standard output.
void print(const std::vector<LintedApi>& apis, const Environment& environment) {
  for (const LintedApi& api : apis) {
    for (const Complaint& complaint : api.complaints)
      environment.err << complaint_line(complaint, environment.err_colour);
    const bool broken = api.count(Severity::error) > 0;
    if (!environment.quiet && !broken) environment.out << summary_line(api);
  }
}

int judge_apis(const std::vector<std::string>& arguments, const LintOptions& options,
               Environment& environment) {
  const auto sinks = open_reports(*options.reports, environment);
  if (!sinks) return exit_unusable;
  std::vector<LintedApi> apis;
  bool broken = false;
  for (const std::string& argument : arguments) {
    apis.push_back(lint_api(argument, environment));
    broken = broken || apis.back().count(Severity::error) > 0;
  }
  int verdict = broken ? exit_unusable : exit_well;
  for (const ReportSink& sink : *sinks) {
    if (sink.format == validator::ReportFormat::text && sink.file.empty()) {
      print(apis, environment);
      continue;
    }
    const auto style = style_of(sink, environment);
    if (!write_report(sink, lint_report(sink.format, apis, style), environment))
      verdict = exit_unusable;
  }
  return verdict;
}

int lint(const LintOptions& options, Environment& environment) {
  const auto arguments = options.apis.empty() ? bundled_names() : options.apis;
  const auto wanted = wanted_evidence(options);
  if (!wanted.empty()) return list_declarations(arguments, wanted, environment);
  return judge_apis(arguments, options, environment);
}

}  // namespace

std::function<int()> configure_lint(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<LintOptions>();
  app.add_option("API", options->apis,
                 "bundled names, directories or OpenAPI files; none: all bundled");
  app.add_option("--evidence", options->evidence,
                 "list what the behaviour declares with this evidence: documented, example, "
                 "observed, assumed; repeatable, or a list with commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"documented", "example", "observed", "assumed"}));
  options->reports = add_report_option(app);
  add_load_options(app, environment);
  return [options, &environment] { return lint(*options, environment); };
}

}  // namespace cli
