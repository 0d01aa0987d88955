#pragma once
// What the formats of captures share.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "validator/capture_exchange.h"

namespace validator {

// A member's text; "" when it is no string or not there.
std::string_view text_of(const contract::JsonView& object, std::string_view name);
// The same of a member that may be a body.
std::string_view text_of(const CapturedEntry& entry, const contract::JsonView& object,
                         std::string_view name);
// A member that is a whole number.
std::optional<std::int64_t> integer_of(const contract::JsonView& object, std::string_view name);

// [{name, value}], [[name, value]] or {name: value or [values]}. What is not text is left out.
contract::Headers headers_of(const contract::JsonView& object, std::string_view name);

// Target and host of `url`, which may be absolute ("https://host/a?b#c") or begin with "/"; the
// host then comes from :authority or Host, which are looked at first where there is no URL. Drops
// the pseudo header fields (RFC 9113 section 8.3). False when there is no path to be had.
bool place(CapturedExchange& exchange, std::string_view url);

// Undoes base64; nothing when the text is none. Spaces and line breaks are skipped.
std::optional<std::string> from_base64(std::string_view text);

enum class Decoding : std::uint8_t { fine, too_large };
// Undoes Content-Encoding where the bytes still are encoded: browsers store decoded bodies beside
// the header, others do not. gzip and deflate are told by their first bytes, br only in a body that
// had to be stored as base64.
Decoding decode_content(std::string& body, const contract::Headers& headers, bool was_base64,
                        std::size_t limit);

tl::unexpected<contract::Error> malformed_entry(std::string message);

}  // namespace validator
