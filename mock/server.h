#pragma once
// Sockets: a guarded front (design section 4) that hands whole, vetted requests to a handler.
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

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
  std::size_t max_inflate_ratio = 64;               // 413 over it and over 512 KiB inflated
  std::size_t max_chunk_extensions = 4 << 10;       // 400, bytes in one chunked body
  std::size_t max_trailers = 8 << 10;               // 431, bytes of a trailer section
  std::size_t max_connections = 1024;               // 503
  std::chrono::milliseconds head_deadline{10'000};  // 408
  std::chrono::milliseconds body_deadline{30'000};  // 408
  std::chrono::milliseconds write_deadline{30'000};
  std::chrono::milliseconds idle_timeout{60'000};  // between requests: closed silently
  std::chrono::milliseconds stop_deadline{2'000};  // for what is in flight when stop() comes
  std::size_t max_workers = 256;                 // threads, of which a few run unless handlers wait
  std::string tls_cert, tls_key, tls_client_ca;  // PEM files; "" for plain HTTP
};

// An answer whose body others may hold, too: `body`, when there is one, is sent in place of
// `response.body`.
struct Reply {
  Reply() = default;
  Reply(contract::Response answer) : response(std::move(answer)) {}  // NOLINT: a response is one

  contract::Response response;
  std::shared_ptr<const std::string> body;
};

class Server {
 public:
  struct Handler {
    // Called concurrently; exceptions become 500. The request is the handler's to keep.
    std::function<Reply(contract::Request)> answer;
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
  // Serves until stop(). Returns when what was in flight is answered, at the latest after
  // stop_deadline; the destructor then waits for handlers that still run. Once only.
  virtual void run() = 0;
  virtual void stop() = 0;  // from any thread, before run() too; async-signal-safe
};

}  // namespace mock
