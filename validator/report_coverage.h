#pragma once
// The coverage of a report as rows to show: an operation that was never seen is one row.
#include <string>
#include <vector>

#include "validator/report.h"

namespace validator {

struct CoverageRow {
  std::string operation;   // "orders.list (shop)"
  std::string status;      // "" for an operation that was never seen
  std::string media_type;  // "" for no body
  std::uint64_t seen = 0;
  bool documented = true;
};
struct CoverageSummary {
  std::vector<CoverageRow> rows;
  std::vector<std::string> unseen;  // operations without any answer
  std::size_t documented = 0;       // answers the contracts have …
  std::size_t seen = 0;             // … and how many of them were seen
};
CoverageSummary summary_of(const Report& report);

}  // namespace validator
