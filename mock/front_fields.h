#pragma once
// The grammar of header and trailer fields (RFC 9110 section 5, RFC 9112 section 5), read strictly.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mock {

// What the front refuses before there is a request, with the sentence that says why.
struct HttpRefusal {
  int status = 400;
  std::string detail;
};

struct FieldLine {
  std::string_view name, value;  // the value without surrounding blanks
};

bool is_token_char(char c);                  // tchar, RFC 9110 section 5.6.2
bool is_token(std::string_view text);        // 1*tchar
bool is_field_value(std::string_view text);  // no control character but the tab
std::string_view trim_blanks(std::string_view text);

// One line without its CRLF. Nothing when it is none; `why` then says what is wrong with it.
std::optional<FieldLine> parse_field_line(std::string_view line, std::string& why);

// The elements of a comma-separated list, trimmed, empty ones left out (RFC 9110 section 5.6.1).
// Commas inside quoted strings do not separate.
std::vector<std::string_view> list_elements(std::string_view value);

// Host: uri-host [ ":" port ] with a host that is not empty (RFC 9110 sections 4.2.1 and 7.2).
bool is_host(std::string_view value);

}  // namespace mock
