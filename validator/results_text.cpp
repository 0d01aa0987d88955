// What `test` prints: a line per group, what failed in full, the verdict.
#include <fmt/format.h>

#include <map>

#include "validator/report_paint.h"
#include "validator/report_text.h"
#include "validator/results_words.h"

namespace validator {

std::string duration_of(std::chrono::microseconds took) {
  const double milliseconds = static_cast<double>(took.count()) / 1000;
  if (milliseconds < 1) return fmt::format("{:.1f} ms", milliseconds);
  if (milliseconds < 1000) return fmt::format("{:.0f} ms", milliseconds);
  return fmt::format("{:.1f} s", milliseconds / 1000);
}

std::string tally_of(const TestCounts& counts) {
  std::string out;
  const auto say = [&](std::size_t number, std::string_view what) {
    if (number > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", grouped(number), what);
  };
  say(counts.passed, "passed");
  say(counts.failed, "failed");
  say(counts.errors, "not judged");
  say(counts.skipped, "skipped");
  return out.empty() ? "no cases" : out;
}

std::string verdict_of(const TestCounts& counts) {
  if (counts.total == 0) return "no cases ran";
  std::string out;
  if (counts.failed > 0)
    out = fmt::format("{} of {} failed", grouped(counts.failed), count_of(counts.total, "case"));
  if (counts.errors > 0)
    out += fmt::format("{}{} could not be judged", out.empty() ? "" : ", ",
                       count_of(counts.errors, "case"));
  if (counts.well()) out = fmt::format("{} passed", count_of(counts.passed, "case"));
  if (counts.skipped > 0) out += fmt::format(", {} skipped", grouped(counts.skipped));
  return out;
}

namespace {

std::string mark_of(const TestCounts& counts, const Paint& paint) {
  if (counts.failed > 0) return paint.red("✗");
  if (counts.errors > 0) return paint.yellow("!");
  return counts.passed > 0 ? paint.green("✓") : paint.dim("-");
}

std::string indented(std::string_view text, std::string_view indent) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out.append(indent).append(text.substr(0, end));
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string in_full(const TestResult& result, const Paint& paint) {
  const bool failed = result.outcome == TestResult::Outcome::failed;
  std::string out =
      fmt::format("  {} {}{}\n", failed ? paint.red("✗") : paint.yellow("!"),
                  paint.bold(one_line(result.name)), failed ? "" : paint.yellow(" (not judged)"));
  if (!result.message.empty()) out += fmt::format("    {}\n", one_line(result.message));
  if (!result.where.file.empty())
    out += fmt::format("    {}\n", paint.cyan(printable(contract::to_string(result.where))));
  out += indented(printable(result.details), "      ");
  if (!result.replay.empty())
    out += fmt::format("    {}\n", paint.dim("replay: " + one_line(result.replay)));
  return out;
}

std::string group_text(const TestGroup& group, const ReportStyle& style) {
  const Paint paint{style.colour};
  if (style.quiet && group.counts.well()) return {};
  std::string out = fmt::format(
      "{} {}  {}\n", mark_of(group.counts, paint), paint.bold(one_line(group.name)),
      paint.dim(fmt::format("{} ({})", tally_of(group.counts), duration_of(group.counts.took))));
  std::map<std::string, std::size_t> skipped;  // by reason
  for (const TestResult* result : group.results) {
    if (result->outcome == TestResult::Outcome::skipped) ++skipped[one_line(result->message)];
    if (result->outcome == TestResult::Outcome::failed ||
        result->outcome == TestResult::Outcome::error)
      out += in_full(*result, paint);
  }
  for (const auto& [reason, number] : skipped)
    if (!style.quiet && !reason.empty())
      out += paint.dim(fmt::format("  - {} skipped: {}", grouped(number), reason)) + '\n';
  return out;
}

}  // namespace

std::string text_results(std::string_view title, std::span<const TestResult> results,
                         const ReportStyle& style) {
  const Paint paint{style.colour};
  const TestCounts counts = count(results);
  std::string out;
  for (const TestGroup& group : by_group(results)) out += group_text(group, style);
  if (style.quiet && counts.well()) return out;
  if (!out.empty()) out += '\n';
  const std::string verdict = fmt::format("{}: {}", one_line(title), verdict_of(counts));
  out += counts.well() ? paint.green(verdict) : paint.red(verdict);
  return out + paint.dim(fmt::format(" ({})", duration_of(counts.took))) + '\n';
}

}  // namespace validator
