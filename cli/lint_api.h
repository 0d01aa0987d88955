#pragma once
// Everything that is wrong with one API: what the loaders say, and the whole contract besides.
#include "cli/apis.h"
#include "cli/lint_complaints.h"

namespace cli {

LintedApi lint_api(const std::string& argument, const Environment& environment);

}  // namespace cli
