#pragma once
// The formats that are asserted. Everything else annotates.
#include <string_view>

#include "contract/json.h"

namespace contract::schema_detail {

// One of the two is set. A value of another JSON type has every format.
struct Format {
  std::string_view name;
  bool (*accepts_text)(std::string_view) = nullptr;
  bool (*accepts_number)(const Number&) = nullptr;
};

// nullptr for a format that only annotates. The table is static.
// To add a format: a function and a row in schema_formats.cpp.
const Format* find_format(std::string_view name);

bool is_date(std::string_view text);       // RFC 3339 full-date
bool is_time(std::string_view text);       // RFC 3339 full-time
bool is_date_time(std::string_view text);  // RFC 3339
bool is_duration(std::string_view text);   // RFC 3339 appendix A
bool is_email(std::string_view text);      // RFC 5321 section 4.1.2
bool is_hostname(std::string_view text);   // RFC 1123
bool is_ipv4(std::string_view text);       // RFC 2673 section 3.2
bool is_ipv6(std::string_view text);       // RFC 4291 section 2.2
bool is_uri(std::string_view text);        // RFC 3986, absolute
bool is_uri_reference(std::string_view text);
bool is_uuid(std::string_view text);  // RFC 4122
bool is_json_pointer(std::string_view text);

}  // namespace contract::schema_detail
