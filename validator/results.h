#pragma once
// What ran and how it ended, as JUnit, TAP and annotations of a CI service know it. `validate`
// has one result per operation and rule, `test` one per case.
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "contract/error.h"

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
};

// JUnit XML as Jenkins, GitLab and GitHub actions read it; UTF-8, control characters replaced.
std::string junit_report(std::string_view title, std::span<const TestResult> results);
// TAP version 14, details as YAML blocks.
std::string tap_report(std::span<const TestResult> results);
// GitHub workflow commands: ::error file=…,line=…::message, one per failed or unjudged result.
std::string github_report(std::span<const TestResult> results);

}  // namespace validator
