#pragma once
// One line on stderr that says how far a long run is; only on a terminal.
#include <chrono>
#include <ostream>
#include <string>

#include "validator/capture_run.h"

namespace cli {

// "capture.har: 1.2 GiB of 2.0 GiB (60 %), 41,000 exchanges".
std::string progress_line(const validator::Progress& progress);

// Rewrites its line at most five times a second, after a second; wipes it when it ends.
class ProgressLine {
 public:
  explicit ProgressLine(std::ostream& out) : out_(out) {}
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(const validator::Progress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& out_;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(1);
  bool shown_ = false;
};

}  // namespace cli
