#pragma once
// An answer against what a step expects.
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "contract/violation.h"
#include "suite/run.h"
#include "suite/values.h"

namespace suite {

// The body as JSON; nothing when it is none, or nested so deep that nobody wrote it in earnest.
std::optional<contract::Json> parse_body(const std::string& body);
// `body` is the parsed body; nothing when there is none or it is no JSON.
std::vector<Failure> check_answer(const Expectation& then, const contract::Response& response,
                                  const std::optional<contract::Json>& body, Scope& scope);
// A breach of the contract in one line.
std::string contract_words(const contract::Violation& violation);
// `source` as in Step::save.
contract::Result<contract::Json> saved_value(const std::string& source,
                                             const contract::Response& response,
                                             const std::optional<contract::Json>& body);
bool status_fits(int status, const std::vector<std::string>& wanted);

}  // namespace suite
