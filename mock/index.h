#pragma once
// Finds records by the values of some of their fields.
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "contract/pointer.h"
#include "contract/record.h"

namespace mock {

using RecordId = std::uint64_t;  // order of creation inside a partition, from 1

// Which records a lookup finds: every field holds the value with this plain text. A field that is
// absent, null, an array or an object holds nothing that matches.
struct Match {
  std::vector<contract::Tokens> fields;
  std::vector<std::string> texts;  // contract::plain_text of the wanted values
};

// Ids in ascending order. The usual one id costs no allocation.
class IdSet {
 public:
  void insert(RecordId id);
  void erase(RecordId id);
  bool empty() const { return first_ == 0; }
  // f(id) in ascending order; stops when f returns false.
  template <class F>
  void each(F&& f) const {
    if (first_ == 0 || !f(first_) || !rest_) return;
    for (RecordId id : *rest_)
      if (!f(id)) return;
  }

 private:
  RecordId first_ = 0;  // the smallest; 0: none
  std::unique_ptr<std::set<RecordId>> rest_;
};

// Ids by the plain text of `fields`. Not thread-safe, not even for reading.
class Index {
 public:
  explicit Index(std::vector<contract::Tokens> fields) : fields_(std::move(fields)) {}
  const std::vector<contract::Tokens>& fields() const { return fields_; }
  // Record `id` was `before` and is `after`; null means it is not there.
  void change(RecordId id, const contract::Record* before, const contract::Record* after);
  // `texts` are those of a Match over the same fields; null when nothing matches.
  const IdSet* find(const std::vector<std::string>& texts) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::optional<std::string_view> key_of(const contract::Record& record, std::string& buffer) const;

  std::vector<contract::Tokens> fields_;
  std::unordered_map<std::string, IdSet, Hash, std::equal_to<>> ids_;
  mutable std::string before_buffer_, after_buffer_;
};

// Indexes latest used first, and bounded: a client may choose the field it looks up by.
class Indexes {
 public:
  // The one over `fields`, or nullptr.
  Index* find(const std::vector<contract::Tokens>& fields);
  Index& add(const std::vector<contract::Tokens>& fields);  // empty; the caller fills it
  void change(RecordId id, const contract::Record* before, const contract::Record* after);
  void clear() { list_.clear(); }

 private:
  static constexpr std::size_t limit = 16;
  std::vector<std::unique_ptr<Index>> list_;
};

// contract::plain_text without the copy where none is needed; the view is into `json_text` or
// `buffer`.
std::string_view plain_view(std::string_view json_text, std::string& buffer);

}  // namespace mock
