#pragma once
// What was asked and answered, newest kept, bounded in bytes. Thread-safe.
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "contract/http.h"
#include "contract/json.h"
#include "contract/violation.h"

namespace mock {

struct JournalEntry {
  std::uint64_t id = 0;  // from 1, in order of answering
  std::string time;      // RFC 3339
  std::string api;
  std::string operation;        // "" when unmatched
  std::string outcome;          // contract::to_string(Outcome) or ""
  contract::Exchange exchange;  // credentials redacted
  contract::Violations violations;
  std::chrono::microseconds took{0};
};

class Journal {
 public:
  explicit Journal(std::size_t max_bytes = 16u << 20);
  void add(JournalEntry entry);  // drops the oldest entries over the bound
  std::vector<std::shared_ptr<const JournalEntry>> entries() const;
  std::uint64_t count() const;  // of all ever added since clear()
  void clear();

 private:
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const JournalEntry>> entries_;
  std::size_t bytes_ = 0;
  std::size_t max_bytes_;
  std::uint64_t next_id_ = 1;
};

// Authorization, Cookie, X-WSSE and other header values that carry secrets, replaced by "***".
// `scheme_headers`: apiKey headers of the contract without an enum of public values.
void redact(contract::Headers& headers, const std::vector<std::string>& scheme_headers);

}  // namespace mock
