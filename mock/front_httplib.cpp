// Everything that knows cpp-httplib, from Debian's 0.11.4 to its present versions: what changed in
// between is told apart by what compiles (`if constexpr (requires ...)`), here and nowhere else.
#include "mock/front_httplib.h"

#include <fcntl.h>
#include <httplib.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>
#include <vector>

#include "contract/system_error.h"
#include "mock/server.h"

namespace mock {
namespace {

constexpr int kBacklog = 1024;
// Of each connection: what a client that does not read costs in the kernel (Linux's own bound: 4
// MiB).
constexpr int kSendBuffer = 128 << 10;

// The head httplib is fed instead of the client's, which was read and vetted by HeadReader.
constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: front\r\n\r\n";
constexpr std::string_view kHead = "HEAD / HTTP/1.1\r\nHost: front\r\n\r\n";

// Gives httplib that head and collects what it writes. Methods without `override` exist in some
// versions of the base only.
class ReplyStream final : public httplib::Stream {
 public:
  ReplyStream(std::string_view head, int status, std::string& out)
      : head_(head), status_(status), out_(out) {}

  bool is_readable() const override { return !head_.empty(); }
  bool wait_readable() const { return true; }
  bool is_writable() const { return true; }
  bool wait_writable() const { return true; }
  time_t duration() const { return 0; }
  ssize_t read(char* buffer, size_t size) override {
    const auto taken = head_.copy(buffer, size);
    head_.remove_prefix(taken);
    return static_cast<ssize_t>(taken);
  }
  ssize_t write(const char* bytes, size_t size) override {
    std::string_view text(bytes, size);
    if (!std::exchange(status_line_written_, true)) text.remove_prefix(write_status_line(text));
    out_.append(text);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  // httplib names statuses it does not know "Internal Server Error": replaces its line by ours.
  std::size_t write_status_line(std::string_view text) {
    out_.append("HTTP/1.1 ").append(std::to_string(status_)).append(" ");
    out_.append(contract::reason_phrase(status_));
    return std::min(text.find("\r\n"), text.size());
  }

  std::string_view head_;
  int status_;
  std::string& out_;
  bool status_line_written_ = false;
};

// Connections are adopted on the accepting thread: the workers behind have a queue of their own.
class AdoptAtOnce final : public httplib::TaskQueue {
 public:
  using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(nullptr));
  Enqueued enqueue(std::function<void()> task) override {
    task();
    return static_cast<Enqueued>(true);
  }
  void shutdown() override {}
};

// The answer httplib is to write on this thread.
thread_local contract::Response* answer_in_hand = nullptr;

void take_answer_in_hand(httplib::Response& response) {
  response.status = answer_in_hand->status;
  response.body = std::move(answer_in_hand->body);
}

// Replaces what httplib adds (Keep-Alive, Accept-Ranges, a default Content-Type) by our fields.
template <class Headers>
void put_headers_in_hand(Headers& target) {
  target.clear();
  std::vector<std::pair<std::string, std::string>> fields(answer_in_hand->headers.begin(),
                                                          answer_in_hand->headers.end());
  // Hashed since 0.17.2: then the last of those with one name comes out first.
  if constexpr (requires { typename Headers::hasher; }) std::reverse(fields.begin(), fields.end());
  for (auto& [name, value] : fields) target.emplace(std::move(name), std::move(value));
}

template <class Base>
class Guarded final : public Base, public HttplibFront {
 public:
  template <class... Args>
  explicit Guarded(Args&&... args) : Base(std::forward<Args>(args)...) {
    using Routing = httplib::Server::HandlerResponse;
    this->set_tcp_nodelay(true);
    // Only SO_REUSEADDR: with httplib's SO_REUSEPORT a second server shares the port unnoticed.
    this->set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
      ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
    });
    this->new_task_queue = [] { return new AdoptAtOnce; };
    this->set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      take_answer_in_hand(response);
      return Routing::Handled;
    });
    this->set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      put_headers_in_hand(response.headers);
    });
  }
  ~Guarded() override {
    if (listener_ >= 0) ::close(listener_);
  }

  bool bind_and_listen(const std::string& host, int port) {
    port_ = port == 0 ? this->bind_to_any_port(host) : (this->bind_to_port(host, port) ? port : -1);
    if (port_ <= 0) return false;
    listener_ = ::fcntl(this->svr_sock_, F_DUPFD_CLOEXEC, 0);
    return listener_ >= 0 && ::listen(listener_, kBacklog) == 0;  // 5 is httplib's own
  }

  int port() const override { return port_; }

  ssl_ctx_st* tls() const override {
    if constexpr (std::is_same_v<Base, httplib::SSLServer>) return this->ssl_context();
    return nullptr;
  }

  // httplib's accept loop gives up on ENFILE, ECONNABORTED or a signal and closes its socket; it is
  // started again on a copy of ours until stop().
  void listen(std::function<void(int)> adopt) override {
    adopt_ = std::move(adopt);
    for (bool open = true; open; open = reopen()) this->listen_after_bind();
  }

  void stop() override {
    stopped_ = true;
    ::shutdown(listener_, SHUT_RDWR);  // fails the accept of every copy of the socket
  }

  void reply(contract::Response response, const ReplyMode& mode, std::string& out) override {
    finish_response(response, mode);
    out.reserve(out.size() + response.body.size() + 512);
    answer_in_hand = &response;
    ReplyStream stream(mode.head_only ? kHead : kGet, response.status, out);
    process(stream, mode.close);
    answer_in_hand = nullptr;
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    adopt_(socket);
    return true;
  }

  // Gives httplib a new copy of the listening socket, as soon as there is a descriptor for it.
  bool reopen() {
    while (!stopped_) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      const int copy = ::fcntl(listener_, F_DUPFD_CLOEXEC, 0);
      if (copy < 0) continue;
      this->svr_sock_ = copy;
      return true;
    }
    return false;
  }

  bool process(httplib::Stream& stream, bool close) {
    bool closed = false;
    const std::function<void(httplib::Request&)> setup;
    if constexpr (requires { this->process_request(stream, close, closed, setup); }) {
      return this->process_request(stream, close, closed, setup);
    } else {  // 0.18 and later
      return this->process_request(stream, std::string(), 0, std::string(), 0, close, closed,
                                   setup);
    }
  }

  std::function<void(int)> adopt_;
  std::atomic<bool> stopped_{false};
  int listener_ = -1;  // a copy of httplib's listening socket that outlives its accept loop
  int port_ = -1;
};

