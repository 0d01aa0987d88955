#pragma once
// A whole `validate` run: captures in, report out. One thread reads and splits, the others judge;
// results are put together in the order of the entries, so any number of threads gives one report.
#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "validator/capture_reader.h"
#include "validator/capture_scope.h"
#include "validator/judge.h"
#include "validator/report.h"

namespace validator {

struct Progress {
  std::string file;
  std::uint64_t position = 0;  // bytes read of it, before inflating when that is known
  std::uint64_t size = 0;      // 0: not known
  std::uint64_t exchanges = 0;
};

struct RunOptions {
  CaptureLimits limits;
  JudgeOptions judge;
  unsigned jobs = 1;
  std::size_t max_listed = 200;
  const std::atomic<bool>* stop = nullptr;        // set: the report has what was judged so far
  std::function<void(const Progress&)> progress;  // called by the reading thread, per chunk
};

Report validate_captures(const std::vector<std::string>& paths, const Scope& scope,
                         const RunOptions& options);

// The part of the work that is done per chunk; a report without files.
Report judge_chunk(const Chunk& chunk, const Scope& scope, const RunOptions& options,
                   EntryParser& parser);

}  // namespace validator
