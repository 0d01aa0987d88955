#pragma once
// The request of a step.
#include "suite/suite.h"
#include "suite/values.h"

namespace suite {

// `over`: header fields laid over the defaults and under what the step says. The world's header is
// not in it.
contract::Result<contract::Request> make_request(const Suite& suite, const Step& step,
                                                 const contract::Headers& over, Scope& scope);

}  // namespace suite
