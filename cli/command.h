#pragma once
// The table of commands. To add one: a configure function in its own file, a row in commands.cpp,
// a section in docs/cli.md.
#include <CLI/CLI.hpp>
#include <functional>
#include <span>
#include <string_view>

#include "cli/environment.h"

namespace cli {

struct Command {
  std::string_view name;
  std::string_view summary;
  // Adds the command's options; what it returns runs after a successful parse.
  std::function<int()> (*configure)(CLI::App& app, Environment& environment);
};

std::span<const Command> commands();

std::function<int()> configure_mock(CLI::App& app, Environment& environment);
std::function<int()> configure_test(CLI::App& app, Environment& environment);
std::function<int()> configure_validate(CLI::App& app, Environment& environment);
std::function<int()> configure_merge(CLI::App& app, Environment& environment);
std::function<int()> configure_lint(CLI::App& app, Environment& environment);
std::function<int()> configure_describe(CLI::App& app, Environment& environment);
std::function<int()> configure_export(CLI::App& app, Environment& environment);

// Parses and runs one command line; returns the exit code.
int run(int argc, const char* const* argv, Environment& environment);

}  // namespace cli
