// An entry of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as its many writers
// understand it.
#include <fmt/format.h>

#include "validator/capture_parts.h"
#include "validator/media_types.h"
#include "validator/styles.h"

namespace validator {

namespace {

using contract::JsonType;
using contract::JsonView;

struct Body {
  std::string bytes;
  bool base64 = false;
  bool known = true;
};

std::optional<JsonView> object_in(const JsonView& object, std::string_view name) {
  auto member = object.find(name);
  if (!member || member->type() != JsonType::object) return std::nullopt;
  return member;
}

// Text as it stands, or what its base64 says. False: it claims to be base64 and is not.
bool take_text(const CapturedEntry& entry, const JsonView& content, Body& body) {
  const std::string_view text = text_of(entry, content, "text");
  body.base64 = contract::iequals(text_of(content, "encoding"), "base64") ||
                contract::iequals(text_of(content, "_encoding"), "base64");
  if (!body.base64) {
    body.bytes = text;
    return true;
  }
  auto bytes = from_base64(text);
  if (!bytes) return false;
  body.bytes = std::move(*bytes);
  return true;
}

std::string form_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || c == '-' || c == '.' || c == '_' || c == '*')
      out += c;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

// "a=1&b=2": what the params of a form stand for. Some writers keep them escaped already.
std::string form_of(const JsonView& params) {
  std::string body;
  params.each_element([&](const JsonView& param) {
    if (!body.empty()) body += '&';
    body += form_escaped(decode(text_of(param, "name"), Escapes::form)) + '=' +
            form_escaped(decode(text_of(param, "value"), Escapes::form));
    return true;
  });
  return body;
}

std::string multipart_of(const JsonView& params, const std::string& boundary) {
  std::string body;
  params.each_element([&](const JsonView& param) {
    body += fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"", boundary,
                        text_of(param, "name"));
    if (const auto file = text_of(param, "fileName"); !file.empty())
      body += fmt::format("; filename=\"{}\"", file);
    if (const auto type = text_of(param, "contentType"); !type.empty())
      body += fmt::format("\r\nContent-Type: {}", type);
    body += fmt::format("\r\n\r\n{}\r\n", text_of(param, "value"));
    return true;
  });
  return body + "--" + boundary + "--\r\n";
}

// postData without text: the body again from its params.
bool take_params(const JsonView& post, const std::string& type, Body& body) {
  const auto params = post.find("params");
  if (!params || params->type() != JsonType::array || params->size() == 0) return false;
  switch (body_format(type)) {
    case BodyFormat::form:
      body.bytes = form_of(*params);
      return true;
    case BodyFormat::multipart: {
      const auto parsed = parse_media_type(type);
      const std::string* boundary = parsed ? parsed->parameter("boundary") : nullptr;
      if (!boundary) return false;
      body.bytes = multipart_of(*params, *boundary);
      return true;
    }
    default:
      return false;
  }
}

// Whether a message without a captured body may have had one.
bool may_have_body(const JsonView& message, const contract::Headers& headers) {
  if (const auto size = integer_of(message, "bodySize")) return *size != 0;
  const auto length = headers.get("Content-Length");
  return headers.has("Transfer-Encoding") || (length && *length != "0");
}

bool take_request_body(const CapturedEntry& entry, const JsonView& request,
                       const CapturedExchange& exchange, Body& body) {
  const contract::Headers& headers = exchange.request.headers;
  const std::string& method = exchange.request.method;
  const auto post = object_in(request, "postData");
  if (!post) {
    body.known = method == "GET" || method == "HEAD" || method == "OPTIONS" ||
                 !may_have_body(request, headers);
    return true;
  }
  if (!take_text(entry, *post, body)) return false;
  if (!body.bytes.empty()) return true;
  const std::string type =
      headers.get("Content-Type").value_or(std::string(text_of(*post, "mimeType")));
  if (!take_params(*post, type, body)) body.known = !may_have_body(request, headers);
  return true;
}

bool take_response_body(const CapturedEntry& entry, const JsonView& response, Body& body) {
  const auto content = object_in(response, "content");
  if (!content) {
    body.known = integer_of(response, "bodySize") == 0;
    return true;
  }
  if (content->find("text")) return take_text(entry, *content, body);
  const auto size = integer_of(*content, "size");
  body.known = size == 0 || (!size && integer_of(response, "bodySize").value_or(0) == 0);
  return true;
}

// The fields that came with the page's own knowledge only (a cache, "provisional headers").
void add_type(contract::Headers& headers, const std::optional<JsonView>& part) {
  if (headers.size() > 0 || !part) return;
  const std::string_view type = text_of(*part, "mimeType");
  if (!type.empty() && type != "x-unknown") headers.add("Content-Type", std::string(type));
}

void add_cookies(contract::Headers& headers, const JsonView& request) {
  if (headers.has("Cookie")) return;
  std::string line;
  if (const auto cookies = request.find("cookies"))
    cookies->each_element([&](const JsonView& cookie) {
      if (const auto name = text_of(cookie, "name"); !name.empty())
        line += fmt::format("{}{}={}", line.empty() ? "" : "; ", name, text_of(cookie, "value"));
      return true;
    });
  if (!line.empty()) headers.add("Cookie", std::move(line));
}

}  // namespace

contract::Result<CapturedExchange> read_har(const CapturedEntry& entry, std::size_t max_body) {
  const auto request = object_in(entry.json, "request");
  if (!request) return malformed_entry("the entry has no request");
  CapturedExchange exchange;
  exchange.request.method = std::string(text_of(*request, "method"));
  exchange.request.headers = headers_of(*request, "headers");
  const auto response = object_in(entry.json, "response");
  if (response) exchange.response.headers = headers_of(*response, "headers");
  if (exchange.request.method.empty()) return malformed_entry("the request has no method");
  if (!place(exchange, text_of(*request, "url")))
    return malformed_entry("the request has no url of a known form");
  const std::int64_t status = response ? integer_of(*response, "status").value_or(0) : 0;
  exchange.answered = status > 0 && status < 1000;
  exchange.response.status = static_cast<int>(exchange.answered ? status : 0);
  if (!exchange.web || !exchange.answered) return exchange;
  add_type(exchange.request.headers, object_in(*request, "postData"));
  add_type(exchange.response.headers, object_in(*response, "content"));
  add_cookies(exchange.request.headers, *request);
  Body asked, answered;
  if (!take_request_body(entry, *request, exchange, asked) ||
      !take_response_body(entry, *response, answered))
    return malformed_entry("a body is said to be base64 and is not");
  if (decode_content(asked.bytes, exchange.request.headers, asked.base64, max_body) !=
          Decoding::fine ||
      decode_content(answered.bytes, exchange.response.headers, answered.base64, max_body) !=
          Decoding::fine)
    return malformed_entry(fmt::format("a body inflates to more than {} bytes", max_body));
  exchange.request_body = asked.known;
  exchange.response_body = answered.known;
  exchange.request.body = std::move(asked.bytes);
  exchange.response.body = std::move(answered.bytes);
  return exchange;
}

}  // namespace validator
