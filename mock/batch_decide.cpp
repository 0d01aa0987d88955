#include <algorithm>

#include "mock/batch_run.h"
#include "mock/same_text.h"

namespace mock {
namespace {

using contract::Expression;
using contract::Reference;
using contract::Situation;
using contract::Tokens;
using contract::Verb;

// The member of the item that a key expression reads; nothing when it reads something else.
std::optional<Tokens> item_pointer(const Expression& value, const contract::Scope& scope) {
  if (!value.alone || value.parts.front().reference->root != Reference::Root::item)
    return std::nullopt;
  Tokens tokens;
  for (const Expression& token : value.parts.front().reference->pointer)
    tokens.push_back(contract::evaluate_text(token, scope));
  return tokens;
}

// The pointer, inside the item, of the member that is missing.
std::optional<Tokens> missing_member(const contract::Violation& violation, std::string_view item) {
  if (violation.keyword != "required" || !contract::is_below(violation.pointer, item))
    return std::nullopt;
  auto tokens = contract::parse_pointer(violation.pointer.substr(item.size()));
  if (tokens) tokens->push_back(violation.property);
  return tokens;
}

bool is_prefix(const Tokens& prefix, const Tokens& tokens) {
  return prefix.size() <= tokens.size() && std::equal(prefix.begin(), prefix.end(), tokens.begin());
}

}  // namespace

// All its violations say that a member of its key is missing, and the batch knows what to do then.
bool BatchRun::keyless_by_schema(std::size_t index) const {
  if (!batch_.decide.contains(Situation::keyless)) return false;
  std::vector<Tokens> key_members;
  contract::Scope scope = scope_;
  scope.item = input_.items[index];
  for (const contract::KeyMap& map : batch_.key)
    for (const contract::KeyMember& member : map)
      if (auto pointer = item_pointer(member.value, scope))
        key_members.push_back(std::move(*pointer));
  const std::string item = batch_.items_pointer + "/" + std::to_string(index);
  const contract::Violations& violations = input_.violations[index];
  return std::all_of(violations.begin(), violations.end(), [&](const auto& violation) {
    auto missing = missing_member(violation, item);
    return missing && std::any_of(key_members.begin(), key_members.end(),
                                  [&](const Tokens& key) { return is_prefix(*missing, key); });
  });
}

bool BatchRun::is_invalid(std::size_t index) const {
  return index < input_.violations.size() && !input_.violations[index].empty();
}

Situation BatchRun::situation_of(ItemState& item) {
  if (is_invalid(item.index) && !item.keyless) return Situation::invalid;
  if (item.repeated) return Situation::duplicate;
  if (!item.key) return Situation::keyless;
  if (item.found > 1 && !item.record) return Situation::ambiguous;
  if (batch_.tombstone) {
    auto mark = contract::find_at(input_.items[item.index], *batch_.tombstone);
    if (mark && contract::truthy(contract::to_json_text(*mark).text))
      return item.record ? Situation::tombstone : Situation::absent_tombstone;
  }
  return item.record ? existing(item) : Situation::missing;
}

Situation BatchRun::existing(ItemState& item) {
  if (shape_.cell(Situation::unchanged) && plainly_unchanged(item)) return Situation::unchanged;
  if (shape_.cell(Situation::conflict) && conflicts(item)) return Situation::conflict;
  if (shape_.cell(Situation::unchanged) && changes_nothing(item)) return Situation::unchanged;
  return Situation::exists;
}

bool BatchRun::conflicts(const ItemState& item) const {
  return std::any_of(batch_.fixed.begin(), batch_.fixed.end(), [&](const Tokens& field) {
    auto wanted = contract::find_at(input_.items[item.index], field);
    if (!wanted) return false;
    if (field.size() == 1) {
      const auto stored = item.record->find(field.front());
      return !stored || !same_value(*wanted, *stored);
    }
    const auto stored = item.record->at(field);
    return !stored || !same_value(*wanted, *stored);
  });
}

// Then it conflicts with nothing either: what it has of the fixed fields is as stored.
bool BatchRun::plainly_unchanged(const ItemState& item) {
  if (action_in(Situation::exists, item.scope).verb != Verb::update) return false;
  return item.key && item.key->shape->fixed_is_stored &&
         unchanged_.plainly(input_.items[item.index], *item.record, fields_of(item).withheld);
}

bool BatchRun::changes_nothing(ItemState& item) {
  const Verb verb = action_in(Situation::exists, item.scope).verb;
  if (verb != Verb::update && verb != Verb::replace) return false;
  return !draft(item, verb);
}

contract::Action BatchRun::action_in(Situation situation, const contract::Scope& scope) const {
  const contract::Cell& cell = *shape_.cell(situation);
  if (!cell.condition) return cell.then;
  auto value = contract::evaluate(*cell.condition, scope);
  return value && contract::truthy(value->text) ? cell.then : cell.otherwise;
}

}  // namespace mock
