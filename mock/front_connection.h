#pragma once
// One client's connection as a state machine over a non-blocking socket. It holds no thread while
// it waits: drive() goes as far as the socket allows and says what it waits for.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "mock/front_chunks.h"
#include "mock/front_head.h"
#include "mock/front_httplib.h"
#include "mock/front_transport.h"
#include "mock/server.h"

namespace mock {

// What all connections of a server share; outlives them.
struct FrontContext {
  ServerOptions options;
  Server::Handler handler;
  HttplibFront& httplib;
  std::atomic<bool> stopping{false};  // answers say Connection: close
};

class Connection {
 public:
  using Clock = std::chrono::steady_clock;
  // `turn`: nothing to wait for, but others come first.
  enum class Wants : std::uint8_t { read, write, read_or_write, turn, closing };

  Connection(FrontContext& front, std::unique_ptr<Transport> transport);
  // Called by one thread at a time.
  Wants drive();
  // The deadline has passed: says so where the client can be told (408).
  Wants expire();
  // Refuses the connection as such, before a request was read.
  Wants turn_away(const HttpRefusal& refusal);
  // Asked to stop: whether nothing is lost by closing now; shortens a wait for the client's end.
  bool may_close_now();
  Clock::time_point deadline() const { return deadline_; }
  int fd() const { return transport_->fd(); }

 private:
  enum class Phase : std::uint8_t { handshake, head, body, write, drain };
  using Step = std::optional<Wants>;  // nothing: go on with the next phase

  Step shake_hands();
  Step read_head();
  Step read_body();
  Step take_length_body();
  Step take_chunks();
  Step write_out();
  Step drain();
  Io fill(std::size_t most = ~std::size_t{0});
  Step wait_for(Io io);
  void begin_head();
  void begin_body();
  void begin_drain();
  void finish_body();
  void answer();
  void lose();
  void refuse(const HttpRefusal& refusal, bool keep_alive = false);
  void send(Reply reply, bool keep_alive);
  std::size_t set_body_apart(Reply& reply, bool head_only);
  std::string_view pending() const { return std::string_view(in_).substr(in_used_); }
  void consume(std::size_t size);
  void enter(Phase phase, std::chrono::milliseconds time);

  FrontContext& front_;
  std::unique_ptr<Transport> transport_;
  Phase phase_ = Phase::handshake;
  Clock::time_point deadline_;
  std::string in_;  // read but not consumed; in_used_ bytes at its front are
  std::size_t in_used_ = 0;
  HeadReader reader_;
  ChunkDecoder chunks_;
  std::string body_;
  std::string out_;
  std::shared_ptr<const std::string> out_body_;  // sent behind out_; null: it is in there
  std::size_t out_sent_ = 0;                     // of both
  bool close_after_ = false;
  bool head_timed_ = false;  // the head deadline runs
  int answered_ = 0;         // in this drive()
  std::size_t drained_ = 0;
};

// Empties a connection's buffer; a large one gives its memory back, for the connection may idle
// now.
void empty_buffer(std::string& buffer);

}  // namespace mock
