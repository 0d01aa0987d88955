#pragma once
// `lint --evidence`: which declarations rest on what.
#include <set>

#include "cli/apis.h"
#include "contract/declarations.h"

namespace cli {

// One line per declaration whose evidence is in `wanted`: "file:line: assumed: what (source)".
void list_evidence(const LoadedApi& api, const std::set<contract::Evidence>& wanted,
                   const Environment& environment);

}  // namespace cli
