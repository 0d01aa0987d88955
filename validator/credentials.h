#pragma once
// Security schemes: are the credentials there and well formed, and whose are they?
#include <string>

#include "contract/behaviour.h"
#include "contract/openapi.h"
#include "contract/violation.h"

namespace validator {

struct Credentials {
  contract::Violations
      violations;         // of the requirement that came closest; [] when one is satisfied
  std::string principal;  // bearer token, apiKey value, basic or WSSE username; "" for none
};

// AND inside a requirement, OR between them. A bearer or basic scheme names the principal before an
// apiKey whose values are an `enum` (an environment, say) does.
Credentials check_credentials(const contract::OpenApi& api, const contract::Operation& operation,
                              const contract::Request& request,
                              const contract::Behaviour* behaviour);

}  // namespace validator
