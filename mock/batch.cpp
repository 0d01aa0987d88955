#include "mock/batch.h"

#include <utility>

#include "contract/expression_value.h"
#include "contract/message.h"
#include "contract/render.h"
#include "mock/batch_run.h"

namespace mock {
namespace {

using contract::Situation;
using contract::Verb;

contract::BatchFacts facts_of(const BatchInput& input) {
  contract::Scope scope;
  scope.facts = &input.facts;
  return {contract::is_atomic(input.batch, scope), input.items.size(), 0, 0};
}

contract::Scope scope_of(const BatchInput& input, const contract::BatchFacts& counts) {
  contract::Scope scope;
  scope.facts = &input.facts;
  scope.batch = &counts;
  return scope;
}

KeyLookup key_lookup(const KeyShape& shape, const Within& within) {
  KeyLookup key{&shape, std::vector<contract::JsonText>(shape.map->size()), shape.searched};
  key.match.texts.resize(shape.map->size());
  key.match.texts.insert(key.match.texts.end(), within.match.texts.begin(),
                         within.match.texts.end());
  return key;
}

}  // namespace

std::string BatchGenerator::now() {
  if (now_.empty()) now_ = source_.now();
  return now_;
}

std::uint64_t BatchGenerator::sequence() {
  counted = true;
  return store_.next_sequence();
}

BatchRun::BatchRun(const BatchInput& input, Staged& store)
    : input_(input),
      batch_(input.batch),
      store_(store),
      generator_(input.generator, store),
      result_{contract::Outcome::complete, facts_of(input), {}, input.items.size(), {}, {}, {}},
      scope_(scope_of(input, result_.counts)),
      own_shape_(input.shape ? nullptr
                             : std::make_unique<BatchShape>(input.behaviour, input.batch, scope_)),
      shape_(input.shape ? *input.shape : *own_shape_),
      within_(resolve_within(input.batch.within, scope_)),
      start_(store.savepoint()) {
  for (const KeyShape& shape : shape_.keys) keys_.push_back(key_lookup(shape, within_));
  result_.results.resize(input.items.size());
  for (std::size_t i = 0; i < input.items.size(); ++i) result_.results[i].index = i;
}

BatchResult BatchRun::run() {
  reject_invalid();
  for (std::size_t i = 0; i < input_.items.size() && !rejected_; ++i) try_item(i);
  if (!rejected_) finish();
  return std::move(result_);
}

void BatchRun::try_item(std::size_t index) {
  ItemState item;
  item.index = index;
  item.scope = scope_;
  item.scope.item = input_.items[index];
  item.scope.result = &result_.results[index];
  item.keyless = is_invalid(index) && keyless_by_schema(index);
  look_up(item);
  if (const std::string* error = injected(item))
    fail(item, *error);
  else if (is_invalid(index) && !item.keyless)
    try_invalid(item);
  else
    try_valid(item);
}

// A request that is refused for an invalid item is refused all the same.
const std::string* BatchRun::injected(const ItemState& item) const {
  if (!input_.fault) return nullptr;
  if (is_invalid(item.index) && !item.keyless &&
      action_in(Situation::invalid, item.scope).verb == Verb::reject)
    return nullptr;
  if (!item.key) return input_.fault(item.index, nullptr);
  const std::string key = contract::plain_text(item.key->values.front().text);
  return input_.fault(item.index, &key);
}

void BatchRun::try_valid(ItemState& item) {
  if (item.keyless) show_violations(item);
  const Situation situation = situation_of(item);
  if (const std::string* error = broken_rule(item, situation))
    fail(item, *error);
  else
    act(item, action_in(situation, item.scope));
  if (result_of(item).ok) result_of(item).violations.clear();
}

void BatchRun::show_violations(ItemState& item) {
  contract::Violations& worded = result_of(item).violations;
  for (const contract::Violation& violation : input_.violations[item.index])
    worded.push_back(contract::in_vendor_words(input_.behaviour, violation, item.scope));
  item.scope.violation = &worded.front();
}

// Its cell fails or skips it; one that rejects has been looked at before the first item was tried.
void BatchRun::try_invalid(ItemState& item) {
  contract::Action action = action_in(Situation::invalid, item.scope);
  show_violations(item);
  const auto* words =
      contract::message_for(input_.behaviour, input_.violations[item.index].front());
  if (words && !words->error.empty()) action.error = words->error;
  act(item, action);
}

void BatchRun::reject_invalid() {
  std::optional<std::size_t> cause;
  for (std::size_t i = 0; i < input_.items.size() && !cause; ++i) {
    if (!is_invalid(i) || keyless_by_schema(i)) continue;
    contract::Scope scope = scope_;
    scope.item = input_.items[i];
    if (action_in(Situation::invalid, scope).verb == Verb::reject) cause = i;
  }
  if (!cause) return;
  try_item(*cause);
  for (std::size_t i = 0; i < input_.items.size(); ++i) {
    if (!is_invalid(i) || keyless_by_schema(i)) continue;
    contract::Scope scope = scope_;
    scope.item = input_.items[i];
    scope.result = &result_.results[i];
    for (const contract::Violation& violation : input_.violations[i])
      result_.violations.push_back(contract::in_vendor_words(input_.behaviour, violation, scope));
  }
}

void BatchRun::remove_unlisted() {
  if (!shape_.names_records || within_.sees_nothing) return;
  for (RecordId id : store_.find(within_.match)) {
    if (named_.contains(id)) continue;
    contract::RecordPtr record = store_.find(id);
    contract::Scope scope = scope_;
    scope.record = record.get();
    if (action_in(Situation::unlisted, scope).verb != Verb::remove) continue;
    store_.erase(id);
    result_.results.push_back(unlisted_result(std::move(record)));
  }
}

// Its key is the record's value of the first key map's first field, when it is present.
contract::ItemResult BatchRun::unlisted_result(contract::RecordPtr record) const {
  contract::ItemResult result;
  result.index = result_.items;
  result.verb = Verb::remove;
  result.action = shape_.action_word(Verb::remove);
  if (!shape_.keys.empty()) {
    result.key_name = shape_.keys.front().name;
    auto value = record->at(shape_.keys.front().searched.fields.front());
    if (value && is_present(*value)) result.key = contract::JsonText{std::move(*value)};
  }
  result.record = std::move(record);
  return result;
}

BatchResult run_batch(const BatchInput& input, Staged& store) {
  return BatchRun(input, store).run();
}

}  // namespace mock
