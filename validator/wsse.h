#pragma once
// The header form of OASIS WSS UsernameToken ("X-WSSE").
#include <optional>
#include <string>
#include <string_view>

namespace validator {

struct UsernameToken {
  std::string username, password_digest, nonce, created;
};

// `UsernameToken Username="…", PasswordDigest="…", Nonce="…", Created="…"`. Attribute names in any
// case and order; lengths of nonce and digest are not judged, as senders differ. Nothing when a
// part is missing, empty, repeated or not quoted, or Created does not begin with a date and time.
std::optional<UsernameToken> parse_username_token(std::string_view header);

}  // namespace validator
