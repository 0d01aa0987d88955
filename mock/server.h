#pragma once
// Sockets: a guarded front (design section 4) that hands whole, vetted requests to a handler.
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "contract/error.h"
#include "contract/http.h"

namespace mock {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;                                     // 0: any free one
  std::size_t max_target = 8 << 10;                 // 414
  std::size_t max_head = 64 << 10;                  // 431, bytes of the whole head
  std::size_t max_header_count = 100;               // 431
  std::size_t max_body = 16u << 20;                 // 413, as sent and as inflated
  std::size_t max_connections = 1024;               // 503
  std::chrono::milliseconds head_deadline{10'000};  // 408
  std::chrono::milliseconds body_deadline{30'000};  // 408
  std::chrono::milliseconds write_deadline{30'000};
  std::chrono::milliseconds idle_timeout{60'000};  // between requests: closed silently
  std::string tls_cert, tls_key, tls_client_ca;    // PEM files; "" for plain HTTP
};

class Server {
 public:
  struct Handler {
    // Called concurrently; exceptions become 500.
    std::function<contract::Response(const contract::Request&)> answer;
    // What the front refuses (status 400, 408, 413, 414, 417, 431, 501, 503, 505): the body to
    // send. `request` holds what was understood before. May be empty: problem+json then.
    std::function<contract::Response(int status, const std::string& detail,
                                     const contract::Request& request)>
        refuse;
  };
  // Error codes: `port-in-use`, `cannot-bind`, `bad-certificate`.
  static contract::Result<std::unique_ptr<Server>> bind(ServerOptions options, Handler handler);
  virtual ~Server() = default;
  virtual int port() const = 0;
  virtual void run() = 0;   // serves until stop(); returns when what was in flight is answered
  virtual void stop() = 0;  // from any thread or (async-signal-safe part) a signal handler's thread
};

}  // namespace mock
