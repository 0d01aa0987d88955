// validate's report as a page: verdict, counts and the worst rules first.
#include <fmt/format.h>

#include <algorithm>

#include "validator/report_advice.h"
#include "validator/report_coverage.h"
#include "validator/report_formats.h"
#include "validator/report_kinds.h"
#include "validator/report_page.h"
#include "validator/report_text.h"

namespace validator {

namespace {

constexpr std::size_t worst_shown = 8;

std::string code_markup(std::string_view text) { return "<code>" + markup(text) + "</code>"; }

std::string worst_rules(const Report& report) {
  struct Row {
    std::uint64_t count = 0;
    std::size_t operations = 0;
  };
  std::map<contract::Rule, Row> rows;
  for (const auto& [key, group] : report.groups)
    if (!key.note) {
      rows[key.rule].count += group.count;
      ++rows[key.rule].operations;
    }
  std::vector<std::pair<contract::Rule, Row>> sorted(rows.begin(), rows.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  if (sorted.size() > worst_shown) sorted.resize(worst_shown);
  std::vector<std::vector<std::string>> cells;
  for (const auto& [rule, row] : sorted)
    cells.push_back({code_markup(contract::code(rule)), grouped(row.count),
                     std::to_string(row.operations), markup(advice_for(rule).meaning)});
  const std::string table = html_table({"rule", "violations", "operations", "means"}, cells);
  return table.empty() ? table : "<h2>Worst rules</h2>\n" + table;
}

std::string kind_markup(const Report& report, const Kind& kind) {
  const contract::Violation& violation = kind.first().violation;
  std::string out = fmt::format("<div class=\"entry\"><p><b>{}</b>: {}</p>\n<pre>",
                                markup(place_of(violation)), markup(one_line(violation.message)));
  for (const std::string& line : lines_of(report, kind)) out += markup(line) + '\n';
  return out + "</pre></div>\n";
}

std::string group_markup(const Report& report, const GroupKey& key, const Group& group) {
  std::string out = fmt::format(
      "<details{}><summary>{}<b>{}</b> <span class=\"soft\">{}</span></summary>\n<p>{} {}</p>\n",
      key.note ? "" : " open", html_tag(key.note ? "note" : "bad", contract::code(key.rule)),
      markup(operation_of(key)), markup(count_of(group.count, key.note ? "note" : "violation")),
      markup(advice_for(key.rule).meaning), markup(advice_for(key.rule).remedy));
  for (const Kind& kind : kinds_of(group)) out += kind_markup(report, kind);
  if (const std::string rest = unlisted_of(group); !rest.empty())
    out += "<p class=\"soft\">" + markup(rest) + "</p>\n";
  return out + "</details>\n";
}

std::string groups_markup(const Report& report, bool notes, std::string_view title) {
  std::string out;
  for (const auto& [key, group] : report.groups)
    if (key.note == notes) out += group_markup(report, key, group);
  return out.empty() ? out : fmt::format("<h2>{}</h2>\n{}", title, out);
}

std::string problems_markup(const Report& report) {
  std::vector<std::vector<std::string>> rows;
  for (const Problem& problem : report.problems)
    rows.push_back({code_markup(file_name(report, problem.file)),
                    html_tag("unsure", to_string(problem.kind)), std::to_string(problem.entry),
                    std::to_string(problem.offset), markup(one_line(problem.message))});
  for (const std::string& shard : missing_shards(report))
    rows.push_back({code_markup(shard), html_tag("unsure", "missing"), "", "",
                    "This shard is in none of the reports."});
  std::string table = html_table({"capture", "problem", "entry", "byte", "what"}, rows);
  if (const std::string end = keys_end_of(report); !end.empty())
    table += fmt::format("<p>{}</p>\n", markup(end));
  return table.empty() ? table : "<h2>What could not be judged</h2>\n" + table;
}

std::string coverage_markup(const Report& report) {
  const CoverageSummary summary = summary_of(report);
  std::vector<std::vector<std::string>> rows;
  for (const CoverageRow& row : summary.rows)
    rows.push_back({code_markup(row.operation), markup(row.status),
                    row.media_type.empty() ? "no body" : markup(row.media_type),
                    row.seen > 0 ? grouped(row.seen) : "<span class=\"soft\">never</span>",
                    row.documented ? "" : html_tag("bad", "not documented")});
  for (const std::string& operation : summary.unseen)
    rows.push_back(
        {code_markup(operation), "", "", "<span class=\"soft\">never called</span>", ""});
  const std::string table = html_table({"operation", "status", "media type", "seen", ""}, rows);
  if (table.empty()) return table;
  return fmt::format("<h2>Coverage</h2>\n<p>{} of {} seen.</p>\n{}", grouped(summary.seen),
                     count_of(summary.documented, "documented answer"), table);
}

Page::Mood mood_of(Verdict verdict) {
  if (verdict == Verdict::passed) return Page::Mood::well;
  return verdict == Verdict::failed ? Page::Mood::bad : Page::Mood::unsure;
}

}  // namespace

std::string html_report(const Report& report) {
  const Counts& counts = report.counts;
  Page page;
  page.title = "understudy validate";
  page.mood = mood_of(verdict(report));
  page.verdict = fmt::format("{}: {}", to_string(verdict(report)), verdict_sentence(report));
  page.tiles = {
      {grouped(counts.exchanges), "exchanges"},       {grouped(counts.violations), "violations"},
      {grouped(counts.broken), "broken exchanges"},   {grouped(counts.notes), "notes"},
      {grouped(counts.out_of_scope), "out of scope"}, {grouped(counts.problems), "problems"}};
  page.body = worst_rules(report) + problems_markup(report) +
              groups_markup(report, false, "Violations") + groups_markup(report, true, "Notes") +
              coverage_markup(report);
  return html_page(page);
}

}  // namespace validator
