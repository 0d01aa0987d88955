#pragma once
// Which suites an argument of `understudy test` means.
#include <string>
#include <vector>

#include "cli/environment.h"
#include "suite/suite.h"

namespace cli {

// "bundled:<api>/<name>.suite.yaml" of every bundled suite, or of one API's.
std::vector<std::string> bundled_suites(const std::string& api = "");

// Files, folders (their *.suite.yaml, subfolders too), bundled APIs; none: every bundled suite.
// With the complaints of all.
contract::Loaded<std::vector<suite::SuitePtr>> load_suites(
    const std::vector<std::string>& arguments, const Environment& environment);

// Bundled names, and paths relative to the suite's folder. Each API is loaded once.
suite::FindApi api_finder(const Environment& environment);

}  // namespace cli
