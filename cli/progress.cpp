#include "cli/progress.h"

#include <fmt/format.h>

#include <array>

#include "validator/report_text.h"

namespace cli {

namespace {

std::string amount(std::uint64_t bytes) {
  constexpr std::array<const char*, 4> units{"B", "KiB", "MiB", "GiB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < units.size()) {
    value /= 1024;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", value, units[unit]);
}

}  // namespace

std::string progress_line(const validator::Progress& progress) {
  std::string line =
      fmt::format("{}: {}", validator::one_line(progress.file), amount(progress.position));
  // An inflated capture goes beyond the size of its file.
  if (progress.size >= progress.position && progress.size > 0)
    line += fmt::format(" of {} ({} %)", amount(progress.size),
                        progress.position * 100 / progress.size);
  return line + fmt::format(", {}", validator::count_of(progress.exchanges, "exchange"));
}

void ProgressLine::show(const validator::Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(200);
  out_ << "\r\033[K" << progress_line(progress) << std::flush;
  shown_ = true;
}

ProgressLine::~ProgressLine() {
  if (shown_) out_ << "\r\033[K" << std::flush;
}

}  // namespace cli
