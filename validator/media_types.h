#pragma once
// Media types and ranges: RFC 9110 section 8.3.1 and 12.5.1, RFC 6839 section 3.1 (+json).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/openapi.h"

namespace validator {

struct ParsedMediaType {
  std::string type, subtype;                                    // lower case; "*" in a range
  std::vector<std::pair<std::string, std::string>> parameters;  // names lower case, unquoted

  const std::string* parameter(std::string_view name) const;
};

// Nothing when the text is no media type. Malformed parameters are left out.
std::optional<ParsedMediaType> parse_media_type(std::string_view text);

// How well `range` fits `sent`; 0 is not at all, more is more specific. All parameters of the range
// must be in `sent`, except charset=utf-8, which is what JSON and text are anyway.
// "application/json" does not cover "application/problem+json"; "application/*+json" does.
int fit(const ParsedMediaType& range, const ParsedMediaType& sent);

// The most specific entry of `content` that fits; null when none does or the text is malformed.
const contract::MediaType* best_media_type(const std::vector<contract::MediaType>& content,
                                           std::string_view content_type);

// How a body of this type is read.
enum class BodyFormat : std::uint8_t { json, form, multipart, other };
BodyFormat body_format(std::string_view content_type);

// "application/json or text/*", for messages.
std::string list_of(const std::vector<contract::MediaType>& content);

}  // namespace validator
