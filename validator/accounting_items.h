#pragma once
// The items of a captured request as its answer can name them: by place or by key.
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
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
  std::optional<std::size_t> map;            // the key map in use; nothing: keyless
  std::span<const std::string_view> values;  // of its members, as text
  std::span<const std::size_t> items;
};

// Views are into the request. For one thread.
class ItemKeys {
 public:
  // `keyless`: per item, whether only members of its key are missing (docs, "keyless by schema").
  ItemKeys(const contract::Batch& batch, const contract::Facts& facts,
           const std::vector<contract::JsonView>& items, const std::vector<bool>& keyless);
  ItemKeys(const ItemKeys&) = delete;
  ItemKeys& operator=(const ItemKeys&) = delete;

  const std::vector<ItemGroup>& groups() const { return groups_; }
  std::size_t group_of(std::size_t item) const { return group_of_[item]; }
  // What $result.key and $result.keyName are for the item; nothing when it has no key.
  std::optional<std::string_view> key_of(std::size_t item) const;
  const std::string& key_name_of(std::size_t item) const;
  bool knows_name(std::string_view name) const;

  // Groups whose $result.key is this text; "" is that of keyless items, too: a member's name cannot
  // be left out.
  std::vector<std::size_t> named(std::string_view key) const;
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
  using Values = std::vector<std::string_view>;

  bool key_values(const contract::Batch& batch, std::size_t map, const contract::Scope& scope,
                  Values& values);
  void add(std::optional<std::size_t> map, const Values& values, std::size_t item);
  void list_items();
  std::size_t slot_of(std::size_t map, const Values& values) const;
  std::optional<std::size_t> group_with(std::size_t map, const Element& element,
                                        const contract::Facts& facts) const;
  Found unmatched(const Element& element, const contract::Facts& facts) const;

  std::vector<Map> maps_;
  std::vector<ItemGroup> groups_;
  std::vector<std::size_t> group_of_;
  std::deque<std::string> made_;       // values that lie nowhere else
  Values values_;                      // of the groups; never grows beyond what is reserved
  std::vector<std::size_t> by_group_;  // items, those of the first group first
  std::vector<std::uint32_t> slots_;   // groups by their values: position plus 1, 0 is free
  std::optional<std::size_t> keyless_;
  mutable Values wanted_;                   // scratch of group_with
  mutable std::vector<std::string> texts_;  // likewise
  // Made when they are asked for.
  mutable std::unordered_map<std::string_view, std::vector<std::size_t>> by_key_;
  mutable std::unordered_set<std::string> folded_;
};

// What an element shows of this field of its record, as text; nothing when it does not show it or
// the value is not present. In the answer, or in `made`.
std::optional<std::string_view> shown_field(const std::vector<Bound>& bound,
                                            const contract::Tokens& field,
                                            const contract::Facts& facts, std::string& made);

// Per item, what its schema says; empty when all are valid.
struct ItemSchema {
  std::vector<bool> invalid;  // and not merely keyless
  std::vector<bool> keyless;
};
ItemSchema item_schema(const Judged& judged, const contract::Batch& batch,
                       const std::vector<contract::JsonView>& items);

}  // namespace validator::accounting
