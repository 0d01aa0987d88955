#include "validator/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "validator/content_text.h"
#include "validator/raw_path.h"
#include "validator/redact.h"
#include "validator/styles.h"
#include "validator/text.h"
#include "validator/unknown_headers.h"
#include "validator/violations.h"

namespace validator {

namespace {

using contract::Parameter;
using contract::Rule;

// One request, split up on first use.
class Sent {
 public:
  Sent(const contract::OpenApi& api, const contract::Route& route, const contract::Request& request)
      : api_(api), route_(route), request_(request) {}

  const contract::OpenApi& api() const { return api_; }
  const contract::Operation& operation() const { return *route_.operation; }
  const std::vector<NamedText>& query() {
    if (!query_) query_ = query_pairs(request_.query());
    return *query_;
  }
  const std::vector<NamedText>& cookies() {
    if (!cookies_) split_cookies();
    return *cookies_;
  }
  std::optional<std::string> header(std::string_view name) const {
    return request_.headers.get(name);
  }
  std::optional<std::string> path(const std::string& name) const {
    if (auto raw = raw_path_value(operation().path, request_.path(), name)) return raw;
    for (const auto& [each, value] : route_.path_parameters)
      if (each == name) return value;
    return {};
  }

 private:
  void split_cookies() {  // RFC 6265 section 4.2.1
    cookies_.emplace();
    for (const auto& [name, value] : request_.headers) {
      if (!contract::iequals(name, "Cookie")) continue;
      for (std::string_view piece : split(value, {";"})) {
        piece = trim(piece);
        if (piece.empty()) continue;
        const std::string_view key = piece.substr(0, piece.find('='));
        cookies_->emplace_back(key, piece.substr(std::min(key.size() + 1, piece.size())));
      }
    }
  }

