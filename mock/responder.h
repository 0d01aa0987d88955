#pragma once
// Request in, answer out; no sockets. design section 3, first walk, steps 2 to 9.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "contract/http.h"
#include "contract/parse_json.h"
#include "contract/router.h"
#include "mock/faults.h"
#include "mock/generator.h"
#include "mock/store.h"

namespace mock {

enum class SelfCheck : std::uint8_t { all, sample, off };

struct ResponderOptions {
  SelfCheck self_check = SelfCheck::all;
  contract::JsonLimits json;
};

// One API with its state. `respond` may be called from any number of threads.
//
// The header `Understudy-World: name` picks one of any number of separate stores ("default").
// An operation without a plan is answered out of the contract, and so is any request that prefers
// a status or example (prefer.h); that changes no state. OPTIONS of a path without such an
// operation gets 204 with Allow. An answer to HEAD still has GET's body: the server measures and
// drops it.
class Responder {
 public:
  struct Answer {
    contract::Response response;
    const contract::Operation* operation = nullptr;  // null: unmatched
    std::optional<contract::Outcome> outcome;        // nothing for answers out of the contract
    contract::Violations violations;                 // of the request
    contract::Violations self_check;                 // of our own answer: a bug in the declaration
    std::vector<std::string> faults;                 // names of those that touched it
  };

  Responder(std::string name, contract::BehaviourPtr behaviour, std::shared_ptr<Source> source,
            ResponderOptions options = {});
  ~Responder();
  const std::string& name() const;
  const contract::Behaviour& behaviour() const;
  contract::BehaviourPtr shared_behaviour() const;
  const contract::Router& router() const;
  Source& source();

  Answer respond(const contract::Request& request);
  // Where the caller has routed already.
  Answer respond(const contract::Request& request, const contract::Route& route);
  // The API's own answer for what never became a request (body too large, unknown path, …): from
  // the `respond` of the operation the request is for, where there is one, else from the file's.
  // `route`, when the caller knows it, says which that is.
  Answer refuse(contract::Reason reason, const contract::Request& request,
                std::vector<std::string> allow = {}, const contract::Route* route = nullptr);
  Store& store();
  Faults& faults();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// An answer in RFC 9457's shape, application/problem+json.
contract::Response problem(int status, const std::string& detail);

}  // namespace mock
