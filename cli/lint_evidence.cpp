#include "cli/lint_evidence.h"

#include <fmt/format.h>

namespace cli {

void list_evidence(const LoadedApi& api, const std::set<contract::Evidence>& wanted,
                   const Environment& environment) {
  for (const contract::Declaration& each : contract::declarations(*api.behaviour)) {
    if (wanted.count(each.claim.evidence) == 0) continue;
    environment.out << fmt::format("{}:{}: {}: {}{}\n", each.where.file, each.where.line,
                                   to_string(each.claim.evidence), each.what,
                                   each.claim.source.empty() ? "" : " (" + each.claim.source + ")");
  }
}

}  // namespace cli
