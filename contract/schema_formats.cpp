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

}  // namespace

const Format* find_format(std::string_view name) {
  const auto* row =
      std::find_if(formats.begin(), formats.end(), [&](const Format& f) { return f.name == name; });
  return row == formats.end() ? nullptr : row;
}

bool is_json_pointer(std::string_view text) { return parse_pointer(text).has_value(); }

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

}  // namespace contract::schema_detail
