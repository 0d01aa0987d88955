// validate's report for people: by operation and rule, coverage, one line at the end.
#include <fmt/format.h>

#include <algorithm>

#include "validator/report_advice.h"
#include "validator/report_coverage.h"
#include "validator/report_formats.h"
#include "validator/report_kinds.h"
#include "validator/report_paint.h"
#include "validator/report_text.h"

namespace validator {

namespace {

constexpr std::size_t kinds_shown = 20;   // per operation and rule
constexpr std::size_t unseen_shown = 20;  // operations
constexpr std::size_t problems_shown = 20;

std::string_view plural_word(bool note) { return note ? "note" : "violation"; }

void add_line(std::string& out, std::string_view text) {
  if (!text.empty()) out.append("      ").append(text) += '\n';
}

std::string kind_text(const Report& report, const Kind& kind, const Paint& paint) {
  const Finding& finding = kind.first();
  const contract::Violation& violation = finding.violation;
  std::string out =
      fmt::format("    {}: {}\n", paint.bold(place_of(violation)), one_line(violation.message));
  add_line(out, paint.yellow(difference_of(violation)));
  add_line(out, exchange_of(report, finding));
  add_line(out, paint.cyan(reason_of(violation)));
  add_line(out, paint.dim(repeats_of(report, kind)));
  return out;
}

std::string group_text(const Report& report, const GroupKey& key, const Group& group,
                       const Paint& paint) {
  const std::string_view code = contract::code(key.rule);
  std::string out = fmt::format("  {}  {}\n", key.note ? paint.cyan(code) : paint.red(code),
                                count_of(group.count, plural_word(key.note)));
  const std::vector<Kind> kinds = kinds_of(group);
  const std::size_t shown = std::min(kinds.size(), kinds_shown);
  for (std::size_t i = 0; i < shown; ++i) out += kind_text(report, kinds[i], paint);
  if (shown < kinds.size())
    out += fmt::format("    {}\n", count_of(kinds.size() - shown, "more kind") +
                                       " of it: see --report json or html");
  if (const std::string rest = unlisted_of(group); !rest.empty())
    out += "    " + paint.dim(rest) + '\n';
  return out + fmt::format("    {} {}\n", paint.green("→"), advice_for(key.rule).remedy);
}

std::string groups_text(const Report& report, bool notes, const Paint& paint) {
  std::string out, operation;
  for (const auto& [key, group] : report.groups) {
    if (key.note != notes) continue;
    if (const std::string name = operation_of(key); name != operation || out.empty()) {
      operation = name;
      out += fmt::format("{}{} {}\n", out.empty() ? "" : "\n",
                         notes ? paint.cyan("i") : paint.red("✗"), paint.bold(name));
    }
    out += group_text(report, key, group, paint);
  }
  return out.empty() ? out : out + '\n';
}

std::string problems_text(const Report& report, const Paint& paint) {
  std::string out;
  for (const Problem& problem : report.problems) {
    if (&problem - report.problems.data() == static_cast<std::ptrdiff_t>(problems_shown)) break;
    out += fmt::format("{} {}\n", paint.yellow("!"), one_line(problem_line(report, problem)));
  }
  if (report.counts.problems > problems_shown)
    out += fmt::format("! {} more\n", grouped(report.counts.problems - problems_shown));
  for (const std::string& shard : missing_shards(report))
    out += fmt::format("{} shard {} is missing\n", paint.yellow("!"), one_line(shard));
  if (const std::string end = keys_end_of(report); !end.empty())
    out += fmt::format("{} {}\n", paint.cyan("i"), end);
  return out.empty() ? out : out + '\n';
}

struct Widths {
  std::size_t operation = 9, media_type = 10;
};

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, width_of(text)), ' ');
}

std::string row_text(const CoverageRow& row, const Widths& widths, const Paint& paint) {
  const std::string mark = !row.documented ? paint.red("!")
                           : row.seen > 0  ? paint.green("✓")
                                           : paint.dim("-");
  const std::string type = row.media_type.empty() ? "no body" : row.media_type;
  const std::string cells =
      fmt::format("{}  {:<7}  {}  {:>9}", padded(row.operation, widths.operation), row.status,
                  padded(type, widths.media_type), row.seen > 0 ? grouped(row.seen) : "never");
  return fmt::format("{} {}{}\n", mark, row.seen > 0 ? cells : paint.dim(cells),
                     row.documented ? "" : "  not documented");
}

std::string coverage_text(const Report& report, const Paint& paint) {
  const CoverageSummary summary = summary_of(report);
  if (report.coverage.empty() || report.counts.exchanges == 0) return {};
  Widths widths;
  for (const CoverageRow& row : summary.rows) {
    widths.operation = std::max(widths.operation, width_of(row.operation));
    widths.media_type = std::max(widths.media_type, width_of(row.media_type));
  }
  std::string out =
      fmt::format("{}: {} of {} seen\n", paint.bold("coverage"), grouped(summary.seen),
                  count_of(summary.documented, "documented answer"));
  for (const CoverageRow& row : summary.rows) out += row_text(row, widths, paint);
  for (std::size_t i = 0; i < std::min(summary.unseen.size(), unseen_shown); ++i)
    out += paint.dim(fmt::format("- {}  never called", summary.unseen[i])) + '\n';
  if (summary.unseen.size() > unseen_shown)
    out += fmt::format("- {} never called\n",
                       count_of(summary.unseen.size() - unseen_shown, "more operation"));
  return out + '\n';
}

}  // namespace

std::string verdict_sentence(const Report& report) {
  const Counts& counts = report.counts;
  std::string out = count_of(counts.exchanges, "exchange");
  if (counts.violations > 0)
    out += fmt::format(": {} in {} of them", count_of(counts.violations, "violation"),
                       grouped(counts.broken));
  else
    out += counts.judged > 0 ? ", no violation" : ", none of them judged";
  const auto say = [&](std::uint64_t number, std::string_view what) {
    if (number > 0) out += fmt::format(", {} {}", grouped(number), what);
  };
  if (counts.notes > 0) out += ", " + count_of(counts.notes, "note");
  say(counts.out_of_scope, "out of scope");
  say(counts.unanswered, "without an answer");
  if (counts.problems > 0) out += ", " + count_of(counts.problems, "problem");
  return out;
}

std::string text_report(const Report& report, const ReportStyle& style) {
  const Paint paint{style.colour};
  std::string out = groups_text(report, false, paint);
  if (!style.quiet) out += groups_text(report, true, paint);
  out += problems_text(report, paint);
  const Verdict result = verdict(report);
  if (style.quiet && result == Verdict::passed) return out;
  if (!style.quiet) out += coverage_text(report, paint);
  const std::string line = fmt::format("{}: {}", to_string(result), verdict_sentence(report));
  return out +
         (result == Verdict::passed   ? paint.green(line)
          : result == Verdict::failed ? paint.red(line)
                                      : paint.yellow(line)) +
         '\n';
}

}  // namespace validator
