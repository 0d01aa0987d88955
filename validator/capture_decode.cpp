// Content codings of captured bodies.
#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <memory>

#include "validator/capture_parts.h"

namespace validator {

namespace {

enum class Result : std::uint8_t { decoded, not_encoded, too_large };
constexpr std::size_t step = 64 << 10;

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

// gzip and zlib, told apart by zlib.
Result inflate_all(const std::string& body, std::size_t limit, std::string& out) {
  z_stream stream{};
  if (body.size() > UINT32_MAX || inflateInit2(&stream, MAX_WBITS + 32) != Z_OK)
    return Result::not_encoded;
  const std::unique_ptr<z_stream, EndInflate> ender(&stream);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  for (;;) {
    const std::size_t used = out.size();
    out.resize(used + step);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.avail_out = step;
    const int result = inflate(&stream, Z_NO_FLUSH);
    const bool stuck = stream.avail_out != 0;
    out.resize(out.size() - stream.avail_out);
    if (out.size() > limit) return Result::too_large;
    if (result == Z_STREAM_END) {
      if (stream.avail_in == 0) return Result::decoded;
      if (inflateReset(&stream) != Z_OK) return Result::not_encoded;
    } else if (result != Z_OK || stuck) {
      return Result::not_encoded;
    }
  }
}

Result unbrotli(const std::string& body, std::size_t limit, std::string& out) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!state) return Result::not_encoded;
  std::size_t left = body.size();
  const auto* next = reinterpret_cast<const std::uint8_t*>(body.data());
  for (;;) {
    const std::size_t used = out.size();
    out.resize(used + step);
    std::size_t room = step;
    auto* to = reinterpret_cast<std::uint8_t*>(out.data() + used);
    const auto result =
        BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
    out.resize(out.size() - room);
    if (out.size() > limit) return Result::too_large;
    if (result == BROTLI_DECODER_RESULT_SUCCESS)
      return left == 0 ? Result::decoded : Result::not_encoded;
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return Result::not_encoded;
  }
}

bool starts_like_zlib(const std::string& body) {  // RFC 1950 section 2.2
  const auto at = [&](std::size_t n) { return static_cast<unsigned char>(body[n]); };
  return body.size() > 2 && (at(0) & 0x0f) == 8 && (at(0) * 256 + at(1)) % 31 == 0;
}

}  // namespace

Decoding decode_content(std::string& body, const contract::Headers& headers, bool was_base64,
                        std::size_t limit) {
  const auto coding = headers.get("Content-Encoding");
  if (!coding || body.size() < 3) return Decoding::fine;
  const std::string name = contract::to_lower(*coding);
  std::string out;
  Result result = Result::not_encoded;
  const bool gzip = body[0] == '\x1f' && body[1] == '\x8b';
  if (gzip || (name == "deflate" && starts_like_zlib(body)))
    result = inflate_all(body, limit, out);
  else if (name == "br" && was_base64)
    result = unbrotli(body, limit, out);
  if (result == Result::too_large) return Decoding::too_large;
  if (result == Result::decoded) body = std::move(out);
  return Decoding::fine;
}

}  // namespace validator
