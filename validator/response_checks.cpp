#include "validator/response_checks.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "validator/content_text.h"
#include "validator/form_body.h"
#include "validator/media_types.h"
#include "validator/styles.h"
#include "validator/unknown_headers.h"
#include "validator/violations.h"

namespace validator {

namespace {

using contract::Rule;

struct Judged {
  const contract::OpenApi& api;
  const contract::Operation& operation;
  const contract::Request& request;
  const contract::Response& response;
  const ResponseOptions& options;
  contract::Violations violations;

  Place place(std::string_view in, std::string_view name = {}) const {
    return {contract::Part::response, operation.id, in, name};
  }
  void report(std::string_view in, Rule rule, std::string message,
              const contract::Location& where) {
    violations.push_back(violation_at(place(in), rule, std::move(message), where));
  }
};

// RFC 9110 sections 6.4.1, 9.3.2 and 15
bool never_has_body(const contract::Request& request, int status) {
  return request.method == "HEAD" || status / 100 == 1 || status == 204 || status == 304;
}

void check_header(Judged& judged, const contract::Header& header) {
  if (contract::iequals(header.name, "Content-Type")) return;
  const Place place = judged.place("header", header.name);
  const std::optional<std::string> text = judged.response.headers.get(header.name);
  if (!text) {
    if (header.required)
      judged.violations.push_back(violation_at(
          place, Rule::missing_header,
          fmt::format("header \"{}\" is required and was not sent", header.name), header.where));
    return;
  }
  const std::string prefix = fmt::format("header \"{}\"", header.name);
  if (header.content)
    return check_content_text(*text, *header.content, judged.api.documents.get(),
                              {place, Rule::invalid_header, prefix, header.where},
                              judged.violations);
  if (!header.schema) return;
  const Spelling spelling{header.name, "simple", header.explode, Escapes::none};
  const SchemaNode schema{header.schema_node, judged.api.documents.get()};
  const ReadValue typed = read_text(*text, spelling, schema, Reading::typed);
  if (typed.value && header.schema->accepts(*typed.value)) return;
  const ReadValue plain = read_text(*text, spelling, schema, Reading::text);
  if (plain.value && header.schema->accepts(*plain.value)) return;
  if (!typed.value)
    judged.violations.push_back(
        violation_at(place, Rule::invalid_header, prefix + " " + typed.problem, header.where));
  else
    check_schema(*typed.value, place,
                 {*header.schema, Rule::invalid_header, prefix + ": ",
                  contract::iequals(header.name, "Set-Cookie")},
                 judged.violations);
}

// A form as the object its schema describes.
std::optional<contract::ParsedJson> parse_form(Judged& judged, std::string_view content_type,
                                               const contract::MediaType& media_type,
                                               const contract::Location& where) {
  const std::string& body = judged.response.body;
  const contract::Documents* documents = judged.api.documents.get();
  const FormValue form = body_format(content_type) == BodyFormat::form
                             ? read_form(body, media_type, documents)
                             : read_multipart(body, content_type, media_type, documents);
  if (!form.value) {
    judged.report("body", Rule::malformed_body, "the body cannot be read: " + form.problem, where);
    return {};
  }
  auto parsed = contract::parse_json(
      form.value->dump(-1, ' ', false, contract::Json::error_handler_t::replace));
  if (!parsed) return {};
  return std::move(*parsed);
}

contract::SchemaPtr closed_twin(const Judged& judged, const contract::SchemaPtr& schema) {
  if (!judged.options.strict) return nullptr;
  return judged.options.closed ? judged.options.closed : judged.api.closed_schema(schema);
}

void check_root(Judged& judged, const contract::SchemaPtr& schema, const contract::JsonView& root) {
  check_schema(root, judged.place("body"),
               {*schema, Rule::invalid_body, "", false, closed_twin(judged, schema)},
               judged.violations);
}

void check_json(Judged& judged, const contract::SchemaPtr& schema,
                const contract::Location& where) {
  JsonBody own(judged.response.body);
  const auto& parsed = (judged.options.body ? *judged.options.body : own).json();
  if (!parsed)
    judged.report("body", Rule::malformed_body, "the body is not JSON: " + parsed.error().message,
                  where);
  else if (schema)
    check_root(judged, schema, parsed->root());
}

void check_value(Judged& judged, const contract::SchemaPtr& schema, std::string_view content_type,
                 const contract::Location& where, const contract::MediaType* media_type = nullptr) {
  const BodyFormat format = body_format(content_type);
  if (format == BodyFormat::json) return check_json(judged, schema, where);
  if (!schema) return;
  const bool form = format == BodyFormat::form || format == BodyFormat::multipart;
  const contract::Documents* documents = judged.api.documents.get();
  const std::optional<contract::ParsedJson> parsed =
      form && media_type
          ? parse_form(judged, content_type, *media_type, where)
          : read_plain(judged.response.body,
                       media_type ? schema_of(*media_type, documents) : SchemaNode{});
  if (parsed) check_root(judged, schema, parsed->root());
}

void check_content(Judged& judged, const contract::ResponseSpec& spec) {
  if (spec.content.empty()) {
    if (judged.options.strict && !judged.response.body.empty())
      judged.report("body", Rule::unexpected_body,
                    fmt::format("status {} is described without a body", judged.response.status),
                    spec.where);
    return;
  }
  if (judged.response.body.empty())
    return judged.report("body", Rule::missing_body,
                         fmt::format("status {} is described with a body of {} and has none",
                                     judged.response.status, list_of(spec.content)),
                         spec.where);
  const auto content_type = judged.response.headers.get("Content-Type");
  const contract::MediaType* media_type =
      content_type ? best_media_type(spec.content, *content_type) : nullptr;
  if (!media_type)
    return judged.report(
        "body", Rule::undocumented_media_type,
        fmt::format("Content-Type {}; the contract has {}",
                    content_type ? fmt::format("is \"{:.80}\"", *content_type) : "is missing",
                    list_of(spec.content)),
        spec.where);
  check_value(judged, media_type->schema, *content_type, spec.where, media_type);
}

void check_undocumented(Judged& judged) {
  if (judged.response.body.empty()) return;
  const auto content_type = judged.response.headers.get("Content-Type");
  check_value(judged, judged.options.schema, content_type.value_or(""), judged.operation.where);
}

void check_unknown_fields(Judged& judged, const contract::ResponseSpec& spec) {
  std::vector<std::string_view> declared;
  for (const contract::Header& header : spec.headers) declared.push_back(header.name);
  check_unknown_headers(judged.response.headers, declared, judged.place("header"), spec.where,
                        judged.violations);
}

}  // namespace

const contract::Result<contract::ParsedJson>& JsonBody::json() {
  if (!json_) json_.emplace(contract::parse_json(text_, limits_));
  return *json_;
}

contract::Violations check_response(const contract::OpenApi& api,
                                    const contract::Operation& operation,
                                    const contract::Request& request,
                                    const contract::Response& response,
                                    const ResponseOptions& options) {
  Judged judged{api, operation, request, response, options, {}};
  const contract::ResponseSpec* spec = operation.response(response.status);
  const bool bodiless = never_has_body(request, response.status);
  if (bodiless && !response.body.empty())
    judged.report("body", Rule::unexpected_body,
                  request.method == "HEAD"
                      ? std::string("an answer to HEAD has no body")
                      : fmt::format("an answer with status {} has no body", response.status),
                  operation.where);
  if (options.undocumented) {
    if (!bodiless) check_undocumented(judged);
    return std::move(judged.violations);
  }
  if (!spec) {
    judged.report("status", Rule::undocumented_status,
                  fmt::format("status {} is not in the contract", response.status),
                  operation.where);
    return std::move(judged.violations);
  }
  for (const contract::Header& header : spec->headers) check_header(judged, header);
  if (options.strict) check_unknown_fields(judged, *spec);
  if (!bodiless) check_content(judged, *spec);
  return std::move(judged.violations);
}

}  // namespace validator
