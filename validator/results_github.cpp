// Workflow commands of GitHub Actions; escapes as actions/toolkit's command.ts writes them.
#include <fmt/format.h>

#include "validator/report_text.h"
#include "validator/results.h"

namespace validator {

namespace {

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '%' || c == '\n' || (property && (c == ':' || c == ',')))
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out;
}

std::string properties(const TestResult& result) {
  std::string out;
  if (!result.where.file.empty()) out += "file=" + escaped(result.where.file, true) + ',';
  if (result.where.line > 0) out += fmt::format("line={},", result.where.line);
  if (result.where.column > 0) out += fmt::format("col={},", result.where.column);
  const std::string name = result.group.empty() ? result.name : result.group + ": " + result.name;
  return out + "title=" + escaped(one_line(name), true);
}

}  // namespace

std::string github_report(std::span<const TestResult> results) {
  std::string out;
  for (const TestResult& result : results) {
    if (result.outcome == TestResult::Outcome::passed ||
        result.outcome == TestResult::Outcome::skipped)
      continue;
    std::string text = result.message;
    if (!result.details.empty()) text += '\n' + result.details;
    out += fmt::format("::error {}::{}\n", properties(result), escaped(text, false));
  }
  return out;
}

}  // namespace validator
