#include "validator/report_coverage.h"

#include "validator/report_text.h"

namespace validator {

namespace {

using Rows = std::map<CoverageKey, Coverage>;

bool same_operation(const CoverageKey& a, const CoverageKey& b) {
  return a.api == b.api && a.operation == b.operation;
}

}  // namespace

CoverageSummary summary_of(const Report& report) {
  CoverageSummary summary;
  for (auto row = report.coverage.begin(); row != report.coverage.end();) {
    auto end = row;
    std::uint64_t seen = 0;
    for (; end != report.coverage.end() && same_operation(end->first, row->first); ++end)
      seen += end->second.seen;
    const std::string name = one_line(row->first.operation) +
                             (row->first.api.empty() ? "" : " (" + one_line(row->first.api) + ')');
    if (seen == 0) summary.unseen.push_back(name);
    for (; row != end; ++row) {
      const auto& [key, coverage] = *row;
      summary.documented += coverage.documented;
      summary.seen += coverage.documented && coverage.seen > 0;
      if (seen > 0)
        summary.rows.push_back({name, one_line(key.status), one_line(key.media_type), coverage.seen,
                                coverage.documented});
    }
  }
  return summary;
}

}  // namespace validator
