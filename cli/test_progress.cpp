#include "cli/test_progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace cli {

namespace {

std::size_t width_of_terminal() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

}  // namespace

Progress::Progress(const Environment& environment, std::size_t total)
    : environment_(environment),
      total_(total),
      on_(!environment.quiet && isatty(STDERR_FILENO) != 0) {}

void Progress::show(const suite::RanCase& ran) {
  ++done_;
  const auto outcome = ran.result.outcome;
  if (outcome == suite::CaseResult::Outcome::failed || outcome == suite::CaseResult::Outcome::error)
    ++failed_;
  const std::string counts = failed_ > 0 ? fmt::format("{} failed  ", failed_) : "";
  show(done_, total_, counts + ran.suite->name);
}

void Progress::show(std::size_t done, std::size_t total, const std::string& what) {
  if (!on_) return;
  std::string line = fmt::format("{}/{}  {}", done, total, what);
  const std::size_t width = width_of_terminal();
  if (line.size() >= width) line.resize(width - 1);
  environment_.err << "\r\033[K" << line << std::flush;
}

void Progress::clear() {
  if (on_) environment_.err << "\r\033[K" << std::flush;
}

}  // namespace cli
