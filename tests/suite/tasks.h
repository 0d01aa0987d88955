#pragma once
// Suites about the small API of fixtures/apis/multi-status, written in the tests.
#include <string>

#include "suite/run.h"

// The suite's text without its head: cases alone.
std::string with_head(const std::string& rest);
contract::Loaded<suite::SuitePtr> load_text(const std::string& text);
// A suite that must load.
suite::SuitePtr suite_of(const std::string& rest);
// The result of its only case in a fresh mock.
suite::CaseResult run_only(const std::string& rest, const suite::RunOptions& options = {});
// "part pointer: expected | actual | message" of every failure, a line each.
std::string lines_of(const suite::CaseResult& result);
// Finds the API by its folder.
suite::FindApi find_tasks();
