#pragma once
// One request on its way through the responder, and what became of it.
#include <optional>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "contract/facts.h"
#include "contract/router.h"
#include "mock/batch.h"
#include "mock/batch_shape.h"
#include "mock/faults.h"
#include "validator/request_checks.h"

namespace mock {

// What is known of a request so far; views point into it, so it stays where it is.
struct Visit {
  Visit(const contract::Behaviour& b, const contract::Request& q, const contract::Route& r)
      : behaviour(b), request(q), route(r) {
    facts.request = &q;
    facts.path_parameters = r.path_parameters;
  }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  const contract::Behaviour& behaviour;
  const contract::Request& request;
  const contract::Route& route;
  validator::CheckedRequest checked;
  contract::Facts facts;
  // The chosen plan; before that the operation's first, null when the behaviour has none for it.
  const contract::Plan* plan = nullptr;
  // Of a batch: its items, and what the schema says of each; empty when it says nothing.
  Items items;
  std::vector<contract::Violations> item_violations;
  const BatchShapes* shapes = nullptr;  // of the behaviour; null: made as they are needed
  FaultTouch* faults = nullptr;         // what was injected for this request; null: nothing
};

// Why a request was refused before anything was tried.
struct Refusal {
  contract::Reason reason = contract::Reason::invalid_request;
  std::string error;  // a declared name that wins over `reject:`; "": by reason
  contract::Violations violations;
};

// What `respond` entries choose by and templates see.
struct Conclusion {
  contract::Outcome outcome = contract::Outcome::complete;
  std::optional<contract::Reason> reason;  // rejected only
  std::optional<contract::BatchFacts> batch;
  std::optional<contract::PageFacts> page;
  std::optional<contract::ErrorValue> error;
  contract::Violations violations;  // behind a rejection, in the vendor's words
  std::vector<contract::ItemResult> results;
  std::size_t items = 0;             // results beyond are unlisted deletions
  std::optional<std::size_t> focus;  // the result that stands in focus at the top of an answer
  std::vector<contract::RecordPtr> records;
};

}  // namespace mock
