#pragma once
// The request line (RFC 9112 section 3).
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "mock/front_fields.h"

namespace mock {

struct RequestLine {
  std::string method;
  std::string target;     // origin-form, or "*" of OPTIONS
  std::string authority;  // of an absolute-form target, which counts instead of Host; else ""
  int minor = 1;          // of HTTP/1.x; a client of 1.2 or above is answered as one of 1.1
};

constexpr std::size_t kMaxMethod = 64;  // bytes; longer ones get 501 (RFC 9112 section 3)

// `line` without its CRLF. What was understood is in `out` even when it is refused.
std::optional<HttpRefusal> parse_request_line(std::string_view line, std::size_t max_target,
                                              RequestLine& out);

}  // namespace mock
