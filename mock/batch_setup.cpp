#include <algorithm>

#include "mock/batch_run.h"

namespace mock {
namespace {

using contract::Expression;
using contract::Reference;
using contract::Tokens;

bool reads_record(const Expression& expression) {
  return std::any_of(expression.parts.begin(), expression.parts.end(), [](const auto& part) {
    return part.reference && part.reference->root == Reference::Root::record;
  });
}

bool reads_record(const contract::Template& node) {
  if (node.kind == contract::Template::Kind::literal) return false;
  if (node.kind == contract::Template::Kind::expression) return reads_record(node.expression);
  return true;  // an object or a form: rare, so taken to read it
}

std::vector<GeneratedField> resolve(const std::vector<contract::Generated>& fields,
                                    const contract::Scope& scope) {
  std::vector<GeneratedField> resolved;
  resolved.reserve(fields.size());
  for (const contract::Generated& field : fields)
    if (auto pointer = contract::evaluate_pointer(field.field, scope))
      resolved.push_back(
          {std::move(*pointer), &field.value, field.unless_supplied, reads_record(field.value)});
  return resolved;
}

Generation resolve(const contract::Collection& collection, const contract::Scope& scope) {
  Generation generation{
      resolve(collection.on_create, scope), resolve(collection.on_update, scope), {}};
  for (const auto& [pointer, fields] : collection.on_change)
    if (auto watched = contract::parse_pointer(pointer))
      generation.change.push_back({std::move(*watched), resolve(fields, scope)});
  return generation;
}

// A field that `create` leaves to the client is an ordinary member everywhere.
bool left_to_client(const Generation& generation, const Tokens& field) {
  return std::any_of(generation.create.begin(), generation.create.end(), [&](const auto& known) {
    return known.unless_supplied && known.field == field;
  });
}

void add_generated(FieldRules& rules, const Generation& generation,
                   const std::vector<GeneratedField>& fields) {
  for (const GeneratedField& field : fields) {
    rules.kept.add(field.field);
    if (!left_to_client(generation, field.field)) rules.withheld.add(field.field);
  }
}

FieldRules fields_of(const contract::Batch& batch, const Generation& generation) {
  FieldRules rules;
  for (const Tokens& pointer : batch.ignore) rules.withheld.add(pointer);
  if (batch.tombstone) rules.withheld.add(*batch.tombstone);
  for (const auto& [name, value] : batch.within) {
    rules.withheld.add({name});
    rules.kept.add({name});
  }
  add_generated(rules, generation, generation.create);
  add_generated(rules, generation, generation.update);
  for (const WatchedField& watched : generation.change)
    add_generated(rules, generation, watched.fields);
  return rules;
}

bool may_delete(const contract::Cell& cell) {
  return cell.then.verb == contract::Verb::remove ||
         (cell.condition && cell.otherwise.verb == contract::Verb::remove);
}

KeyLookup key_lookup(const contract::KeyMap& map, const BatchSetup& setup,
                     const contract::Scope& scope) {
  KeyLookup key;
  key.map = &map;
  key.fields = setup.fields;
  for (const contract::KeyMember& member : map) {
    Tokens field = contract::evaluate_pointer(member.field, scope).value_or(Tokens{});
    if (key.match.fields.empty() && !field.empty()) key.name = field.back();
    key.fields.withheld.add(field);
    key.fields.kept.add(field);
    key.match.fields.push_back(std::move(field));
    key.match.texts.emplace_back();
  }
  key.match.fields.insert(key.match.fields.end(), setup.within.match.fields.begin(),
                          setup.within.match.fields.end());
  key.match.texts.insert(key.match.texts.end(), setup.within.match.texts.begin(),
                         setup.within.match.texts.end());
  return key;
}

}  // namespace

BatchSetup::BatchSetup(const BatchInput& input, const contract::Scope& scope)
    : collection(input.behaviour.collections.at(input.batch.collection)),
      within(resolve_within(input.batch.within, scope)),
      generation(resolve(collection, scope)) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    cells[i] = contract::cell_for(input.batch, static_cast<contract::Situation>(i));
  fields = fields_of(input.batch, generation);
  for (const contract::KeyMap& map : input.batch.key) keys.push_back(key_lookup(map, *this, scope));
  sees.whole = false;
  for (const contract::BatchRule& rule : input.batch.rules) sees.add(rule.when.sees);
  names_records = may_delete(*cell(contract::Situation::unlisted));
}

}  // namespace mock
