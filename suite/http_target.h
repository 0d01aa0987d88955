#pragma once
// One connection to a server, kept alive between requests.
#include <chrono>
#include <memory>
#include <string>

#include "contract/error.h"
#include "contract/http.h"

namespace suite {

struct HttpAddress {
  std::string origin;  // "https://host:port"
  std::string prefix;  // "" or "/path": before every target
  bool insecure = false;
  std::string ca_file;
};

// For one thread.
class Connection {
 public:
  virtual ~Connection() = default;
  // See Session::send. Ends `timeout` after the call at the latest.
  virtual contract::Result<contract::Response> send(const contract::Request& request,
                                                    std::chrono::milliseconds timeout) = 0;
};
std::unique_ptr<Connection> connect(const HttpAddress& address);

}  // namespace suite
