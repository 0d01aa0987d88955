#include "validator/redact.h"

#include <algorithm>
#include <array>
#include <utility>

namespace validator {

namespace {

bool among(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& each) { return contract::iequals(each, name); });
}

contract::Headers redacted(contract::Headers headers, const SecretPlaces& places) {
  const auto is_secret = [&](const auto& field) {
    return is_secret_header(field.first) || among(places.headers, field.first);
  };
  if (std::none_of(headers.begin(), headers.end(), is_secret)) return headers;
  contract::Headers clean;
  for (const auto& field : headers) clean.add(field.first, is_secret(field) ? "***" : field.second);
  return clean;
}

}  // namespace

bool is_secret_header(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{
      "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-WSSE", "WSSE"};
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view each) { return contract::iequals(each, name); });
}

bool is_secret_name(std::string_view name) {
  constexpr std::array<std::string_view, 10> names{
      "access_token", "api_key",       "apikey",   "api-key",   "client_secret",
      "id_token",     "refresh_token", "password", "signature", "x-amz-signature"};
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view each) { return contract::iequals(each, name); });
}

std::string redacted_target(const contract::Request& request, const SecretPlaces& places) {
  std::string_view rest = request.query();
  if (rest.empty()) return request.target;
  std::string target(request.path());
  char separator = '?';
  bool covered = false;
  while (!rest.empty()) {
    const std::string_view piece = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(piece.size() + 1, rest.size()));
    const std::string_view name = piece.substr(0, piece.find('='));
    const std::string decoded = contract::percent_decode(name).value_or(std::string(name));
    target += separator;
    separator = '&';
    if ((among(places.query, decoded) || is_secret_name(decoded)) && name.size() < piece.size()) {
      target.append(name).append("=***");
      covered = true;
    } else {
      target += piece;
    }
  }
  return covered ? target : request.target;
}

SecretPlaces secret_places(const contract::Behaviour& behaviour) {
  SecretPlaces places;
  for (const auto& [name, scheme] : behaviour.api->security_schemes) {
    if (scheme.type != "apiKey") continue;
    const auto rule = behaviour.security.find(name);
    if (rule != behaviour.security.end() && !rule->second.allowed.empty()) continue;
    if (scheme.in == "header") places.headers.push_back(scheme.parameter);
    if (scheme.in == "query") places.query.push_back(scheme.parameter);
  }
  return places;
}

void redact(contract::Exchange& exchange, const SecretPlaces& places) {
  exchange.request.headers = redacted(std::move(exchange.request.headers), places);
  exchange.response.headers = redacted(std::move(exchange.response.headers), places);
  exchange.request.target = redacted_target(exchange.request, places);
}

}  // namespace validator
