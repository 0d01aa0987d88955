#pragma once
// Strict parsing of JSON that came over a wire or out of a capture.
#include <memory>
#include <string_view>

#include "contract/json.h"

namespace contract {

struct JsonLimits {
  std::size_t depth = 256;  // nested arrays and objects
};

// An immutable parsed value and whatever owns it. Shareable between threads once parsed.
class ParsedJson {
 public:
  ~ParsedJson();
  ParsedJson(ParsedJson&&) noexcept;
  ParsedJson& operator=(ParsedJson&&) noexcept;
  JsonView root() const;

 private:
  friend Result<ParsedJson> parse_json(std::string_view, const JsonLimits&);
  struct Owner;
  explicit ParsedJson(std::unique_ptr<Owner> owner);
  std::unique_ptr<Owner> owner_;
};

// Refuses (code `invalid-json`, message with the byte offset where known): anything RFC 8259
// forbids, invalid UTF-8, a byte order mark, duplicate member names, nesting beyond the limit, and
// numbers that binary64 cannot hold (1e400). Integers beyond 64 bits are read as binary64.
// The text is not kept: views stay valid while the ParsedJson lives.
Result<ParsedJson> parse_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace contract
