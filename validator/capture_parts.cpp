#include "validator/capture_parts.h"

#include <openssl/evp.h>

#include <climits>
#include <memory>

#include "validator/long_texts.h"
#include "validator/text.h"

namespace validator {

namespace {

using contract::JsonType;
using contract::JsonView;

void add_value(contract::Headers& headers, std::string_view name, const JsonView& value) {
  if (name.empty()) return;
  if (value.type() == JsonType::string)
    headers.add(std::string(name), std::string(trim(value.string())));
  else if (value.type() == JsonType::number)
    headers.add(std::string(name), contract::to_json_text(value).text);
  else
    value.each_element([&](const JsonView& each) {
      if (each.type() != JsonType::array) add_value(headers, name, each);
      return true;
    });
}

void add_field(contract::Headers& headers, const JsonView& field) {
  if (field.type() == JsonType::object) {
    if (const auto value = field.find("value")) add_value(headers, text_of(field, "name"), *value);
    return;
  }
  const auto name = field.at(0);
  const auto value = field.at(1);
  if (name && value && name->type() == JsonType::string) add_value(headers, name->string(), *value);
}

struct Url {
  std::string scheme, authority, target;  // scheme lower case; "" for an origin-form
};

Url split_url(std::string_view url) {
  Url parts;
  url = url.substr(0, url.find('#'));
  if (url.substr(0, 1) == "/" && url.substr(0, 2) != "//") {
    parts.target = std::string(url);
    return parts;
  }
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos) return parts;
  parts.scheme = contract::to_lower(url.substr(0, colon));
  url.remove_prefix(colon + 1);
  if (url.substr(0, 2) != "//") return parts;  // data:, about:, blob:
  url.remove_prefix(2);
  const std::size_t end = std::min(url.find_first_of("/?"), url.size());
  parts.authority = std::string(url.substr(0, end));
  parts.target = std::string(url.substr(end));
  if (parts.target.empty() || parts.target[0] == '?') parts.target.insert(0, "/");
  return parts;
}

// "user@Host:443" of https is "host".
std::string host_of(std::string_view authority, std::string_view scheme) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos)
    authority.remove_prefix(at + 1);
  std::string host = contract::to_lower(authority);
  const std::string_view standard = scheme == "http" ? ":80" : scheme == "https" ? ":443" : "";
  if (!standard.empty() && ends_with(host, standard)) host.resize(host.size() - standard.size());
  return host;
}

void drop_pseudo_fields(contract::Headers& headers) {
  for (const char* name : {":authority", ":method", ":path", ":scheme", ":status", ":protocol"})
    if (headers.has(name)) headers.remove(name);
}

}  // namespace

std::string_view text_of(const JsonView& object, std::string_view name) {
  const auto member = object.find(name);
  return member && member->type() == JsonType::string ? member->string() : std::string_view();
}

std::string_view text_of(const CapturedEntry& entry, const JsonView& object,
                         std::string_view name) {
  const std::string_view text = text_of(object, name);
  return entry.texts ? entry.texts->meant_by(text) : text;
}

std::optional<std::int64_t> integer_of(const JsonView& object, std::string_view name) {
  const auto member = object.find(name);
  if (!member || member->type() != JsonType::number) return std::nullopt;
  const contract::Number number = member->number();
  if (const auto* whole = std::get_if<std::int64_t>(&number.value)) return *whole;
  const double value = number.as_double();
  if (!number.is_integer() || value < -1e15 || value > 1e15) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

contract::Headers headers_of(const JsonView& object, std::string_view name) {
  contract::Headers headers;
  const auto member = object.find(name);
  if (!member) return headers;
  member->each_element([&](const JsonView& field) {
    add_field(headers, field);
    return true;
  });
  member->each_member([&](std::string_view field, const JsonView& value) {
    add_value(headers, field, value);
    return true;
  });
  return headers;
}

bool place(CapturedExchange& exchange, std::string_view url) {
  Url parts = split_url(url);
  contract::Headers& headers = exchange.request.headers;
  if (url.empty()) parts.target = headers.get(":path").value_or("");
  if (parts.scheme.empty() && parts.authority.empty()) {
    parts.scheme = headers.get(":scheme").value_or("");
    const std::string* authority = headers.find(":authority");
    if (!authority) authority = headers.find("Host");
    if (authority) parts.authority = *authority;
  } else {
    exchange.web = parts.scheme == "http" || parts.scheme == "https";
  }
  exchange.host = host_of(parts.authority, parts.scheme);
  exchange.request.target = std::move(parts.target);
  drop_pseudo_fields(headers);
  drop_pseudo_fields(exchange.response.headers);
  return !exchange.web || !exchange.request.target.empty();
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() > INT_MAX / 2) return std::nullopt;
  const std::unique_ptr<EVP_ENCODE_CTX, void (*)(EVP_ENCODE_CTX*)> context(EVP_ENCODE_CTX_new(),
                                                                           EVP_ENCODE_CTX_free);
  if (!context) return std::nullopt;
  EVP_DecodeInit(context.get());
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  int size = 0, rest = 0;
  if (EVP_DecodeUpdate(context.get(), out, &size,
                       reinterpret_cast<const unsigned char*>(text.data()),
                       static_cast<int>(text.size())) < 0)
    return std::nullopt;
  if (EVP_DecodeFinal(context.get(), out + size, &rest) < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size + rest));
  return bytes;
}

tl::unexpected<contract::Error> malformed_entry(std::string message) {
  return tl::unexpected(contract::Error{"malformed-entry", std::move(message), {}});
}

}  // namespace validator
