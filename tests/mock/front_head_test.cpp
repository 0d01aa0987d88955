#include "mock/front_head.h"

#include <chrono>

#include "raw_case.h"
#include "support/catch.h"

using mock::BodyFraming;
using mock::ContentCoding;
using mock::HeadReader;
using State = mock::HeadReader::State;

namespace {

mock::Head head_of(const std::string& bytes) {
  HeadReader reader({});
  REQUIRE(reader.read(bytes) == State::complete);
  return reader.head;
}

int refused(const std::string& bytes, mock::HeadLimits limits = {}) {
  HeadReader reader(limits);
  return reader.read(bytes) == State::refused ? reader.refusal.status : 0;
}

}  // namespace

TEST_CASE("a head is the same in one piece and byte by byte") {
  const auto bytes = front_test::get("X-A: 1\r\nX-B: 2\r\n", "/a?b");
  HeadReader reader({});
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    CHECK(reader.read(std::string_view(bytes).substr(0, size)) == State::incomplete);
  }
  CHECK(reader.read(bytes) == State::complete);
  CHECK(reader.size() == bytes.size());
  CHECK(reader.head.request.target == "/a?b");
  CHECK(reader.head.request.headers.size() == 3);
}

TEST_CASE("what stands behind a head is left alone") {
  HeadReader reader({});
  const auto bytes = front_test::get();
  CHECK(reader.read(bytes + "GET \n\n\n\0") == State::complete);
  CHECK(reader.size() == bytes.size());
}

TEST_CASE("a reader that is reset reads the next head") {
  HeadReader reader({});
  CHECK(reader.read("BAD\n") == State::refused);
  reader.reset();
  CHECK(reader.read(front_test::get("", "/next")) == State::complete);
  CHECK(reader.head.request.target == "/next");
  CHECK(reader.head.request.headers.size() == 1);
}

TEST_CASE("broken lines are refused before the head has ended") {
  CHECK(refused("GET / HTTP/2.0\r\n") == 505);
  CHECK(refused("GET / HTTP/1.1\r\nHost: a\n") == 400);
  CHECK(refused("GET /\1") == 400);
  CHECK(refused("\x16\x03\x01") == 400);
  CHECK(refused("GET /aaaa", {4, 1024, 10}) == 0);  // may still end in time
  CHECK(refused("GET /aaaa HTTP/1.1\r\n", {4, 1024, 10}) == 414);
}

TEST_CASE("what was understood of a refused head is kept") {
  HeadReader reader({});
  CHECK(reader.read("PUT /x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == State::refused);
  CHECK(reader.head.request.method == "PUT");
  CHECK(reader.head.request.target == "/x");
  CHECK(reader.head.request.headers.size() == 2);
  CHECK_FALSE(reader.head.keep_alive);
}

TEST_CASE("framing, coding, persistence and expectation are read from the fields") {
  auto head = head_of(front_test::post("Content-Length: 7\r\nExpect: 100-continue\r\n", ""));
  CHECK(head.framing == BodyFraming::length);
  CHECK(head.content_length == 7);
  CHECK(head.expects_continue);
  CHECK(head.keep_alive);
  head = head_of(front_test::post(
      "Transfer-Encoding: Chunked\r\nContent-Encoding: deflate\r\nConnection: a, close\r\n", ""));
  CHECK(head.framing == BodyFraming::chunked);
  CHECK(head.coding == ContentCoding::deflate);
  CHECK_FALSE(head.keep_alive);
  head = head_of("GET / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Encoding: zstd\r\n\r\n");
  CHECK(head.http_1_0);
  CHECK_FALSE(head.expects_continue);
  CHECK_FALSE(head.keep_alive);
  CHECK(head.coding == ContentCoding::unknown);
}

TEST_CASE("the limits of a head are exact") {
  const auto bytes = front_test::get("X: y\r\n");
  CHECK(refused(bytes, {1, bytes.size(), 2}) == 0);
  CHECK(refused(bytes, {0, bytes.size(), 2}) == 414);
  CHECK(refused(bytes, {1, bytes.size() - 1, 2}) == 431);
  CHECK(refused(bytes, {1, bytes.size(), 1}) == 431);
}

TEST_CASE("a head that drips in costs no more than linear time") {
  const auto bytes = front_test::get("X: " + std::string(60'000, 'v') + "\r\n");
  HeadReader reader({});
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    reader.read(std::string_view(bytes).substr(0, size));
  }
  // Rescanning would look at 1.8 billion bytes.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(500));
}
