#include "mock/front_chunks.h"

#include "support/catch.h"

using mock::ChunkDecoder;
using State = mock::ChunkDecoder::State;

namespace {

struct Decoded {
  State state;
  std::string body, rest;
  int status;
};

Decoded decode(std::string_view input, mock::ChunkLimits limits = {}) {
  ChunkDecoder decoder(limits);
  std::string body;
  const auto state = decoder.feed(input, body);
  return {state, body, std::string(input), state == State::refused ? decoder.refusal.status : 0};
}

}  // namespace

TEST_CASE("chunks are joined and what follows them is left alone") {
  const auto decoded = decode("5\r\nhello\r\n1;a=\"b\"\r\n!\r\n0\r\nT: t\r\n\r\nGET /");
  CHECK(decoded.state == State::complete);
  CHECK(decoded.body == "hello!");
  CHECK(decoded.rest == "GET /");
}

TEST_CASE("a chunked body that comes byte by byte is the same") {
  const std::string_view bytes = "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n";
  ChunkDecoder decoder;
  std::string body;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto byte = bytes.substr(i, 1);
    CHECK(decoder.feed(byte, body) == (i + 1 < bytes.size() ? State::incomplete : State::complete));
    CHECK(byte.empty());
  }
  CHECK(body == "hello!");
}

TEST_CASE("the bound on the body holds before the data has come") {
  CHECK(decode("6\r\n", {5}).status == 413);
  CHECK(decode("3\r\nabc\r\n3\r\n", {5}).status == 413);
  CHECK(decode("5\r\nabcde\r\n0\r\n\r\n", {5}).state == State::complete);
}

TEST_CASE("extensions are bounded over the whole body, not only per chunk") {
  std::string bytes;
  for (int i = 0; i < 10; ++i) bytes += "1;abcdefghi\r\nx\r\n";
  CHECK(decode(bytes, {100, 99}).status == 400);
  CHECK(decode(bytes, {100, 100}).state == State::incomplete);
}

TEST_CASE("a size line without an end is bounded") {
  CHECK(decode(std::string(5'000, '0')).status == 400);
  CHECK(decode("0\r\n" + std::string(9'000, 'T')).status == 431);
}
