// The XML that Jenkins' JUnit plugin made common: testsuites > testsuite > testcase.
#include <fmt/format.h>

#include "validator/report_text.h"
#include "validator/results.h"

namespace validator {

namespace {

double seconds(std::chrono::microseconds took) { return static_cast<double>(took.count()) / 1e6; }

std::string attributes(std::string_view name, const TestCounts& counts) {
  return fmt::format(R"(name="{}" tests="{}" failures="{}" errors="{}" skipped="{}" time="{:.6f}")",
                     markup_attribute(name), counts.total, counts.failed, counts.errors,
                     counts.skipped, seconds(counts.took));
}

// The element inside a testcase; "" when it passed.
std::string ending(const TestResult& result) {
  if (result.outcome == TestResult::Outcome::passed) return {};
  const std::string message = markup_attribute(one_line(result.message));
  if (result.outcome == TestResult::Outcome::skipped)
    return fmt::format("      <skipped message=\"{}\"/>\n", message);
  const std::string_view element =
      result.outcome == TestResult::Outcome::failed ? "failure" : "error";
  std::string text;
  if (!result.where.file.empty()) text += contract::to_string(result.where) + '\n';
  text += result.details;
  return fmt::format("      <{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n", element,
                     to_string(result.outcome), message, markup(text));
}

std::string test_case(const TestResult& result) {
  std::string out = fmt::format(R"(    <testcase classname="{}" name="{}" time="{:.6f}")",
                                markup_attribute(result.group), markup_attribute(result.name),
                                seconds(result.took));
  if (!result.where.file.empty())
    out += fmt::format(R"( file="{}")", markup_attribute(result.where.file));
  if (result.where.line > 0) out += fmt::format(R"( line="{}")", result.where.line);
  const std::string inside = ending(result);
  return out + (inside.empty() ? "/>\n" : ">\n" + inside + "    </testcase>\n");
}

}  // namespace

std::string junit_report(std::string_view title, std::span<const TestResult> results) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites {}>\n", attributes(title, count(results)));
  for (const TestGroup& group : by_group(results)) {
    out += fmt::format("  <testsuite {}>\n", attributes(group.name, group.counts));
    for (const TestResult* result : group.results) out += test_case(*result);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace validator
