// TLS and client certificates through the same front.
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <filesystem>

#include "front_client.h"
#include "support/catch.h"

using namespace std::chrono_literals;

namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// A self-signed certificate, which is its own CA, in two PEM files that live as long as this.
class Identity {
 public:
  explicit Identity(const std::string& name) : cert(path(name + ".crt")), key(path(name + ".key")) {
    const Owned<EVP_PKEY> pair(EVP_EC_gen("P-256"));
    const Owned<X509> x509(X509_new());
    X509_set_version(x509.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), 3600);
    auto* const subject = X509_get_subject_name(x509.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(x509.get(), subject);
    X509_set_pubkey(x509.get(), pair.get());
    X509_sign(x509.get(), pair.get(), EVP_sha256());
    FILE* file = fopen(cert.c_str(), "w");
    PEM_write_X509(file, x509.get());
    fclose(file);
    file = fopen(key.c_str(), "w");
    PEM_write_PrivateKey(file, pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
    fclose(file);
  }
  ~Identity() {
    std::filesystem::remove(cert);
    std::filesystem::remove(key);
  }
  const std::string cert, key;

 private:
  static std::string path(const std::string& name) {
    return (std::filesystem::temp_directory_path() /
            ("understudy-" + std::to_string(::getpid()) + "-" + name))
        .string();
  }
};

// What a TLS client gets for its bytes until the server closes; "" when there is no handshake.
std::string exchange(int port, std::string_view bytes, const Identity* identity = nullptr) {
  const Owned<SSL_CTX> context(SSL_CTX_new(TLS_client_method()));
  if (identity != nullptr) {
    SSL_CTX_use_certificate_file(context.get(), identity->cert.c_str(), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(context.get(), identity->key.c_str(), SSL_FILETYPE_PEM);
  }
  front_test::Client socket(port);
  const Owned<SSL> ssl(SSL_new(context.get()));
  SSL_set_fd(ssl.get(), socket.fd());
  if (SSL_connect(ssl.get()) != 1) return {};
  SSL_write(ssl.get(), bytes.data(), static_cast<int>(bytes.size()));
  std::string all(1 << 16, '\0');
  std::size_t size = 0;
  for (int got = 1; got > 0 && size < all.size(); size += static_cast<std::size_t>(got)) {
    got = std::max(0, SSL_read(ssl.get(), all.data() + size, static_cast<int>(all.size() - size)));
    if (got == 0) break;
  }
  all.resize(size);
  return all;
}

mock::ServerOptions tls_options(const Identity& identity) {
  mock::ServerOptions options;
  options.tls_cert = identity.cert;
  options.tls_key = identity.key;
  return options;
}

const std::string kLast = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

}  // namespace

TEST_CASE("TLS clients are answered through the same front, pipelines included") {
  const Identity server_identity("server");
  front_test::RunningServer server(tls_options(server_identity));
  const auto got = exchange(server.port(), "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n" + kLast);
  CHECK(got.find("GET /1\n") != std::string::npos);
  CHECK(got.find("GET /last\n") > got.find("GET /1\n"));
  CHECK(exchange(server.port(), "GET /\r\n\r\n").substr(0, 12) == "HTTP/1.1 400");
}

TEST_CASE("large bodies go both ways through TLS") {
  const Identity server_identity("large");
  front_test::RunningServer server(tls_options(server_identity));
  const std::string body(40'000, 'x');
  const auto got =
      exchange(server.port(),
               "PUT / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 40000"
               "\r\n\r\n" +
                   body);
  CHECK(got.size() > 40'000);
  CHECK(got.substr(got.size() - body.size()) == body);
}

TEST_CASE("with a client CA only clients that it vouches for are served") {
  const Identity server_identity("mtls"), known("known"), stranger("stranger");
  auto options = tls_options(server_identity);
  options.tls_client_ca = known.cert;
  front_test::RunningServer server(options);
  CHECK(exchange(server.port(), kLast, &known).find("GET /last\n") != std::string::npos);
  CHECK(exchange(server.port(), kLast, &stranger).find("HTTP/1.1") == std::string::npos);
  CHECK(exchange(server.port(), kLast).find("HTTP/1.1") == std::string::npos);
}

TEST_CASE("a client that speaks no TLS, or nothing, is closed and holds up nobody") {
  const Identity server_identity("plain");
  auto options = tls_options(server_identity);
  options.head_deadline = 200ms;
  front_test::RunningServer server(options);
  front_test::Client silent(server.port()), plain(server.port());
  plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reply = plain.read_reply();
  REQUIRE(reply);
  CHECK(reply->status == 400);
  CHECK(reply->body.find("https") != std::string::npos);
  CHECK(silent.sees_end());
  CHECK_FALSE(exchange(server.port(), kLast).empty());
}

TEST_CASE("a client CA that cannot be read is refused when the server starts") {
  const Identity server_identity("ca");
  auto options = tls_options(server_identity);
  options.tls_client_ca = "/no/such/file.pem";
  const auto server = mock::Server::bind(options, {front_test::echo, {}});
  REQUIRE_FALSE(server);
  CHECK(server.error().code == "bad-certificate");
}
