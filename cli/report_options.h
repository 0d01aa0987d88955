#pragma once
// --report FORMAT[=FILE], shared by every command that gives a verdict.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/environment.h"
#include "validator/results.h"

namespace cli {

struct ReportSink {
  validator::ReportFormat format = validator::ReportFormat::text;
  std::string file;                      // "" for standard output
  std::shared_ptr<std::ostream> stream;  // of the file, once it is open
};
using ReportSinks = std::vector<ReportSink>;

// One name per file, however it is spelled.
std::string identity(const std::string& file);

using ReportWords = std::shared_ptr<std::vector<std::string>>;  // as they were typed
// Adds the option to a command; the words are there after the parse.
ReportWords add_report_option(CLI::App& app);

// What the words ask for. Text goes to standard output when nothing else does. Complains about
// unknown formats, two reports for standard output and two for one file.
contract::Loaded<ReportSinks> parse_reports(const std::vector<std::string>& words);

// parse_reports, and every file opened for writing (and emptied: an old report never passes for a
// new one). Call it before the work starts; on complaints they are printed: return exit_unusable.
std::optional<ReportSinks> open_reports(const std::vector<std::string>& words,
                                        const Environment& environment);

// The style of a report that goes to `sink`.
validator::ReportStyle style_of(const ReportSink& sink, const Environment& environment);

// `text` where it belongs; false, with the complaint printed, when it could not all be written.
bool write_report(const ReportSink& sink, std::string_view text, const Environment& environment);

// Renders and writes all of them: `render(format, style)` gives the text. Returns `verdict`, or
// exit_unusable when a report could not be written.
template <class Render>
int write_reports(const ReportSinks& sinks, const Environment& environment, int verdict,
                  Render&& render) {
  bool written = true;
  for (const ReportSink& sink : sinks)
    written = write_report(sink, render(sink.format, style_of(sink, environment)), environment) &&
              written;
  return written ? verdict : int(exit_unusable);
}

}  // namespace cli
