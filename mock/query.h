#pragma once
// read: and list: of behaviour.yaml.
#include <optional>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "contract/facts.h"
#include "mock/store.h"

namespace mock {

struct QueryResult {
  contract::Outcome outcome = contract::Outcome::found;
  std::vector<contract::RecordPtr> records;  // of a read: the one that was found
  contract::PageFacts page;
  std::optional<std::string> refused;  // why the filter, limit or cursor cannot be honoured
};

QueryResult run_read(const contract::ReadPlan& plan, const contract::Facts& facts,
                     const Staged& store);
// In order of creation. A cursor names the last record it came after, so a page neither repeats nor
// skips what was there before; it is good for the same list with the same filters only.
QueryResult run_list(const contract::ListPlan& plan, const contract::Facts& facts,
                     const Staged& store);

}  // namespace mock
