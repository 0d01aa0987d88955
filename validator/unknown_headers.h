#pragma once
// --strict: header fields that neither the contract nor HTTP itself knows.
#include <string>
#include <vector>

#include "contract/http.h"
#include "validator/violations.h"

namespace validator {

// Fields of HTTP, browsers, proxies and tracing, which no contract lists. `x-forwarded-…`,
// `sec-…`, `access-control-…`, `cf-…` and the like as groups.
bool is_common_header(std::string_view name);
// Cookies of load balancers, content delivery networks and visit counters.
bool is_common_cookie(std::string_view name);

// One violation per name that is neither common nor in `declared`; `contract` is the line that
// could declare it. Values are not quoted.
void check_unknown_headers(const contract::Headers& headers,
                           const std::vector<std::string_view>& declared, const Place& place,
                           const contract::Location& contract, contract::Violations& violations);

}  // namespace validator
