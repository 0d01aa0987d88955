#pragma once
// Request in, answer out; no sockets. design section 3, first walk, steps 2 to 9.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "contract/http.h"
#include "contract/parse_json.h"
#include "contract/router.h"
#include "mock/generator.h"
#include "mock/journal.h"
#include "mock/store.h"

namespace mock {

enum class SelfCheck : std::uint8_t { all, sample, off };

struct ResponderOptions {
  SelfCheck self_check = SelfCheck::all;
  contract::JsonLimits json;
};

// One API with its state. `respond` may be called from any number of threads.
class Responder {
 public:
  struct Answer {
    contract::Response response;
    const contract::Operation* operation = nullptr;  // null: unmatched
    std::optional<contract::Outcome> outcome;
    contract::Violations violations;  // of the request
    contract::Violations self_check;  // of our own answer: a bug in the declaration
  };

  Responder(std::string name, contract::BehaviourPtr behaviour, std::shared_ptr<Source> source,
            ResponderOptions options = {});
  ~Responder();
  const std::string& name() const;
  const contract::Behaviour& behaviour() const;
  const contract::Router& router() const;

  Answer respond(const contract::Request& request);
  // The API's own answer for what never became a request (body too large, unknown path, …).
  Answer refuse(contract::Reason reason, const contract::Request& request,
                std::vector<std::string> allow = {});
  Store& store();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// An answer in RFC 9457's shape, application/problem+json.
contract::Response problem(int status, const std::string& detail);

}  // namespace mock
