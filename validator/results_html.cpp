#include <fmt/format.h>

#include "validator/report_page.h"
#include "validator/report_text.h"
#include "validator/results_words.h"

namespace validator {

namespace {

std::string_view class_of(TestResult::Outcome outcome) {
  switch (outcome) {
    case TestResult::Outcome::passed:
      return "well";
    case TestResult::Outcome::failed:
      return "bad";
    case TestResult::Outcome::error:
      return "unsure";
    default:
      return "soft";
  }
}

std::string failure(const TestResult& result) {
  std::string out = fmt::format(
      "<details class=\"entry\" open><summary>{}<b>{}</b> <span "
      "class=\"soft\">{}</span></summary>\n",
      html_tag(class_of(result.outcome), to_string(result.outcome)), markup(one_line(result.name)),
      markup(one_line(result.group)));
  if (!result.message.empty()) out += fmt::format("<p>{}</p>\n", markup(one_line(result.message)));
  if (!result.where.file.empty())
    out += fmt::format("<p><code>{}</code></p>\n", markup(contract::to_string(result.where)));
  if (!result.details.empty()) out += fmt::format("<pre>{}</pre>\n", markup(result.details));
  if (!result.replay.empty())
    out += fmt::format("<p class=\"soft\">replay: <code>{}</code></p>\n", markup(result.replay));
  return out + "</details>\n";
}

std::string group_table(const TestGroup& group) {
  std::vector<std::vector<std::string>> rows;
  for (const TestResult* result : group.results)
    rows.push_back({html_tag(class_of(result->outcome), to_string(result->outcome)),
                    markup(one_line(result->name)),
                    result->evidence ? markup(contract::to_string(*result->evidence)) : "",
                    duration_of(result->took)});
  return fmt::format(
      "<details class=\"entry\"><summary><b>{}</b> <span class=\"soft\">{}</span></summary>\n"
      "{}</details>\n",
      markup(one_line(group.name)), markup(tally_of(group.counts)),
      html_table({"outcome", "case", "evidence", "took"}, rows));
}

}  // namespace

std::string html_results(std::string_view title, std::span<const TestResult> results) {
  const TestCounts counts = count(results);
  Page page;
  page.title = title;
  page.mood = counts.failed > 0   ? Page::Mood::bad
              : counts.errors > 0 ? Page::Mood::unsure
                                  : Page::Mood::well;
  page.verdict = verdict_of(counts);
  page.tiles = {{grouped(counts.total), "cases"},     {grouped(counts.passed), "passed"},
                {grouped(counts.failed), "failed"},   {grouped(counts.errors), "not judged"},
                {grouped(counts.skipped), "skipped"}, {duration_of(counts.took), "in all"}};
  if (!counts.well()) page.body += "<h2>What failed</h2>\n";
  for (const TestResult& result : results)
    if (result.outcome == TestResult::Outcome::failed ||
        result.outcome == TestResult::Outcome::error)
      page.body += failure(result);
  page.body += "<h2>Everything that ran</h2>\n";
  for (const TestGroup& group : by_group(results)) page.body += group_table(group);
  return html_page(page);
}

}  // namespace validator
