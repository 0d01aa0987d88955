#pragma once
// Options of every command that loads documents: each configure function calls this once.
#include <CLI/CLI.hpp>

#include "cli/environment.h"

namespace cli {

// `--ref-map URL=FILE`, into `environment.ref_map`.
void add_load_options(CLI::App& app, Environment& environment);

}  // namespace cli
