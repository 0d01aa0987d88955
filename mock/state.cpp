// What a Store holds, as JSON and as snapshots.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "mock/store.h"

namespace mock {
namespace {

using contract::Json;
using Records = std::vector<contract::RecordPtr>;

contract::Error invalid_state(const contract::Tokens& place, const Json& found,
                              std::string_view expected) {
  return {"invalid-state",
          fmt::format("state at \"{}\" is {}, expected {}; the whole is "
                      "{{world: {{collection: {{partition: [records]}}}}}}",
                      contract::to_pointer(place), found.type_name(), expected),
          {}};
}

contract::Result<Records> read_records(const Json& list, const contract::Tokens& place) {
  if (!list.is_array()) return tl::unexpected(invalid_state(place, list, "an array of records"));
  Records records;
  records.reserve(list.size());
  for (const Json& record : list) {
    if (!record.is_object()) {
      contract::Tokens at = place;
      at.push_back(std::to_string(records.size()));
      return tl::unexpected(invalid_state(at, record, "a record (an object)"));
    }
    records.push_back(std::make_shared<contract::Record>(contract::Record::from(record)));
  }
  return records;
}

// All of it before anything is changed.
contract::Result<std::map<Store::Key, Records>> read_state(const Json& state) {
  std::map<Store::Key, Records> read;
  if (!state.is_object()) return tl::unexpected(invalid_state({}, state, "an object of worlds"));
  for (const auto& [world, collections] : state.items()) {
    if (!collections.is_object())
      return tl::unexpected(invalid_state({world}, collections, "an object of collections"));
    for (const auto& [collection, partitions] : collections.items()) {
      if (!partitions.is_object())
        return tl::unexpected(
            invalid_state({world, collection}, partitions, "an object of partitions"));
      for (const auto& [partition, list] : partitions.items()) {
        auto records = read_records(list, {world, collection, partition});
        if (!records) return tl::unexpected(records.error());
        read[Store::Key(world, collection, partition)] = std::move(*records);
      }
    }
  }
  return read;
}

}  // namespace

Json Store::dump() const {
  Json out = Json::object();
  for (const auto& [key, state] : snapshot()) {
    if (state.live == 0 && !state.seeded) continue;
    Json& list = out[std::get<0>(key)][std::get<1>(key)][std::get<2>(key)];
    list = Json::array();
    for (const Partition::Slot& slot : state.slots)
      if (slot.record) list.push_back(Json::parse(slot.record->text()));
  }
  return out;
}

contract::Result<void> Store::seed(const Json& state) {
  auto read = read_state(state);
  if (!read) return tl::unexpected(read.error());
  for (auto& [key, records] : *read) {
    const auto& [world, collection, name] = key;
    std::shared_ptr<Partition> target = partition(world, collection, name);
    std::scoped_lock lock(target->mutex);
    target->seed(std::move(records));
  }
  return {};
}

Store::Snapshot Store::snapshot() const {
  std::map<Key, std::shared_ptr<Partition>> partitions;
  {
    std::scoped_lock lock(mutex_);
    partitions = partitions_;
  }
  Snapshot states;
  for (const auto& [key, partition] : partitions) {
    std::scoped_lock lock(partition->mutex);
    states.emplace(key, partition->state_);
  }
  return states;
}

void Store::restore(const Snapshot& snapshot) {
  clear();
  for (const auto& [key, state] : snapshot) {
    const auto& [world, collection, name] = key;
    std::shared_ptr<Partition> target = partition(world, collection, name);
    std::scoped_lock lock(target->mutex);
    target->restore(state);
  }
}

}  // namespace mock
