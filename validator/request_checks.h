#pragma once
// Does a request keep the contract? Security, parameters, media type, body; design section 3,
// step 3.
#include <memory>
#include <optional>
#include <string>

#include "contract/behaviour.h"
#include "contract/openapi.h"
#include "contract/parse_json.h"
#include "contract/router.h"
#include "contract/violation.h"

namespace validator {

// What checking a request yields besides violations; views point into `body`.
struct CheckedRequest {
  contract::Violations violations;                  // [] when it fits
  const contract::MediaType* media_type = nullptr;  // the entry of `content` that fits the body
  // JSON bodies parsed; form and multipart bodies as the object their schema describes; other text
  // by read_plain (content_text.h). Nothing when there is no body, or it cannot be read.
  std::optional<contract::ParsedJson> body;
  std::string principal;                      // who: see credentials.h
  const contract::OpenApi* strict = nullptr;  // set by read_body when it is asked to be strict
  std::vector<std::pair<std::string, std::string>> query_parameters;
};

struct RequestOptions {
  bool strict = false;
  contract::JsonLimits json;
};

// Steps that need the body's JSON are left to the caller through check_body, so that guards can run
// between parsing and the schema.
// `behaviour` may be null; it adds what its `security:` says.
CheckedRequest check_request_head(const contract::OpenApi& api, const contract::Route& route,
                                  const contract::Request& request,
                                  const contract::Behaviour* behaviour,
                                  const RequestOptions& options = {});
// Media type and syntax of the body; parses it into `checked.body`. An operation without a
// requestBody must not be sent one.
void read_body(const contract::OpenApi& api, const contract::Operation& operation,
               const contract::Request& request, const RequestOptions& options,
               CheckedRequest& checked);
// The body against `schema` (the media type's, or the plan's own when given).
void check_body(const contract::Operation& operation, const contract::SchemaPtr& plan_schema,
                CheckedRequest& checked);
// All of it in one go, for callers without plans and guards.
CheckedRequest check_request(const contract::OpenApi& api, const contract::Route& route,
                             const contract::Request& request, const contract::Behaviour* behaviour,
                             const RequestOptions& options = {});

// Violations below `<items_pointer>/<n>` get `item = n`.
void assign_items(contract::Violations& violations, std::string_view items_pointer);

}  // namespace validator
