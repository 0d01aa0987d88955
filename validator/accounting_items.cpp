#include "validator/accounting_items.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

#include "contract/expression_value.h"

namespace validator::accounting {

namespace {

using contract::Tokens;

std::string folded(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return contract::to_lower(text);
}

// contract::is_present, and its text: where it lies, or in `made`.
std::optional<std::string_view> present_text(const contract::JsonView& value, std::string& made) {
  switch (value.type()) {
    case contract::JsonType::string:
      if (value.string().empty()) return std::nullopt;
      return value.string();
    case contract::JsonType::number:
    case contract::JsonType::boolean:
      made = contract::to_json_text(value).text;
      return made;
    default:
      return std::nullopt;
  }
}

std::optional<std::string_view> present_text(const contract::Expression& expression,
                                             const contract::Scope& scope, std::string& made) {
  if (expression.alone) {
    const contract::Value value = contract::resolve(*expression.parts.front().reference, scope);
    if (const auto* view = std::get_if<contract::JsonView>(&value))
      return present_text(*view, made);
  }
  std::string json;
  if (!contract::append(json, expression, scope) || !contract::is_present(json))
    return std::nullopt;
  made = contract::plain_text(json);
  return made;
}

std::size_t hash_of(std::size_t map, const std::vector<std::string_view>& values) {
  std::size_t hash = map;
  for (const std::string_view value : values)
    hash = (hash + std::hash<std::string_view>{}(value)) * 0x9E3779B97F4A7C15U;
  return hash ^ hash >> 32;
}

}  // namespace

ItemKeys::ItemKeys(const contract::Batch& batch, const contract::Facts& facts,
                   const std::vector<contract::JsonView>& items, const std::vector<bool>& keyless) {
  contract::Scope scope{.facts = &facts};
  for (const contract::KeyMap& map : batch.key) {
    Map resolved;
    for (const contract::KeyMember& member : map)
      resolved.fields.push_back(contract::evaluate_pointer(member.field, scope).value_or(Tokens{}));
    if (!resolved.fields.empty() && !resolved.fields.front().empty())
      resolved.name = resolved.fields.front().back();
    maps_.push_back(std::move(resolved));
  }
  group_of_.resize(items.size());
  groups_.reserve(items.size());
  std::size_t most_fields = 0;
  for (const Map& map : maps_) most_fields = std::max(most_fields, map.fields.size());
  values_.reserve(items.size() * most_fields);
  slots_.resize(std::bit_ceil(items.size() * 2 + 1));
  Values values;
  for (std::size_t i = 0; i < items.size(); ++i) {
    scope.item = items[i];
    std::optional<std::size_t> map;
    const bool has_key = keyless.empty() || !keyless[i];
    for (std::size_t m = 0; has_key && m < maps_.size() && !map; ++m)
      if (key_values(batch, m, scope, values)) map = m;
    add(map, values, i);
  }
  list_items();
}

// Whether the item has all values of the map.
bool ItemKeys::key_values(const contract::Batch& batch, std::size_t map,
                          const contract::Scope& scope, Values& values) {
  values.clear();
  for (std::size_t i = 0; i < maps_[map].fields.size(); ++i) {
    if (maps_[map].fields[i].empty()) return false;
    std::string made;
    const auto text = present_text(batch.key[map][i].value, scope, made);
    if (!text) return false;
    const bool lies = text->data() != made.data();
    values.push_back(lies ? *text : made_.emplace_back(std::move(made)));
  }
  return true;
}

// Where the group with these values is in `slots_`, or would be.
std::size_t ItemKeys::slot_of(std::size_t map, const Values& values) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash_of(map, values) & mask;; at = (at + 1) & mask) {
    if (slots_[at] == 0) return at;
    const ItemGroup& group = groups_[slots_[at] - 1];
    if (group.map == map && std::ranges::equal(group.values, values)) return at;
  }
}

void ItemKeys::add(std::optional<std::size_t> map, const Values& values, std::size_t item) {
  std::uint32_t* slot = map ? &slots_[slot_of(*map, values)] : nullptr;
  const bool is_new = slot ? *slot == 0 : !keyless_;
  if (is_new && slot) {
    const auto own = values_.insert(values_.end(), values.begin(), values.end());
    groups_.push_back({map, {own, values.size()}, {}});
    *slot = static_cast<std::uint32_t>(groups_.size());
    maps_[*map].used = true;
  } else if (is_new) {
    keyless_ = groups_.size();
    groups_.push_back({});
  }
  group_of_[item] = slot ? *slot - 1 : *keyless_;
}

void ItemKeys::list_items() {
  std::vector<std::size_t> ends(groups_.size());
  for (const std::size_t group : group_of_) ++ends[group];
  by_group_.resize(group_of_.size());
  std::size_t begin = 0;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    groups_[group].items = {by_group_.data() + begin, ends[group]};
    begin += std::exchange(ends[group], begin);
  }
  for (std::size_t item = 0; item < group_of_.size(); ++item)
    by_group_[ends[group_of_[item]]++] = item;
}

