// Security schemes and requirements.
#include <algorithm>
#include <array>
#include <utility>

#include "contract/closest.h"
#include "contract/http.h"
#include "contract/openapi_loader.h"

namespace contract::openapi_detail {

namespace {

constexpr std::array types{"http", "apiKey", "oauth2", "openIdConnect", "mutualTLS"};
constexpr std::array places{"header", "query", "cookie"};

template <class Words>
bool is_one_of(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What is wrong goes to `loader.errors`.
SecurityScheme read_scheme(Loader& loader, const std::string& name, const Json& node) {
  SecurityScheme scheme;
  scheme.name = name;
  scheme.where = loader.where(node);
  const Json* object = loader.resolve(node, "a security scheme");
  if (object == nullptr) return scheme;
  scheme.type = loader.string(*object, "type").value_or("");
  scheme.scheme = to_lower(loader.string(*object, "scheme").value_or(""));
  if (!is_one_of(types, scheme.type)) {
    loader.refuse("invalid-security-scheme", *object,
                  "security scheme \"" + name + "\" has " +
                      (scheme.type.empty() ? "no type" : "the type \"" + scheme.type + "\"") +
                      "; use http, apiKey, oauth2, openIdConnect or mutualTLS");
  } else if (scheme.type == "http" && scheme.scheme.empty()) {
    loader.refuse("invalid-security-scheme", *object,
                  "security scheme \"" + name + "\" lacks \"scheme\"; add basic, bearer, …");
  } else if (scheme.type == "apiKey") {
    scheme.in = loader.string(*object, "in").value_or("");
    scheme.parameter = loader.string(*object, "name").value_or("");
    if (!is_one_of(places, scheme.in) || scheme.parameter.empty())
      loader.refuse(
          "invalid-security-scheme", *object,
          "security scheme \"" + name + "\" must say \"name\" and \"in\": header, query or cookie");
  }
  return scheme;
}

SecurityRequirement read_requirement(Loader& loader, const Json& node) {
  SecurityRequirement requirement;
  if (!node.is_object()) {
    loader.refuse("wrong-type", node,
                  "a security requirement must be an object of scheme names, not " +
                      describe(node) + "; write 'name: []'");
    return requirement;
  }
  for (const auto& [name, scopes] : node.items()) {
    if (loader.api.security_schemes.contains(name)) {
      requirement.push_back(name);
      if (auto faults = loader.scheme_errors.extract(name))
        loader.errors.insert(loader.errors.end(), faults.mapped().begin(), faults.mapped().end());
      continue;
    }
    std::vector<std::string_view> known;
    for (const auto& [other, scheme] : loader.api.security_schemes) known.push_back(other);
    loader.refuse("unknown-security-scheme", scopes,
                  "security scheme \"" + name + "\" is not declared" + did_you_mean(name, known) +
                      "; add it to components/securitySchemes");
  }
  return requirement;
}

}  // namespace

void read_security_schemes(Loader& loader) {
  const Json* components = loader.object(loader.document->root(), "components");
  const Json* schemes =
      components != nullptr ? loader.object(*components, "securitySchemes") : nullptr;
  if (schemes == nullptr) return;
  const Errors before = std::exchange(loader.errors, {});
  for (const auto& [name, node] : schemes->items()) {
    loader.api.security_schemes.emplace(name, read_scheme(loader, name, node));
    if (!loader.errors.empty()) loader.scheme_errors[name] = std::exchange(loader.errors, {});
  }
  loader.errors = before;
}

void settle_security_schemes(Loader& loader) {
  for (const auto& [name, faults] : loader.scheme_errors) {
    loader.api.security_schemes.erase(name);
    loader.api.warnings.insert(loader.api.warnings.end(), faults.begin(), faults.end());
  }
}

std::vector<SecurityRequirement> read_security(Loader& loader, const Json& list) {
  std::vector<SecurityRequirement> security;
  for (const Json& node : list) security.push_back(read_requirement(loader, node));
  return security;
}

}  // namespace contract::openapi_detail
