#pragma once
// What a command may touch: streams, files, colour. Tests hand in their own.
#include <ostream>

#include "contract/documents.h"

namespace cli {

// Promises to scripts (docs/cli.md): never renumbered.
enum ExitCode : int {
  exit_well = 0,
  exit_violations = 1,  // violations or failed cases
  exit_unusable = 2,    // usage, unreadable or invalid input
  exit_cannot_run = 3,  // port in use, target unreachable
  exit_interrupted = 130
};

struct Environment {
  std::ostream& out;
  std::ostream& err;
  contract::ReadFile read;  // also knows the bundled files, see apis.h
  bool err_colour = false;  // colour on stderr: a terminal, and NO_COLOR is not set
  bool out_colour = false;
  bool quiet = false;
  contract::ReferenceMap ref_map = {};  // `--ref-map`, see load_options.h
};

// Prints complaints, one line each, and returns exit_unusable.
int complain(const Environment& environment, const contract::Errors& errors);

}  // namespace cli