std::optional<std::string_view> ItemKeys::key_of(std::size_t item) const {
  const ItemGroup& group = groups_[group_of_[item]];
  if (!group.map) return std::nullopt;
  return group.values.front();
}

const std::string& ItemKeys::key_name_of(std::size_t item) const {
  static const std::string none;
  if (maps_.empty()) return none;
  return maps_[groups_[group_of_[item]].map.value_or(0)].name;
}

bool ItemKeys::knows_name(std::string_view name) const {
  return std::any_of(maps_.begin(), maps_.end(), [&](const Map& map) { return map.name == name; });
}

std::vector<std::size_t> ItemKeys::named(std::string_view key) const {
  if (by_key_.empty())
    for (std::size_t group = 0; group < groups_.size(); ++group)
      if (groups_[group].map) by_key_[groups_[group].values.front()].push_back(group);
  std::vector<std::size_t> found;
  if (const auto known = by_key_.find(key); known != by_key_.end()) found = known->second;
  if (key.empty() && keyless_) found.push_back(*keyless_);
  return found;
}

bool ItemKeys::nearly_known(std::string_view text) const {
  if (folded_.empty())
    for (const ItemGroup& group : groups_)
      for (const std::string_view value : group.values) folded_.insert(folded(value));
  return folded_.contains(folded(text));
}

// The group whose key of this map the element shows.
std::optional<std::size_t> ItemKeys::group_with(std::size_t map, const Element& element,
                                                const contract::Facts& facts) const {
  const std::vector<Tokens>& fields = maps_[map].fields;
  wanted_.clear();
  if (texts_.size() < fields.size()) texts_.resize(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto value = shown_field(element.bound, fields[i], facts, texts_[i]);
    if (!value) return std::nullopt;
    wanted_.push_back(*value);
  }
  const std::uint32_t known = slots_[slot_of(map, wanted_)];
  if (known == 0) return std::nullopt;
  return known - 1;
}

ItemKeys::Found ItemKeys::by_record(const Element& element, const contract::Facts& facts) const {
  Found found;
  for (std::size_t m = 0; m < maps_.size(); ++m) {
    if (!maps_[m].used) continue;
    const auto group = group_with(m, element, facts);
    if (group && found.group) return {};  // one record, two keys: either item may be meant
    if (group) found.group = group;
  }
  return found.group ? found : unmatched(element, facts);
}

// What an element tells whose record no group has the key of.
ItemKeys::Found ItemKeys::unmatched(const Element& element, const contract::Facts& facts) const {
  Found found;
  bool open = keyless_.has_value();
  std::string made;
  for (const Map& map : maps_) {
    if (!map.used) continue;
    for (const Tokens& field : map.fields) {
      const auto value = shown_field(element.bound, field, facts, made);
      open = open || !value || nearly_known(*value);
      if (value && found.key.empty()) found.key = *value;
    }
  }
  found.foreign = !open && !found.key.empty();
  return found;
}

bool ItemKeys::may_be(const Element& element, std::size_t item,
                      const contract::Facts& facts) const {
  const ItemGroup& group = groups_[group_of_[item]];
  if (!group.map) return true;
  const std::vector<Tokens>& fields = maps_[*group.map].fields;
  std::string made;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto value = shown_field(element.bound, fields[i], facts, made);
    if (value && *value != group.values[i] && folded(*value) != folded(group.values[i]))
      return false;
  }
  return true;
}

namespace {

// How many tokens of `field` the reference's pointer has; nothing when it points elsewhere.
std::optional<std::size_t> shared_tokens(const contract::Reference& reference, const Tokens& field,
                                         const contract::Facts& facts) {
  if (reference.pointer.size() > field.size()) return std::nullopt;
  for (std::size_t i = 0; i < reference.pointer.size(); ++i)
    if (contract::evaluate_text(reference.pointer[i], {.facts = &facts}) != field[i])
      return std::nullopt;
  return reference.pointer.size();
}

}  // namespace

std::optional<std::string_view> shown_field(const std::vector<Bound>& bound, const Tokens& field,
                                            const contract::Facts& facts, std::string& made) {
  for (const Bound& each : bound) {
    if (each.reference && each.reference->root != contract::Reference::Root::record) continue;
    const auto known = each.reference ? shared_tokens(*each.reference, field, facts) : 0;
    if (!known) continue;
    if (!each.value) {
      if (*known == field.size() && !each.text.empty()) return each.text;
      continue;
    }
    std::optional<contract::JsonView> value = each.value;
    for (std::size_t i = *known; i < field.size() && value; ++i)
      value = contract::step(*value, field[i]);
    if (!value) continue;
    if (const auto text = present_text(*value, made)) return text;
  }
  return std::nullopt;
}

}  // namespace validator::accounting
