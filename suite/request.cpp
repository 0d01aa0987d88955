#include "suite/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/path_template.h"
#include "mock/front_fields.h"
#include "suite/curl.h"

namespace suite {

namespace {

using contract::Json;
using contract::Result;
using Fields = std::vector<std::pair<std::string, std::string>>;
template <class T>
using Maybe = std::optional<T>;

// RFC 3986 section 2.3: everything but unreserved characters is escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// The layers a request is made of, later ones over earlier ones.
struct Layers {
  std::vector<const RequestParts*> parts;
  const contract::Operation* operation = nullptr;

  Credentials credentials() const {
    Credentials chosen = Credentials::as_written;
    for (const RequestParts* each : parts)
      if (each->credentials) chosen = *each->credentials;
    return chosen;
  }
};

Layers layers_of(const Suite& suite, const Step& step) {
  Layers layers;
  layers.parts.push_back(&suite.defaults);
  for (const auto& [name, parts] : suite.clients)
    if (name == step.client) layers.parts.push_back(&parts);
  layers.parts.push_back(&step.parts);
  if (!step.operation.empty()) layers.operation = suite.behaviour->api->operation(step.operation);
  return layers;
}

// Whether a schema of the parameter wants a list written out of an array.
Result<Fields> pairs_of(const std::string& name, const Json& value, Scope& scope) {
  Fields pairs;
  if (value.is_null()) return pairs;
  const Result<Json> resolved = resolve(value, scope);
  if (!resolved) return tl::unexpected(resolved.error());
  for (const Json& each : resolved->is_array() ? *resolved : Json::array({*resolved})) {
    const bool text = each.is_string();
    pairs.emplace_back(name, text ? each.get<std::string>() : each.dump());
  }
  return pairs;
}

// The named values of all layers: a later layer replaces the name.
Maybe<contract::Error> collect(const Layers& layers, Nodes RequestParts::*member, Scope& scope,
                               std::vector<std::pair<std::string, Fields>>& out) {
  for (const RequestParts* parts : layers.parts)
    for (const auto& [name, node] : parts->*member) {
      Result<Fields> pairs = pairs_of(name, *node, scope);
      if (!pairs) return pairs.error();
      const auto known =
          std::find_if(out.begin(), out.end(),
                       [&, &wanted = name](const auto& each) { return each.first == wanted; });
      if (known != out.end())
        known->second = std::move(*pairs);
      else
        out.emplace_back(name, std::move(*pairs));
    }
  return std::nullopt;
}

Result<std::string> path_of(const Layers& layers, Scope& scope) {
  std::vector<std::pair<std::string, Fields>> values;
  if (auto error = collect(layers, &RequestParts::path, scope, values))
    return tl::unexpected(*error);
  std::string path = layers.operation->path;
  for (const auto& [name, pairs] : values) {
    const std::string slot = "{" + name + "}";
    const std::size_t at = path.find(slot);
    if (at != std::string::npos && !pairs.empty())
      path.replace(at, slot.size(), escaped(pairs.front().second));
  }
  return path;
}

// With `credentials: none`: an API key that is sent in the query.
bool is_dropped_key(const Suite& suite, const Layers& layers, const std::string& name) {
  if (layers.credentials() != Credentials::none) return false;
  const auto& schemes = suite.behaviour->api->security_schemes;
  return std::any_of(schemes.begin(), schemes.end(), [&](const auto& scheme) {
    return scheme.second.in == "query" && scheme.second.parameter == name;
  });
}

Maybe<contract::Error> add_query(const Suite& suite, const Layers& layers, Scope& scope,
                                 std::string& target) {
  std::vector<std::pair<std::string, Fields>> values;
  if (auto error = collect(layers, &RequestParts::query, scope, values)) return error;
  for (const auto& [name, pairs] : values)
    for (const auto& [key, value] : is_dropped_key(suite, layers, name) ? Fields() : pairs) {
      target += target.find('?') == std::string::npos ? '?' : '&';
      target += escaped(key) + "=" + escaped(value);
    }
  return std::nullopt;
}

// --header lies between what the suite says in general and what the step says.
Maybe<contract::Error> add_headers(const Layers& layers, const contract::Headers& over,
                                   Scope& scope, contract::Headers& headers) {
  for (const RequestParts* parts : layers.parts) {
    if (parts == layers.parts.back())
      for (const auto& [name, value] : over) headers.set(name, value);
    for (const auto& [name, node] : parts->headers) {
      Result<Fields> pairs = pairs_of(name, *node, scope);
      if (!pairs) return pairs.error();
      headers.remove(name);
      for (const auto& [key, value] : *pairs) headers.add(key, value);
    }
  }
  std::vector<std::pair<std::string, Fields>> cookies;
  if (auto error = collect(layers, &RequestParts::cookies, scope, cookies)) return error;
  std::string line;
  for (const auto& [name, pairs] : cookies)
    for (const auto& [key, value] : pairs) line += (line.empty() ? "" : "; ") + key + "=" + value;
  if (!line.empty()) headers.set("Cookie", line);
  return std::nullopt;
}

void drop_credentials(const Suite& suite, contract::Request& request) {
  for (const auto& [name, scheme] : suite.behaviour->api->security_schemes)
    if (scheme.type != "apiKey")
      request.headers.remove("Authorization");
    else if (scheme.in == "header")
      request.headers.remove(scheme.parameter);
    else if (scheme.in == "cookie")
      request.headers.remove("Cookie");
}

// That of the operation the request is for, also where it is written as METHOD TARGET.
std::string default_media_type(const Suite& suite, const Step& step, const Layers& layers,
                               const contract::Request& request) {
  const contract::Operation* operation = layers.operation;
  const auto routed = suite.router->find(request.method, request.path());
  if (const auto* route = std::get_if<contract::Route>(&routed); route && !operation)
    operation = route->operation;
  if (operation && operation->request_body)
    for (const contract::MediaType& media : operation->request_body->content)
      if (media.range.find('*') == std::string::npos &&
          (step.text || media.range.find("json") != std::string::npos))
        return media.range;
  return step.body ? "application/json" : "";
}

// A null says it too.
bool says_content_type(const Layers& layers) {
  return std::any_of(layers.parts.begin(), layers.parts.end(), [](const RequestParts* parts) {
    return std::any_of(parts->headers.begin(), parts->headers.end(), [](const auto& header) {
      return contract::iequals(header.first, "Content-Type");
    });
  });
}

Maybe<contract::Error> add_body(const Suite& suite, const Step& step, const Layers& layers,
                                Scope& scope, contract::Request& request) {
  if (!step.body && !step.text) {
    if (step.content_type && !step.content_type->empty())
      request.headers.set("Content-Type", *step.content_type);
    return std::nullopt;
  }
  if (step.text) {
    Result<std::string> text = resolve_text(*step.text, scope);
    if (!text) return text.error();
    request.body = std::move(*text);
  } else {
    const Result<Json> body = resolve(*step.body, scope);
    if (!body) return body.error();
    request.body = body->dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  const std::string type =
      step.content_type.value_or(default_media_type(suite, step, layers, request));
  if (step.content_type || !says_content_type(layers)) {
    request.headers.remove("Content-Type");
    if (!type.empty()) request.headers.set("Content-Type", type);
  }
  return std::nullopt;
}

}  // namespace

Result<contract::Request> make_request(const Suite& suite, const Step& step,
                                       const contract::Headers& over, Scope& scope) {
  const Layers layers = layers_of(suite, step);
  contract::Request request;
  if (layers.operation) {
    request.method = layers.operation->method;
    Result<std::string> path = path_of(layers, scope);
    if (!path) return tl::unexpected(path.error());
    request.target = std::move(*path);
  } else {
    request.method = step.method;
    Result<std::string> target = resolve_text(*step.target, scope);
    if (!target) return tl::unexpected(target.error());
    request.target = std::move(*target);
  }
  if (auto error = add_query(suite, layers, scope, request.target)) return tl::unexpected(*error);
  if (auto error = add_headers(layers, over, scope, request.headers)) return tl::unexpected(*error);
  if (auto error = add_body(suite, step, layers, scope, request)) return tl::unexpected(*error);
  const Credentials credentials = layers.credentials();
  if (credentials == Credentials::sample && layers.operation)
    add_credentials(*suite.behaviour, *layers.operation, request);
  if (credentials == Credentials::none) drop_credentials(suite, request);
  for (const RequestParts* parts : layers.parts)
    for (const std::string& name : parts->without) request.headers.remove(name);
  for (const auto& [name, node] : step.parts.headers)
    if (node->is_null()) request.headers.remove(name);
  for (const auto& [name, value] : request.headers)
    if (!mock::is_field_value(value))
      return tl::unexpected(contract::Error{
          "bad-header", fmt::format("the value of header {} holds a control character", name), {}});
  return request;
}

}  // namespace suite
