#include "mock/draft.h"

#include <memory>
#include <utility>

namespace mock {

void Draft::clear() {
  members_.clear();
  texts_.clear();
}

std::optional<std::string_view> Draft::find(std::string_view name) const {
  for (const contract::MemberView& member : members_)
    if (member.name == name) return member.value;
  return std::nullopt;
}

std::optional<std::string> Draft::at(const contract::Tokens& pointer) const {
  if (pointer.empty()) return std::string(build()->text());
  auto top = find(pointer.front());
  if (!top) return std::nullopt;
  if (pointer.size() == 1) return std::string(*top);
  contract::MemberView only{pointer.front(), *top};
  return contract::Record::of({&only, 1}).at(pointer);
}

bool Draft::has(const contract::Tokens& pointer) const {
  return pointer.size() == 1 ? find(pointer.front()).has_value() : at(pointer).has_value();
}

void Draft::set(std::string_view name, std::string_view json_text) {
  for (contract::MemberView& member : members_) {
    if (member.name != name) continue;
    member.value = json_text;
    return;
  }
  members_.push_back({name, json_text});
}

void Draft::set_text(std::string_view name, std::string json_text) {
  set(name, texts_.emplace_back(std::move(json_text)));
}

void Draft::set_at(const contract::Tokens& pointer, std::string json_text) {
  if (pointer.empty()) return;
  if (pointer.size() == 1) return set_text(pointer.front(), std::move(json_text));
  contract::RecordBuilder builder;
  if (auto top = find(pointer.front())) builder.set(pointer.front(), std::string(*top));
  builder.set_at(pointer, std::move(json_text));
  set_text(pointer.front(), std::string(*builder.find(pointer.front())));
}

contract::RecordPtr Draft::build() const {
  return std::make_shared<contract::Record>(contract::Record::of(members_));
}

}  // namespace mock
