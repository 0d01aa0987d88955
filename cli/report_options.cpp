#include "cli/report_options.h"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>

#include "cli/standard_streams.h"
#include "contract/closest.h"
#include "contract/system_error.h"

namespace cli {

namespace {

namespace fs = std::filesystem;

contract::Error usage(std::string message) { return {"usage", std::move(message), {}}; }

contract::Result<ReportSink> parse_word(const std::string& word) {
  const std::size_t equals = word.find('=');
  const std::string name = word.substr(0, equals);
  const auto format = validator::report_format_from(name);
  const auto known = validator::report_formats();
  if (!format)
    return tl::unexpected(
        usage(fmt::format("--report: there is no format '{}'{}; there are {}", name,
                          contract::did_you_mean(name, known), contract::list_of(known))));
  if (equals == std::string::npos) return ReportSink{*format, {}, {}};
  const std::string file = word.substr(equals + 1);
  if (file.empty())
    return tl::unexpected(usage(fmt::format(
        "--report {}: there is no file name behind the '='; leave it out for standard output",
        word)));
  return ReportSink{*format, file == "-" ? "" : file, {}};
}

std::string cannot_write(const std::string& file, int error) {
  return fmt::format("cannot write the report {}: {}; {}", file, contract::errno_text(error),
                     contract::advice_for(error));
}

void open(ReportSink& sink, contract::Errors& errors) {
  if (sink.file.empty()) return;
  errno = 0;
  sink.stream = std::make_shared<std::ofstream>(sink.file, std::ios::binary | std::ios::trunc);
  if (!sink.stream->good()) errors.push_back(usage(cannot_write(sink.file, errno)));
}

}  // namespace

std::string identity(const std::string& file) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(fs::absolute(file, error), error);
  return error ? file : path.string();
}

ReportWords add_report_option(CLI::App& app) {
  auto words = std::make_shared<std::vector<std::string>>();
  app.add_option("--report", *words,
                 "FORMAT or FORMAT=FILE, repeatable; formats: " +
                     contract::list_of(validator::report_formats()))
      ->type_name("FORMAT[=FILE]")
      ->allow_extra_args(false);
  return words;
}

contract::Loaded<ReportSinks> parse_reports(const std::vector<std::string>& words) {
  ReportSinks sinks;
  contract::Errors errors;
  std::set<std::string> taken;
  for (const std::string& word : words) {
    auto sink = parse_word(word);
    if (!sink) {
      errors.push_back(std::move(sink.error()));
      continue;
    }
    const bool to_out = sink->file.empty();
    if (!taken.insert(to_out ? "" : identity(sink->file)).second)
      errors.push_back(usage(
          to_out ? "--report: only one report can go to standard output; give the others a file, "
                   "as in --report junit=report.xml"
                 : fmt::format("--report: two reports would be written to {}", sink->file)));
    sinks.push_back(std::move(*sink));
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  if (!taken.contains("")) sinks.insert(sinks.begin(), ReportSink{});
  return sinks;
}

std::optional<ReportSinks> open_reports(const std::vector<std::string>& words,
                                        const Environment& environment) {
  auto sinks = parse_reports(words);
  contract::Errors errors;
  if (!sinks) errors = std::move(sinks.error());
  if (sinks)
    for (ReportSink& sink : *sinks) open(sink, errors);
  if (errors.empty()) return std::move(*sinks);
  complain(environment, errors);
  return std::nullopt;
}

validator::ReportStyle style_of(const ReportSink& sink, const Environment& environment) {
  validator::ReportStyle style;
  style.colour = sink.file.empty() && environment.out_colour;
  style.quiet = sink.file.empty() && environment.quiet;
  std::error_code error;
  const fs::path folder = fs::current_path(error);
  if (!error) style.working_directory = folder.string();
  return style;
}

bool write_report(const ReportSink& sink, std::string_view text, const Environment& environment) {
  if (sink.file.empty()) {
    errno = 0;
    environment.out << text << std::flush;
    if (environment.out.good()) return true;
    complain(environment, {lost_output(errno)});
    return false;
  }
  errno = 0;
  *sink.stream << text << std::flush;
  if (sink.stream->good()) return true;
  complain(environment, {{"unwritable", cannot_write(sink.file, errno), {}}});
  return false;
}

}  // namespace cli
