#include "contract/schema_formats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "contract/pointer.h"
#include "contract/schema_pattern.h"

namespace contract::schema_detail {
namespace {

bool is_regex(std::string_view text) { return Pattern::compile(text).has_value(); }

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
    {"regex", is_regex, nullptr},
    {"time", is_time, nullptr},
    {"uri", is_uri, nullptr},
    {"uri-reference", is_uri_reference, nullptr},
    {"uuid", is_uuid, nullptr},
}};

constexpr auto hex_digit = [] {
  std::array<std::uint8_t, 256> is{};
  for (const char c : std::string_view("0123456789abcdefABCDEF"))
    is[static_cast<unsigned char>(c)] = 1;
  return is;
}();

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
  std::size_t digits = 0;
  for (const char c : text) digits += hex_digit[static_cast<unsigned char>(c)];
  return digits == 32;
}

}  // namespace contract::schema_detail
