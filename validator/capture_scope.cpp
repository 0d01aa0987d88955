#include "validator/capture_scope.h"

#include <algorithm>

#include "validator/text.h"

namespace validator {

namespace {

using Candidates = std::vector<const ScopedApi*>;

std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  const std::size_t bracket = host.rfind(']');
  if (colon == std::string_view::npos) return host;
  if (bracket != std::string_view::npos && colon < bracket) return host;
  return host.substr(0, colon);
}

bool glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, from = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool named(const std::vector<std::string>& patterns, std::string_view host, bool any_port) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return host_fits(pattern, host, any_port);
  });
}

// Whose exchange it may be, and whether an unknown path is held against it.
struct Claim {
  Candidates apis;
  bool whole_host = true;
};

Claim claim_of(const Scope& scope, const CapturedExchange& exchange, CaptureFormat format) {
  Claim claim;
  const auto add = [&](auto&& wanted) {
    for (const ScopedApi& api : scope.apis)
      if (wanted(api)) claim.apis.push_back(&api);
  };
  const bool loopback = is_loopback(exchange.host);
  add([&](const ScopedApi& api) { return named(api.behaviour->api->hosts, exchange.host, false); });
  if (!claim.apis.empty()) return claim;
  const auto all = [](const ScopedApi&) { return true; };
  const bool by_server = format != CaptureFormat::har;
  if (named(scope.hosts, exchange.host, true) ||
      (by_server && (loopback || exchange.host.empty()))) {
    add(all);
    return claim;
  }
  claim.whole_host = false;
  if (loopback || exchange.host.empty())
    add(all);
  else
    add([](const ScopedApi& api) { return api.behaviour->api->hosts.empty(); });
  return claim;
}

}  // namespace

bool host_fits(std::string_view pattern, std::string_view host, bool any_port) {
  if (glob(pattern, host)) return true;
  return any_port && without_port(pattern) == pattern && glob(pattern, without_port(host));
}

bool is_loopback(std::string_view host) {
  host = without_port(host);
  return host == "localhost" || ends_with(host, ".localhost") || host.substr(0, 4) == "127." ||
         host == "[::1]" || host == "0.0.0.0";
}

ScopedApi scoped(std::string name, contract::BehaviourPtr behaviour) {
  contract::Router router(*behaviour->api);
  SecretPlaces secrets = secret_places(*behaviour);
  return {std::move(name), std::move(behaviour), std::move(router), std::move(secrets)};
}

Destination destination(const Scope& scope, const CapturedExchange& exchange,
                        CaptureFormat format) {
  if (!exchange.web) return {};
  const Claim claim = claim_of(scope, exchange, format);
  const ScopedApi* best = nullptr;
  const ScopedApi* knowing = nullptr;  // has the path, without this method
  std::string_view best_path;
  for (const ScopedApi* api : claim.apis) {
    const auto found = api->router.find(exchange.request.method, exchange.request.path());
    if (const auto* route = std::get_if<contract::Route>(&found)) {
      if (best && !contract::more_literal(route->operation->path, best_path)) continue;
      best = api;
      best_path = route->operation->path;
    } else if (!knowing && !std::get<contract::NoRoute>(found).allow.empty()) {
      knowing = api;
    }
  }
  if (!best) best = knowing;
  if (best || claim.apis.empty() || !claim.whole_host) return {best, false};
  return {claim.apis.front(), claim.apis.size() > 1};
}

}  // namespace validator
