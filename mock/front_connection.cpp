#include "mock/front_connection.h"

#include <algorithm>
#include <array>

namespace mock {
namespace {

using std::chrono::milliseconds;

constexpr int kAnswersPerTurn = 32;  // of a pipeline, then other connections have theirs
constexpr std::size_t kScratch = 64 << 10;
constexpr std::size_t kHead = 16 << 10;  // read at first: of a large body little is copied twice

std::array<char, kScratch>& scratch() {
  thread_local std::array<char, kScratch> bytes;
  return bytes;
}

}  // namespace

void empty_buffer(std::string& buffer) {
  constexpr std::size_t kept = 4 << 10;
  if (buffer.capacity() > kept) {
    buffer = std::string();
  } else {
    buffer.clear();
  }
}

Connection::Connection(FrontContext& front, std::unique_ptr<Transport> transport)
    : front_(front),
      transport_(std::move(transport)),
      reader_({front.options.max_target, front.options.max_head, front.options.max_header_count}) {
  if (front.httplib.tls() != nullptr) {
    enter(Phase::handshake, front.options.head_deadline);
  } else {
    begin_head();
  }
}

void Connection::enter(Phase phase, milliseconds time) {
  phase_ = phase;
  deadline_ = Clock::now() + time;
}

Connection::Wants Connection::drive() {
  answered_ = 0;
  while (true) {
    Step step;
    switch (phase_) {
      case Phase::handshake:
        step = shake_hands();
        break;
      case Phase::head:
        step = read_head();
        break;
      case Phase::body:
        step = read_body();
        break;
      case Phase::write:
        step = write_out();
        break;
      case Phase::drain:
        step = drain();
        break;
    }
    if (step) return *step;
  }
}

Connection::Step Connection::wait_for(Io io) {
  switch (io) {
    case Io::done:
      return {};
    case Io::wants_read:
      return out_.empty() || phase_ != Phase::body ? Wants::read : Wants::read_or_write;
    case Io::wants_write:
      return Wants::write;
    case Io::closed:
      return Wants::closing;
  }
  return Wants::closing;
}

Connection::Step Connection::shake_hands() {
  const Io io = transport_->handshake();
  if (io != Io::done) return wait_for(io);
  begin_head();
  return {};
}

void Connection::consume(std::size_t size) {
  in_used_ += size;
  if (in_used_ == in_.size()) {
    empty_buffer(in_);
    in_used_ = 0;
  } else if (in_used_ > kScratch) {
    in_.erase(0, in_used_);
    in_used_ = 0;
  }
}

Io Connection::fill(std::size_t most) {
  const auto got = transport_->read(scratch().data(), std::min(most, scratch().size()));
  if (got.io == Io::done) in_.append(scratch().data(), got.bytes);
  return got.io;
}

void Connection::begin_head() {
  reader_.reset();
  head_timed_ = !pending().empty();
  enter(Phase::head, head_timed_ ? front_.options.head_deadline : front_.options.idle_timeout);
}

Connection::Step Connection::read_head() {
  if (answered_ >= kAnswersPerTurn && !pending().empty()) return Wants::turn;
  if (pending().empty()) {
    // Right after an answer there is mostly nothing yet: epoll tells. TLS may hold some already.
    if (answered_ > 0 && front_.httplib.tls() == nullptr) return Wants::read;
    const Io io = fill(kHead);
    if (io != Io::done) return wait_for(io);
  }
  if (!head_timed_) {
    head_timed_ = true;
    enter(Phase::head, front_.options.head_deadline);
  }
  switch (reader_.read(pending())) {
    case HeadReader::State::incomplete: {
      const Io io = fill();
      return io == Io::done ? Step() : wait_for(io);
    }
    case HeadReader::State::refused:
      refuse(reader_.refusal);
      return {};
    case HeadReader::State::complete:
      consume(reader_.size());
      begin_body();
      return {};
  }
  return Wants::closing;
}

}  // namespace mock
