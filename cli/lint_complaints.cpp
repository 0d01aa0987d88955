#include "cli/lint_complaints.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cli {

namespace {

using Spot = std::tuple<std::string, int, int>;

Spot spot_of(const Complaint& complaint) {
  const contract::Location& where = complaint.what.where;
  return {where.file, where.line, where.column};
}

}  // namespace

std::string_view to_string(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

Complaints in_order(Complaints loaded, Complaints found) {
  std::set<Spot> known;
  for (const Complaint& complaint : loaded)
    if (complaint.what.where.line > 0) known.insert(spot_of(complaint));
  for (Complaint& complaint : found)
    if (known.count(spot_of(complaint)) == 0) loaded.push_back(std::move(complaint));
  std::stable_sort(loaded.begin(), loaded.end(),
                   [](const Complaint& a, const Complaint& b) { return spot_of(a) < spot_of(b); });
  std::set<std::pair<Spot, std::string>> told;
  Complaints once;
  for (Complaint& complaint : loaded)
    if (told.emplace(spot_of(complaint), complaint.what.code + complaint.what.message).second)
      once.push_back(std::move(complaint));
  return once;
}

std::size_t LintedApi::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(complaints.begin(), complaints.end(),
                    [severity](const Complaint& each) { return each.severity == severity; }));
}

}  // namespace cli
