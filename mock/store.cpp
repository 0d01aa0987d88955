#include "mock/store.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace mock {

contract::RecordPtr Partition::find(RecordId id) const {
  const Slot* found = slot(id);
  return found ? found->record : nullptr;
}

std::vector<RecordId> Partition::find(const Match& match) const {
  if (match.fields.empty()) return all();
  std::vector<RecordId> ids;
  if (const IdSet* set = index(match.fields).find(match.texts))
    set->each([&](RecordId id) { return ids.push_back(id), true; });
  return ids;
}

std::vector<RecordId> Partition::all() const {
  std::vector<RecordId> ids;
  ids.reserve(state_.live);
  for (const Slot& slot : state_.slots)
    if (slot.record) ids.push_back(slot.id);
  return ids;
}

const Partition::Slot* Partition::slot(RecordId id) const {
  const std::vector<Slot>& slots = state_.slots;
  if (slots.empty() || id < slots.front().id || id > slots.back().id) return nullptr;
  // Without deletions behind it a slot lies where its id says.
  std::size_t guess = static_cast<std::size_t>(id - slots.front().id);
  if (guess < slots.size() && slots[guess].id == id) return &slots[guess];
  auto place = std::lower_bound(slots.begin(), slots.end(), id,
                                [](const Slot& slot, RecordId wanted) { return slot.id < wanted; });
  return place != slots.end() && place->id == id ? &*place : nullptr;
}

const Index& Partition::index(const std::vector<contract::Tokens>& fields) const {
  if (Index* index = indexes_.find(fields)) return *index;
  Index& index = indexes_.add(fields);
  for (const Slot& slot : state_.slots)
    if (slot.record) index.change(slot.id, nullptr, slot.record.get());
  return index;
}

void Partition::put(RecordId id, contract::RecordPtr record) {
  Slot* place = const_cast<Slot*>(slot(id));
  if (!place) {  // ids only grow, so it is the last
    place = &state_.slots.emplace_back(Slot{id, nullptr});
    ++state_.live;
  }
  indexes_.change(id, place->record.get(), record.get());
  place->record = std::move(record);
}

void Partition::erase(RecordId id) {
  Slot* place = const_cast<Slot*>(slot(id));
  if (!place || !place->record) return;
  indexes_.change(id, place->record.get(), nullptr);
  place->record = nullptr;
  --state_.live;
}

void Partition::compact() {
  if (state_.slots.size() < 2 * state_.live + 16) return;
  std::erase_if(state_.slots, [](const Slot& slot) { return !slot.record; });
}

void Partition::restore(State state) {
  state_ = std::move(state);
  indexes_.clear();
}

void Partition::seed(std::vector<contract::RecordPtr> records) {
  State state{{}, records.size(), state_.next_id, 0, true};
  state.slots.reserve(records.size());
  for (contract::RecordPtr& record : records)
    state.slots.push_back({state.next_id++, std::move(record)});
  restore(std::move(state));
}

std::shared_ptr<Partition> Store::partition(const std::string& world, const std::string& collection,
                                            const std::string& key) {
  std::scoped_lock lock(mutex_);
  std::shared_ptr<Partition>& partition = partitions_[Key(world, collection, key)];
  if (!partition) partition = std::make_shared<Partition>();
  return partition;
}

void Store::clear() {
  std::scoped_lock lock(mutex_);
  partitions_.clear();
}

void Store::clear(const std::string& world) {
  std::scoped_lock lock(mutex_);
  std::erase_if(partitions_, [&](const auto& entry) { return std::get<0>(entry.first) == world; });
}

}  // namespace mock
