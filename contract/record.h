#pragma once
// One stored thing: an immutable JSON object kept as compact text with an index of its members.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/json.h"
#include "contract/pointer.h"

namespace contract {

// A member that lies somewhere else: its name (unescaped) and its JSON text.
struct MemberView {
  std::string_view name;
  std::string_view value;
};

class Record {
 public:
  Record() = default;  // {}
  // `json` must be a JSON object.
  static Record from(const JsonView& json);
  // Names are distinct. Together under 4 GiB.
  static Record of(std::span<const MemberView> members);

  std::string_view text() const { return text_; }
  std::size_t size() const { return members_.size(); }
  // JSON text of a top-level member; valid while this Record lives.
  std::optional<std::string_view> find(std::string_view name) const;
  // JSON text of the value a pointer names, nested ones included; "" is the record itself.
  std::optional<std::string> at(const Tokens& pointer) const;
  // In stored order.
  std::string_view name(std::size_t i) const {
    const Member& member = members_[i];
    const std::string& place = member.escaped ? escaped_names_ : text_;
    return std::string_view(place).substr(member.name_begin, member.name_size);
  }
  std::string_view value(std::size_t i) const {
    return std::string_view(text_).substr(members_[i].begin, members_[i].size);
  }
  bool same_as(const Record& other) const;  // by value, member order aside

 private:
  struct Member {
    std::uint32_t name_begin = 0;  // in the text, or in `escaped_names_`
    std::uint32_t name_size : 31 = 0;
    std::uint32_t escaped : 1 = 0;
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  std::string text_ = "{}";
  std::vector<Member> members_;
  std::string escaped_names_;  // unescaped, of those whose text has escapes
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
