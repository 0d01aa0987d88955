#pragma once
// What of a batch stays the same from request to request: made once per declared batch, unless its
// pointers hold expressions.
#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "contract/facts.h"
#include "mock/index.h"
#include "mock/item_members.h"

namespace mock {

struct GeneratedField {
  contract::Tokens field;
  const contract::Template* value = nullptr;
  bool unless_supplied = false;
  bool reads_record = false;
};
struct WatchedField {
  contract::Tokens pointer;
  std::vector<GeneratedField> fields;
};
struct Generation {
  std::vector<GeneratedField> create, update;
  std::vector<WatchedField> change;
};

// One map of `key`, its pointers resolved.
struct KeyShape {
  const contract::KeyMap* map = nullptr;
  std::string name;  // $result.keyName
  Match searched;    // the key's fields, then those of `within`; no texts
  FieldRules fields;
  bool fixed_is_stored = true;  // an item's fixed fields are none of those withheld
};

struct BatchShape {
  BatchShape(const contract::Behaviour& behaviour, const contract::Batch& batch,
             const contract::Scope& scope);

  const contract::Collection& collection;
  std::array<const contract::Cell*, 11> cells{};  // by Situation
  FieldRules fields;                              // of an item without a key
  Generation generation;
  std::vector<KeyShape> keys;
  contract::Projection sees;                // of all rules together
  bool names_records = false;               // `unlisted` may delete
  std::array<std::string, 9> action_words;  // by Verb

  const contract::Cell* cell(contract::Situation situation) const {
    return cells[static_cast<std::size_t>(situation)];
  }
  const std::string& action_word(contract::Verb verb) const {
    return action_words[static_cast<std::size_t>(verb)];
  }
};

// Of all batches of a behaviour that need no request to be resolved. Immutable.
class BatchShapes {
 public:
  explicit BatchShapes(const contract::Behaviour& behaviour);
  const BatchShape* find(const contract::Batch& batch) const;  // null: to be made per request

 private:
  std::map<const contract::Batch*, std::unique_ptr<const BatchShape>> shapes_;
};

}  // namespace mock
