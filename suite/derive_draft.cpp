#include "suite/derive_draft.h"

#include <fmt/format.h>

#include <cctype>

#include "suite/curl.h"

namespace suite::derive_detail {

namespace {

std::string percent_encoded(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~')
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", byte);
  }
  return encoded;
}

std::string plain(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string content_type_of(const Draft& draft) {
  if (draft.content_type) return *draft.content_type;
  const auto& body = draft.operation->request_body;
  return body && !body->content.empty() ? body->content.front().range : "";
}

std::string target_of(const Draft& draft) {
  std::string target = draft.operation->path;
  for (const auto& [name, value] : draft.path) {
    const std::string slot = "{" + name + "}";
    const auto at = target.find(slot);
    if (at != std::string::npos) target.replace(at, slot.size(), percent_encoded(value));
  }
  char separator = '?';
  for (const auto& [name, value] : draft.query) {
    target += separator + percent_encoded(name) + "=" + percent_encoded(value);
    separator = '&';
  }
  return target;
}

// A dollar sign that would start a form or an expression of the suite is doubled.
Json escaped(const Json& value) {
  if (value.is_string()) {
    std::string text;
    const auto& plain_text = value.get_ref<const std::string&>();
    for (std::size_t i = 0; i < plain_text.size(); ++i) {
      const bool means = plain_text[i] == '$' && (i == 0 || plain_text[i - 1] == '{');
      text += means ? "$$" : std::string(1, plain_text[i]);
    }
    return text;
  }
  if (!value.is_structured()) return value;
  Json copy = value;
  for (auto& each : copy) each = escaped(each);
  return copy;
}

constexpr std::size_t short_list = 8;

Json compact(const Json& value) {
  if (!value.is_structured()) return escaped(value);
  if (value.is_array() && value.size() > short_list) {
    bool same = true;
    bool counted = true;
    for (std::size_t i = 0; i < value.size(); ++i) {
      same = same && value[i] == value.front();
      counted = counted && (value[i] == Json("text" + std::to_string(i)) || value[i] == Json(i));
    }
    if (same) return {{"$repeat", value.size()}, {"$as", compact(value.front())}};
    if (counted)
      return {{"$repeat", value.size()},
              {"$as", value.front().is_string() ? "text{$index}" : "$index"}};
  }
  Json copy = value;
  for (auto& each : copy) each = compact(each);
  return copy;
}

Json texts(const std::map<std::string, std::string>& fields) {
  Json object = Json::object();
  for (const auto& [name, value] : fields) object[name] = escaped(Json(value));
  return object;
}

}  // namespace

bool takes_form(const contract::Operation& operation) {
  return operation.request_body && !operation.request_body->content.empty() &&
         contract::media_type_of(operation.request_body->content.front().range) ==
             "application/x-www-form-urlencoded";
}

std::optional<std::string> form_text(const Json& body) {
  if (!body.is_object()) return std::nullopt;
  std::string text;
  for (const auto& member : body.items()) {
    if (member.value().is_structured() || member.value().is_null()) return std::nullopt;
    text += fmt::format("{}{}={}", text.empty() ? "" : "&", percent_encoded(member.key()),
                        percent_encoded(plain(member.value())));
  }
  return text;
}

contract::Request to_request(const contract::Behaviour& behaviour, const Draft& draft) {
  contract::Request request;
  request.method = draft.operation->method;
  request.target = target_of(draft);
  for (const auto& [name, value] : draft.headers) request.headers.set(name, value);
  for (const auto& [name, value] : draft.cookies)
    request.headers.set("Cookie", fmt::format("{}={}", name, value));
  if (draft.credentials) add_credentials(behaviour, *draft.operation, request);
  for (const std::string& name : draft.without) request.headers.remove(name);
  if (draft.text)
    request.body = *draft.text;
  else if (draft.body)
    request.body =
        takes_form(*draft.operation) ? form_text(*draft.body).value_or("") : draft.body->dump();
  const std::string type = content_type_of(draft);
  if (!request.body.empty() && !type.empty()) request.headers.set("Content-Type", type);
  return request;
}

Json to_step(const Draft& draft) {
  Json step{{"when", draft.operation->id}};
  if (!draft.path.empty()) step["path"] = texts(draft.path);
  if (!draft.query.empty()) step["query"] = texts(draft.query);
  if (!draft.headers.empty()) step["headers"] = texts(draft.headers);
  if (!draft.cookies.empty()) step["cookies"] = texts(draft.cookies);
  if (!draft.without.empty()) step["without"] = draft.without;
  if (!draft.credentials) step["credentials"] = "none";
  const bool form = takes_form(*draft.operation);
  if (draft.text || (draft.body && form))
    step["text"] = escaped(Json(draft.text ? *draft.text : form_text(*draft.body).value_or("")));
  else if (draft.body)
    step["body"] = compact(*draft.body);
  if (draft.content_type)
    step["content-type"] = *draft.content_type;
  else if (form && step.contains("text"))
    step["content-type"] = content_type_of(draft);
  return step;
}

}  // namespace suite::derive_detail
