#include "contract/schema_formats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "contract/pointer.h"
#include "contract/schema_pattern.h"

namespace contract::schema_detail {
namespace {

// RFC 4648 section 4, padded.
bool is_byte(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  std::size_t end = text.size();
  for (int padding = 0; padding < 2 && end > 0 && text[end - 1] == '='; ++padding) --end;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  });
}

template <class T>
bool holds_integer(const Number& number) {
  const Number low{std::int64_t{std::numeric_limits<T>::min()}};
  const Number high{std::int64_t{std::numeric_limits<T>::max()}};
  return number.is_integer() && number.compare(low) >= 0 && number.compare(high) <= 0;
}

bool is_float(const Number& number) {
  return std::abs(number.as_double()) <= double{std::numeric_limits<float>::max()};
}

bool is_double(const Number&) { return true; }

constexpr std::array<Format, 18> formats{{
    {"byte", is_byte, nullptr},
    {"date", is_date, nullptr},
    {"date-time", is_date_time, nullptr},
    {"double", nullptr, is_double},
    {"duration", is_duration, nullptr},
    {"email", is_email, nullptr},
    {"float", nullptr, is_float},
    {"hostname", is_hostname, nullptr},
    {"int32", nullptr, holds_integer<std::int32_t>},
    {"int64", nullptr, holds_integer<std::int64_t>},
    {"ipv4", is_ipv4, nullptr},
    {"ipv6", is_ipv6, nullptr},
    {"json-pointer", is_json_pointer, nullptr},
    {"regex", is_ecmascript, nullptr},
    {"time", is_time, nullptr},
    {"uri", is_uri, nullptr},
    {"uri-reference", is_uri_reference, nullptr},
    {"uuid", is_uuid, nullptr},
}};

constexpr std::uint64_t every(std::uint64_t byte) { return byte * 0x0101010101010101U; }

// The top bit of each byte that is `least` or more, for bytes below 0x80.
std::uint64_t at_least(std::uint64_t bytes, char least) {
  return bytes + every(0x80U - static_cast<unsigned char>(least));
}

// Whether eight bytes are hexadecimal digits. One that is 0x80 or more spoils only the marks of its
// neighbours, and is none itself.
bool all_hex(std::uint64_t bytes) {
  const std::uint64_t lower = bytes | every(0x20);
  const std::uint64_t digits = at_least(bytes, '0') & ~at_least(bytes, ':');
  const std::uint64_t letters = at_least(lower, 'a') & ~at_least(lower, 'g');
  return ((digits | letters) & ~bytes & every(0x80)) == every(0x80);
}

template <class Integer>
std::uint64_t bytes_at(std::string_view text, std::size_t at) {
  Integer number;
  std::memcpy(&number, text.data() + at, sizeof number);
  return number;
}

}  // namespace

const Format* find_format(std::string_view name) {
  const auto* row =
      std::find_if(formats.begin(), formats.end(), [&](const Format& f) { return f.name == name; });
  return row == formats.end() ? nullptr : row;
}

bool is_json_pointer(std::string_view text) { return parse_pointer(text).has_value(); }

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return false;
  using Four = std::uint32_t;
  return all_hex(bytes_at<std::uint64_t>(text, 0)) &&
         all_hex(bytes_at<Four>(text, 9) | bytes_at<Four>(text, 14) << 32) &&
         all_hex(bytes_at<Four>(text, 19) | bytes_at<Four>(text, 24) << 32) &&
         all_hex(bytes_at<std::uint64_t>(text, 28));
}

}  // namespace contract::schema_detail
