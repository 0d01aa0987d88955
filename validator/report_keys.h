#pragma once
// The rules across exchanges, for a report: a single run judges facts as they come, shards keep
// them, and the merge that makes a capture whole judges them.
#include <vector>

#include "validator/key_table.h"
#include "validator/report.h"

namespace validator {

class KeyKeeper {
 public:
  // `whole`: judge at once; otherwise facts go to report.keys, at most `max_bytes` of them.
  explicit KeyKeeper(bool whole, std::size_t max_bytes = std::size_t{24} << 20)
      : whole_(whole), max_bytes_(max_bytes), table_(max_bytes) {}
  // `keys` come in the order of their entries. Where there is no more room, keys_end says so.
  void take(Report& report, std::vector<Keyed> keys);

 private:
  bool judge(Report& report, const Keyed& keyed);
  bool keep(Report& report, Keyed&& keyed);

  bool whole_;
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  KeyTable table_;
};

// When no shard of any file is missing: judges report.keys, drops them, and the report is what a
// single run would have given.
void settle(Report& report);

}  // namespace validator
