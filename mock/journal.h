#pragma once
// What was asked and answered, newest kept, bounded in bytes. Thread-safe.
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "contract/http.h"
#include "contract/json.h"
#include "contract/violation.h"
#include "validator/redact.h"

namespace mock {

struct JournalEntry {
  std::uint64_t id = 0;  // from 1, in order of answering
  std::string time;      // RFC 3339
  std::string api;
  std::string operation;            // "" when unmatched
  std::string outcome;              // contract::to_string(Outcome) or ""
  contract::Exchange exchange;      // credentials redacted
  contract::Violations violations;  // of the request
  contract::Violations self_check;  // of our own answer
  std::vector<std::string> faults;  // names of the injected ones that touched it
  std::chrono::microseconds took{0};
};

class Journal {
 public:
  explicit Journal(std::size_t max_bytes = 16u << 20);
  // Gives the entry its id and drops the oldest ones over the bound; one that is larger than the
  // bound by itself is counted and not kept.
  std::shared_ptr<const JournalEntry> add(JournalEntry entry);
  std::vector<std::shared_ptr<const JournalEntry>> entries() const;
  std::uint64_t count() const;  // of all ever added since clear()
  void clear();

 private:
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const JournalEntry>> entries_;
  std::size_t bytes_ = 0;
  std::size_t max_bytes_;
  std::uint64_t next_id_ = 1;
  std::uint64_t first_id_ = 1;  // since clear()
};

using validator::redact;
using validator::secret_places;
using validator::SecretPlaces;

}  // namespace mock
