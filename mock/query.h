#pragma once
// read: and list: of behaviour.yaml.
#include <optional>
#include <vector>

#include "contract/behaviour.h"
#include "contract/facts.h"
#include "mock/store.h"

namespace mock {

struct QueryResult {
  contract::Outcome outcome = contract::Outcome::found;
  std::vector<contract::RecordPtr> records;
  contract::PageFacts page;
  std::optional<std::string> refused;  // why the filter, limit or cursor cannot be honoured
};

QueryResult run_read(const contract::ReadPlan& plan, const contract::Facts& facts,
                     const Staged& store);
QueryResult run_list(const contract::ListPlan& plan, const contract::Facts& facts,
                     const Staged& store);

}  // namespace mock
