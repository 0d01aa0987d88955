#include "validator/unknown_headers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "validator/text.h"

namespace validator {

namespace {

// RFC 9110, 9111, 9112, 6265, 6454, 7239, 7240, 9218, W3C Trace Context, Fetch; lower case.
constexpr auto common = std::to_array<std::string_view>({"accept",
                                                         "accept-charset",
                                                         "accept-encoding",
                                                         "accept-language",
                                                         "accept-patch",
                                                         "accept-post",
                                                         "accept-ranges",
                                                         "age",
                                                         "allow",
                                                         "alt-svc",
                                                         "authorization",
                                                         "baggage",
                                                         "cache-control",
                                                         "connection",
                                                         "content-disposition",
                                                         "content-encoding",
                                                         "content-language",
                                                         "content-length",
                                                         "content-location",
                                                         "content-range",
                                                         "content-security-policy",
                                                         "content-type",
                                                         "cookie",
                                                         "date",
                                                         "dnt",
                                                         "etag",
                                                         "expect",
                                                         "expires",
                                                         "forwarded",
                                                         "from",
                                                         "host",
                                                         "if-match",
                                                         "if-modified-since",
                                                         "if-none-match",
                                                         "if-range",
                                                         "if-unmodified-since",
                                                         "keep-alive",
                                                         "last-modified",
                                                         "link",
                                                         "location",
                                                         "max-forwards",
                                                         "nel",
                                                         "origin",
                                                         "permissions-policy",
                                                         "pragma",
                                                         "prefer",
                                                         "preference-applied",
                                                         "priority",
                                                         "proxy-authenticate",
                                                         "proxy-authentication-info",
                                                         "proxy-authorization",
                                                         "proxy-connection",
                                                         "range",
                                                         "referer",
                                                         "referrer-policy",
                                                         "report-to",
                                                         "retry-after",
                                                         "server",
                                                         "server-timing",
                                                         "set-cookie",
                                                         "strict-transport-security",
                                                         "te",
                                                         "timing-allow-origin",
                                                         "traceparent",
                                                         "tracestate",
                                                         "trailer",
                                                         "transfer-encoding",
                                                         "understudy-api",
                                                         "understudy-world",
                                                         "upgrade",
                                                         "upgrade-insecure-requests",
                                                         "user-agent",
                                                         "vary",
                                                         "via",
                                                         "warning",
                                                         "www-authenticate",
                                                         "x-content-type-options",
                                                         "x-correlation-id",
                                                         "x-frame-options",
                                                         "x-powered-by",
                                                         "x-real-ip",
                                                         "x-request-id",
                                                         "x-xss-protection"});
constexpr auto groups = std::to_array<std::string_view>(
    {"access-control-", "cf-", "cross-origin-", "sec-", "x-amzn-", "x-envoy-", "x-forwarded-"});
// Set by load balancers, content delivery networks and visit counters, not by an API.
constexpr auto cookie_groups = std::to_array<std::string_view>(
    {"AWSALB", "AWSELB", "ARRAffinity", "__cf", "cf_clearance", "_cfuvid", "incap_ses_",
     "visid_incap_", "BIGipServer", "_ga", "_gid", "_gat", "__utm", "_gcl_", "_fbp", "_hj", "_pk_",
     "_clck", "_clsk"});

}  // namespace

bool is_common_header(std::string_view name) {
  const std::string lower = to_lower(name);
  if (std::binary_search(common.begin(), common.end(), std::string_view(lower))) return true;
  return std::any_of(groups.begin(), groups.end(),
                     [&](std::string_view group) { return lower.starts_with(group); });
}

bool is_common_cookie(std::string_view name) {
  return std::any_of(cookie_groups.begin(), cookie_groups.end(),
                     [&](std::string_view group) { return name.starts_with(group); });
}

void check_unknown_headers(const contract::Headers& headers,
                           const std::vector<std::string_view>& declared, const Place& place,
                           const contract::Location& contract, contract::Violations& violations) {
  std::set<std::string> reported;
  for (const auto& [name, value] : headers) {
    const bool known =
        is_common_header(name) ||
        std::any_of(declared.begin(), declared.end(), [&, &field = name](std::string_view each) {
          return contract::iequals(each, field);
        });
    if (known || !reported.insert(to_lower(name)).second) continue;
    violations.push_back(
        violation_at({place.part, place.operation, "header", name}, contract::Rule::unknown_header,
                     fmt::format("header \"{:.80}\" is not in the contract", name), contract));
  }
}

}  // namespace validator
