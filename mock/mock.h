#pragma once
// Several APIs behind one port: picks the API, answers /__admin, keeps the journal.
#include <memory>
#include <string>
#include <vector>

#include "mock/journal.h"
#include "mock/responder.h"

namespace mock {

struct MountedApi {
  std::shared_ptr<Responder> responder;
  std::string prefix;  // "" or "/path": stripped before routing
};

class Mock {
 public:
  // Error (code `route-conflict`) naming both when two APIs claim one route under the same prefix.
  static contract::Result<std::unique_ptr<Mock>> make(std::vector<MountedApi> apis,
                                                      std::size_t journal_bytes = 16u << 20);
  // Thread-safe. 404 and 405 (+Allow) of paths no API knows are problem+json unless exactly one API
  // is mounted (or shares the prefix) and its behaviour declares its own.
  contract::Response answer(const contract::Request& request);
  // For the server: what it refuses before there is a request. `request` holds what is known.
  contract::Response refuse(contract::Reason reason, const contract::Request& request);
  Journal& journal() { return journal_; }
  const std::vector<MountedApi>& apis() const { return apis_; }
  // Called after each exchange, outside all locks; for request lines on stderr.
  std::function<void(const JournalEntry&)> on_exchange;

 private:
  explicit Mock(std::vector<MountedApi> apis, std::size_t journal_bytes);
  std::vector<MountedApi> apis_;
  Journal journal_;
};

}  // namespace mock
