#pragma once
// Small ASCII text helpers of the HTTP grammars; locale plays no part.
#include <string>
#include <string_view>
#include <vector>

namespace validator {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_alphanumeric(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}
std::string_view trim(std::string_view text);  // of spaces and tabs
std::string to_lower(std::string_view text);
// At each of `delimiters`; "" gives one empty piece. The first delimiter that fits a place wins.
std::vector<std::string_view> split(std::string_view text,
                                    const std::vector<std::string_view>& delimiters);

}  // namespace validator
