#pragma once
// From a conclusion to an answer: the first fitting `respond` entry, rendered.
#include <string>
#include <vector>

#include "mock/visit.h"

namespace mock {

struct Rendered {
  contract::Response response;
  const contract::Respond* entry = nullptr;  // null: none fits and the answer is problem+json
};

// `respond` of the plan, or the file's when there is no plan.
Rendered render_answer(const contract::Behaviour& behaviour, const contract::Plan* plan,
                       const contract::Facts& facts, const Conclusion& conclusion);

// WWW-Authenticate values for a 401: of the schemes that `violations` name, else of the operation's
// first requirement, else "Bearer". `operation` may be null.
std::vector<std::string> challenges(const contract::Behaviour& behaviour,
                                    const contract::Operation* operation,
                                    const contract::Violations& violations);

// RFC 9457, with the violations as its extension member "errors" (20 at most).
contract::Response problem_of(int status, const std::string& detail,
                              const contract::Violations& violations);

}  // namespace mock
