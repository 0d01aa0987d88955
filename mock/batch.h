#pragma once
// The batch runner: a pure function of declaration, request facts and a staged store.
// docs/behaviour.md, "batch", is its specification.
#include <functional>
#include <vector>

#include "contract/asked.h"
#include "contract/behaviour.h"
#include "contract/facts.h"
#include "mock/store.h"

namespace mock {

struct BatchShape;

struct BatchInput {
  const contract::Behaviour& behaviour;
  const contract::Batch& batch;
  const contract::Facts& facts;
  std::vector<contract::JsonView> items;
  // Per item, what its schema says; [] for a valid one. Same length as `items`, or empty when every
  // item is valid.
  std::vector<contract::Violations> violations;
  contract::Generator& generator;  // its sequence() is not used: numbers are the partition's
  // For `refers`: another collection's partition of the same request, whose mutex the caller holds
  // too; null when unknown.
  std::function<const Partition*(const std::string& collection)> other;
  const contract::Plan* plan = nullptr;  // for its `reject`
  // The error an injected fault has for the item at this place with this key as text (null: none);
  // null when there is none. Empty: no faults.
  std::function<const std::string*(std::size_t index, const std::string* key)> fault{};
  const BatchShape* shape = nullptr;  // of `batch`, when it is known; else it is made
};

struct BatchResult {
  contract::Outcome outcome = contract::Outcome::complete;
  contract::BatchFacts counts;
  std::vector<contract::ItemResult> results;  // request order, then unlisted deletions
  std::size_t items = 0;                      // results beyond are unlisted deletions
  std::optional<contract::ErrorValue> error;  // failed: of the first failed item; rejected: why
  // Index into results. failed: the first item that failed; rejected: the item that caused it.
  std::optional<std::size_t> first_failed;
  contract::Violations violations;  // those behind a rejection, in vendor's words
};

// Stages its changes in `store`; the caller commits when outcome is complete or partial and drops
// the Staged otherwise (run_batch has then already rolled everything back).
BatchResult run_batch(const BatchInput& input, Staged& store);

using contract::Items;
using contract::items_of;

}  // namespace mock
