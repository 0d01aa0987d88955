#include "mock/front_fields.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace mock {
namespace {

constexpr std::string_view kTokenSymbols = "!#$%&'*+-.^_`|~";
constexpr std::string_view kSubDelims = "!$&'()*+,;=";

constexpr bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr std::array<bool, 256> token_table() {
  std::array<bool, 256> table{};
  for (int c = 0; c < 256; ++c) {
    const char letter = static_cast<char>(c);
    table[static_cast<std::size_t>(c)] =
        is_alnum(letter) || kTokenSymbols.find(letter) != std::string_view::npos;
  }
  return table;
}
constexpr auto kToken = token_table();

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_port(std::string_view text) {  // may be empty, RFC 3986 section 3.2.3
  return text.size() <= 5 && is_digits(text) &&
         (text.empty() || std::stoi(std::string(text)) <= 65535);
}

bool is_reg_name(std::string_view text) {  // RFC 3986 section 3.2.2
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
      i += 2;
    } else if (!is_alnum(text[i]) && std::string_view("-._~").find(text[i]) == text.npos &&
               kSubDelims.find(text[i]) == text.npos) {
      return false;
    }
  }
  return !text.empty();
}

bool is_ip_literal(std::string_view text) {  // what stands between the brackets
  in6_addr ignored{};
  return text.size() < INET6_ADDRSTRLEN &&
         inet_pton(AF_INET6, std::string(text).c_str(), &ignored) == 1;
}

}  // namespace

bool is_token_char(char c) { return kToken[static_cast<unsigned char>(c)]; }

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

std::string_view trim_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<FieldLine> parse_field_line(std::string_view line, std::string& why) {
  if (line.empty() || line.front() == ' ' || line.front() == '\t') {
    why = "A header line begins with a blank: folded header lines are obsolete, send one line.";
    return {};
  }
  const auto colon = line.find(':');
  if (colon == line.npos) {
    why = "A header line has no colon.";
    return {};
  }
  const FieldLine field{line.substr(0, colon), trim_blanks(line.substr(colon + 1))};
  if (!is_token(field.name)) {
    why = "A header name is empty or holds a character that is not allowed before the colon.";
    return {};
  }
  if (!is_field_value(field.value)) {
    why = "The value of header " + std::string(field.name) + " holds a control character.";
    return {};
  }
  return field;
}

std::vector<std::string_view> list_elements(std::string_view value) {
  std::vector<std::string_view> elements;
  const auto add = [&](std::size_t start, std::size_t end) {
    const auto element = trim_blanks(value.substr(start, end - start));
    if (!element.empty()) elements.push_back(element);
  };
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (quoted && value[i] == '\\') {
      ++i;
    } else if (value[i] == '"') {
      quoted = !quoted;
    } else if (value[i] == ',' && !quoted) {
      add(start, i);
      start = i + 1;
    }
  }
  add(start, value.size());
  return elements;
}

bool is_host(std::string_view value) {
  if (!value.empty() && value.front() == '[') {
    const auto end = value.find(']');
    if (end == value.npos || !is_ip_literal(value.substr(1, end - 1))) return false;
    const auto rest = value.substr(end + 1);
    return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
  }
  const auto colon = value.find(':');
  if (colon == value.npos) return is_reg_name(value);
  return is_reg_name(value.substr(0, colon)) && is_port(value.substr(colon + 1));
}

}  // namespace mock
