// TLS over a non-blocking socket; the context, with certificates and client CA, is httplib's.
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <climits>

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
    return attempt([&] { return SSL_accept(ssl_.get()); }).io;
  }

  Transfer read(char* buffer, std::size_t size) override {
    return attempt([&] { return SSL_read(ssl_.get(), buffer, clamp(size)); });
  }

  Transfer write(std::string_view bytes) override {
    return attempt([&] { return SSL_write(ssl_.get(), bytes.data(), clamp(bytes.size())); });
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

  std::unique_ptr<SSL, FreeSsl> ssl_;
};

}  // namespace

std::unique_ptr<Transport> tls_transport(int fd, ssl_ctx_st* context) {
  return std::make_unique<TlsTransport>(fd, context);
}

}  // namespace mock
