#pragma once
// What ran and how it ended, as CI services and people read it. `validate` has one result per
// operation and rule, `test` one per case. All writers are pure; what they write is valid UTF-8
// whatever the values hold.
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contract/error.h"
#include "contract/evidence.h"

namespace validator {

struct TestResult {
  enum class Outcome : std::uint8_t { passed, failed, skipped, error };  // error: not judged
  std::string group;                                                     // the suite or operation
  std::string name;                                                      // the case or rule
  Outcome outcome = Outcome::passed;
  std::string message;       // one line: why it failed or was skipped
  std::string details;       // any number of lines
  contract::Location where;  // the line to show beside the message
  std::chrono::microseconds took{0};
  std::optional<contract::Evidence> evidence{};  // how sure what it checks is
  std::string replay{};                          // the token that runs exactly this again
};
// "passed", "failed", "skipped", "error".
std::string_view to_string(TestResult::Outcome outcome);

struct TestCounts {
  std::size_t total = 0, passed = 0, failed = 0, skipped = 0, errors = 0;
  std::chrono::microseconds took{0};  // of all of them, one after the other

  void add(const TestResult& result);
  bool well() const { return failed == 0 && errors == 0; }
};
TestCounts count(std::span<const TestResult> results);

// The results of one group, in order; groups in the order they first occur.
struct TestGroup {
  std::string_view name;
  std::vector<const TestResult*> results;
  TestCounts counts;
};
std::vector<TestGroup> by_group(std::span<const TestResult> results);

struct ReportStyle {
  bool colour = false;            // of text
  bool quiet = false;             // text says only what is wrong
  std::string working_directory;  // absolute; SARIF names files below it relative to it
};

// JUnit XML as Jenkins, GitLab and GitHub actions read it; UTF-8, control characters replaced.
std::string junit_report(std::string_view title, std::span<const TestResult> results);
// TAP version 14, details as YAML blocks.
std::string tap_report(std::span<const TestResult> results);
// GitHub workflow commands: ::error file=…,line=…::message, one per failed or unjudged result.
std::string github_report(std::span<const TestResult> results);
// specs/test-report.schema.json.
std::string json_results(std::string_view title, std::span<const TestResult> results);
// SARIF 2.1.0: one result per failed or unjudged one, at its line.
std::string sarif_results(std::span<const TestResult> results, const ReportStyle& style = {});
// One page without external resources.
std::string html_results(std::string_view title, std::span<const TestResult> results);

// For people: what failed with its details, groups with counts, one verdict line at the end.
std::string text_results(std::string_view title, std::span<const TestResult> results,
                         const ReportStyle& style = {});

// The formats of --report, in the order they are named to the user.
enum class ReportFormat : std::uint8_t { text, json, junit, sarif, html, tap, github };
std::span<const std::string_view> report_formats();
std::string_view to_string(ReportFormat format);
std::optional<ReportFormat> report_format_from(std::string_view word);

std::string test_report(ReportFormat format, std::string_view title,
                        std::span<const TestResult> results, const ReportStyle& style = {});

}  // namespace validator
