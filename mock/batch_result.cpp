#include <utility>

#include "contract/message.h"
#include "mock/batch_run.h"

namespace mock {

using contract::ItemResult;
using contract::Outcome;
using contract::Verb;

void BatchRun::describe_key(const ItemState& item) {
  if (keys_.empty()) return;
  ItemResult& result = result_of(item);
  result.key_name = item.key ? item.key->shape->name : shape_.keys.front().name;
  if (item.key) result.key = item.key->values.front();
}

void BatchRun::succeed(const ItemState& item, Verb verb, contract::RecordPtr record) {
  ItemResult& result = result_of(item);
  result.verb = verb;
  result.action = shape_.action_word(verb);
  result.record = std::move(record);
}

void BatchRun::fail(const ItemState& item, const std::string& error) {
  ItemResult& result = result_of(item);
  result.verb = Verb::fail;
  result.action = shape_.action_word(Verb::fail);
  result.ok = false;
  result.record = item.record;
  result.error = contract::make_error(input_.behaviour, error, item.scope);
}

// Everything this batch did is undone; `index` is the item that caused it.
void BatchRun::reject(std::size_t index, const std::string& error, const contract::Scope& scope) {
  rejected_ = true;
  store_.roll_back(start_);
  for (ItemResult& result : result_.results) abort(result);
  ItemResult& cause = result_.results[index];
  cause.verb = Verb::reject;
  cause.action = shape_.action_word(Verb::reject);
  cause.aborted = false;
  result_.outcome = Outcome::rejected;
  result_.first_failed = index;
  result_.error = error.empty() ? contract::make_rejection(input_.behaviour, input_.plan,
                                                           contract::Reason::invalid_request, scope)
                                : contract::make_error(input_.behaviour, error, scope);
  cause.error = result_.error;
}

void BatchRun::abort(ItemResult& result) const {
  result.ok = false;
  result.aborted = true;
  result.verb = Verb::fail;
  result.action = "aborted";
  result.record = nullptr;
  result.error.reset();
}

void BatchRun::finish() {
  contract::BatchFacts& counts = result_.counts;
  for (const ItemResult& result : result_.results) {
    if (result.ok) continue;
    if (!result_.first_failed) result_.first_failed = result.index;
    ++counts.failed;
  }
  const bool none_worked = counts.failed == counts.total;
  if (counts.failed > 0 && (counts.atomic || none_worked)) {
    store_.roll_back(start_);
    for (ItemResult& result : result_.results)
      if (result.ok) abort(result);
    result_.outcome = Outcome::failed;
    result_.error = result_.results[*result_.first_failed].error;
    return;
  }
  result_.first_failed.reset();
  counts.succeeded = counts.total - counts.failed;
  result_.outcome = counts.failed > 0 ? Outcome::partial : Outcome::complete;
  remove_unlisted();
}

}  // namespace mock
