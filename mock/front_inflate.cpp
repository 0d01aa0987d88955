#include "mock/front_inflate.h"

#include <zlib.h>

#include <algorithm>
#include <memory>

namespace mock {
namespace {

constexpr std::size_t kStep = 32 << 10;

// Room for another step. Grows by four, not by two: while bytes are copied the old room counts as
// well, and what is not yet written costs nothing.
void make_room(std::string& out, std::size_t limit) {
  if (out.size() + kStep <= out.capacity()) return;
  out.reserve(std::min(std::max(2 * kStep, 4 * out.capacity()), limit + 1));
}

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

// Inflates one zlib or gzip member; what is behind it stays in the stream's input.
int inflate_member(z_stream& stream, std::size_t limit, std::string& out) {
  while (true) {
    const std::size_t used = out.size();
    make_room(out, limit);
    out.resize(std::min(used + kStep, limit + 1));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.avail_out = static_cast<uInt>(out.size() - used);
    const int result = inflate(&stream, Z_NO_FLUSH);
    const bool stuck = stream.avail_out != 0;  // all input read and nothing more to give
    out.resize(out.size() - stream.avail_out);
    if (out.size() > limit) return Z_BUF_ERROR;
    if (result == Z_STREAM_END) return Z_STREAM_END;
    if (result != Z_OK || stuck) return Z_DATA_ERROR;
  }
}

}  // namespace

std::optional<HttpRefusal> inflate_body(ContentCoding coding, const InflateLimits& limits,
                                        std::string& body) {
  if (coding == ContentCoding::identity || body.empty()) return {};
  if (coding == ContentCoding::unknown) {
    return HttpRefusal{415,
                       "Of content codings only gzip and deflate are understood, one at a time."};
  }
  const bool gzip = coding == ContentCoding::gzip;
  const std::size_t limit =
      std::min(limits.max_body, std::max(limits.always_allowed, body.size() * limits.max_ratio));
  z_stream stream{};
  if (inflateInit2(&stream, gzip ? MAX_WBITS + 16 : MAX_WBITS) != Z_OK) {
    return HttpRefusal{503, "There is no memory to inflate the body."};
  }
  const std::unique_ptr<z_stream, EndInflate> ender(&stream);
  stream.next_in = reinterpret_cast<Bytef*>(body.data());
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  do {
    const int result = inflate_member(stream, limit, out);
    if (result == Z_BUF_ERROR) {
      return HttpRefusal{413,
                         "The body inflates to more than " + std::to_string(limit) + " bytes."};
    }
    if (result != Z_STREAM_END)
      return HttpRefusal{400, "The compressed body is corrupt or cut short."};
  } while (gzip && stream.avail_in > 0 && inflateReset(&stream) == Z_OK);
  if (stream.avail_in > 0) return HttpRefusal{400, "Something follows the compressed body."};
  body = std::move(out);
  return {};
}

}  // namespace mock
