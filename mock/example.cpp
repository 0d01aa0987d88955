#include "mock/example.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/http.h"
#include "validator/media_types.h"
#include "validator/text.h"

namespace mock {

namespace {

using contract::Json;

tl::unexpected<contract::Error> error(const char* code, std::string message,
                                      const contract::Location& where) {
  return tl::unexpected(contract::Error{code, std::move(message), where});
}

struct Chosen {
  const contract::ResponseSpec* spec = nullptr;
  int status = 200;
};

int exact_status(const contract::ResponseSpec& spec) {
  if (spec.status.size() != 3 ||
      !std::all_of(spec.status.begin(), spec.status.end(), validator::is_digit))
    return spec.status == "default" ? 200 : (spec.status[0] - '0') * 100;
  return std::stoi(spec.status);
}

Chosen default_response(const contract::Operation& operation) {
  Chosen best;
  auto rank = [](const contract::ResponseSpec& spec) {  // 2xx first, default next, then the rest
    if (spec.status == "default") return 1000;
    const int status = exact_status(spec);
    return status / 100 == 2 ? status : 2000 + status;
  };
  for (const contract::ResponseSpec& spec : operation.responses)
    if (!best.spec || rank(spec) < rank(*best.spec)) best = {&spec, exact_status(spec)};
  return best;
}

double quality(std::string_view range) {
  const auto parsed = validator::parse_media_type(range);
  const std::string* q = parsed ? parsed->parameter("q") : nullptr;
  if (!q) return 1.0;
  const Json number = Json::parse(*q, nullptr, false);
  return number.is_number() ? number.get<double>() : 1.0;
}

// How much `accept` likes a type; 0 not at all (RFC 9110 section 12.5.1, without specificity).
double liking(std::string_view accept, const std::string& type) {
  double best = 0;
  const auto sent = validator::parse_media_type(type);
  for (std::string_view each : validator::split(accept, {","})) {
    const auto range = validator::parse_media_type(each);
    if (range && sent && validator::fit(*range, *sent) > 0) best = std::max(best, quality(each));
  }
  return best;
}

const contract::MediaType* choose_type(const std::vector<contract::MediaType>& content,
                                       const std::optional<std::string>& accept) {
  if (content.empty()) return nullptr;
  if (!accept) return &content.front();
  const auto best =
      std::max_element(content.begin(), content.end(), [&](const auto& a, const auto& b) {
        return liking(*accept, a.range) < liking(*accept, b.range);
      });
  return &*best;
}

const Json* member(const Json* node, const std::string& name) {
  if (!node || !node->is_object()) return nullptr;
  const auto found = node->find(name);
  return found == node->end() ? nullptr : &*found;
}

// An Example Object's value, behind a $ref too.
const Json* example_value(const Json& example, const contract::Documents& documents) {
  const Json* node = &example;
  if (member(node, "$ref")) node = documents.target(*node);
  return member(node, "value");
}

contract::Result<Json> body_of(const contract::MediaType& type,
                               const contract::Documents& documents, const Preference& preference,
                               const contract::Location& where) {
  const Json* examples = member(type.node, "examples");
  if (!preference.example.empty()) {
    const Json* named = member(examples, preference.example);
    const Json* value = named ? example_value(*named, documents) : nullptr;
    if (value) return *value;
    return error("no-such-example",
                 fmt::format("the contract has no example \"{}\" here", preference.example), where);
  }
  if (!preference.dynamic) {
    if (const Json* value = member(type.node, "example")) return *value;
    if (examples && examples->is_object())
      for (const Json& each : *examples)
        if (const Json* value = example_value(each, documents)) return *value;
  }
  const Json* schema = member(type.node, "schema");
  return schema ? example_of(*schema, documents) : Json(nullptr);
}

std::string concrete(const std::string& range) {
  return range.find('*') == std::string::npos ? range : "application/json";
}

void add_headers(contract::Response& response, const contract::ResponseSpec& spec,
                 const contract::Documents& documents) {
  for (const contract::Header& header : spec.headers) {
    if (!header.required || contract::iequals(header.name, "Content-Type")) continue;
    const bool json = header.content &&
                      validator::body_format(header.content->range) == validator::BodyFormat::json;
    Json value = "example";
    if (header.schema_node) value = example_of(*header.schema_node, documents);
    if (header.content)
      value = body_of(*header.content, documents, {}, header.where).value_or(Json("example"));
    response.headers.add(header.name,
                         value.is_string() && !json ? value.get<std::string>() : value.dump());
  }
}

}  // namespace

contract::Result<contract::Response> example_answer(const contract::OpenApi& api,
                                                    const contract::Operation& operation,
                                                    const Preference& preference,
                                                    const std::optional<std::string>& accept) {
  Chosen chosen = default_response(operation);
  if (preference.code) chosen = {operation.response(*preference.code), *preference.code};
  if (!chosen.spec)
    return preference.code
               ? error("no-such-response",
                       fmt::format("the contract has no response {} for {}", *preference.code,
                                   operation.id),
                       operation.where)
               : error("no-response", "the contract has no response for " + operation.id,
                       operation.where);
  contract::Response response{chosen.status, {}, {}};
  add_headers(response, *chosen.spec, *api.documents);
  const contract::MediaType* type = choose_type(chosen.spec->content, accept);
  if (!type) return response;
  const auto body = body_of(*type, *api.documents, preference, chosen.spec->where);
  if (!body) return tl::unexpected(body.error());
  response.headers.add("Content-Type", concrete(type->range));
  const bool json = validator::body_format(concrete(type->range)) == validator::BodyFormat::json;
  response.body = !json && body->is_string() ? body->get<std::string>() : body->dump();
  return response;
}

}  // namespace mock
