#pragma once
// What identifies somebody, made unreadable before anything is kept or shown.
#include <string>
#include <string_view>
#include <vector>

#include "contract/behaviour.h"
#include "contract/http.h"

namespace validator {

// Where a contract's credentials are, besides the header fields that always carry some.
struct SecretPlaces {
  std::vector<std::string> headers;  // apiKey headers, unless their values are a public `enum`
  std::vector<std::string> query;    // apiKey query parameters
};
SecretPlaces secret_places(const contract::Behaviour& behaviour);

// Replaces by "***" what identifies somebody: Authorization, Proxy-Authorization, Cookie,
// Set-Cookie, X-WSSE, WSSE and the places above. Names and bodies stay as they are.
void redact(contract::Exchange& exchange, const SecretPlaces& places);

// The target of a request the same way; query parameters whose name says that they are secret
// ("access_token", "password", …) are always covered.
std::string redacted_target(const contract::Request& request, const SecretPlaces& places);

// Names of fields, parameters and members that hold a secret wherever they stand: "Authorization",
// "Set-Cookie", …; "password", "client_secret", …
bool is_secret_header(std::string_view name);
bool is_secret_name(std::string_view name);

}  // namespace validator
