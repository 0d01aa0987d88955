#pragma once
// One stored thing: an immutable JSON object kept as compact text with an index of its members.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/json.h"
#include "contract/pointer.h"

namespace contract {

class Record {
 public:
  Record() = default;  // {}
  // `json` must be a JSON object.
  static Record from(const JsonView& json);

  std::string_view text() const { return text_; }
  std::size_t size() const { return members_.size(); }
  // JSON text of a top-level member; valid while this Record lives.
  std::optional<std::string_view> find(std::string_view name) const;
  // JSON text of the value a pointer names, nested ones included; "" is the record itself.
  std::optional<std::string> at(const Tokens& pointer) const;
  // In stored order.
  std::string_view name(std::size_t i) const { return members_[i].name; }
  std::string_view value(std::size_t i) const {
    return std::string_view(text_).substr(members_[i].begin, members_[i].size);
  }
  bool same_as(const Record& other) const;  // by value, member order aside

 private:
  friend class RecordBuilder;
  struct Member {
    std::string name;  // unescaped
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  std::string text_ = "{}";
  std::vector<Member> members_;
};
using RecordPtr = std::shared_ptr<const Record>;

// Makes a Record out of another one, member by member; values are JSON texts.
class RecordBuilder {
 public:
  RecordBuilder() = default;
  explicit RecordBuilder(const Record& base);
  void set(std::string_view name, std::string json_text);  // replaces in place or appends
  void remove(std::string_view name);
  void set_at(const Tokens& pointer, std::string json_text);  // makes the objects on the way
  void remove_at(const Tokens& pointer);
  std::optional<std::string_view> find(std::string_view name) const;
  Record build() const;

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

}  // namespace contract
