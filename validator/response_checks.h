#pragma once
// Does an answer keep the contract? Status, headers, media type, body.
//
// Decisions where OpenAPI leaves room: a response without `content` does not forbid a body (most
// documents describe errors that way) unless `strict`; one with `content` wants a body; a
// Content-Type header is judged by `content` only.
#include <optional>
#include <string_view>

#include "contract/behaviour.h"
#include "contract/http.h"
#include "contract/openapi.h"
#include "contract/parse_json.h"
#include "contract/violation.h"

namespace validator {

// A body that several look at, parsed when the first of them asks. The text outlives it. For one
// thread.
class JsonBody {
 public:
  explicit JsonBody(const std::string& text, const contract::JsonLimits& limits = {})
      : text_(text), limits_(limits) {}
  const contract::Result<contract::ParsedJson>& json();

 private:
  const std::string& text_;
  contract::JsonLimits limits_;
  std::optional<contract::Result<contract::ParsedJson>> json_;
};

struct ResponseOptions {
  bool strict = false;
  // The schema of a declared undocumented answer (Respond::undocumented); with it the status and
  // media type are not held against the contract.
  bool undocumented = false;
  contract::SchemaPtr schema;
  JsonBody* body = nullptr;              // of the response, when the caller reads it, too
  contract::SchemaPtr closed = nullptr;  // `schema` closed, for `strict`; null: the contract's
};

contract::Violations check_response(const contract::OpenApi& api,
                                    const contract::Operation& operation,
                                    const contract::Request& request,
                                    const contract::Response& response,
                                    const ResponseOptions& options = {});

}  // namespace validator
