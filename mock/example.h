#pragma once
// Answers out of the contract alone, for operations whose behaviour nobody has written.
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "contract/openapi.h"
#include "mock/prefer.h"

namespace mock {

// The answer the contract shows for this operation: of the preferred status, else of the lowest
// 2xx, else of `default`, else of whatever there is. The body is the named example, the first
// example, or one made of the schema (always, with `dynamic`), in the media type `accept` likes
// best. Error codes: `no-such-response` (the contract lacks the preferred status),
// `no-such-example`, `no-response` (it lacks any).
contract::Result<contract::Response> example_answer(const contract::OpenApi& api,
                                                    const contract::Operation& operation,
                                                    const Preference& preference,
                                                    const std::optional<std::string>& accept);

// A small value that fits the schema, as far as its keywords can be satisfied without search:
// examples, defaults and enums first, then required members only. `pattern` is not honoured.
contract::Json example_of(const contract::Json& schema, const contract::Documents& documents);

}  // namespace mock
