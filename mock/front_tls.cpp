// TLS over a non-blocking socket; the context, with certificates and client CA, is httplib's.
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <climits>

#include "mock/front_reply.h"
#include "mock/front_transport.h"

namespace mock {
namespace {

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

class TlsTransport final : public Transport {
 public:
  TlsTransport(int fd, SSL_CTX* context) : Transport(fd), ssl_(SSL_new(context)) {
    if (!ssl_) return;
    SSL_set_fd(ssl_.get(), fd);
    SSL_set_mode(ssl_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                 SSL_MODE_RELEASE_BUFFERS);
    SSL_set_options(ssl_.get(), SSL_OP_NO_RENEGOTIATION);
  }

  Io handshake() override {
    if (!ssl_) return Io::closed;
    const Io io = attempt([&] { return SSL_accept(ssl_.get()); }).io;
    if (io == Io::closed && ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST) tell_plain();
    return io;
  }

  Transfer read(char* buffer, std::size_t size) override {
    return attempt([&] { return SSL_read(ssl_.get(), buffer, clamp(size)); });
  }

  Transfer write(std::string_view bytes) override {
    return attempt([&] { return SSL_write(ssl_.get(), bytes.data(), clamp(bytes.size())); });
  }

  Transfer write_both(std::string_view first, std::string_view second) override {
    return write(first.empty() ? second : first);
  }

  void end_writing() override {
    if (ssl_ && SSL_is_init_finished(ssl_.get())) SSL_shutdown(ssl_.get());
    ERR_clear_error();
    Transport::end_writing();
  }

 private:
  static int clamp(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
  }

  template <class Call>
  Transfer attempt(Call call) {
    ERR_clear_error();
    const int result = call();
    if (result > 0) return {Io::done, static_cast<std::size_t>(result)};
    switch (SSL_get_error(ssl_.get(), result)) {
      case SSL_ERROR_WANT_READ:
        return {Io::wants_read, 0};
      case SSL_ERROR_WANT_WRITE:
        return {Io::wants_write, 0};
      default:
        return {Io::closed, 0};
    }
  }

  // To a client that speaks HTTP without TLS; what it sent is read, or the answer would be lost.
  void tell_plain() {
    contract::Response response{400, {}, "This port speaks TLS: use https.\n"};
    finish_response(response, {.close = true});
    std::string answer = "HTTP/1.1 400 Bad Request\r\n";
    for (const auto& [name, value] : response.headers) answer += name + ": " + value + "\r\n";
    Transport::write(answer + "\r\n" + response.body);
    Transport::end_writing();
    while (discard().io == Io::done) {
    }
  }

  std::unique_ptr<SSL, FreeSsl> ssl_;
};

}  // namespace

std::unique_ptr<Transport> tls_transport(int fd, ssl_ctx_st* context) {
  return std::make_unique<TlsTransport>(fd, context);
}

}  // namespace mock
