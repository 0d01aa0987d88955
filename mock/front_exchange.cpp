// The part of a connection that turns a head into a request and an answer into bytes.
#include <algorithm>
#include <array>
#include <exception>

#include "mock/front_connection.h"
#include "mock/front_inflate.h"
#include "mock/responder.h"

namespace mock {
namespace {

constexpr std::size_t kFirstReserve = 128
                                      << 10;  // a longer Content-Length is believed when it comes
constexpr std::size_t kSmallBody = 8 << 10;   // copied behind the head
constexpr std::size_t kBlock = 64 << 10;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::string too_large(std::size_t max_body) {
  return "The body is larger than " + std::to_string(max_body) + " bytes.";
}

}  // namespace

void Connection::begin_body() {
  const auto& head = reader_.head;
  const auto& options = front_.options;
  enter(Phase::body, options.body_deadline);
  body_.clear();
  if (head.framing == BodyFraming::length && head.content_length > options.max_body) {
    return refuse({413, too_large(options.max_body)});
  }
  if (head.expects_continue && head.framing != BodyFraming::none) {
    if (head.coding == ContentCoding::unknown) {
      return refuse({415, "Of content codings only gzip and deflate are understood."});
    }
    if (pending().empty()) out_ = kContinue;
  }
  if (head.framing == BodyFraming::length) {
    body_.reserve(std::min<std::size_t>(head.content_length, kFirstReserve));
  }
  chunks_ = ChunkDecoder({options.max_body, options.max_chunk_extensions, options.max_trailers});
}

Connection::Step Connection::read_body() {
  if (!out_.empty()) {  // 100 Continue
    const auto sent = transport_->write(std::string_view(out_).substr(out_sent_));
    if (sent.io == Io::closed) return Wants::closing;
    out_sent_ += sent.bytes;
    if (out_sent_ == out_.size()) {
      out_.clear();
      out_sent_ = 0;
    }
  }
  switch (reader_.head.framing) {
    case BodyFraming::none:
      finish_body();
      return {};
    case BodyFraming::length:
      return take_length_body();
    case BodyFraming::chunked:
      return take_chunks();
  }
  return Wants::closing;
}

Connection::Step Connection::take_length_body() {
  const auto length = static_cast<std::size_t>(reader_.head.content_length);
  const auto buffered = std::min(length - body_.size(), pending().size());
  body_.append(pending().substr(0, buffered));
  consume(buffered);
  while (body_.size() < length) {
    thread_local std::array<char, kBlock> block;
    const auto got = transport_->read(block.data(), std::min(length - body_.size(), block.size()));
    if (got.io != Io::done) return wait_for(got.io);
    body_.append(block.data(), got.bytes);
  }
  finish_body();
  return {};
}

Connection::Step Connection::take_chunks() {
  while (true) {
    std::string_view input = pending();
    const auto state = chunks_.feed(input, body_);
    consume(pending().size() - input.size());
    if (state == ChunkDecoder::State::complete) {
      finish_body();
      return {};
    }
    if (state == ChunkDecoder::State::refused) {
      refuse(chunks_.refusal);
      return {};
    }
    const Io io = fill();
    if (io != Io::done) return wait_for(io);
  }
}

void Connection::finish_body() {
  const auto& options = front_.options;
  if (auto refused =
          inflate_body(reader_.head.coding, {options.max_body, options.max_inflate_ratio}, body_)) {
    return refuse(*refused, true);  // the body was read to its end: the framing is not lost
  }
  reader_.head.request.body = std::move(body_);
  body_ = std::string();
  answer();
}

void Connection::answer() {
  contract::Request request = std::move(reader_.head.request);
  reader_.head.request.method = request.method;  // which send() asks for
  Reply reply;
  try {
    if (request.target == "*") {
      reply.response.status = 204;  // OPTIONS * asks about the server, not about an API
    } else {
      reply = front_.handler.answer(std::move(request));
    }
  } catch (const std::exception& error) {
    reply = problem(500, std::string("The handler failed: ") + error.what());
  } catch (...) {
    reply = problem(500, "The handler failed.");
  }
  if (reply.response.lost)
    lose();
  else
    send(std::move(reply), true);
}

// The client sees the connection end where the answer should begin.
void Connection::lose() {
  reader_.reset();
  body_ = std::string();
  out_.clear();
  out_body_.reset();
  out_sent_ = 0;
  begin_drain();
}

void Connection::refuse(const HttpRefusal& refusal, bool keep_alive) {
  contract::Response response;
  try {
    response = front_.handler.refuse
                   ? front_.handler.refuse(refusal.status, refusal.detail, reader_.head.request)
                   : problem(refusal.status, refusal.detail);
  } catch (...) {
    response = problem(refusal.status, refusal.detail);
  }
  if (refusal.status == 415) response.headers.set("Accept-Encoding", "gzip, deflate");
  if (refusal.status == 503) response.headers.set("Retry-After", "1");
  send(std::move(response), keep_alive);
}

// A large body is not copied behind the head but kept in out_body_; returns its size then, else 0.
std::size_t Connection::set_body_apart(Reply& reply, bool head_only) {
  const std::string& body = reply.body ? *reply.body : reply.response.body;
  if (body.size() < kSmallBody || head_only || !has_body(reply.response.status)) {
    if (reply.body) reply.response.body = body;
    return 0;
  }
  if (!reply.body) reply.body = std::make_shared<std::string>(std::move(reply.response.body));
  reply.response.body.clear();
  out_body_ = std::move(reply.body);
  return out_body_->size();
}

void Connection::send(Reply reply, bool keep_alive) {
  const auto& head = reader_.head;
  close_after_ = !keep_alive || !head.keep_alive || front_.stopping;
  ++answered_;
  const bool head_only = head.request.method == "HEAD";
  try {
    const std::size_t apart = set_body_apart(reply, head_only);
    front_.httplib.reply(std::move(reply.response), {head_only, close_after_, head.http_1_0, apart},
                         out_);
  } catch (...) {
    out_body_.reset();
    close_after_ = true;  // nothing that could be sent; what is in out_ goes out, then the end
  }
  reader_.reset();
  body_ = std::string();
  enter(Phase::write, front_.options.write_deadline);
}

Connection::Step Connection::write_out() {
  const std::string_view body = out_body_ ? std::string_view(*out_body_) : std::string_view();
  while (out_sent_ < out_.size() + body.size()) {
    const std::size_t of_head = std::min(out_sent_, out_.size());
    const auto sent = transport_->write_both(std::string_view(out_).substr(of_head),
                                             body.substr(out_sent_ - of_head));
    if (sent.io != Io::done) return wait_for(sent.io);
    out_sent_ += sent.bytes;
  }
  out_sent_ = 0;
  out_body_.reset();
  empty_buffer(out_);
  if (close_after_) {
    begin_drain();
  } else {
    begin_head();
  }
  return {};
}

}  // namespace mock
