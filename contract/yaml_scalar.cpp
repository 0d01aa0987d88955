// What a plain YAML scalar means: the core schema, YAML 1.2.2 section 10.3.2.
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "contract/document_tree.h"

namespace contract::document_detail {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// [-+]? [0-9]+
bool is_integer(std::string_view text) {
  const std::size_t first = text[0] == '-' || text[0] == '+' ? 1 : 0;
  return first < text.size() && skip_digits(text, first) == text.size();
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_float(std::string_view text) {
  const std::size_t first = text[0] == '-' || text[0] == '+' ? 1 : 0;
  std::size_t at = skip_digits(text, first);
  std::size_t digits = at - first;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(text, fraction);
    digits += at - fraction;
  }
  if (digits == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, at);
    if (at == exponent) return false;
  }
  return at == text.size();
}

std::optional<Json> to_double(const std::string& text) {
  const double number = std::strtod(text.c_str(), nullptr);
  if (!std::isfinite(number)) return std::nullopt;
  return Json(number);
}

template <class T>
bool read(std::string_view digits, int base, T& number) {
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  return error == std::errc{} && end == digits.data() + digits.size();
}

std::optional<Json> decimal(const std::string& text) {
  std::string_view digits = text;
  if (digits[0] == '+') digits.remove_prefix(1);
  std::int64_t small = 0;
  if (read(digits, 10, small)) return small < 0 ? Json(small) : Json(std::uint64_t(small));
  std::uint64_t large = 0;
  if (read(digits, 10, large)) return Json(large);
  return to_double(text);
}

// 0o17 and 0x1F; nothing when it is neither. Beyond 64 bits it is refused like any number too
// large.
std::optional<std::optional<Json>> octal_or_hex(const std::string& text) {
  if (text.size() < 3 || text[0] != '0' || (text[1] != 'o' && text[1] != 'x')) return std::nullopt;
  const std::string_view allowed = text[1] == 'o' ? "01234567" : "0123456789abcdefABCDEF";
  const std::string_view digits = std::string_view(text).substr(2);
  if (digits.find_first_not_of(allowed) != std::string_view::npos) return std::nullopt;
  std::uint64_t number = 0;
  if (!read(digits, text[1] == 'o' ? 8 : 16, number)) return std::optional<Json>();
  return std::optional<Json>(number);
}

}  // namespace

std::optional<Json> resolve_plain_scalar(const std::string& text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
    return Json(nullptr);
  if (text == "true" || text == "True" || text == "TRUE") return Json(true);
  if (text == "false" || text == "False" || text == "FALSE") return Json(false);
  if (auto number = octal_or_hex(text)) return *std::move(number);
  if (is_integer(text)) return decimal(text);
  if (is_float(text)) return to_double(text);
  return Json(text);
}

}  // namespace contract::document_detail
