#pragma once
// RFC 7578 on top of RFC 2046 section 5.1, bounded: 1000 parts, 8 KiB of headers each.
#include <string>
#include <string_view>
#include <vector>

#include "contract/error.h"

namespace validator {

struct FormPart {
  std::string name;
  std::string filename;      // "" when there is none
  std::string content_type;  // as sent; "" when absent (RFC 7578 section 4.4: text/plain)
  std::string_view content;  // inside the body that was read
};

// Error code `malformed-body`.
contract::Result<std::vector<FormPart>> parse_multipart(std::string_view body,
                                                        std::string_view content_type);

}  // namespace validator
