#include "mock/front_chunks.h"

#include <algorithm>
#include <charconv>

namespace mock {
namespace {

constexpr std::size_t kMaxSizeDigits = 16;

// The end of a quoted string that begins at `at`, or npos (RFC 9110 section 5.6.4).
std::size_t skip_quoted(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t", at), text.size());
}

std::size_t skip_token(std::string_view text, std::size_t at) {
  while (at < text.size() && is_token_char(text[at])) ++at;
  return at;
}

// chunk-ext = *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )
bool are_extensions(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    at = skip_blanks(text, at);
    if (at == text.size() || text[at] != ';') return false;
    at = skip_blanks(text, at + 1);
    const auto name_end = skip_token(text, at);
    if (name_end == at) return false;
    const auto equals = skip_blanks(text, name_end);
    if (equals == text.size() || text[equals] != '=') {
      at = name_end;
      continue;
    }
    at = skip_blanks(text, equals + 1);
    const auto value_end =
        at < text.size() && text[at] == '"' ? skip_quoted(text, at) : skip_token(text, at);
    if (value_end == std::string_view::npos || value_end == at) return false;
    at = value_end;
  }
  return true;
}

}  // namespace

ChunkDecoder::State ChunkDecoder::refuse(int status, std::string detail) {
  refusal = {status, std::move(detail)};
  return State::refused;
}

ChunkDecoder::State ChunkDecoder::feed(std::string_view& input, std::string& body) {
  while (!input.empty()) {
    if (part_ == Part::data) {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
      body.append(input.substr(0, size));
      input.remove_prefix(size);
      left_ -= size;
      if (left_ == 0) part_ = Part::data_end;
      continue;
    }
    const char c = input.front();
    input.remove_prefix(1);
    const auto state = take_byte(c, body.size());
    if (state != State::incomplete) return state;
  }
  return State::incomplete;
}

ChunkDecoder::State ChunkDecoder::take_byte(char c, std::size_t body_size) {
  if (carriage_return_ != (c == '\n')) {
    return refuse(400, "A line of the chunked body does not end in CRLF.");
  }
  if (c == '\r') {
    carriage_return_ = true;
    return State::incomplete;
  }
  if (c == '\n') {
    carriage_return_ = false;
    if (part_ == Part::size) return take_size_line(body_size);
    if (part_ == Part::trailer) return take_trailer_line();
    part_ = Part::size;
    return State::incomplete;
  }
  if (part_ == Part::data_end) return refuse(400, "A chunk is longer than its size says.");
  line_ += c;
  if (part_ == Part::trailer && ++trailers_ > limits_.max_trailers) {
    return refuse(431, "The trailer section of the chunked body is too long.");
  }
  if (part_ == Part::size && line_.size() > kMaxSizeDigits + limits_.max_extensions) {
    return refuse(400, "The chunk extensions are too long.");
  }
  return State::incomplete;
}

ChunkDecoder::State ChunkDecoder::take_size_line(std::size_t body_size) {
  const char* const begin = line_.data();
  const char* const end = begin + line_.size();
  const auto parsed = std::from_chars(begin, end, left_, 16);  // takes no sign and no 0x
  const auto digits = static_cast<std::size_t>(parsed.ptr - begin);
  if (digits == 0 || line_.front() == '-')
    return refuse(400, "A chunk does not begin with its size.");
  if (parsed.ec != std::errc() || digits > kMaxSizeDigits) {
    return refuse(413, "A chunk is larger than any body accepted here.");
  }
  const auto extensions = std::string_view(line_).substr(digits);
  if (!is_field_value(extensions) || !are_extensions(extensions)) {
    return refuse(400, "A chunk size is followed by something that is no chunk extension.");
  }
  extensions_ += extensions.size();
  if (extensions_ > limits_.max_extensions)
    return refuse(400, "The chunk extensions are too long.");
  if (left_ > limits_.max_body - std::min(body_size, limits_.max_body)) {
    return refuse(413, "The body is larger than " + std::to_string(limits_.max_body) + " bytes.");
  }
  line_.clear();
  part_ = left_ == 0 ? Part::trailer : Part::data;
  return State::incomplete;
}

ChunkDecoder::State ChunkDecoder::take_trailer_line() {
  if (line_.empty()) return State::complete;
  std::string why;
  if (!parse_field_line(line_, why)) return refuse(400, "In the trailer section: " + why);
  line_.clear();
  return State::incomplete;
}

}  // namespace mock
