#pragma once
// What a suite is run against: a mock of our own in this process, or a server behind a URL.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "contract/http.h"
#include "contract/json.h"
#include "mock/faults.h"
#include "suite/suite.h"

namespace suite {

// One case's view of a target: a world of its own. For one thread.
class Session {
 public:
  virtual ~Session() = default;
  // A response with `lost` set: the request went out, no whole answer came back before the
  // connection ended. Error codes: `unreachable` (nothing could be sent), `timeout`, `bad-answer`
  // (what came back is no HTTP).
  virtual contract::Result<contract::Response> send(const contract::Request& request,
                                                    std::chrono::milliseconds timeout) = 0;
  // Only where the target is a mock. `state` is {collection: {partition: [records]}}.
  virtual contract::Result<void> seed(const contract::Json& state) = 0;
  virtual contract::Result<contract::Json> stored() = 0;
  virtual contract::Result<void> add(const std::vector<mock::Fault>& faults) = 0;
};

class Target {
 public:
  virtual ~Target() = default;
  // Thread-safe. `world` names the case's world, `seed` makes its ids.
  virtual std::unique_ptr<Session> open(const Suite& suite, const std::string& world,
                                        std::uint64_t seed) = 0;
  virtual bool is_mock() const = 0;                  // knows state and faults
  virtual bool has_worlds() const { return false; }  // told apart by the header Understudy-World
  virtual std::string url() const = 0;               // for curl lines; no slash at the end
};

// A fresh mock per case: no sockets, ids and clock a function of the seed. `behaviour`, when given,
// stands in for the suites' own (mutants).
std::unique_ptr<Target> mock_target(contract::BehaviourPtr behaviour = nullptr);

struct HttpOptions {
  std::string url;  // "https://host:port/prefix"
  contract::Headers headers;
  std::chrono::milliseconds timeout{30'000};
  bool insecure = false;    // do not verify the certificate
  std::string ca_file;      // PEM, besides the system's
  std::string admin_token;  // of a mock of ours
};
// Asks /__admin/version whether the server is a mock of ours. Errors: `bad-url`, `unreachable`.
contract::Result<std::unique_ptr<Target>> http_target(HttpOptions options);

}  // namespace suite
