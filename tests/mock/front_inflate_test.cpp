#include "mock/front_inflate.h"

#include <ctime>

#include "front_client.h"
#include "support/catch.h"

using front_test::deflate;
using front_test::gzip;
using mock::ContentCoding;

namespace {

int status_of(ContentCoding coding, std::string body, mock::InflateLimits limits = {}) {
  const auto refused = mock::inflate_body(coding, limits, body);
  return refused ? refused->status : 0;
}

}  // namespace

TEST_CASE("what was compressed comes back") {
  std::string plain;
  for (int i = 0; i < 30'000; ++i) plain += std::to_string(i * 7919);
  for (const auto coding : {ContentCoding::gzip, ContentCoding::deflate}) {
    auto body = coding == ContentCoding::gzip ? gzip(plain) : deflate(plain);
    CHECK_FALSE(mock::inflate_body(coding, {}, body));
    CHECK(body == plain);
  }
}

TEST_CASE("the bound on what a body inflates to is exact") {
  const auto body = gzip(std::string(1'000, 'x'));
  CHECK(status_of(ContentCoding::gzip, body, {1'000}) == 0);
  CHECK(status_of(ContentCoding::gzip, body, {999}) == 413);
}

TEST_CASE("a body that inflates to a multiple of the step is not called corrupt") {
  const std::size_t size = GENERATE(32u << 10, 64u << 10, (32u << 10) - 1, (32u << 10) + 1);
  CHECK(status_of(ContentCoding::gzip, gzip(std::string(size, 'x'))) == 0);
}

TEST_CASE("10 KiB inflate to at most 640 KiB, in no time") {
  std::string bomb = gzip(std::string(9u << 20, '\0'));
  REQUIRE(bomb.size() < 10 << 10);
  const auto begin = std::clock();
  CHECK(status_of(ContentCoding::gzip, bomb) == 413);
  CHECK(std::clock() - begin < CLOCKS_PER_SEC / 10);
  CHECK(status_of(ContentCoding::gzip, gzip(std::string(512u << 10, 'x'))) == 0);
  CHECK(status_of(ContentCoding::gzip, gzip(std::string(700u << 10, 'x'))) == 413);
}

TEST_CASE("ten thousand empty members cost no more than their bytes") {
  std::string body;
  for (int i = 0; i < 10'000; ++i) body += gzip("");
  CHECK(status_of(ContentCoding::gzip, body) == 0);
}

TEST_CASE("every cut of a compressed body is refused") {
  const auto body = gzip("some text to compress");
  for (std::size_t size = 1; size < body.size(); ++size) {
    CHECK(status_of(ContentCoding::gzip, body.substr(0, size)) == 400);
  }
}
