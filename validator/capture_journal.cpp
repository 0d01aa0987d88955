// Exchanges as servers write them: NDJSON (docs/captures.md) and WireMock's /__admin/requests.
#include <fmt/format.h>

#include "validator/capture_parts.h"

namespace validator {

namespace {

using contract::JsonType;
using contract::JsonView;

// Text is the body; any other JSON value is the body's JSON.
bool take_body(const CapturedEntry& entry, const JsonView& message, std::string_view base64_name,
               const contract::Headers& headers, std::size_t max_body, std::string& body) {
  bool base64 = false;
  if (const auto text = message.find(base64_name); text && text->type() == JsonType::string) {
    auto bytes = from_base64(text->string());
    if (!bytes) return false;
    body = std::move(*bytes);
    base64 = true;
  } else if (const auto value = message.find("body")) {
    if (value->type() == JsonType::string)
      body = std::string(text_of(entry, message, "body"));
    else if (value->type() != JsonType::null)
      body = contract::to_json_text(*value).text;
  }
  return decode_content(body, headers, base64, max_body) == Decoding::fine;
}

void take_status(const JsonView& response, CapturedExchange& exchange) {
  const std::int64_t status = integer_of(response, "status").value_or(0);
  exchange.answered = status > 0 && status < 1000;
  exchange.response.status = static_cast<int>(exchange.answered ? status : 0);
}

contract::Result<CapturedExchange> read_messages(const CapturedEntry& entry,
                                                 const JsonView& request,
                                                 const std::optional<JsonView>& response,
                                                 std::string_view url, std::string_view base64_name,
                                                 std::size_t max_body) {
  CapturedExchange exchange;
  exchange.request.method = std::string(text_of(request, "method"));
  exchange.request.headers = headers_of(request, "headers");
  if (exchange.request.method.empty()) return malformed_entry("the request has no method");
  exchange.answered = response.has_value();
  if (response) {
    exchange.response.headers = headers_of(*response, "headers");
    take_status(*response, exchange);
  }
  if (!place(exchange, url)) return malformed_entry("the request has no url of a known form");
  if (!take_body(entry, request, base64_name, exchange.request.headers, max_body,
                 exchange.request.body) ||
      (response && !take_body(entry, *response, base64_name, exchange.response.headers, max_body,
                              exchange.response.body)))
    return malformed_entry(
        fmt::format("a body is no base64, or inflates to more than {} bytes", max_body));
  return exchange;
}

std::optional<JsonView> object_in(const JsonView& object, std::string_view name) {
  auto member = object.find(name);
  if (!member || member->type() != JsonType::object) return std::nullopt;
  return member;
}

}  // namespace

contract::Result<CapturedExchange> read_ndjson(const CapturedEntry& entry, std::size_t max_body) {
  const auto request = object_in(entry.json, "request");
  if (!request) return malformed_entry("the line has no \"request\"");
  const auto answer = object_in(entry.json, "response");
  if (request->find("postData") || (answer && answer->find("content")))
    return read_har(entry, max_body);  // jq -c '.log.entries[]'
  return read_messages(entry, *request, answer, text_of(*request, "url"), "bodyBase64", max_body);
}

contract::Result<CapturedExchange> read_wiremock(const CapturedEntry& entry, std::size_t max_body) {
  const auto request = object_in(entry.json, "request");
  if (!request) return malformed_entry("the entry has no \"request\"");
  auto response = object_in(entry.json, "response");
  if (!response) response = object_in(entry.json, "responseDefinition");
  std::string_view url = text_of(*request, "absoluteUrl");
  if (url.empty()) url = text_of(*request, "url");
  auto exchange = read_messages(entry, *request, response, url, "bodyAsBase64", max_body);
  if (!exchange || !response) return exchange;
  if (const auto json = response->find("jsonBody"); json && exchange->response.body.empty())
    exchange->response.body = contract::to_json_text(*json).text;
  return exchange;
}

contract::Result<CapturedExchange> read_exchange(CaptureFormat format, const CapturedEntry& entry,
                                                 std::size_t max_body) {
  if (entry.json.type() != JsonType::object) return malformed_entry("the entry is no object");
  switch (format) {
    case CaptureFormat::har:
      return read_har(entry, max_body);
    case CaptureFormat::ndjson:
      return read_ndjson(entry, max_body);
    case CaptureFormat::wiremock:
      return read_wiremock(entry, max_body);
  }
  return malformed_entry("the entry is of no known format");
}

std::string_view to_string(CaptureFormat format) {
  switch (format) {
    case CaptureFormat::har:
      return "har";
    case CaptureFormat::ndjson:
      return "ndjson";
    case CaptureFormat::wiremock:
      return "wiremock";
  }
  return "";
}

}  // namespace validator
