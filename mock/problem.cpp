#include "mock/answer.h"
#include "mock/responder.h"

namespace mock {

contract::Response problem(int status, const std::string& detail) {
  return problem_of(status, detail, {});
}

}  // namespace mock
