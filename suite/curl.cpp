#include "suite/curl.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "mock/example.h"

namespace suite {

namespace {

constexpr const char* sample_wsse =
    "UsernameToken Username=\"test\", PasswordDigest=\"dGVzdA==\", "
    "Nonce=\"00000000000000000000000000000000\", Created=\"2026-01-01T00:00:00Z\"";

std::string api_key_value(const contract::Behaviour& behaviour, const std::string& scheme) {
  const auto rule = behaviour.security.find(scheme);
  if (rule == behaviour.security.end()) return "test";
  if (rule->second.format == "wsse") return sample_wsse;
  return rule->second.allowed.empty() ? "test" : rule->second.allowed.front();
}

void add_to_query(contract::Request& request, const std::string& name, const std::string& value) {
  request.target += request.target.find('?') == std::string::npos ? '?' : '&';
  request.target += name + "=" + value;
}

bool has_examples(const contract::Parameter& parameter) {
  const contract::Json* schema = parameter.schema_node;
  return schema != nullptr && schema->contains("examples") && !(*schema)["examples"].empty();
}

std::string sample_text(const contract::Behaviour& behaviour,
                        const contract::Parameter& parameter) {
  if (parameter.schema_node == nullptr) return "1";
  const contract::Json value =
      has_examples(parameter) ? (*parameter.schema_node)["examples"].front()
                              : mock::example_of(*parameter.schema_node, *behaviour.api->documents);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// What is required, and of the query also what its schema gives an example of.
bool is_shown(const contract::Parameter& parameter) {
  return parameter.required || (parameter.in == "query" && has_examples(parameter));
}

void add_parameters(const contract::Behaviour& behaviour, const contract::Operation& operation,
                    contract::Request& request) {
  for (const contract::Parameter& parameter : operation.parameters) {
    if (!is_shown(parameter)) continue;
    const std::string value = sample_text(behaviour, parameter);
    const std::string slot = "{" + parameter.name + "}";
    if (parameter.in == "path" && request.target.find(slot) != std::string::npos)
      request.target.replace(request.target.find(slot), slot.size(), value);
    if (parameter.in == "query") add_to_query(request, parameter.name, value);
    if (parameter.in == "header") request.headers.set(parameter.name, value);
  }
}

// The value of an Example Object, behind a $ref too.
std::string example_text(const contract::Behaviour& behaviour, const contract::Json& example) {
  const contract::Json* target = behaviour.api->documents->target(example);
  const contract::Json& node = target != nullptr ? *target : example;
  return node.is_object() ? node.value("value", contract::Json()).dump() : "null";
}

// The media type's own example, or one made of its schema.
std::string sample_body(const contract::Behaviour& behaviour, const contract::MediaType& media) {
  const contract::Json& node = *media.node;
  if (node.contains("example")) return node["example"].dump();
  if (node.contains("examples") && !node["examples"].empty())
    return example_text(behaviour, node["examples"].front());
  if (!node.contains("schema")) return "{}";
  return mock::example_of(node["schema"], *behaviour.api->documents).dump();
}

void add_body(const contract::Behaviour& behaviour, const contract::Operation& operation,
              contract::Request& request) {
  if (!operation.request_body || operation.request_body->content.empty()) return;
  const contract::MediaType& media = operation.request_body->content.front();
  request.headers.set("Content-Type", media.range);
  request.body = sample_body(behaviour, media);
}

std::string shell_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

void add_credentials(const contract::Behaviour& behaviour, const contract::Operation& operation,
                     contract::Request& request) {
  if (operation.security.empty()) return;
  const auto set = [&](const std::string& field, const std::string& value) {
    if (!request.headers.has(field)) request.headers.set(field, value);
  };
  for (const std::string& name : operation.security.front()) {
    const auto found = behaviour.api->security_schemes.find(name);
    if (found == behaviour.api->security_schemes.end()) continue;
    const contract::SecurityScheme& scheme = found->second;
    if (scheme.type != "apiKey") {
      set("Authorization", scheme.scheme == "basic" ? "Basic dGVzdDp0ZXN0" : "Bearer test");
      continue;
    }
    const std::string value = api_key_value(behaviour, name);
    if (scheme.in == "header") set(scheme.parameter, value);
    if (scheme.in == "query") add_to_query(request, scheme.parameter, value);
    if (scheme.in == "cookie") set("Cookie", scheme.parameter + "=" + value);
  }
}

contract::Request sample_request(const contract::Behaviour& behaviour,
                                 const contract::Operation& operation) {
  contract::Request request;
  request.method = operation.method;
  const auto& bases = behaviour.api->base_paths;
  request.target = (bases.empty() ? "" : bases.front()) + operation.path;
  add_credentials(behaviour, operation, request);
  add_parameters(behaviour, operation, request);
  add_body(behaviour, operation, request);
  return request;
}

std::string curl_line(const std::string& url, const contract::Request& request) {
  std::string line = "curl -X " + request.method + " " + shell_quoted(url + request.target);
  for (const auto& [name, value] : request.headers)
    line += " -H " + shell_quoted(fmt::format("{}: {}", name, value));
  if (!request.body.empty()) line += " -d " + shell_quoted(request.body);
  return line;
}

}  // namespace suite
