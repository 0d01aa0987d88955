#include "validator/wsse.h"

#include "contract/http.h"
#include "validator/text.h"

namespace validator {

namespace {

constexpr std::string_view scheme = "UsernameToken";

std::string* attribute(UsernameToken& token, std::string_view name) {
  if (contract::iequals(name, "Username")) return &token.username;
  if (contract::iequals(name, "PasswordDigest")) return &token.password_digest;
  if (contract::iequals(name, "Nonce")) return &token.nonce;
  if (contract::iequals(name, "Created")) return &token.created;
  return nullptr;
}

// "2014-03-20T12:51:45" and whatever fraction and zone follow
bool begins_with_instant(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00";
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (shape[i] == '0' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
  return true;
}

bool take_attribute(std::string_view& rest, UsernameToken& token) {
  const std::size_t equals = rest.find('=');
  if (equals == std::string_view::npos) return false;
  std::string* target = attribute(token, trim(rest.substr(0, equals)));
  rest = trim(rest.substr(equals + 1));
  if (rest.empty() || rest[0] != '"') return false;
  const std::size_t close = rest.find('"', 1);
  if (close == std::string_view::npos) return false;
  if (target) {
    if (!target->empty()) return false;
    *target = rest.substr(1, close - 1);
  }
  rest = trim(rest.substr(close + 1));
  if (rest.empty()) return true;
  if (rest[0] != ',') return false;
  rest = trim(rest.substr(1));
  return true;
}

}  // namespace

std::optional<UsernameToken> parse_username_token(std::string_view header) {
  std::string_view rest = trim(header);
  if (rest.size() <= scheme.size() || !contract::iequals(rest.substr(0, scheme.size()), scheme) ||
      rest[scheme.size()] != ' ')
    return {};
  rest = trim(rest.substr(scheme.size()));
  UsernameToken token;
  while (!rest.empty())
    if (!take_attribute(rest, token)) return {};
  if (token.username.empty() || token.password_digest.empty() || token.nonce.empty()) return {};
  if (!begins_with_instant(token.created)) return {};
  return token;
}

}  // namespace validator