  const contract::OpenApi& api_;
  const contract::Route& route_;
  const contract::Request& request_;
  std::optional<std::vector<NamedText>> query_, cookies_;
};

bool is_ignored(const Parameter& parameter) {
  if (parameter.in != "header") return false;
  return contract::iequals(parameter.name, "Accept") ||
         contract::iequals(parameter.name, "Content-Type") ||
         contract::iequals(parameter.name, "Authorization");
}

bool is_secret(const contract::OpenApi& api, const Parameter& parameter) {
  if (parameter.in == "cookie" || is_secret_name(parameter.name)) return true;
  if (parameter.in == "header" && is_secret_header(parameter.name)) return true;
  const auto& schemes = api.security_schemes;
  return std::any_of(schemes.begin(), schemes.end(), [&](const auto& each) {
    const contract::SecurityScheme& scheme = each.second;
    return scheme.type == "apiKey" && scheme.in == parameter.in &&
           contract::iequals(scheme.parameter, parameter.name);
  });
}

// Names in `in` that belong to other parameters or to a security scheme.
std::vector<std::string> taken_names(const Sent& sent, const Parameter& asking) {
  std::vector<std::string> names;
  for (const Parameter& other : sent.operation().parameters)
    if (other.in == asking.in && other.name != asking.name) names.push_back(other.name);
  for (const auto& [key, scheme] : sent.api().security_schemes)
    if (scheme.type == "apiKey" && scheme.in == asking.in) names.push_back(scheme.parameter);
  return names;
}

Escapes escapes_of(const Parameter& parameter) {
  if (parameter.in == "header") return Escapes::none;
  if (parameter.in == "query") return parameter.allow_reserved ? Escapes::reserved : Escapes::form;
  return Escapes::reserved;
}

const std::vector<NamedText>& pairs_of(Sent& sent, const Parameter& parameter) {
  return parameter.in == "query" ? sent.query() : sent.cookies();
}

// The text of a parameter that is spelled as one text.
std::optional<std::string> text_of(Sent& sent, const Parameter& parameter) {
  if (parameter.in == "path") return sent.path(parameter.name);
  if (parameter.in == "header") return sent.header(parameter.name);
  for (const auto& [name, value] : pairs_of(sent, parameter))
    if (decode(name, escapes_of(parameter)) == parameter.name) return std::string(value);
  return {};
}

SchemaNode schema_node(const Sent& sent, const Parameter& parameter) {
  return {parameter.schema_node, sent.api().documents.get()};
}

ReadValue read(Sent& sent, const Parameter& parameter, Reading reading) {
  const Spelling spelling{parameter.name, parameter.style, parameter.explode,
                          escapes_of(parameter)};
  const SchemaNode schema = schema_node(sent, parameter);
  if (parameter.in == "query" || parameter.in == "cookie") {
    const bool exploded_object = parameter.explode && types_of(schema).has(Types::object);
    return read_pairs(pairs_of(sent, parameter), spelling, schema, reading,
                      exploded_object ? taken_names(sent, parameter) : std::vector<std::string>());
  }
  const std::optional<std::string> text = text_of(sent, parameter);
  return text ? read_text(*text, spelling, schema, reading) : ReadValue{};
}

std::string title(const Parameter& parameter) {
  return fmt::format("{} parameter \"{}\"", parameter.in, parameter.name);
}

Place place_of(const Sent& sent, const Parameter& parameter) {
  return {contract::Part::request, sent.operation().id, parameter.in, parameter.name};
}

void report(Sent& sent, const Parameter& parameter, Rule rule, const std::string& what,
            contract::Violations& violations) {
  violations.push_back(violation_at(place_of(sent, parameter), rule, title(parameter) + " " + what,
                                    parameter.where));
}

void report_absent(Sent& sent, const Parameter& parameter, contract::Violations& violations) {
  if (parameter.required)
    report(sent, parameter, Rule::missing_parameter, "is required and was not sent", violations);
}

// `content` instead of `schema`: the text is a document of its own.
void check_content(Sent& sent, const Parameter& parameter, contract::Violations& violations) {
  const std::optional<std::string> raw = text_of(sent, parameter);
  if (!raw) return report_absent(sent, parameter, violations);
  check_content_text(decode(*raw, escapes_of(parameter)), *parameter.content,
                     sent.api().documents.get(),
                     {place_of(sent, parameter), Rule::invalid_parameter, title(parameter),
                      parameter.where, is_secret(sent.api(), parameter)},
                     violations);
}

bool is_waived(Sent& sent, const Parameter& parameter) {
  if (!parameter.allow_empty_value || parameter.in != "query") return false;
  const std::optional<std::string> text = text_of(sent, parameter);
  return text && text->empty();
}

void check_parameter(Sent& sent, const Parameter& parameter, contract::Violations& violations) {
  if (parameter.content) return check_content(sent, parameter, violations);
  const ReadValue typed = read(sent, parameter, Reading::typed);
  if (!typed.sent()) return report_absent(sent, parameter, violations);
  if (is_waived(sent, parameter)) return;
  if (typed.value && (!parameter.schema || parameter.schema->accepts(*typed.value))) return;
  const ReadValue text = read(sent, parameter, Reading::text);
  if (text.value && (!parameter.schema || parameter.schema->accepts(*text.value))) return;
  if (!typed.value)
    return report(sent, parameter, Rule::invalid_parameter, typed.problem, violations);
  check_schema(*typed.value, place_of(sent, parameter),
               {*parameter.schema, Rule::invalid_parameter, title(parameter) + ": ",
                is_secret(sent.api(), parameter)},
               violations);
}

bool takes_name(Sent& sent, const Parameter& parameter, std::string_view in,
                const std::string& name) {
  if (parameter.in != in) return false;
  if (parameter.name == name) return true;
  if (parameter.style == "deepObject") return name.rfind(parameter.name + "[", 0) == 0;
  const SchemaNode schema = schema_node(sent, parameter);
  if (!parameter.explode || !types_of(schema).has(Types::object)) return false;
  return declares_property(schema, name) || is_open(schema);
}

bool is_declared(Sent& sent, std::string_view in, const std::string& name) {
  const auto& parameters = sent.operation().parameters;
  if (std::any_of(parameters.begin(), parameters.end(),
                  [&](const Parameter& each) { return takes_name(sent, each, in, name); }))
    return true;
  const auto& schemes = sent.api().security_schemes;
  return std::any_of(schemes.begin(), schemes.end(), [&](const auto& each) {
    return each.second.type == "apiKey" && each.second.in == in && each.second.parameter == name;
  });
}

// Query parameters, or cookies: only their names are told.
void check_unknown(Sent& sent, const std::vector<NamedText>& pairs, std::string_view in,
                   contract::Violations& violations) {
  const bool cookies = in == "cookie";
  std::vector<std::string> reported;
  for (const auto& [raw, value] : pairs) {
    const std::string name = decode(raw, cookies ? Escapes::reserved : Escapes::form);
    if (is_declared(sent, in, name) || (cookies && is_common_cookie(name))) continue;
    if (std::find(reported.begin(), reported.end(), name) != reported.end()) continue;
    reported.push_back(name);
    violations.push_back(violation_at({contract::Part::request, sent.operation().id, in, name},
                                      cookies ? Rule::unknown_cookie : Rule::unknown_parameter,
                                      fmt::format("{} \"{:.80}\" is not in the contract",
                                                  cookies ? "cookie" : "query parameter", name),
                                      sent.operation().where));
  }
}

void check_unknown_fields(Sent& sent, const contract::Request& request,
                          contract::Violations& violations) {
  std::vector<std::string_view> declared;
  for (const Parameter& parameter : sent.operation().parameters)
    if (parameter.in == "header") declared.push_back(parameter.name);
  for (const auto& [key, scheme] : sent.api().security_schemes)
    if (scheme.type == "apiKey" && scheme.in == "header") declared.push_back(scheme.parameter);
  check_unknown_headers(request.headers, declared,
                        {contract::Part::request, sent.operation().id, "header", {}},
                        sent.operation().where, violations);
}

}  // namespace

void check_parameters(const contract::OpenApi& api, const contract::Route& route,
                      const contract::Request& request, bool strict,
                      contract::Violations& violations) {
  Sent sent(api, route, request);
  for (const Parameter& parameter : route.operation->parameters)
    if (!is_ignored(parameter)) check_parameter(sent, parameter, violations);
  if (!strict) return;
  check_unknown(sent, sent.query(), "query", violations);
  check_unknown(sent, sent.cookies(), "cookie", violations);
  check_unknown_fields(sent, request, violations);
}

}  // namespace validator
