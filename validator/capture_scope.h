#pragma once
// Which API a captured exchange is for, if any. docs/captures.md, "Which exchanges are judged".
//
// A host that an API's `servers` name is that API's. A host named by --host is every API's. What a
// server recorded (NDJSON, WireMock) without a host or on a loopback address was sent to an API. In
// all three an unknown path is a violation. Otherwise, on a loopback host in a HAR (the page's own
// files are there, too) or where an API's servers say no host, an exchange is judged when its path
// is known.
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "contract/path_template.h"
#include "contract/router.h"
#include "validator/capture_exchange.h"
#include "validator/redact.h"

namespace validator {

struct ScopedApi {
  std::string name;
  contract::BehaviourPtr behaviour;
  contract::Router router;
  SecretPlaces secrets;
};

struct Scope {
  std::vector<ScopedApi> apis;
  std::vector<std::string> hosts;  // of --host: "host" (any port), "host:port", "*" (all)
};

ScopedApi scoped(std::string name, contract::BehaviourPtr behaviour);

struct Destination {
  const ScopedApi* api = nullptr;  // null: out of scope
  bool shared = false;             // unknown path on a host of several APIs: `api` is one of them
};
Destination destination(const Scope& scope, const CapturedExchange& exchange, CaptureFormat format);

// "*" stands for any text. A pattern without a port fits any port when `any_port`.
bool host_fits(std::string_view pattern, std::string_view host, bool any_port);
bool is_loopback(std::string_view host);  // localhost, *.localhost, 127.0.0.0/8, [::1]; any port

}  // namespace validator
