#include "validator/results.h"

#include <map>

#include "contract/words.h"

namespace validator {

namespace {

using Word = std::string_view;

constexpr auto outcomes = std::to_array<Word>({"passed", "failed", "skipped", "error"});
constexpr auto formats =
    std::to_array<Word>({"text", "json", "junit", "sarif", "html", "tap", "github"});

}  // namespace

std::string_view to_string(TestResult::Outcome outcome) {
  return contract::word_of(outcomes, outcome);
}
std::span<const std::string_view> report_formats() { return formats; }
std::string_view to_string(ReportFormat format) { return contract::word_of(formats, format); }
std::optional<ReportFormat> report_format_from(std::string_view word) {
  return contract::from_word<ReportFormat>(formats, word);
}

TestCounts count(std::span<const TestResult> results) {
  TestCounts counts;
  for (const TestResult& result : results) counts.add(result);
  return counts;
}

void TestCounts::add(const TestResult& result) {
  ++total;
  passed += result.outcome == TestResult::Outcome::passed;
  failed += result.outcome == TestResult::Outcome::failed;
  skipped += result.outcome == TestResult::Outcome::skipped;
  errors += result.outcome == TestResult::Outcome::error;
  took += result.took;
}

std::vector<TestGroup> by_group(std::span<const TestResult> results) {
  std::vector<TestGroup> groups;
  std::map<std::string_view, std::size_t> places;
  for (const TestResult& result : results) {
    const auto [place, fresh] = places.emplace(result.group, groups.size());
    if (fresh) groups.push_back({result.group, {}, {}});
    groups[place->second].results.push_back(&result);
    groups[place->second].counts.add(result);
  }
  return groups;
}

std::string test_report(ReportFormat format, std::string_view title,
                        std::span<const TestResult> results, const ReportStyle& style) {
  switch (format) {
    case ReportFormat::text:
      return text_results(title, results, style);
    case ReportFormat::json:
      return json_results(title, results);
    case ReportFormat::junit:
      return junit_report(title, results);
    case ReportFormat::sarif:
      return sarif_results(results, style);
    case ReportFormat::html:
      return html_results(title, results);
    case ReportFormat::tap:
      return tap_report(results);
    case ReportFormat::github:
      return github_report(results);
  }
  return {};
}

}  // namespace validator
