// TAP version 14, https://testanything.org/tap-version-14-specification.html
#include <fmt/format.h>

#include "contract/json.h"
#include "validator/report_text.h"
#include "validator/results.h"

namespace validator {

namespace {

// A description: "#" would begin a directive, a backslash escapes.
std::string description(std::string_view text) {
  std::string out;
  for (const char c : one_line(text)) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string named(const TestResult& result) {
  const std::string name = description(result.name);
  return result.group.empty() ? name : description(result.group) + ": " + name;
}

// A YAML scalar in double quotes is a JSON string.
std::string scalar(std::string_view text) { return contract::quoted(printable(text)).text; }

// A literal block, each line behind `indent`; the indicator keeps leading spaces.
std::string literal(std::string_view text, std::string_view indent) {
  std::string out = "|2-\n";
  const std::string clean = printable(text);
  for (std::size_t begin = 0; begin < clean.size();) {
    const std::size_t end = std::min(clean.find('\n', begin), clean.size());
    if (end > begin) out.append(indent).append(clean, begin, end - begin);
    out += '\n';
    begin = end + 1;
  }
  return out;
}

std::string diagnostics(const TestResult& result) {
  const bool failed = result.outcome == TestResult::Outcome::failed;
  std::string out = "  ---\n";
  out += fmt::format("  message: {}\n", scalar(result.message));
  out += fmt::format("  severity: {}\n", failed ? "fail" : "error");
  if (!result.where.file.empty()) {
    out += fmt::format("  at:\n    file: {}\n", scalar(result.where.file));
    if (result.where.line > 0) out += fmt::format("    line: {}\n", result.where.line);
  }
  if (!result.replay.empty()) out += fmt::format("  replay: {}\n", scalar(result.replay));
  if (!result.details.empty()) out += "  details: " + literal(result.details, "    ");
  return out + "  ...\n";
}

std::string test_point(std::size_t number, const TestResult& result) {
  const std::string name = named(result);
  switch (result.outcome) {
    case TestResult::Outcome::passed:
      return fmt::format("ok {} - {}\n", number, name);
    case TestResult::Outcome::skipped:
      return fmt::format("ok {} - {} # SKIP {}\n", number, name, one_line(result.message));
    default:
      return fmt::format("not ok {} - {}\n{}", number, name, diagnostics(result));
  }
}

}  // namespace

std::string tap_report(std::span<const TestResult> results) {
  std::string out = fmt::format("TAP version 14\n1..{}\n", results.size());
  std::size_t number = 0;
  for (const TestResult& result : results) out += test_point(++number, result);
  return out;
}

}  // namespace validator
