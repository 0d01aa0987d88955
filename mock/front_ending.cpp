// How connections end: refused, expired or closed so that the client still reads the last answer.
#include <algorithm>

#include "mock/front_connection.h"

namespace mock {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLinger{2'000};  // for the client to read the last answer
constexpr milliseconds kLingerWhenStopping{200};
constexpr std::size_t kMaxDrained = 64u << 20;  // bytes read and dropped meanwhile

}  // namespace

Connection::Wants Connection::expire() {
  if (phase_ == Phase::head && pending().empty() && transport_->readable()) {
    return Wants::read;  // no longer idle: the workers are behind
  }
  if (phase_ == Phase::head && !pending().empty()) {
    refuse({408, "The request head did not arrive in time."});
  } else if (phase_ == Phase::body) {
    refuse({408, "The request body did not arrive in time."});
  } else {
    return Wants::closing;
  }
  return drive();
}

Connection::Wants Connection::turn_away(const HttpRefusal& refusal) {
  if (front_.httplib.tls() != nullptr) return Wants::closing;  // not worth a handshake
  refuse(refusal);
  return drive();
}

// Closing with unread bytes in the socket would reset the connection under the answer: the sending
// side is closed, and what still comes is dropped until the client closes (RFC 9112 section 9.6).
void Connection::begin_drain() {
  transport_->end_writing();
  in_ = std::string();
  in_used_ = 0;
  enter(Phase::drain, front_.stopping ? kLingerWhenStopping : kLinger);
}

Connection::Step Connection::drain() {
  while (drained_ <= kMaxDrained) {
    const auto got = transport_->discard();
    if (got.io != Io::done) return wait_for(got.io);
    drained_ += got.bytes;
  }
  return Wants::closing;
}

bool Connection::may_close_now() {
  if (phase_ == Phase::drain) deadline_ = std::min(deadline_, Clock::now() + kLingerWhenStopping);
  return phase_ == Phase::head && pending().empty();
}

}  // namespace mock
