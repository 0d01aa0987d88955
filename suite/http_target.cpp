// A server behind a URL. The only file of this module that knows cpp-httplib.
#include "suite/http_target.h"

#include <fmt/format.h>
#include <httplib.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace suite {

namespace {

using contract::Result;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

// Ends a call that has not ended by itself: httplib's own timeouts are per read, so a server that
// sends a byte now and then would hold us for ever.
class Watchdog {
 public:
  Watchdog(httplib::Client& client, Milliseconds timeout)
      : thread_([this, &client, timeout] {
          std::unique_lock lock(mutex_);
          if (ended_.wait_for(lock, timeout, [this] { return done_; })) return;
          bit_ = true;
          client.stop();
        }) {}
  ~Watchdog() { bitten(); }
  bool bitten() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    ended_.notify_all();
    if (thread_.joinable()) thread_.join();
    return bit_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  bool bit_ = false;
  std::thread thread_;  // last: it uses the others
};

contract::Error trouble(std::string code, std::string message) {
  return {std::move(code), std::move(message), {}};
}

httplib::Request wire_request(const contract::Request& request, const std::string& prefix) {
  httplib::Request wire;
  wire.method = request.method;
  wire.path = prefix + request.target;
  for (const auto& [name, value] : request.headers) wire.headers.emplace(name, value);
  if (request.body.empty()) return wire;
  // A provider instead of `body`: beside a body httplib would send a Content-Type nobody wrote.
  wire.content_length_ = request.body.size();
  wire.content_provider_ = [&body = request.body](std::size_t offset, std::size_t length,
                                                  httplib::DataSink& sink) {
    return sink.write(body.data() + offset, length);
  };
  return wire;
}

contract::Response plain_response(const httplib::Response& wire) {
  contract::Response response;
  response.status = wire.status;
  for (const auto& [name, value] : wire.headers) response.headers.add(name, value);
  response.body = wire.body;
  return response;
}

std::string why(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
    case httplib::Error::BindIPAddress:
      return "no connection could be made";
    case httplib::Error::SSLConnection:
      return "no TLS connection could be made";
    case httplib::Error::SSLLoadingCerts:
      return "the certificates could not be loaded";
    case httplib::Error::SSLServerVerification:
      return "the server's certificate could not be verified; trust it with --ca-file, or skip the "
             "check with --insecure";
    default:
      return "";
  }
}

class Client : public Connection {
 public:
  explicit Client(const HttpAddress& address) : client_(address.origin), prefix_(address.prefix) {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    client_.set_follow_location(false);
    client_.set_url_encode(false);
    client_.enable_server_certificate_verification(!address.insecure);
    if (!address.ca_file.empty()) client_.set_ca_cert_path(address.ca_file.c_str());
  }

  Result<contract::Response> send(const contract::Request& request, Milliseconds timeout) override {
    const auto slack = timeout + Milliseconds(1000);
    client_.set_connection_timeout(timeout);
    client_.set_read_timeout(slack);
    client_.set_write_timeout(slack);
    Watchdog watchdog(client_, timeout);
    const auto started = Clock::now();
    const httplib::Result result = client_.send(wire_request(request, prefix_));
    const bool late = watchdog.bitten() || Clock::now() - started >= timeout;
    if (result) return plain_response(*result);
    if (const std::string reason = why(result.error()); !reason.empty())
      return tl::unexpected(trouble("unreachable", reason));
    if (late)
      return tl::unexpected(trouble(
          "timeout", fmt::format("no answer within {:.3g} s", double(timeout.count()) / 1000)));
    contract::Response lost;
    lost.status = 0;
    lost.lost = true;
    return lost;
  }

 private:
  httplib::Client client_;
  std::string prefix_;
};

}  // namespace

std::unique_ptr<Connection> connect(const HttpAddress& address) {
  return std::make_unique<Client>(address);
}

}  // namespace suite
