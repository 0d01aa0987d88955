// Who may use the control API.
#include <arpa/inet.h>

#include <algorithm>

#include "mock/admin_parts.h"

namespace mock {

namespace {

// "[::1]:80" is "::1", "example.com:80" is "example.com".
std::string_view host_name(std::string_view host) {
  if (!host.empty() && host[0] == '[') return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

bool is_address(const std::string& name) {
  in6_addr buffer{};
  return inet_pton(AF_INET, name.c_str(), &buffer) == 1 ||
         inet_pton(AF_INET6, name.c_str(), &buffer) == 1;
}

bool is_allowed_host(std::string_view host, const AdminOptions& options) {
  const std::string name(host_name(host));
  if (is_address(name) || contract::iequals(name, "localhost")) return true;
  return std::any_of(options.hosts.begin(), options.hosts.end(),
                     [&](const std::string& each) { return contract::iequals(each, name); });
}

// A page of another origin can send requests though it cannot read the answers.
bool is_foreign_page(const contract::Request& request) {
  const std::string* site = request.headers.find("Sec-Fetch-Site");
  if (site && *site != "same-origin" && *site != "none") return true;
  const std::string* origin = request.headers.find("Origin");
  if (!origin) return false;
  const std::string* host = request.headers.find("Host");
  const std::size_t scheme = origin->find("://");
  return !host || scheme == std::string::npos ||
         !contract::iequals(std::string_view(*origin).substr(scheme + 3), *host);
}

// In a time that does not tell how much of the token was right.
bool same_token(std::string_view sent, std::string_view token) {
  unsigned difference = sent.size() == token.size() ? 0 : 1;
  for (std::size_t i = 0; i < sent.size() && !token.empty(); ++i)
    difference |= static_cast<unsigned char>(sent[i]) ^
                  static_cast<unsigned>(static_cast<unsigned char>(token[i % token.size()]));
  return difference == 0;
}

bool has_token(const contract::Request& request, const std::string& token) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string* header = request.headers.find("Authorization");
  if (!header || header->size() < scheme.size()) return false;
  const std::string_view text = *header;
  return contract::iequals(text.substr(0, scheme.size()), scheme) &&
         same_token(text.substr(scheme.size()), token);
}

}  // namespace

std::optional<contract::Response> guard_admin(const contract::Request& request,
                                              const AdminOptions& options) {
  const std::string* host = request.headers.find("Host");
  if (host && !is_allowed_host(*host, options))
    return problem(403, "the control API answers under an IP address or localhost only, not " +
                            host->substr(0, 80));
  if (is_foreign_page(request))
    return problem(403, "the control API does not answer pages of another origin");
  if (options.token.empty() || has_token(request, options.token)) return {};
  contract::Response response =
      problem(401, "the control API wants Authorization: Bearer and the admin token");
  response.headers.add("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace mock
