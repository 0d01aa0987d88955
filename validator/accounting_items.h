#pragma once
// The items of a captured request as its answer can name them: by place or by key.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "contract/asked.h"
#include "contract/pointer.h"
#include "validator/judge.h"
#include "validator/unrender.h"

namespace validator::accounting {

// Items with the same key, and in one group those without one.
struct ItemGroup {
  std::optional<std::size_t> map;   // the key map in use; nothing: keyless
  std::vector<std::string> values;  // of its members, as text
  std::vector<std::size_t> items;
};

class ItemKeys {
 public:
  // `keyless`: per item, whether only members of its key are missing (docs, "keyless by schema").
  ItemKeys(const contract::Batch& batch, const contract::Facts& facts,
           const std::vector<contract::JsonView>& items, const std::vector<bool>& keyless);

  const std::vector<ItemGroup>& groups() const { return groups_; }
  std::size_t group_of(std::size_t item) const { return group_of_[item]; }
  // What $result.key and $result.keyName are for the item; nothing when it has no key.
  std::optional<std::string> key_of(std::size_t item) const;
  const std::string& key_name_of(std::size_t item) const;
  bool knows_name(std::string_view name) const;

  // Groups whose $result.key is this text; that of keyless items for nothing.
  std::vector<std::size_t> named(const std::optional<std::string>& key) const;
  // The key is one of the items' but for case and blanks around it.
  bool nearly_known(std::string_view text) const;

  struct Found {
    std::optional<std::size_t> group;
    bool foreign = false;  // its key is told, and no item has it
    std::string key;       // that key
  };
  // By the key fields among what an element shows of a record.
  Found by_record(const Element& element, const contract::Facts& facts) const;
  // Whether a record could be the item's: false when a key field is told and differs.
  bool may_be(const Element& element, std::size_t item, const contract::Facts& facts) const;

  struct Map {
    std::vector<contract::Tokens> fields;
    std::string name;  // $result.keyName
    bool used = false;
  };
  const std::vector<Map>& maps() const { return maps_; }

 private:
  std::optional<std::string> key_values(const contract::Batch& batch, std::size_t map,
                                        const contract::Scope& scope, ItemGroup& group) const;
  void add(ItemGroup group, const std::string& text, std::size_t item);

  std::vector<Map> maps_;
  std::vector<ItemGroup> groups_;
  std::vector<std::size_t> group_of_;
  std::unordered_map<std::string, std::size_t> by_values_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
  std::optional<std::size_t> keyless_;
  std::unordered_set<std::string> folded_;
};

// What an element shows of this field of its record, as text; nothing when it does not show it or
// the value is not present.
std::optional<std::string> shown_field(const std::vector<Bound>& bound,
                                       const contract::Tokens& field, const contract::Facts& facts);

// Per item, what its schema says; empty when all are valid.
struct ItemSchema {
  std::vector<bool> invalid;  // and not merely keyless
  std::vector<bool> keyless;
};
ItemSchema item_schema(const Judged& judged, const contract::Batch& batch,
                       const std::vector<contract::JsonView>& items);

}  // namespace validator::accounting
