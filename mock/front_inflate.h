#pragma once
// Request bodies that came with Content-Encoding gzip or deflate.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "mock/front_fields.h"
#include "mock/front_head.h"

namespace mock {

struct InflateLimits {
  std::size_t max_body = 16u << 20;        // bytes when inflated
  std::size_t max_ratio = 64;              // inflated bytes per byte sent ...
  std::size_t always_allowed = 512 << 10;  // ... but this many in any case
};

// Replaces `body` by what it inflates to. gzip may have several members (RFC 1952 section 2.2);
// deflate is the zlib format (RFC 9110 section 8.4.1.2). 400: corrupt, cut or followed by garbage;
// 413: over a limit; 415: a coding that is not known.
std::optional<HttpRefusal> inflate_body(ContentCoding coding, const InflateLimits& limits,
                                        std::string& body);

}  // namespace mock
