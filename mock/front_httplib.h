#pragma once
// The seam to cpp-httplib. All lines that depend on its version are in front_httplib.cpp.
#include <functional>
#include <memory>
#include <string>

#include "contract/error.h"
#include "mock/front_reply.h"

struct ssl_ctx_st;

namespace mock {

struct ServerOptions;

// A listening httplib::Server (or SSLServer) whose connections are handed on instead of served.
class HttplibFront {
 public:
  static contract::Result<std::unique_ptr<HttplibFront>> bind(const ServerOptions& options);
  virtual ~HttplibFront() = default;

  virtual int port() const = 0;
  virtual ssl_ctx_st* tls() const = 0;  // null: plain HTTP
  // Accepts until stop(); `adopt` owns the socket it is given and must be quick.
  virtual void listen(std::function<void(int fd)> adopt) = 0;
  // Async-signal-safe, from any thread, also before listen().
  virtual void stop() = 0;
  // Appends the answer as bytes to `out`. Thread-safe.
  virtual void reply(contract::Response response, const ReplyMode& mode, std::string& out) = 0;
};

}  // namespace mock
