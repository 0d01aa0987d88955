#pragma once
// A line on a terminal that says how far a run is; nothing elsewhere.
#include "cli/environment.h"
#include "suite/run.h"

namespace cli {

// For one thread at a time.
class Progress {
 public:
  Progress(const Environment& environment, std::size_t total);
  void show(const suite::RanCase& ran);
  void show(std::size_t done, std::size_t total, const std::string& what);
  void clear();

 private:
  const Environment& environment_;
  std::size_t total_;
  std::size_t done_ = 0;
  std::size_t failed_ = 0;
  bool on_;
};

}  // namespace cli
