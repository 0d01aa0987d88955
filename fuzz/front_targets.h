#pragma once
// What must hold of the head parser and the chunk decoder for any bytes. The fuzz targets and the
// test that replays their corpus share it. Throws std::logic_error where something does not hold.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>

#include "mock/front_chunks.h"
#include "mock/front_head.h"

namespace fuzz {

inline void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

inline void check_complete_head(const mock::HeadReader& reader, std::string_view bytes,
                                const mock::HeadLimits& limits) {
  const auto& request = reader.head.request;
  require(reader.size() <= bytes.size() && reader.size() <= limits.max_head, "size of the head");
  require(bytes.substr(reader.size() - 4, 4) == "\r\n\r\n", "end of the head");
  require(mock::is_token(request.method), "method");
  require(request.target == "*" || request.target.front() == '/', "origin-form");
  // What was sent is counted; an absolute-form target of HTTP/1.0 then adds the Host it names.
  require(request.headers.size() <= limits.max_header_count + 1, "number of headers");
  for (const auto& [name, value] : request.headers) {
    require(mock::is_token(name) && mock::is_field_value(value), "header");
  }
}

// The first byte says how the rest is cut in pieces: a head means the same however it arrives.
inline void head(std::string_view data) {
  if (data.empty()) return;
  const mock::HeadLimits limits{128, 1024, 16};
  const std::size_t step = static_cast<unsigned char>(data.front()) % 16 + 1;
  const auto bytes = data.substr(1);
  mock::HeadReader whole(limits), pieces(limits);
  const auto state = whole.read(bytes);
  auto piecewise = mock::HeadReader::State::incomplete;
  for (std::size_t end = 0; end < bytes.size();) {
    end = std::min(end + step, bytes.size());
    piecewise = pieces.read(bytes.substr(0, end));
    if (piecewise != mock::HeadReader::State::incomplete) break;
  }
  require(state == piecewise, "state in one piece and in several");
  if (state == mock::HeadReader::State::complete) {
    check_complete_head(whole, bytes, limits);
    require(whole.size() == pieces.size(), "size in one piece and in several");
    require(whole.head.request.target == pieces.head.request.target, "target");
  } else if (state == mock::HeadReader::State::refused) {
    const int status = whole.refusal.status;
    require(status == 400 || status == 414 || status == 417 || status == 431 || status == 501 ||
                status == 505,
            "status of a refusal");
  }
}

// As above, for chunked bodies.
inline void chunks(std::string_view data) {
  if (data.empty()) return;
  using State = mock::ChunkDecoder::State;
  const mock::ChunkLimits limits{64, 32, 64};
  const std::size_t step = static_cast<unsigned char>(data.front()) % 16 + 1;
  const auto bytes = data.substr(1);
  mock::ChunkDecoder whole(limits), pieces(limits);
  std::string body, piecewise_body;
  auto rest = bytes;
  const auto state = whole.feed(rest, body);
  auto piecewise = State::incomplete;
  std::size_t used = 0;
  while (used < bytes.size() && piecewise == State::incomplete) {
    auto piece = bytes.substr(used, step);
    const auto size = piece.size();
    piecewise = pieces.feed(piece, piecewise_body);
    used += size - piece.size();
  }
  require(state == piecewise, "state in one piece and in several");
  require(body.size() <= limits.max_body && body == piecewise_body, "body");
  require(state == State::refused || bytes.size() - rest.size() == used, "bytes used");
  require(state != State::incomplete || rest.empty(), "an incomplete body uses all bytes");
  if (state == State::refused) {
    const int status = whole.refusal.status;
    require(status == 400 || status == 413 || status == 431, "status of a refusal");
  }
}

}  // namespace fuzz
