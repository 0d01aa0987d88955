#pragma once
// Several APIs behind one port: picks the API, answers /__admin, keeps the journal.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mock/admin.h"
#include "mock/journal.h"
#include "mock/responder.h"
#include "mock/server.h"

namespace mock {

struct MountedApi {
  std::shared_ptr<Responder> responder;
  std::string prefix;  // "" or "/path": stripped before routing
};

struct MockOptions {
  std::size_t journal_bytes = 16u << 20;
  AdminOptions admin;
};

class Mock {
 public:
  // Error codes: `route-conflict` (naming both operations) when two APIs claim one method and path
  // under the same prefix, `duplicate-api` for two of one name, `bad-prefix`.
  static contract::Result<std::unique_ptr<Mock>> make(std::vector<MountedApi> apis,
                                                      MockOptions options = {});
  ~Mock();
  // Thread-safe. Of several APIs that know the path the more literal template wins. A 405 (+Allow)
  // is told by the one API that knows the path, a 404 by the one that has the longest prefix that
  // fits, in the API's own words where it declares some; problem+json where there is no such one.
  // A fault may have it that the answer is lost: `lost` is then true, and what the response says is
  // what the client never gets to see (mock/faults.h). A fault may also make it wait.
  contract::Response answer(const contract::Request& request);
  // The same without copies: the journal keeps the request, and shares the body of the answer.
  Reply serve(contract::Request request);
  // For the server: what it refuses before there is a request. `request` holds what is known.
  contract::Response refuse(contract::Reason reason, const contract::Request& request);
  // Whatever waits for a fault's latency is answered at once, now and from now on.
  void hurry();
  Journal& journal();
  const std::vector<MountedApi>& apis() const;
  // Called after each exchange but those of /__admin, outside all locks; for request lines on
  // stderr. Set it before the first request.
  std::function<void(const JournalEntry&)> on_exchange;

 private:
  struct Impl;
  explicit Mock(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace mock
