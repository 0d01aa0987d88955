#include <fmt/format.h>

#include <memory>
#include <optional>

#include "cli/command.h"
#include "cli/validate_options.h"
#include "validator/report_formats.h"
#include "validator/report_keys.h"

namespace cli {

namespace {

struct MergeOptions {
  std::vector<std::string> files;
  ReportWords reports;
};

contract::Result<validator::Report> read_report(const std::string& file,
                                                const Environment& environment) {
  const auto text = environment.read(file);
  if (!text) return tl::unexpected(text.error());
  return validator::read_json_report(*text, file);
}

contract::Result<validator::Report> join(const std::vector<std::string>& files,
                                         const Environment& environment) {
  std::optional<validator::Report> joined;
  for (const std::string& file : files) {
    auto report = read_report(file, environment);
    if (!report) return report;
    if (!joined) {
      joined = std::move(*report);
      continue;
    }
    auto both = validator::merge(std::move(*joined), std::move(*report));
    if (!both) {
      both.error().where.file = file;
      return both;
    }
    joined = std::move(*both);
  }
  validator::settle(*joined);
  return std::move(*joined);
}

int merge(const MergeOptions& options, Environment& environment) {
  // Read before the sinks are emptied: a report may be written over one of its parts.
  auto joined = join(options.files, environment);
  if (!joined) return complain(environment, {joined.error()});
  const auto sinks = open_reports(*options.reports, environment);
  if (!sinks) return exit_unusable;
  const auto missing = validator::missing_shards(*joined);
  for (const std::string& shard : missing)
    environment.err << "error: the report of shard " << shard << " is missing\n";
  return write_run_report(*joined, *sinks, environment);
}

}  // namespace

std::function<int()> configure_merge(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<MergeOptions>();
  app.add_option("REPORT", options->files, "JSON reports of `validate --shard`, or of merges")
      ->required();
  options->reports = add_report_option(app);
  return [options, &environment] { return merge(*options, environment); };
}

}  // namespace cli
