#include "mock/journal.h"

#include <algorithm>
#include <array>

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

bool among(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& each) { return contract::iequals(each, name); });
}

bool always_secret(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{
      "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-WSSE", "WSSE"};
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view each) { return contract::iequals(each, name); });
}

contract::Headers redacted(const contract::Headers& headers, const SecretPlaces& places) {
  contract::Headers clean;
  for (const auto& [name, value] : headers)
    clean.add(name, always_secret(name) || among(places.headers, name) ? "***" : value);
  return clean;
}

std::string redacted_target(const contract::Request& request, const SecretPlaces& places) {
  std::string target(request.path());
  std::string_view rest = request.query();
  char separator = '?';
  while (!rest.empty()) {
    const std::string_view piece = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(piece.size() + 1, rest.size()));
    const std::string_view name = piece.substr(0, piece.find('='));
    const std::string decoded = contract::percent_decode(name).value_or(std::string(name));
    target += separator;
    separator = '&';
    if (among(places.query, decoded) && name.size() < piece.size())
      target.append(name).append("=***");
    else
      target += piece;
  }
  return target;
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

SecretPlaces secret_places(const contract::Behaviour& behaviour) {
  SecretPlaces places;
  for (const auto& [name, scheme] : behaviour.api->security_schemes) {
    if (scheme.type != "apiKey") continue;
    const auto rule = behaviour.security.find(name);
    if (rule != behaviour.security.end() && !rule->second.allowed.empty()) continue;
    if (scheme.in == "header") places.headers.push_back(scheme.parameter);
    if (scheme.in == "query") places.query.push_back(scheme.parameter);
  }
  return places;
}

void redact(contract::Exchange& exchange, const SecretPlaces& places) {
  exchange.request.headers = redacted(exchange.request.headers, places);
  exchange.response.headers = redacted(exchange.response.headers, places);
  if (!places.query.empty()) exchange.request.target = redacted_target(exchange.request, places);
}

}  // namespace mock
