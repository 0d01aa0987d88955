#include <algorithm>
#include <utility>

#include "mock/store.h"

namespace mock {

Staged::Staged(Partition& base)
    : base_(base),
      next_id_(base.state_.next_id),
      sequence_(base.state_.sequence),
      live_(base.size()) {}

contract::RecordPtr Staged::find(RecordId id) const {
  if (!overlay_.empty()) {
    auto place = overlay_.find(id);
    if (place != overlay_.end()) return place->second;
  }
  return base_.find(id);
}

std::vector<RecordId> Staged::find(const Match& match) const {
  if (match.fields.empty()) return all();
  std::vector<RecordId> ids = base_.find(match);
  if (overlay_.empty()) return ids;
  std::erase_if(ids, [&](RecordId id) { return laid(id); });
  auto middle = static_cast<std::ptrdiff_t>(ids.size());
  if (const IdSet* set = index(match.fields).find(match.texts))
    set->each([&](RecordId id) { return ids.push_back(id), true; });
  std::inplace_merge(ids.begin(), ids.begin() + middle, ids.end());
  return ids;
}

std::vector<RecordId> Staged::all() const {
  std::vector<RecordId> ids = base_.all();
  if (overlay_.empty()) return ids;
  std::erase_if(ids, [&](RecordId id) { return laid(id); });
  auto middle = static_cast<std::ptrdiff_t>(ids.size());
  for (const auto& [id, record] : overlay_)
    if (record) ids.push_back(id);
  std::sort(ids.begin() + middle, ids.end());
  std::inplace_merge(ids.begin(), ids.begin() + middle, ids.end());
  return ids;
}

Staged::Few Staged::find_few(const Match& match) const {
  Few few;
  auto count = [&](RecordId id) {
    if (few.count == 0) few.id = id;
    return ++few.count < 2;
  };
  if (const IdSet* set = base_.index(match.fields).find(match.texts))
    set->each([&](RecordId id) { return laid(id) || count(id); });
  if (few.count < 2 && !overlay_.empty())
    if (const IdSet* set = index(match.fields).find(match.texts)) set->each(count);
  return few;
}

RecordId Staged::create(contract::RecordPtr record) {
  RecordId id = next_id_++;
  log_.push_back({id, nullptr, sequence_, true});
  lay(id, std::move(record));
  return id;
}

void Staged::update(RecordId id, contract::RecordPtr record) {
  log_.push_back({id, find(id), sequence_, false});
  lay(id, std::move(record));
}

void Staged::erase(RecordId id) { update(id, nullptr); }

std::uint64_t Staged::next_sequence(const std::function<bool(std::uint64_t)>& used) {
  log_.push_back({0, nullptr, sequence_, false});
  while (used && used(sequence_ + 1)) ++sequence_;
  return ++sequence_;
}

void Staged::roll_back(std::size_t savepoint) {
  while (log_.size() > savepoint) {
    undo(log_.back());
    log_.pop_back();
  }
}

void Staged::undo(const Change& change) {
  sequence_ = change.sequence;
  if (change.id == 0) return;
  lay(change.id, change.before);
  if (change.created) next_id_ = change.id;
  // The base speaks for itself again, unless an earlier change still hides it.
  if (base_.find(change.id) == change.before) {
    indexes_.change(change.id, change.before.get(), nullptr);
    overlay_.erase(change.id);
  }
}

// Lays `record` (null: a deletion) over whatever the view shows under this id.
void Staged::lay(RecordId id, contract::RecordPtr record) {
  auto [place, fresh] = overlay_.try_emplace(id);
  const bool shown = fresh ? base_.find(id) != nullptr : place->second != nullptr;
  live_ += record ? 1u : 0u;
  live_ -= shown ? 1u : 0u;
  indexes_.change(id, place->second.get(), record.get());
  place->second = std::move(record);
}

void Staged::commit() {
  std::vector<RecordId> ids;
  ids.reserve(overlay_.size());
  for (const auto& entry : overlay_) ids.push_back(entry.first);
  std::sort(ids.begin(), ids.end());  // a partition appends
  for (RecordId id : ids) {
    contract::RecordPtr& record = overlay_[id];
    if (record)
      base_.put(id, std::move(record));
    else
      base_.erase(id);
  }
  base_.compact();
  base_.state_.next_id = next_id_;
  base_.state_.sequence = sequence_;
  log_.clear();
  overlay_.clear();
  indexes_.clear();
}

const Index& Staged::index(const std::vector<contract::Tokens>& fields) const {
  if (Index* index = indexes_.find(fields)) return *index;
  Index& index = indexes_.add(fields);
  for (const auto& [id, record] : overlay_)
    if (record) index.change(id, nullptr, record.get());
  return index;
}

}  // namespace mock
