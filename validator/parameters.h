#pragma once
// The parameters of a request: there, readable in their style, and as their schema says.
//
// Decisions where OpenAPI leaves room: an empty query value is judged by the schema (style form
// spells an empty string that way), `allowEmptyValue` waives even that; `allowReserved` keeps "+" a
// plus; reserved characters that came unescaped are no violation; a header parameter called Accept,
// Content-Type or Authorization is ignored (OAS 3.1 section 4.8.12.2).
#include "contract/http.h"
#include "contract/openapi.h"
#include "contract/router.h"
#include "contract/violation.h"

namespace validator {

// `strict` also reports query parameters, cookies and header fields that nothing declares.
void check_parameters(const contract::OpenApi& api, const contract::Route& route,
                      const contract::Request& request, bool strict,
                      contract::Violations& violations);

}  // namespace validator
