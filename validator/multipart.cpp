#include "validator/multipart.h"

#include <optional>

#include "contract/http.h"
#include "validator/media_types.h"
#include "validator/text.h"

namespace validator {

namespace {

constexpr std::size_t most_parts = 1000;
constexpr std::size_t most_header_bytes = 8 << 10;

tl::unexpected<contract::Error> malformed(std::string message) {
  return tl::unexpected(contract::Error{"malformed-body", std::move(message), {}});
}

// `form-data; name="a"; filename="b"` has the grammar of a media type's parameters.
bool read_disposition(std::string_view value, FormPart& part) {
  const std::size_t semicolon = value.find(';');
  if (semicolon == std::string_view::npos ||
      !contract::iequals(trim(value.substr(0, semicolon)), "form-data"))
    return false;
  const auto parsed = parse_media_type("form/data" + std::string(value.substr(semicolon)));
  const std::string* name = parsed ? parsed->parameter("name") : nullptr;
  if (!name) return false;
  part.name = *name;
  if (const std::string* filename = parsed->parameter("filename")) part.filename = *filename;
  return true;
}

contract::Result<FormPart> read_headers(std::string_view head) {
  FormPart part;
  bool named = false;
  for (std::string_view line : split(head, {"\r\n"})) {
    if (line.empty()) continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("a part has a header line without \":\"");
    const std::string_view field = line.substr(0, colon);
    const std::string_view value = trim(line.substr(colon + 1));
    if (contract::iequals(field, "Content-Type")) part.content_type = value;
    if (contract::iequals(field, "Content-Disposition") && !(named = read_disposition(value, part)))
      return malformed("a part has a Content-Disposition that is not form-data with a name");
  }
  if (!named) return malformed("a part has no Content-Disposition");
  return part;
}

// One part, from behind its delimiter line to the next delimiter; moves `rest` to that.
contract::Result<FormPart> take_part(std::string_view& rest, const std::string& delimiter) {
  const std::size_t end = rest.find("\r\n" + delimiter);
  if (end == std::string_view::npos) return malformed("the last part does not end in its boundary");
  std::string_view text = rest.substr(0, end);
  rest.remove_prefix(end + 2 + delimiter.size());
  const bool bare = text.substr(0, 2) == "\r\n";
  const std::size_t blank = bare ? 0 : text.find("\r\n\r\n");
  if (blank == std::string_view::npos)
    return malformed("a part has no blank line after its headers");
  if (blank > most_header_bytes) return malformed("a part has more than 8 KiB of headers");
  contract::Result<FormPart> part = read_headers(text.substr(0, blank));
  if (part) part->content = text.substr(blank + (bare ? 2 : 4));
  return part;
}

// True when the delimiter is that of a part, false when it is the closing one.
std::optional<bool> opens_part(std::string_view& rest) {
  if (rest.substr(0, 2) == "--") return false;
  const std::size_t line = rest.find("\r\n");
  if (line == std::string_view::npos || !trim(rest.substr(0, line)).empty()) return {};
  rest.remove_prefix(line + 2);
  return true;
}

}  // namespace

contract::Result<std::vector<FormPart>> parse_multipart(std::string_view body,
                                                        std::string_view content_type) {
  const auto type = parse_media_type(content_type);
  const std::string* boundary = type ? type->parameter("boundary") : nullptr;
  if (!boundary || boundary->empty() || boundary->size() > 70)
    return malformed("multipart/form-data needs a boundary of 1 to 70 characters");
  const std::string delimiter = "--" + *boundary;
  const bool at_start = body.substr(0, delimiter.size()) == delimiter;
  const std::size_t first = at_start ? 0 : body.find("\r\n" + delimiter);
  if (first == std::string_view::npos) return malformed("the boundary does not occur in the body");
  std::string_view rest = body.substr(first + delimiter.size() + (at_start ? 0 : 2));
  std::vector<FormPart> parts;
  while (true) {
    const std::optional<bool> more = opens_part(rest);
    if (!more)
      return malformed("a boundary is followed by something other than the end of its line");
    if (!*more) return parts;
    if (parts.size() == most_parts) return malformed("more than 1000 parts");
    contract::Result<FormPart> part = take_part(rest, delimiter);
    if (!part) return tl::unexpected(part.error());
    parts.push_back(std::move(*part));
  }
}

}  // namespace validator
