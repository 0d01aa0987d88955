#include "validator/request_checks.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "validator/content_text.h"
#include "validator/credentials.h"
#include "validator/form_body.h"
#include "validator/media_types.h"
#include "validator/parameters.h"
#include "validator/violations.h"

namespace validator {

namespace {

using contract::Rule;

Place body_place(const contract::Operation& operation) {
  return {contract::Part::request, operation.id, "body", {}};
}

void report(const contract::Operation& operation, Rule rule, std::string message,
            CheckedRequest& checked) {
  const contract::Location& where =
      operation.request_body ? operation.request_body->where : operation.where;
  checked.violations.push_back(
      violation_at(body_place(operation), rule, std::move(message), where));
}

void take_json(const contract::Operation& operation, std::string_view text,
               const RequestOptions& options, CheckedRequest& checked) {
  contract::Result<contract::ParsedJson> parsed = contract::parse_json(text, options.json);
  if (!parsed)
    return report(operation, Rule::malformed_body,
                  "the body is not JSON: " + parsed.error().message, checked);
  checked.body = std::move(*parsed);
}

// A value we made of the body; bytes that are not UTF-8 (a file in a part) become U+FFFD.
void take_value(const contract::Json& value, const RequestOptions& options,
                CheckedRequest& checked) {
  auto parsed = contract::parse_json(
      value.dump(-1, ' ', false, contract::Json::error_handler_t::replace), options.json);
  if (parsed) checked.body = std::move(*parsed);
}

void take_form(const contract::Operation& operation, const FormValue& form,
               const RequestOptions& options, CheckedRequest& checked) {
  for (const std::string& name : form.wrong_types) {
    report(operation, Rule::unsupported_media_type,
           fmt::format("part \"{}\" has a Content-Type its encoding does not allow", name),
           checked);
    checked.violations.back().name = name;
  }
  if (!form.value)
    return report(operation, Rule::malformed_body, "the body cannot be read: " + form.problem,
                  checked);
  take_value(*form.value, options, checked);
}

void parse_body(const contract::OpenApi& api, const contract::Operation& operation,
                const contract::Request& request, const std::string& content_type,
                const RequestOptions& options, CheckedRequest& checked) {
  const contract::Documents* documents = api.documents.get();
  switch (body_format(content_type)) {
    case BodyFormat::json:
      return take_json(operation, request.body, options, checked);
    case BodyFormat::form:
      return take_form(operation, read_form(request.body, *checked.media_type, documents), options,
                       checked);
    case BodyFormat::multipart:
      return take_form(operation,
                       read_multipart(request.body, content_type, *checked.media_type, documents),
                       options, checked);
    case BodyFormat::other:
      checked.body =
          read_plain(request.body, schema_of(*checked.media_type, documents), options.json);
  }
}

}  // namespace

CheckedRequest check_request_head(const contract::OpenApi& api, const contract::Route& route,
                                  const contract::Request& request,
                                  const contract::Behaviour* behaviour,
                                  const RequestOptions& options) {
  CheckedRequest checked;
  Credentials credentials = check_credentials(api, *route.operation, request, behaviour);
  checked.violations = std::move(credentials.violations);
  checked.principal = std::move(credentials.principal);
  checked.query_parameters = contract::parse_query(request.query());
  check_parameters(api, route, request, options.strict, checked.violations);
  return checked;
}

void read_body(const contract::OpenApi& api, const contract::Operation& operation,
               const contract::Request& request, const RequestOptions& options,
               CheckedRequest& checked) {
  checked.strict = options.strict ? &api : nullptr;
  if (!operation.request_body) {
    if (!request.body.empty())
      report(operation, Rule::unexpected_body,
             fmt::format("{} takes no body and was sent one", operation.id), checked);
    return;
  }
  if (request.body.empty()) {
    if (operation.request_body->required)
      report(operation, Rule::missing_body, "a body is required and was not sent", checked);
    return;
  }
  const std::optional<std::string> content_type = request.headers.get("Content-Type");
  const auto& content = operation.request_body->content;
  if (content_type) checked.media_type = best_media_type(content, *content_type);
  if (!checked.media_type) {
    const std::string sent =
        content_type ? fmt::format("is \"{:.80}\"", *content_type) : "is missing";
    return report(operation, Rule::unsupported_media_type,
                  fmt::format("Content-Type {}; the body must be {}", sent, list_of(content)),
                  checked);
  }
  parse_body(api, operation, request, *content_type, options, checked);
}

void check_body(const contract::Operation& operation, const contract::SchemaPtr& plan_schema,
                CheckedRequest& checked) {
  if (!checked.body) return;
  const contract::SchemaPtr& own = checked.media_type ? checked.media_type->schema : plan_schema;
  const contract::SchemaPtr& schema = plan_schema ? plan_schema : own;
  if (!schema) return;
  check_schema(checked.body->root(), body_place(operation),
               {*schema, Rule::invalid_body, "", false,
                checked.strict ? checked.strict->closed_schema(schema) : nullptr},
               checked.violations);
}

CheckedRequest check_request(const contract::OpenApi& api, const contract::Route& route,
                             const contract::Request& request, const contract::Behaviour* behaviour,
                             const RequestOptions& options) {
  CheckedRequest checked = check_request_head(api, route, request, behaviour, options);
  read_body(api, *route.operation, request, options, checked);
  check_body(*route.operation, nullptr, checked);
  return checked;
}

}  // namespace validator