// Why a socket cannot be bound: httplib only says that it could not.
int bind_errno(const std::string& host, int port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) return 0;
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
  const int probe = ::socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  errno = 0;
  if (::bind(probe, found->ai_addr, found->ai_addrlen) == 0) ::listen(probe, 1);
  const int reason = errno;
  ::close(probe);
  return reason;
}

contract::Error bind_error(const ServerOptions& options) {
  const std::string where = options.host + ":" + std::to_string(options.port);
  const int reason = bind_errno(options.host, options.port);
  if (reason == EADDRINUSE) {
    return {"port-in-use",
            "Another program already listens on " + where +
                ": stop it, choose another port with --port, or use --port 0 for a free one.",
            {}};
  }
  std::string why = reason == 0 ? "the host name is not one of this machine's addresses"
                                : contract::errno_text(reason);
  if (reason == EACCES) why += "; ports below 1024 need privileges: choose another with --port";
  if (reason == 0 || reason == EADDRNOTAVAIL) why += "; name one of them with --host";
  return {"cannot-bind", "Cannot listen on " + where + ": " + why + ".", {}};
}

// httplib loads the client CA but does not say when it cannot.
bool is_readable_ca(SSL_CTX* context, const std::string& file) {
  return file.empty() || SSL_CTX_load_verify_locations(context, file.c_str(), nullptr) == 1;
}

template <class Base, class... Args>
contract::Result<std::unique_ptr<HttplibFront>> bind_front(const ServerOptions& options,
                                                           Args&&... args) {
  auto front = std::make_unique<Guarded<Base>>(std::forward<Args>(args)...);
  if (!front->is_valid() || !is_readable_ca(front->tls(), options.tls_client_ca)) {
    return tl::unexpected(contract::Error{
        "bad-certificate",
        "The TLS certificate " + options.tls_cert + ", its key " + options.tls_key +
            (options.tls_client_ca.empty() ? "" : " or the client CA " + options.tls_client_ca) +
            " cannot be used: each must be a readable PEM file, and the key that of the "
            "certificate.",
        {options.tls_cert}});
  }
  if (!front->bind_and_listen(options.host, options.port)) {
    return tl::unexpected(bind_error(options));
  }
  return front;
}

}  // namespace

contract::Result<std::unique_ptr<HttplibFront>> HttplibFront::bind(const ServerOptions& options) {
  if (options.tls_cert.empty() && options.tls_key.empty()) {
    return bind_front<httplib::Server>(options);
  }
  const char* const client_ca =
      options.tls_client_ca.empty() ? nullptr : options.tls_client_ca.c_str();
  return bind_front<httplib::SSLServer>(options, options.tls_cert.c_str(), options.tls_key.c_str(),
                                        client_ca);
}

}  // namespace mock
