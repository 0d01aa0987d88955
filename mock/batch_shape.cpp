#include "mock/batch_shape.h"

#include <algorithm>

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

KeyShape key_shape(const contract::KeyMap& map, const contract::Batch& batch,
                   const BatchShape& shape, const contract::Scope& scope) {
  KeyShape key;
  key.map = &map;
  key.fields = shape.fields;
  for (const contract::KeyMember& member : map) {
    Tokens field = contract::evaluate_pointer(member.field, scope).value_or(Tokens{});
    if (key.searched.fields.empty() && !field.empty()) key.name = field.back();
    key.fields.withheld.add(field);
    key.fields.kept.add(field);
    key.searched.fields.push_back(std::move(field));
  }
  for (const Tokens& field : batch.fixed)
    if (field.empty() || key.fields.withheld.has(field.front())) key.fixed_is_stored = false;
  for (const auto& [name, value] : batch.within) key.searched.fields.push_back({name});
  return key;
}

bool all_literal(const std::vector<contract::Generated>& fields) {
  return std::all_of(fields.begin(), fields.end(),
                     [](const contract::Generated& each) { return each.field.is_literal(); });
}

bool needs_request(const contract::Behaviour& behaviour, const contract::Batch& batch) {
  for (const contract::KeyMap& map : batch.key)
    for (const contract::KeyMember& member : map)
      if (!member.field.is_literal()) return true;
  const contract::Collection& collection = behaviour.collections.at(batch.collection);
  for (const auto& [pointer, fields] : collection.on_change)
    if (!all_literal(fields)) return true;
  return !all_literal(collection.on_create) || !all_literal(collection.on_update);
}

std::string word_for(const contract::Batch& batch, contract::Verb verb) {
  const auto word = batch.actions.find(verb);
  return word != batch.actions.end() ? word->second : std::string(contract::to_string(verb));
}

}  // namespace

BatchShape::BatchShape(const contract::Behaviour& behaviour, const contract::Batch& batch,
                       const contract::Scope& scope)
    : collection(behaviour.collections.at(batch.collection)),
      generation(resolve(collection, scope)) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    cells[i] = contract::cell_for(batch, static_cast<contract::Situation>(i));
  fields = fields_of(batch, generation);
  for (const contract::KeyMap& map : batch.key) keys.push_back(key_shape(map, batch, *this, scope));
  sees.whole = false;
  for (const contract::BatchRule& rule : batch.rules) sees.add(rule.when.sees);
  names_records = may_delete(*cell(contract::Situation::unlisted));
  for (std::size_t i = 0; i < action_words.size(); ++i)
    action_words[i] = word_for(batch, static_cast<contract::Verb>(i));
}

BatchShapes::BatchShapes(const contract::Behaviour& behaviour) {
  for (const auto& [operation, plans] : behaviour.operations)
    for (const contract::Plan& plan : plans) {
      const auto* batch = std::get_if<contract::Batch>(&plan.does);
      if (batch && !needs_request(behaviour, *batch))
        shapes_.emplace(batch, std::make_unique<BatchShape>(behaviour, *batch, contract::Scope()));
    }
}

const BatchShape* BatchShapes::find(const contract::Batch& batch) const {
  const auto found = shapes_.find(&batch);
  return found == shapes_.end() ? nullptr : found->second.get();
}

}  // namespace mock
