#pragma once
// Bytes in and out of a non-blocking socket, plain or through TLS.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

struct ssl_ctx_st;

namespace mock {

enum class Io : std::uint8_t { done, wants_read, wants_write, closed };

struct Transfer {
  Io io = Io::done;
  std::size_t bytes = 0;  // of a done one, never 0
};

// Owns the socket.
class Transport {
 public:
  explicit Transport(int fd) : fd_(fd) {}
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport();

  int fd() const { return fd_; }
  virtual Io handshake() { return Io::done; }
  virtual Transfer read(char* buffer, std::size_t size);
  virtual Transfer write(std::string_view bytes);
  virtual Transfer write_both(std::string_view first, std::string_view second);
  // Says that nothing more will be sent; reads go on below TLS with discard().
  virtual void end_writing();
  bool readable() const;  // whether a read would not have to wait
  // Reads and forgets what the client still sends.
  Transfer discard();

 private:
  int fd_;
};

std::unique_ptr<Transport> plain_transport(int fd);
std::unique_ptr<Transport> tls_transport(int fd, ssl_ctx_st* context);

}  // namespace mock
