#include "validator/accounting_items.h"

#include <algorithm>

#include "contract/expression.h"

namespace validator::accounting {

namespace {

using contract::Tokens;

// Texts joined so that no two lists of them look alike.
void append_part(std::string& joined, std::string_view text) {
  joined += std::to_string(text.size());
  joined += ' ';
  joined += text;
}

std::string folded(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return contract::to_lower(text);
}

std::optional<std::string> scalar(const std::optional<contract::JsonView>& value) {
  if (!value || !contract::is_present(contract::to_json_text(*value).text)) return std::nullopt;
  return text_of(*value);
}

}  // namespace

ItemKeys::ItemKeys(const contract::Batch& batch, const contract::Facts& facts,
                   const std::vector<contract::JsonView>& items, const std::vector<bool>& keyless) {
  const contract::Scope scope{.facts = &facts};
  for (const contract::KeyMap& map : batch.key) {
    Map resolved;
    for (const contract::KeyMember& member : map)
      resolved.fields.push_back(contract::evaluate_pointer(member.field, scope).value_or(Tokens{}));
    if (!resolved.fields.empty() && !resolved.fields.front().empty())
      resolved.name = resolved.fields.front().back();
    maps_.push_back(std::move(resolved));
  }
  group_of_.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    contract::Scope inner = scope;
    inner.item = items[i];
    ItemGroup group;
    std::optional<std::string> text;
    const bool has_key = keyless.empty() || !keyless[i];
    for (std::size_t m = 0; has_key && m < maps_.size() && !text; ++m)
      text = key_values(batch, m, inner, group);
    add(std::move(group), text.value_or(""), i);
  }
}

// The joined values of the map, when the item has them all.
std::optional<std::string> ItemKeys::key_values(const contract::Batch& batch, std::size_t map,
                                                const contract::Scope& scope,
                                                ItemGroup& group) const {
  std::string joined = std::to_string(map) + ":";
  std::string json;
  group.values.clear();
  for (std::size_t i = 0; i < maps_[map].fields.size(); ++i) {
    json.clear();
    if (maps_[map].fields[i].empty()) return std::nullopt;
    if (!contract::append(json, batch.key[map][i].value, scope) || !contract::is_present(json))
      return std::nullopt;
    group.values.push_back(contract::plain_text(json));
    append_part(joined, group.values.back());
  }
  group.map = map;
  return joined;
}

void ItemKeys::add(ItemGroup group, const std::string& text, std::size_t item) {
  const auto [known, is_new] = by_values_.try_emplace(text, groups_.size());
  group_of_[item] = known->second;
  if (is_new) {
    if (group.map) {
      by_key_[group.values.front()].push_back(groups_.size());
      maps_[*group.map].used = true;
      for (const std::string& value : group.values) folded_.insert(folded(value));
    } else {
      keyless_ = groups_.size();
      group.values.clear();
    }
    groups_.push_back(std::move(group));
  }
  groups_[known->second].items.push_back(item);
}

std::optional<std::string> ItemKeys::key_of(std::size_t item) const {
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

std::vector<std::size_t> ItemKeys::named(const std::optional<std::string>& key) const {
  std::vector<std::size_t> found;
  if (key)
    if (const auto known = by_key_.find(*key); known != by_key_.end()) found = known->second;
  // A member's name cannot be left out: a key that is not there is the empty name.
  if ((!key || key->empty()) && keyless_) found.push_back(*keyless_);
  return found;
}

bool ItemKeys::nearly_known(std::string_view text) const { return folded_.contains(folded(text)); }

ItemKeys::Found ItemKeys::by_record(const Element& element, const contract::Facts& facts) const {
  Found found;
  bool open = keyless_.has_value();
  for (std::size_t m = 0; m < maps_.size(); ++m) {
    if (!maps_[m].used) continue;
    std::string joined = std::to_string(m) + ":";
    bool all = true;
    for (const Tokens& field : maps_[m].fields) {
      const auto value = shown_field(element.bound, field, facts);
      all = all && value;
      if (!value) continue;
      append_part(joined, *value);
      if (found.key.empty()) found.key = *value;
      open = open || nearly_known(*value);
    }
    if (!all) {
      open = true;
      continue;
    }
    const auto known = by_values_.find(joined);
    if (known == by_values_.end()) continue;
    if (found.group) return {};  // one record, two keys: either item may be meant
    found.group = known->second;
  }
  found.foreign = !found.group && !open && !found.key.empty();
  return found;
}

bool ItemKeys::may_be(const Element& element, std::size_t item,
                      const contract::Facts& facts) const {
  const ItemGroup& group = groups_[group_of_[item]];
  if (!group.map) return true;
  const std::vector<Tokens>& fields = maps_[*group.map].fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto value = shown_field(element.bound, fields[i], facts);
    if (value && *value != group.values[i] && folded(*value) != folded(group.values[i]))
      return false;
  }
  return true;
}

std::optional<std::string> shown_field(const std::vector<Bound>& bound, const Tokens& field,
                                       const contract::Facts& facts) {
  for (const Bound& each : bound) {
    if (each.reference && each.reference->root != contract::Reference::Root::record) continue;
    Tokens place;
    if (each.reference)
      for (const contract::Expression& token : each.reference->pointer)
        place.push_back(contract::evaluate_text(token, {.facts = &facts}));
    if (place.size() > field.size() || !std::equal(place.begin(), place.end(), field.begin()))
      continue;
    if (!each.value) {
      if (place.size() == field.size() && !each.text.empty()) return std::string(each.text);
      continue;
    }
    const Tokens rest(field.begin() + static_cast<std::ptrdiff_t>(place.size()), field.end());
    if (auto value = scalar(contract::find_at(*each.value, rest))) return value;
  }
  return std::nullopt;
}

}  // namespace validator::accounting
