#pragma once
// The parts of the control API; admin.cpp puts them together.
#include <map>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mock/admin.h"
#include "mock/store.h"

namespace mock {

// "/__admin/a/b?x=1" as {"a", "b"} and {x: 1}.
struct AdminCall {
  const contract::Request& request;
  std::vector<std::string> path;
  std::vector<std::pair<std::string, std::string>> query;

  const std::string* parameter(std::string_view name) const;
};

using Responders = std::vector<std::shared_ptr<Responder>>;

contract::Response json_answer(int status, const contract::Json& body);
// 405 with Allow.
contract::Response wrong_method(const std::string& allow);
// The body of a call, strictly parsed; the error is what the 400 says.
contract::Result<contract::Json> body_of(const AdminCall& call);

// Null when the host, origin or token of a request is fine.
std::optional<contract::Response> guard_admin(const contract::Request& request,
                                              const AdminOptions& options);

// requests, requests/{id}, requests/count, requests/find, requests/unmatched
contract::Response answer_requests(const AdminCall& call, Journal& journal,
                                   const Responders& responders);

// {api: {world: {collection: {partition: [records]}}}}; `?api=` and `?world=` narrow it down.
contract::Response answer_state(const AdminCall& call, const Responders& responders);

// snapshots, snapshots/{name}, snapshots/{name}/restore
class Snapshots {
 public:
  contract::Response answer(const AdminCall& call, const Responders& responders);

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<Store::Snapshot>> saved_;  // one Snapshot per responder
};

// Which journal entries a client asks for: WireMock's words where it has them. Nothing given: all.
struct RequestPattern;
contract::Result<std::shared_ptr<const RequestPattern>> parse_request_pattern(
    const contract::Json& pattern);
bool matches(const RequestPattern& pattern, const JournalEntry& entry);

}  // namespace mock
