#include "mock/front_reply.h"

#include <array>
#include <ctime>

#include "mock/front_fields.h"
#include "mock/responder.h"

namespace mock {
namespace {

// Fields the front writes itself (RFC 9110 section 7.6.1, RFC 9112 section 6).
constexpr std::array<std::string_view, 6> kOwnFields = {
    "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "Trailer"};

bool is_own(std::string_view name) {
  for (const auto own : kOwnFields)
    if (contract::iequals(own, name)) return true;
  return false;
}

contract::Headers sendable(const contract::Headers& headers) {
  contract::Headers kept;
  for (const auto& [name, value] : headers) {
    if (is_token(name) && !is_own(name) && is_field_value(value)) kept.add(name, value);
  }
  return kept;
}

}  // namespace

const std::string& http_date() {
  thread_local std::time_t written = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != written || text.empty()) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 32> buffer{};
    const auto size =
        std::strftime(buffer.data(), buffer.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
    text.assign(buffer.data(), size);
    written = now;
  }
  return text;
}

bool has_body(int status) {
  return status >= 200 && status <= 599 && status != 204 && status != 205 && status != 304;
}

void finish_response(contract::Response& response, const ReplyMode& mode) {
  if (response.status < 200 || response.status > 599) {
    response = problem(500, "The answer has the status " + std::to_string(response.status) +
                                ", which no final answer can have.");
  }
  response.headers = sendable(response.headers);
  auto& headers = response.headers;
  if (!headers.has("Date")) headers.add("Date", http_date());
  if (mode.close) {
    headers.add("Connection", "close");
  } else if (mode.http_1_0) {
    headers.add("Connection", "keep-alive");
  }
  if (!has_body(response.status)) response.body.clear();
  if (response.status != 204 && response.status != 304)
    headers.add("Content-Length", std::to_string(response.body.size() + mode.apart));
}

}  // namespace mock
