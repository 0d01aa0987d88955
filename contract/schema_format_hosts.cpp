// email, hostname, addresses and URIs.
#include <algorithm>

#include "contract/http.h"
#include "contract/schema_formats.h"

namespace contract::schema_detail {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool hex(char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// RFC 5321: dot-string or quoted-string.
bool is_local_part(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  if (text.front() == '"') {
    if (text.size() < 2 || text.back() != '"') return false;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      if (text[i] == '"' || text[i] < ' ' || text[i] > '~') return false;
      if (text[i] == '\\' && ++i + 1 >= text.size()) return false;
    }
    return true;
  }
  char before = '.';
  for (const char c : text) {
    const bool atom = alpha(c) || digit(c) || one_of(c, "!#$%&'*+-/=?^_`{|}~");
    if (!atom && (c != '.' || before == '.')) return false;
    before = c;
  }
  return before != '.';
}

bool is_label(std::string_view text) {
  if (text.empty() || text.size() > 63 || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return alpha(c) || digit(c) || c == '-'; });
}

// Characters of RFC 3986's pchar and of `extra`, percent-escapes whole.
bool only_uri_characters(std::string_view text, std::string_view extra) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size() || !hex(text[i + 1]) || !hex(text[i + 2])) return false;
      i += 2;
    } else if (!alpha(c) && !digit(c) && !one_of(c, "-._~!$&'()*+,;=:@") && !one_of(c, extra)) {
      return false;
    }
  }
  return true;
}

bool is_authority(std::string_view text) {
  if (const auto at = text.rfind('@'); at != std::string_view::npos) {
    const std::string_view user = text.substr(0, at);
    if (user.find('@') != std::string_view::npos || !only_uri_characters(user, "")) return false;
    text.remove_prefix(at + 1);
  }
  std::string_view port;
  if (!text.empty() && text.front() == '[') {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return false;
    const std::string_view address = text.substr(1, close - 1);
    const bool future = address.size() > 2 && (address[0] == 'v' || address[0] == 'V') &&
                        address.find('.') != std::string_view::npos;
    if (!future && !is_ipv6(address)) return false;
    port = text.substr(close + 1);
    if (!port.empty() && port.front() != ':') return false;
    if (!port.empty()) port.remove_prefix(1);
  } else {
    const auto colon = text.find(':');
    if (colon != std::string_view::npos) port = text.substr(colon + 1);
    if (!only_uri_characters(text.substr(0, colon), "")) return false;
  }
  return std::all_of(port.begin(), port.end(), digit);
}

// What follows "scheme:", or a relative reference.
bool is_hier_part(std::string_view text) {
  if (const auto hash = text.find('#'); hash != std::string_view::npos) {
    if (!only_uri_characters(text.substr(hash + 1), "/?")) return false;
    text = text.substr(0, hash);
  }
  if (const auto mark = text.find('?'); mark != std::string_view::npos) {
    if (!only_uri_characters(text.substr(mark + 1), "/?")) return false;
    text = text.substr(0, mark);
  }
  if (text.substr(0, 2) == "//") {
    const auto slash = text.find('/', 2);
    if (!is_authority(text.substr(2, slash == std::string_view::npos ? slash : slash - 2))) {
      return false;
    }
    text = slash == std::string_view::npos ? std::string_view() : text.substr(slash);
  }
  return only_uri_characters(text, "/");
}

// The length of "scheme:", or 0.
std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !alpha(text[0])) return 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == ':') return i + 1;
    if (!alpha(text[i]) && !digit(text[i]) && !one_of(text[i], "+-.")) return 0;
  }
  return 0;
}

}  // namespace

bool is_email(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || !is_local_part(text.substr(0, at))) return false;
  std::string_view domain = text.substr(at + 1);
  if (domain.size() > 2 && domain.front() == '[' && domain.back() == ']') {
    domain = domain.substr(1, domain.size() - 2);
    if (iequals(domain.substr(0, 5), "IPv6:")) return is_ipv6(domain.substr(5));
    return is_ipv4(domain);
  }
  return is_hostname(domain);
}

bool is_hostname(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  while (true) {
    const auto dot = text.find('.');
    if (!is_label(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_ipv4(std::string_view text) {
  for (int part = 0; part < 4; ++part) {
    std::size_t length = 0;
    int value = 0;
    while (length < text.size() && length < 4 && digit(text[length])) {
      value = value * 10 + (text[length++] - '0');
    }
    if (length == 0 || value > 255 || (length > 1 && text[0] == '0')) return false;
    text.remove_prefix(length);
    if (part == 3) return text.empty();
    if (text.empty() || text[0] != '.') return false;
    text.remove_prefix(1);
  }
  return false;
}

bool is_ipv6(std::string_view text) {
  int groups = 0;
  bool gap = false;
  if (text.substr(0, 2) == "::") {
    gap = true;
    text.remove_prefix(2);
    if (text.empty()) return true;
  }
  while (groups < 8) {
    if (text.find('.') != std::string_view::npos && text.find(':') == std::string_view::npos) {
      groups += 2;
      return is_ipv4(text) && (gap ? groups < 8 : groups == 8);
    }
    std::size_t length = 0;
    while (length < text.size() && hex(text[length])) ++length;
    if (length == 0 || length > 4) return false;
    ++groups;
    text.remove_prefix(length);
    if (text.empty()) return gap ? groups < 8 : groups == 8;
    if (text[0] != ':') return false;
    text.remove_prefix(1);
    if (!text.empty() && text[0] == ':') {
      if (gap) return false;
      gap = true;
      text.remove_prefix(1);
      if (text.empty()) return groups < 8;
    }
  }
  return false;
}

bool is_uri(std::string_view text) {
  const std::size_t length = scheme_length(text);
  return length > 0 && is_hier_part(text.substr(length));
}

bool is_uri_reference(std::string_view text) {
  if (is_uri(text)) return true;
  // RFC 3986 section 4.2: no colon in the first segment of a relative path.
  const auto colon = text.find(':');
  if (colon != std::string_view::npos && colon < text.find_first_of("/?#")) return false;
  return is_hier_part(text);
}

}  // namespace contract::schema_detail
