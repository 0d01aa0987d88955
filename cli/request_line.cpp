#include "cli/request_line.h"

#include <fmt/format.h>

namespace cli {

namespace {

const char* colour_of(int status) {
  if (status >= 500) return "\033[31m";
  if (status >= 400) return "\033[33m";
  return "\033[32m";
}

// What came over the wire must not steer the terminal.
std::string printable(std::string_view text, std::size_t limit) {
  std::string plain;
  for (const char c : text.substr(0, limit))
    plain += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  if (text.size() > limit) plain += "…";
  return plain;
}

}  // namespace

std::string request_line(const mock::JournalEntry& entry, bool colour) {
  constexpr std::size_t clock_begin = 11;  // of 2026-01-02T03:04:05.678Z
  constexpr std::size_t clock_size = 8;
  const int status = entry.exchange.response.status;
  const double milliseconds = static_cast<double>(entry.took.count()) / 1000.0;
  std::string line = fmt::format(
      "{} {} {} {}{}{}", entry.time.substr(std::min(clock_begin, entry.time.size()), clock_size),
      printable(entry.exchange.request.method, 20), printable(entry.exchange.request.target, 100),
      colour ? colour_of(status) : "", status, colour ? "\033[0m" : "");
  if (!entry.outcome.empty()) line += " " + entry.outcome;
  line += fmt::format(" {:.1f} ms", milliseconds);
  if (!entry.violations.empty()) {
    line += ": " + printable(entry.violations.front().message, 160);
    if (entry.violations.size() > 1)
      line += fmt::format(" (+{} more)", entry.violations.size() - 1);
  }
  if (!entry.self_check.empty())
    line += " | the declaration is wrong, this answer breaks the contract: " +
            printable(entry.self_check.front().message, 160);
  return line;
}

}  // namespace cli
