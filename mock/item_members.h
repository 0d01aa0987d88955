#pragma once
// What of an item is stored, and how it is laid over a record.
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/json.h"
#include "contract/pointer.h"
#include "contract/record.h"
#include "mock/draft.h"

namespace mock {

// Pointers sorted by how they are reached: members of the record, or something inside one.
struct FieldSet {
  std::vector<std::string> top;
  std::vector<contract::Tokens> nested;

  void add(const contract::Tokens& pointer);
  bool has(std::string_view name) const;
};

// Docs, "What of an item is stored".
struct FieldRules {
  FieldSet withheld;  // never taken from an item
  FieldSet kept;      // what a replacement leaves as it is where the item is silent
};

using Defaults = std::vector<std::pair<std::string, contract::JsonText>>;

// Tells items that an update would not change, without writing anything. Keeps in mind where the
// last item's members were: items of a batch mostly have the same ones in the same order.
class Unchanged {
 public:
  // False may also mean that it was not easily told. `withheld` is the same for all items.
  bool plainly(const contract::JsonView& item, const contract::Record& record,
               const FieldSet& withheld);

 private:
  struct Place {
    std::string_view name;  // of the last item that had one here
    bool withheld = false;
    std::size_t at = 0;  // in the last record
  };
  Place& place_of(std::size_t position, std::string_view name, const FieldSet& withheld);

  const FieldSet* withheld_ = nullptr;  // what `places_` was made with
  std::vector<Place> places_;           // by the member's position in the item
};

// The members of one item that may be stored, as JSON text. Reused from item to item.
class ItemMembers {
 public:
  void read(const contract::JsonView& item, const FieldSet& withheld);
  std::span<const contract::MemberView> all() const { return members_; }
  const contract::MemberView* find(std::string_view name) const;
  bool has(const contract::Tokens& pointer) const;

  // Into an empty draft. The second and third tell whether the record changes.
  void create(Draft& draft, const Defaults& defaults) const;
  bool update(Draft& draft, const contract::Record& record, const FieldRules& rules) const;
  bool replace(Draft& draft, const contract::Record& record, const FieldRules& rules,
               const Defaults& defaults) const;

 private:
  void strip(const FieldSet& withheld);
  std::size_t position(std::string_view name) const;  // size() when absent

  std::string text_;
  std::vector<contract::MemberView> members_;
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // of the values in text_
  mutable std::size_t next_ = 0;                             // where the next name likely is
  mutable std::vector<char> used_;
};

}  // namespace mock
