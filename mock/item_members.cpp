#include "mock/item_members.h"

#include <algorithm>

#include "mock/same_text.h"

namespace mock {
namespace {

using contract::MemberView;

const contract::JsonText* default_of(const Defaults& defaults, std::string_view name) {
  for (const auto& [known, value] : defaults)
    if (known == name) return &value;
  return nullptr;
}

void append_defaults(Draft& draft, const Defaults& defaults) {
  for (const auto& [name, value] : defaults)
    if (!draft.find(name)) draft.append({name, value.text});
}

// Fields inside a member that was replaced whole keep the record's value.
void restore_nested(Draft& draft, const contract::Record& record, const FieldSet& kept,
                    const ItemMembers& item) {
  for (const contract::Tokens& pointer : kept.nested) {
    auto value = record.at(pointer);
    if (value && !item.has(pointer)) draft.set_at(pointer, std::move(*value));
  }
}

}  // namespace

void FieldSet::add(const contract::Tokens& pointer) {
  if (pointer.size() == 1)
    top.push_back(pointer.front());
  else if (!pointer.empty())
    nested.push_back(pointer);
}

bool FieldSet::has(std::string_view name) const {
  return std::any_of(top.begin(), top.end(),
                     [&](const std::string& known) { return same_name(known, name); });
}

Unchanged::Place& Unchanged::place_of(std::size_t position, std::string_view name,
                                      const FieldSet& withheld) {
  if (position >= places_.size()) places_.resize(position + 8);
  Place& place = places_[position];
  if (name.empty() || !same_name(place.name, name)) place = {name, withheld.has(name), position};
  return place;
}

bool Unchanged::plainly(const contract::JsonView& item, const contract::Record& record,
                        const FieldSet& withheld) {
  if (!withheld.nested.empty()) return false;
  if (withheld_ != &withheld) places_.clear();
  withheld_ = &withheld;
  std::size_t position = 0;
  return item.visit([&](const auto& view) {
    return view.each_member([&](std::string_view name, const auto& value) {
      Place& place = place_of(position++, name, withheld);
      if (place.withheld) return true;
      if (place.at >= record.size() || !same_name(record.name(place.at), name)) {
        place.at = 0;
        while (place.at < record.size() && record.name(place.at) != name) ++place.at;
        if (place.at == record.size()) return false;
      }
      return plainly_same(value, record.value(place.at));
    });
  });
}

void ItemMembers::read(const contract::JsonView& item, const FieldSet& withheld) {
  text_.clear();
  members_.clear();
  places_.clear();
  next_ = 0;
  item.each_member([&](std::string_view name, const contract::JsonView& value) {
    if (withheld.has(name)) return true;
    const std::size_t begin = text_.size();
    contract::append_json(text_, value);
    members_.push_back({name, {}});
    places_.emplace_back(begin, text_.size() - begin);
    return true;
  });
  if (!withheld.nested.empty()) strip(withheld);
  for (std::size_t i = 0; i < members_.size(); ++i)
    members_[i].value = std::string_view(text_).substr(places_[i].first, places_[i].second);
}

void ItemMembers::strip(const FieldSet& withheld) {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    contract::RecordBuilder member;
    member.set(members_[i].name, text_.substr(places_[i].first, places_[i].second));
    for (const contract::Tokens& pointer : withheld.nested)
      if (pointer.front() == members_[i].name) member.remove_at(pointer);
    const std::string_view text = *member.find(members_[i].name);
    places_[i] = {text_.size(), text.size()};
    text_ += text;
  }
}

// Items mostly have their members in the order of the record.
std::size_t ItemMembers::position(std::string_view name) const {
  const std::size_t count = members_.size();
  for (std::size_t tried = 0; tried < count; ++tried) {
    if (next_ >= count) next_ = 0;
    const std::size_t at = next_++;
    if (members_[at].name == name) return at;
  }
  return count;
}

const MemberView* ItemMembers::find(std::string_view name) const {
  const std::size_t at = position(name);
  return at < members_.size() ? &members_[at] : nullptr;
}

bool ItemMembers::has(const contract::Tokens& pointer) const {
  if (pointer.empty()) return false;
  const MemberView* top = find(pointer.front());
  if (!top || pointer.size() == 1) return top != nullptr;
  return contract::Record::of({top, 1}).at(pointer).has_value();
}

void ItemMembers::create(Draft& draft, const Defaults& defaults) const {
  for (const MemberView& member : members_) draft.append(member);
  append_defaults(draft, defaults);
}

bool ItemMembers::update(Draft& draft, const contract::Record& record,
                         const FieldRules& rules) const {
  bool changed = false;
  used_.assign(members_.size(), 0);
  for (std::size_t i = 0; i < record.size(); ++i) {
    const std::size_t at = position(record.name(i));
    if (at == members_.size()) {
      draft.append({record.name(i), record.value(i)});
      continue;
    }
    used_[at] = 1;
    changed = changed || !contract::equal_text(members_[at].value, record.value(i));
    draft.append({record.name(i), members_[at].value});
  }
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (used_[i]) continue;
    changed = true;
    draft.append(members_[i]);
  }
  if (rules.kept.nested.empty()) return changed;
  restore_nested(draft, record, rules.kept, *this);
  return changed && !draft.build()->same_as(record);
}

bool ItemMembers::replace(Draft& draft, const contract::Record& record, const FieldRules& rules,
                          const Defaults& defaults) const {
  for (std::size_t i = 0; i < record.size(); ++i) {
    const std::string_view name = record.name(i);
    if (const MemberView* member = find(name))
      draft.append(*member);
    else if (rules.kept.has(name))
      draft.append({name, record.value(i)});
    else if (const contract::JsonText* value = default_of(defaults, name))
      draft.append({name, value->text});
  }
  for (const MemberView& member : members_)
    if (!draft.find(member.name)) draft.append(member);
  append_defaults(draft, defaults);
  restore_nested(draft, record, rules.kept, *this);
  return !draft.build()->same_as(record);
}

}  // namespace mock
