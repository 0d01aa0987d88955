#pragma once
// A request head as RFC 9112 wants it and nothing looser: what another server might read otherwise
// is refused, so that nothing can be smuggled.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/http.h"
#include "mock/front_fields.h"
#include "mock/front_target.h"

namespace mock {

struct HeadLimits {
  std::size_t max_target = 8 << 10;    // 414
  std::size_t max_head = 64 << 10;     // 431, bytes up to the end of the head
  std::size_t max_header_count = 100;  // 431
};

enum class BodyFraming : std::uint8_t { none, length, chunked };
enum class ContentCoding : std::uint8_t { identity, gzip, deflate, unknown };

struct Head {
  contract::Request request;  // all but the body
  BodyFraming framing = BodyFraming::none;
  std::uint64_t content_length = 0;
  ContentCoding coding = ContentCoding::identity;
  bool http_1_0 = false;
  bool keep_alive = true;
  bool expects_continue = false;
};

// Reads one head out of a buffer that grows. Each byte is looked at once for line ends and control
// characters, so a head that drips in costs no more than one that comes at once.
class HeadReader {
 public:
  enum class State : std::uint8_t { incomplete, complete, refused };

  explicit HeadReader(HeadLimits limits) : limits_(limits) {}
  // `buffer` begins where it began last time, with more behind it. Empty lines before the request
  // line are skipped (RFC 9112 section 2.2).
  State read(std::string_view buffer);
  std::size_t size() const { return scanned_; }  // of a complete head in the buffer
  void reset();

  Head head;            // complete: all of it; refused: what was understood
  HttpRefusal refusal;  // refused: why

 private:
  struct Line {
    std::size_t start, size;
  };
  State refuse(int status, std::string detail);
  State take_line(std::string_view buffer);
  State take_request_line(std::string_view line);
  State check_sizes(std::string_view buffer);
  State finish(std::string_view buffer);

  HeadLimits limits_;
  std::size_t scanned_ = 0;     // bytes known to hold no line end but those in lines_
  std::size_t line_start_ = 0;  // of the line that has not ended yet
  bool has_request_line_ = false;
  RequestLine request_line_;
  std::vector<Line> lines_;  // header lines without CRLF
};

}  // namespace mock
