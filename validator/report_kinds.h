#pragma once
// Findings that differ only in item, entry and value are one kind: shown once and counted. Also the
// phrases that all formats share.
#include <string>
#include <vector>

#include "validator/report.h"

namespace validator {

struct Kind {
  std::vector<const Finding*> findings;  // by file and entry; the first one is shown

  const Finding& first() const { return *findings.front(); }
};
// Kinds of one group in the order they first occur.
std::vector<Kind> kinds_of(const Group& group);

// What a kind's findings share, as text: stable from run to run. Array indexes are "*".
std::string identity_of(const Finding& finding);

// "request body /items/3/clientId", "response header Location", "query parameter limit".
std::string place_of(const contract::Violation& violation);
// "day.har, entry 17: PUT /orders/batch → 200, item 3"; as far as it is known.
std::string exchange_of(const Report& report, const Finding& finding);
// "asked for at openapi.yaml:12:3 (evidence: assumed)"; "" when neither is known.
std::string reason_of(const contract::Violation& violation);
// "expected string, found 12"; "" when neither is known.
std::string difference_of(const contract::Violation& violation);
// "2 more items of this exchange and 3 more exchanges (entries 18, 19, 25) have this error"; ""
// for a single finding.
std::string repeats_of(const Report& report, const Kind& kind);
// The lines below a kind's message, without the empty ones: difference, exchange and item, the line
// of the contract with its evidence, repeats.
std::vector<std::string> lines_of(const Report& report, const Kind& kind);
// "orders.upsert (shop)"; "requests that no operation is for (shop)".
std::string operation_of(const GroupKey& key);
// Of a finding or problem; "" when the report lists no such file.
std::string file_name(const Report& report, std::size_t file);
// "the rules about keys stopped at day.har, entry 9, for want of memory"; "" when they did not.
std::string keys_end_of(const Report& report);
// What was counted but is not listed: "12 more are counted and not listed"; "" when all are.
std::string unlisted_of(const Group& group);

}  // namespace validator
