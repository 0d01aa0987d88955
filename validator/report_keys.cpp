#include "validator/report_keys.h"

#include <algorithm>
#include <tuple>

namespace validator {

namespace {

std::size_t bytes_of(const Keyed& keyed) {
  const KeyFacts& facts = keyed.facts;
  return sizeof(Keyed) + keyed.target.size() + facts.facts.size() * sizeof(KeyFact) +
         (facts.fields.size() + facts.forgets.size()) * sizeof(std::uint64_t);
}

}  // namespace

bool KeyKeeper::judge(Report& report, const Keyed& keyed) {
  bool breach = false;
  for (contract::Violation& violation : table_.take(keyed.facts)) {
    breach = breach || !violation.note;
    add(report, Finding{keyed.file, keyed.entry, keyed.api, keyed.method, keyed.target,
                        keyed.status, std::move(violation)});
  }
  if (breach && !keyed.broken) ++report.counts.broken;
  return !table_.stopped_at();
}

bool KeyKeeper::keep(Report& report, Keyed&& keyed) {
  bytes_ += bytes_of(keyed);
  if (bytes_ > max_bytes_) return false;
  report.keys.push_back(std::move(keyed));
  return true;
}

void KeyKeeper::take(Report& report, std::vector<Keyed> keys) {
  for (Keyed& keyed : keys) {
    const KeysEnd here{keyed.file, keyed.entry};
    if (report.keys_end && *report.keys_end <= here) return;
    if (!(whole_ ? judge(report, keyed) : keep(report, std::move(keyed)))) report.keys_end = here;
  }
}

void settle(Report& report) {
  if (!missing_shards(report).empty()) return;
  for (CaptureFile& file : report.files) {
    file.shards = {1};
    file.of = 1;
  }
  std::vector<Keyed> keys = std::move(report.keys);
  report.keys.clear();
  std::sort(keys.begin(), keys.end(), [](const Keyed& a, const Keyed& b) {
    return std::tie(a.file, a.entry) < std::tie(b.file, b.entry);
  });
  KeyKeeper(true).take(report, std::move(keys));
}

}  // namespace validator
