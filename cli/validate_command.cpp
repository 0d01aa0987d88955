#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "cli/apis.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/load_options.h"
#include "cli/progress.h"
#include "cli/validate_options.h"
#include "validator/report_formats.h"
#include "validator/report_text.h"

namespace cli {

namespace {

// "I" or "N" of --shard; 0 when it is no number from 1.
unsigned number_of(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

contract::Loaded<validator::Scope> scope_of(const ValidateOptions& options,
                                            const Environment& environment) {
  auto apis = load_apis(options.apis, environment);
  if (!apis) return tl::unexpected(apis.error());
  validator::Scope scope;
  for (LoadedApi& api : *apis) scope.apis.push_back(validator::scoped(api.name, api.behaviour));
  for (const std::string& host : options.hosts) scope.hosts.push_back(contract::to_lower(host));
  return scope;
}

contract::Error usage(std::string message) { return {"usage", std::move(message), {}}; }

// Every file once: a capture neither counted twice nor emptied for a report.
std::optional<contract::Error> check_files(const ValidateOptions& options) {
  std::set<std::string> seen;
  for (const std::string& capture : options.captures)
    if (!seen.insert(capture == "-" ? capture : identity(capture)).second)
      return usage(fmt::format("{} is named twice and would be counted twice", capture));
  const auto sinks = parse_reports(*options.reports);
  if (!sinks) return std::nullopt;  // open_reports complains
  for (const ReportSink& sink : *sinks)
    if (!sink.file.empty() && seen.contains(identity(sink.file)))
      return usage(
          fmt::format("--report: {} is a capture, which the report would overwrite; name "
                      "another file",
                      sink.file));
  return std::nullopt;
}

void print_problems(const validator::Report& report, const Environment& environment) {
  constexpr std::size_t most = 20;
  for (std::size_t n = 0; n < std::min(most, report.problems.size()); ++n)
    environment.err << "error: "
                    << validator::one_line(validator::problem_line(report, report.problems[n]))
                    << '\n';
  if (report.counts.problems > most)
    environment.err << "error: " << report.counts.problems - most << " more; the report has them\n";
}

// What a run that judged nothing should not pass over in silence.
void warn_if_nothing(const validator::Report& report, const Environment& environment) {
  if (report.counts.judged > 0 || report.counts.problems > 0 || report.interrupted) return;
  environment.err << "warning: no exchange was judged";
  if (report.counts.out_of_scope > 0)
    environment.err << ": " << validator::count_of(report.counts.out_of_scope, "exchange")
                    << " for hosts that no API's servers name; --host HOST adds one";
  environment.err << '\n';
}

int validate(ValidateOptions options, Environment& environment) {
  const auto limits = parse_shard(options.shard, options.run.limits);
  if (!limits) return complain(environment, {limits.error()});
  if (const auto error = check_files(options)) return complain(environment, {*error});
  const auto scope = scope_of(options, environment);
  if (!scope) return complain(environment, scope.error());
  const Interrupt interrupt;  // from here on every end writes the reports
  const auto sinks = open_reports(*options.reports, environment);
  if (!sinks) return exit_unusable;
  options.run.limits = *limits;
  options.run.judge.credentials = !options.no_credentials;
  options.run.jobs = options.jobs > 0 ? options.jobs : std::thread::hardware_concurrency();
  options.run.jobs = std::max(1u, options.run.jobs);
  options.run.stop = &interrupt.flag();
  std::optional<ProgressLine> line;
  if (!environment.quiet && ::isatty(STDERR_FILENO) == 1) {
    line.emplace(environment.err);
    options.run.progress = [&line](const validator::Progress& progress) { line->show(progress); };
  }
  const validator::Report report =
      validator::validate_captures(options.captures, *scope, options.run);
  line.reset();
  print_problems(report, environment);
  warn_if_nothing(report, environment);
  return write_run_report(report, *sinks, environment);
}

void add_scope_options(CLI::App& app, ValidateOptions& options) {
  app.add_option("--api,-a", options.apis,
                 "bundled name, directory or OpenAPI file; repeatable; none: all bundled")
      ->allow_extra_args(false);
  app.add_option("--host", options.hosts,
                 "also judge exchanges with this host (any port unless given; *: any text)")
      ->allow_extra_args(false);
  app.add_flag("--strict", options.run.judge.strict,
               "undocumented statuses, and query parameters, cookies, headers, members and bodies "
               "the contract does not mention, are violations");
  app.add_flag("--no-credentials", options.no_credentials,
               "say nothing about credentials: the capture was recorded without them");
}

}  // namespace

contract::Result<validator::CaptureLimits> parse_shard(const std::string& text,
                                                       validator::CaptureLimits limits) {
  const std::size_t slash = text.find('/');
  limits.shard = number_of(std::string_view(text).substr(0, slash));
  limits.of = slash == std::string::npos ? 0 : number_of(std::string_view(text).substr(slash + 1));
  if (limits.shard >= 1 && limits.shard <= limits.of) return limits;
  return tl::unexpected(
      usage(fmt::format("--shard {}: expected I/N with I from 1 to N, such as 1/4", text)));
}

int exit_code_of(const validator::Report& report) {
  switch (validator::verdict(report)) {
    case validator::Verdict::passed:
      return exit_well;
    case validator::Verdict::failed:
      return exit_violations;
    case validator::Verdict::incomplete:
      return exit_unusable;
    case validator::Verdict::interrupted:
      return exit_interrupted;
  }
  return exit_unusable;
}

int write_run_report(const validator::Report& report, const ReportSinks& sinks,
                     const Environment& environment) {
  return write_reports(sinks, environment, exit_code_of(report),
                       [&](validator::ReportFormat format, const validator::ReportStyle& style) {
                         return validator::report_as(format, report, style);
                       });
}

std::function<int()> configure_validate(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<ValidateOptions>();
  app.add_option("TRAFFIC", options->captures, "HAR, NDJSON or WireMock captures; - is stdin")
      ->required();
  add_scope_options(app, *options);
  app.add_option("--max-entry", options->run.limits.max_entry,
                 "largest entry that is read, in bytes (or 64MiB, …); larger ones are skipped")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::Range(std::size_t{1}, std::size_t{4} << 30))
      ->capture_default_str();
  app.add_option("--jobs,-j", options->jobs, "threads; 0: one per processor")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--shard", options->shard, "I/N: judge every Nth entry, for `understudy merge`")
      ->capture_default_str();
  app.add_option("--max-listed", options->run.max_listed,
                 "violations listed per operation and rule; all are counted")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 40))
      ->capture_default_str();
  add_load_options(app, environment);
  options->reports = add_report_option(app);
  return [options, &environment] { return validate(*options, environment); };
}

}  // namespace cli
