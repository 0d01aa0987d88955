#include "mock/journal.h"

namespace mock {

namespace {

std::size_t size_of(const contract::Headers& headers) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : headers) bytes += name.size() + value.size() + 64;
  return bytes;
}

// What an entry costs, give or take its allocations' overhead.
std::size_t size_of(const JournalEntry& entry) {
  const contract::Exchange& exchange = entry.exchange;
  return sizeof(JournalEntry) + exchange.request.target.size() + exchange.request.body.size() +
         exchange.response.body.size() + size_of(exchange.request.headers) +
         size_of(exchange.response.headers) +
         (entry.violations.size() + entry.self_check.size()) * (sizeof(contract::Violation) + 256);
}

}  // namespace

Journal::Journal(std::size_t max_bytes) : max_bytes_(max_bytes) {}

std::shared_ptr<const JournalEntry> Journal::add(JournalEntry entry) {
  auto shared = std::make_shared<JournalEntry>(std::move(entry));
  const std::size_t bytes = size_of(*shared);
  std::deque<std::shared_ptr<const JournalEntry>> dropped;  // destroyed outside the lock
  const std::lock_guard lock(mutex_);
  shared->id = next_id_++;
  if (bytes > max_bytes_) return shared;
  while (bytes_ + bytes > max_bytes_) {
    bytes_ -= size_of(*entries_.front());
    dropped.push_back(std::move(entries_.front()));
    entries_.pop_front();
  }
  bytes_ += bytes;
  entries_.push_back(shared);
  return shared;
}

std::vector<std::shared_ptr<const JournalEntry>> Journal::entries() const {
  const std::lock_guard lock(mutex_);
  return {entries_.begin(), entries_.end()};
}

std::uint64_t Journal::count() const {
  const std::lock_guard lock(mutex_);
  return next_id_ - first_id_;
}

void Journal::clear() {
  std::deque<std::shared_ptr<const JournalEntry>> dropped;
  const std::lock_guard lock(mutex_);
  dropped.swap(entries_);
  bytes_ = 0;
  first_id_ = next_id_;
}

}  // namespace mock
