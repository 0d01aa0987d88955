#include "mock/front_target.h"

#include <algorithm>

#include "contract/http.h"

namespace mock {
namespace {

// Every visible ASCII character but "#": wider than RFC 3986 by "<>[]{}|\^`, which clients send in
// queries and which the router judges.
bool is_target_char(char c) { return c > ' ' && c < 0x7f && c != '#'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<HttpRefusal> parse_version(std::string_view text, RequestLine& out) {
  const bool shaped = text.size() == 8 && text.substr(0, 5) == "HTTP/" && is_digit(text[5]) &&
                      text[6] == '.' && is_digit(text[7]);
  if (!shaped) return HttpRefusal{400, "The request line does not end in HTTP/1.1."};
  if (text[5] != '1') {
    return HttpRefusal{505, "Only HTTP/1.1 and HTTP/1.0 are spoken here, not " + std::string(text)};
  }
  out.minor = text[7] == '0' ? 0 : 1;
  return {};
}

std::optional<HttpRefusal> parse_absolute(std::string_view target, RequestLine& out) {
  const auto scheme_end = target.find("://");
  const auto scheme = target.substr(0, scheme_end);
  if (scheme_end == target.npos ||
      !(contract::iequals(scheme, "http") || contract::iequals(scheme, "https"))) {
    return HttpRefusal{400, "The request target is neither a path nor an http URL."};
  }
  const auto rest = target.substr(scheme_end + 3);
  const auto path = std::min(rest.find_first_of("/?"), rest.size());
  const auto authority = rest.substr(0, path);
  if (!is_host(authority)) {  // userinfo fails here as well, RFC 9110 section 4.2.4
    return HttpRefusal{400, "The URL in the request line has no valid host."};
  }
  out.authority = authority;
  out.target = rest.substr(path);
  if (out.target.empty() || out.target.front() != '/') out.target.insert(0, "/");
  return {};
}

std::optional<HttpRefusal> parse_connect(std::string_view target) {
  const auto colon = target.rfind(':');
  if (!is_host(target) || colon == target.npos || colon + 1 == target.size()) {
    return HttpRefusal{400, "CONNECT wants host:port as its target."};
  }
  return HttpRefusal{501, "This server is no proxy: CONNECT is not implemented."};
}

std::optional<HttpRefusal> parse_target(std::string_view target, RequestLine& out) {
  if (!std::all_of(target.begin(), target.end(), is_target_char)) {
    return HttpRefusal{400,
                       "The request target holds a character that must be percent-encoded, or a "
                       "fragment."};
  }
  if (out.method == "CONNECT") return parse_connect(target);
  if (target == "*") {
    if (out.method != "OPTIONS") return HttpRefusal{400, "The target * belongs to OPTIONS only."};
    out.target = target;
    return {};
  }
  if (target.front() != '/') return parse_absolute(target, out);
  out.target = target;
  return {};
}

}  // namespace

std::optional<HttpRefusal> parse_request_line(std::string_view line, std::size_t max_target,
                                              RequestLine& out) {
  const auto method_end = line.find(' ');
  const auto method = line.substr(0, method_end);
  if (method_end == line.npos || !is_token(method)) {
    return HttpRefusal{400, "The request does not begin with a method, a space and a target."};
  }
  if (method.size() > kMaxMethod) {
    return HttpRefusal{501, "The method is longer than " + std::to_string(kMaxMethod) + " bytes."};
  }
  out.method = method;
  const auto version_start = line.rfind(' ');
  if (version_start <= method_end + 1) {
    return HttpRefusal{400,
                       "The request line is not method, target and HTTP/1.1, one space between."};
  }
  const auto target = line.substr(method_end + 1, version_start - method_end - 1);
  if (target.size() > max_target) {
    return HttpRefusal{
        414, "The request target is longer than " + std::to_string(max_target) + " bytes."};
  }
  if (auto refusal = parse_version(line.substr(version_start + 1), out)) return refusal;
  return parse_target(target, out);
}

}  // namespace mock
