#include <nlohmann/json.hpp>

#include "mock/responder.h"

namespace mock {

contract::Response problem(int status, const std::string& detail) {
  const contract::Json body = {{"type", "about:blank"},
                               {"title", std::string(contract::reason_phrase(status))},
                               {"status", status},
                               {"detail", detail}};
  return {status, {{"Content-Type", "application/problem+json"}}, body.dump()};
}

}  // namespace mock
