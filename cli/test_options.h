#pragma once
// What `understudy test` can be told, and its modes.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/environment.h"
#include "cli/interrupt.h"
#include "cli/report_options.h"
#include "suite/run.h"

namespace cli {

struct TestOptions {
  std::vector<std::string> suites;
  std::string target;  // "": a mock in this process
  std::vector<std::string> headers;
  std::string filter;
  std::vector<std::string> evidence;
  std::string replay;
  std::optional<std::uint64_t> seed;
  unsigned jobs = 0;  // 0: as many as there are processors
  double timeout = 30;
  bool insecure = false;
  bool strict = false;
  std::string ca_file;
  std::string admin_token;
  ReportWords reports;
  // Of the modes that have some of their own.
  std::string derive;  // an API
  std::string write;   // a folder
  std::string mutate;  // an API
};

// A way of running `test`. The first that is chosen runs; the last always is. To add one: its
// options in TestOptions and configure_test, a row in the table of test_command.cpp.
struct TestMode {
  bool (*chosen)(const TestOptions& options);
  int (*run)(const TestOptions& options, const Environment& environment);
};

int run_suite_files(const TestOptions& options, const Environment& environment);
int run_derived(const TestOptions& options, const Environment& environment);
int run_mutants(const TestOptions& options, const Environment& environment);

// What all modes share: each complains by itself and then gives nothing.
struct TestSetup {
  suite::RunOptions run;
  suite::Selection selection;
  std::unique_ptr<suite::Target> target;
  ReportSinks sinks;
  std::unique_ptr<Interrupt> interrupt;  // ends the run after the cases that are running
  unsigned jobs = 1;
};
// The exit code instead, when something is wrong with the options or the target.
tl::expected<TestSetup, int> set_up_test(const TestOptions& options,
                                         const Environment& environment);
// Runs the suites with progress and interruption, writes the reports; the exit code.
int run_and_report(const TestSetup& setup, const std::vector<suite::SuitePtr>& suites,
                   const Environment& environment);

}  // namespace cli
