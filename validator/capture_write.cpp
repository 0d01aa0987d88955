#include "validator/capture_write.h"

#include <openssl/evp.h>
#include <simdjson.h>

#include <algorithm>
#include <set>

#include "contract/json.h"

namespace validator {

namespace {

// Appends `"name":`, with a comma before all but the first.
void member(std::string& out, std::string_view name) {
  if (out.back() != '{') out += ',';
  contract::append_quoted(out, name);
  out += ':';
}

void text_member(std::string& out, std::string_view name, std::string_view value) {
  member(out, name);
  contract::append_quoted(out, value);  // what is no UTF-8 in a header field becomes U+FFFD
}

std::string base64(std::string_view bytes) {
  constexpr std::size_t most = std::size_t{3} << 28;  // EVP_EncodeBlock counts in int
  std::string text;
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, most);
    bytes.remove_prefix(part.size());
    const std::size_t used = text.size();
    text.resize(used + (part.size() + 2) / 3 * 4 + 1);
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data() + used),
                                     reinterpret_cast<const unsigned char*>(part.data()),
                                     static_cast<int>(part.size()));
    text.resize(used + static_cast<std::size_t>(size));
  }
  return text;
}

void body_member(std::string& out, std::string_view body) {
  if (body.empty()) return;
  if (simdjson::validate_utf8(body.data(), body.size())) return text_member(out, "body", body);
  member(out, "bodyBase64");
  contract::append_quoted(out, base64(body));
}

// {name: value}, or [values] for fields that were sent more than once.
void headers_member(std::string& out, const contract::Headers& headers) {
  member(out, "headers");
  out += '{';
  std::set<std::string> written;
  for (const auto& [name, value] : headers) {
    if (!written.insert(contract::to_lower(name)).second) continue;
    const auto same = [&](const auto& field) { return contract::iequals(field.first, name); };
    if (std::count_if(headers.begin(), headers.end(), same) == 1) {
      text_member(out, name, value);
      continue;
    }
    member(out, name);
    out += '[';
    for (const auto& field : headers) {
      if (!same(field)) continue;
      if (out.back() != '[') out += ',';
      contract::append_quoted(out, field.second);
    }
    out += ']';
  }
  out += '}';
}

}  // namespace

void append_ndjson(std::string& out, const contract::Request& request,
                   const contract::Response& response, const CaptureNotes& notes) {
  out += '{';
  for (const auto& [name, value] :
       {std::pair("time", notes.time), std::pair("api", notes.api),
        std::pair("operation", notes.operation), std::pair("outcome", notes.outcome)})
    if (!value.empty()) text_member(out, name, value);
  member(out, "request");
  out += '{';
  text_member(out, "method", request.method);
  text_member(out, "url", request.target);
  headers_member(out, request.headers);
  body_member(out, request.body);
  out += '}';
  member(out, "response");
  out += "{\"status\":" + std::to_string(response.status);
  headers_member(out, response.headers);
  body_member(out, response.body);
  out += "}}\n";
}

}  // namespace validator
