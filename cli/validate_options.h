#pragma once
// What `understudy validate` can be told.
#include <string>
#include <vector>

#include "cli/report_options.h"
#include "validator/capture_run.h"

namespace cli {

struct ValidateOptions {
  std::vector<std::string> captures;
  std::vector<std::string> apis;
  std::vector<std::string> hosts;
  std::string shard = "1/1";
  unsigned jobs = 0;  // 0: one per processor
  bool no_credentials = false;
  validator::RunOptions run;
  ReportWords reports;
};

// "I/N", 1 ≤ I ≤ N. Error code `usage`.
contract::Result<validator::CaptureLimits> parse_shard(const std::string& text,
                                                       validator::CaptureLimits limits);

// What the exit code says: 0, 1, 2 or 130.
int exit_code_of(const validator::Report& report);

// Writes the report in every format asked for; the exit code of the run.
int write_run_report(const validator::Report& report, const ReportSinks& sinks,
                     const Environment& environment);

}  // namespace cli
