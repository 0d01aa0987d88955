#pragma once
// Records in memory: worlds of collections of partitions, with changes staged before they count.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "contract/error.h"
#include "contract/json.h"
#include "contract/record.h"
#include "mock/index.h"

namespace mock {

// One partition of one collection. Not thread-safe: callers hold `mutex` (see Store).
class Partition {
 public:
  std::size_t size() const { return state_.live; }
  contract::RecordPtr find(RecordId id) const;  // null when there is none
  // In order of creation. An index per set of fields is made on first use and kept up to date, so
  // the cost is that of the answer, not of the partition. No fields: every record.
  std::vector<RecordId> find(const Match& match) const;
  std::vector<RecordId> all() const;
  // Holds what a seed put there, perhaps nothing.
  bool seeded() const { return state_.seeded; }

  std::mutex mutex;

  struct Slot {
    RecordId id = 0;
    contract::RecordPtr record;  // null: deleted
  };
  // Everything but the indexes; a copy shares the records.
  struct State {
    std::vector<Slot> slots;  // ids ascending
    std::size_t live = 0;
    RecordId next_id = 1;
    std::uint64_t sequence = 0;
    bool seeded = false;
  };

 private:
  friend class Staged;
  friend class Store;
  const Slot* slot(RecordId id) const;
  const Index& index(const std::vector<contract::Tokens>& fields) const;
  void put(RecordId id, contract::RecordPtr record);
  void erase(RecordId id);
  void compact();
  void restore(State state);
  // What a seed leaves: these records, no others.
  void seed(std::vector<contract::RecordPtr> records);

  State state_;
  mutable Indexes indexes_;
};

// A view of a partition with changes laid over it. Nothing reaches the partition before commit();
// a Staged that is dropped leaves it byte for byte as it was. Sees its own changes.
class Staged {
 public:
  explicit Staged(Partition& base);
  std::size_t size() const { return live_; }
  bool seeded() const { return base_.seeded(); }
  contract::RecordPtr find(RecordId id) const;
  std::vector<RecordId> find(const Match& match) const;
  std::vector<RecordId> all() const;
  // How many records match, counted up to 2, and the first found. Allocates nothing.
  struct Few {
    int count = 0;
    RecordId id = 0;
  };
  Few find_few(const Match& match) const;
  RecordId create(contract::RecordPtr record);
  void update(RecordId id, contract::RecordPtr record);
  void erase(RecordId id);
  // The next number of the partition's sequence for which `used` is false; staged like the rest.
  std::uint64_t next_sequence(const std::function<bool(std::uint64_t)>& used = {});
  // A point to come back to: undoes what came after it.
  std::size_t savepoint() const { return log_.size(); }
  void roll_back(std::size_t savepoint);
  void commit();  // the Staged is then empty again

 private:
  struct Change {
    RecordId id = 0;             // 0: only the sequence moved
    contract::RecordPtr before;  // of the staged view; null: not there
    std::uint64_t sequence = 0;  // before the change
    bool created = false;
  };
  void lay(RecordId id, contract::RecordPtr record);
  void undo(const Change& change);
  // Over the overlay alone, so that a lookup costs its answer.
  const Index& index(const std::vector<contract::Tokens>& fields) const;
  bool laid(RecordId id) const { return !overlay_.empty() && overlay_.contains(id); }

  Partition& base_;
  std::vector<Change> log_;
  std::unordered_map<RecordId, contract::RecordPtr> overlay_;  // null: deleted
  mutable Indexes indexes_;
  RecordId next_id_;
  std::uint64_t sequence_;
  std::size_t live_;
};

// Partitions by (world, collection, partition key). Thread-safe; partitions live as long as the
// Store or until clear(); a request that already holds one finishes on it.
class Store {
 public:
  using Key = std::tuple<std::string, std::string, std::string>;
  using Snapshot = std::map<Key, Partition::State>;

  std::shared_ptr<Partition> partition(const std::string& world, const std::string& collection,
                                       const std::string& key);
  void clear();
  void clear(const std::string& world);
  // Everything as {world: {collection: {partition: [records]}}}, a consistent copy per partition.
  // Left out: partitions that hold nothing and were never seeded. Names are bytes as clients sent
  // them: serialise with replacement of what is no UTF-8.
  contract::Json dump() const;
  // The inverse of dump(); replaces what the named partitions held and marks them seeded. Error
  // (code `invalid-state`) and nothing changed when `state` has another shape.
  contract::Result<void> seed(const contract::Json& state);
  // As dump and seed, with nothing lost (sequences, what was seeded); costs no copies of records.
  Snapshot snapshot() const;
  void restore(const Snapshot& snapshot);  // everything else is cleared

 private:
  mutable std::mutex mutex_;
  std::map<Key, std::shared_ptr<Partition>> partitions_;
};

}  // namespace mock
