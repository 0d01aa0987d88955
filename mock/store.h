#pragma once
// Records in memory: worlds of collections of partitions, with changes staged before they count.
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "contract/pointer.h"
#include "contract/record.h"

namespace mock {

using RecordId = std::uint64_t;  // order of creation inside a partition

// Which records a lookup finds: every field holds the value with this plain text.
struct Match {
  std::vector<contract::Tokens> fields;
  std::vector<std::string> texts;  // contract::plain_text of the wanted values
};

// One partition of one collection. Not thread-safe: callers hold `mutex` (see Store).
class Partition {
 public:
  std::size_t size() const { return records_.size(); }
  contract::RecordPtr find(RecordId id) const;
  // In order of creation. An index per set of fields is made on first use and kept up to date, so
  // the cost is that of the answer, not of the partition.
  std::vector<RecordId> find(const Match& match) const;
  std::vector<RecordId> all() const;
  bool seeded() const { return seeded_; }

  std::mutex mutex;

 private:
  friend class Staged;
  using Index = std::unordered_map<std::string, std::vector<RecordId>>;
  void put(RecordId id, contract::RecordPtr record);
  void erase(RecordId id);

  std::map<RecordId, contract::RecordPtr> records_;
  mutable std::map<std::vector<contract::Tokens>, Index> indexes_;
  RecordId next_id_ = 1;
  std::uint64_t sequence_ = 0;
  bool seeded_ = false;
};

// A view of a partition with changes laid over it. Nothing reaches the partition before commit();
// a Staged that is dropped leaves it byte for byte as it was. Sees its own changes.
class Staged {
 public:
  explicit Staged(Partition& base);
  contract::RecordPtr find(RecordId id) const;
  std::vector<RecordId> find(const Match& match) const;
  std::vector<RecordId> all() const;
  RecordId create(contract::RecordPtr record);
  void update(RecordId id, contract::RecordPtr record);
  void erase(RecordId id);
  // The next number of the partition's sequence for which `used` is false; staged like the rest.
  std::uint64_t next_sequence(const std::function<bool(std::uint64_t)>& used);
  void mark_seeded();
  // A point to come back to: undoes what came after it.
  std::size_t savepoint() const;
  void roll_back(std::size_t savepoint);
  void commit();

 private:
  struct Change {
    RecordId id = 0;
    contract::RecordPtr before, after;  // of the staged view; null: not there
  };
  Partition& base_;
  std::vector<Change> log_;
  std::unordered_map<RecordId, contract::RecordPtr> overlay_;
  RecordId next_id_;
  std::uint64_t sequence_;
  bool seeded_ = false;
};

// Partitions by (world, collection, partition key). Thread-safe; partitions live as long as the
// Store or until clear().
class Store {
 public:
  std::shared_ptr<Partition> partition(const std::string& world, const std::string& collection,
                                       const std::string& key);
  void clear();
  void clear(const std::string& world);
  // Everything as {world: {collection: {partition: [records]}}}, a consistent copy per partition.
  contract::Json dump() const;
  // The inverse of dump(); replaces what the named partitions held and marks them seeded.
  contract::Result<void> seed(const contract::Json& state);

 private:
  using Key = std::tuple<std::string, std::string, std::string>;
  mutable std::mutex mutex_;
  std::map<Key, std::shared_ptr<Partition>> partitions_;
};

}  // namespace mock
