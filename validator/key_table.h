#pragma once
// The rules that span exchanges: a key is not created twice without a delete, ids stay the same.
//
// Exchanges give KeyFacts (accounting.h); a KeyTable judges them in the order of the entries. Under
// `--shard` the shards write their facts into the report and `merge` judges.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "contract/error.h"
#include "contract/evidence.h"
#include "contract/json.h"
#include "contract/violation.h"

namespace validator {

enum class KeyVerb : std::uint8_t { created, updated, deleted, exists, unknown };
std::string_view to_string(KeyVerb verb);

// Keys and ids are hashes: 0 is none. What is hashed with a key: the API, the host, the partition,
// the collection, the names of the key's fields and their values as text.
struct KeyFact {
  std::uint64_t key = 0;
  std::uint64_t id = 0;  // of the server's own id, when the answer tells it
  KeyVerb verb = KeyVerb::unknown;
  std::uint32_t item = 0;

  bool operator==(const KeyFact&) const = default;
};

// What one exchange says about keys of one collection.
struct KeyFacts {
  std::string file;
  std::size_t entry = 0;
  std::string operation;
  contract::Location contract;  // the batch of the behaviour
  contract::Evidence evidence = contract::Evidence::assumed;
  std::uint64_t api = 0;
  std::uint64_t collection = 0;       // with its partition
  std::vector<std::uint64_t> fields;  // of the keys below: collection and one field each
  std::uint64_t scope = 0;            // all of them together
  // What the exchange may have changed besides: earlier facts about these are no longer good.
  std::vector<std::uint64_t> forgets;  // key fields that items wrote to
  bool forgets_others = false;         // keys of this collection with other fields (a delete)
  bool forgets_collection = false;     // every key of it (deletions that name no key)
  bool forgets_api = false;
  std::vector<KeyFact> facts;  // in request order

  bool operator==(const KeyFacts&) const = default;
};
contract::Json to_json(const KeyFacts& facts);
// Error code `invalid-report`; `where` is left to the caller.
contract::Result<KeyFacts> key_facts_from(const contract::Json& json);

// Not thread-safe. Holds at most `max_bytes`, and a quarter more for the moment in which it grows.
class KeyTable {
 public:
  explicit KeyTable(std::size_t max_bytes = std::size_t{24} << 20);
  ~KeyTable();
  KeyTable(KeyTable&&) noexcept;
  KeyTable& operator=(KeyTable&&) noexcept;

  // In order of entries. Once full, nothing more is judged.
  contract::Violations take(const KeyFacts& facts);
  // The entry whose facts no longer found room; nothing while there is some.
  std::optional<std::size_t> stopped_at() const;
  // Makes the rules stop here: what comes after was not looked at (a shard that was full).
  void stop_at(std::size_t entry);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace validator
