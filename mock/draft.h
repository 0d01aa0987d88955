#pragma once
// A record while it is being made: views of members that lie elsewhere, copied once by build().
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/pointer.h"
#include "contract/record.h"

namespace mock {

// Reused from item to item. What `set` gets must outlive the next clear(); `set_text` keeps it.
class Draft {
 public:
  void clear();
  const std::vector<contract::MemberView>& members() const { return members_; }
  std::optional<std::string_view> find(std::string_view name) const;
  std::optional<std::string> at(const contract::Tokens& pointer) const;
  bool has(const contract::Tokens& pointer) const;
  void append(contract::MemberView member) { members_.push_back(member); }  // a name not there yet
  void set(std::string_view name, std::string_view json_text);  // replaces in place or appends
  void set_text(std::string_view name, std::string json_text);
  void set_at(const contract::Tokens& pointer, std::string json_text);  // makes the way there
  contract::RecordPtr build() const;

 private:
  std::vector<contract::MemberView> members_;
  std::list<std::string> texts_;  // which stay where they are
};

}  // namespace mock
