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

// A file inside the binary is in nobody's checkout: no place to annotate.
std::string place_of(const contract::Location& where) {
  if (where.file.empty() || where.file.starts_with("bundled:")) return {};
  std::string out = "file=" + escaped(where.file, true) + ',';
  if (where.line > 0) out += fmt::format("line={},", where.line);
  if (where.column > 0) out += fmt::format("col={},", where.column);
  return out;
}

std::string properties(const TestResult& result) {
  const std::string name = result.group.empty() ? result.name : result.group + ": " + result.name;
  return place_of(result.where) + "title=" + escaped(one_line(name), true);
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
    while (text.ends_with('\n')) text.pop_back();
    out += fmt::format("::error {}::{}\n", properties(result), escaped(text, false));
  }
  return out;
}

}  // namespace validator
