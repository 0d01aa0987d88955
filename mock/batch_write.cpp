#include <utility>

#include "contract/render.h"
#include "mock/batch_run.h"

namespace mock {

using contract::Verb;

void BatchRun::act(ItemState& item, const contract::Action& action) {
  switch (action.verb) {
    case Verb::create:
      return create(item);
    case Verb::update:
    case Verb::replace:
      return change(item, action.verb);
    case Verb::remove:
      store_.erase(item.id);
      return succeed(item, Verb::remove, item.record);
    case Verb::fail:
      return fail(item, action.error);
    case Verb::reject:
      return reject(item.index, action.error, item.scope);
    default:
      return succeed(item, action.verb, item.record);
  }
}

void BatchRun::create(ItemState& item) {
  const std::size_t before = store_.savepoint();
  read_members(item);
  draft_.clear();
  draft_key(item, true);  // the key comes first
  members_.create(draft_, shape_.collection.defaults);
  draft_key(item, false);
  for (const auto& [name, value] : within_.values) draft_.set(name, value.text);
  generate(item, shape_.generation.create);
  contract::RecordPtr record = draft_.build();
  if (const std::string* error = taken(0, *record)) {
    store_.roll_back(before);  // the numbers it took
    return fail(item, *error);
  }
  const RecordId id = store_.create(record);
  if (shape_.names_records) named_.insert(id);
  keep_primary(id, *record);
  succeed(item, Verb::create, std::move(record));
}

void BatchRun::draft_key(const ItemState& item, bool top) {
  for (std::size_t i = 0; item.key && i < item.key->values.size(); ++i) {
    const contract::Tokens& field = item.key->match.fields[i];
    if ((field.size() == 1) == top) draft_.set_at(field, item.key->values[i].text);
  }
}

void BatchRun::change(ItemState& item, Verb verb) {
  const std::size_t before = store_.savepoint();
  draft(item, verb);
  generate(item, shape_.generation.update);
  generate_changes(item);
  contract::RecordPtr record = draft_.build();
  if (const std::string* error = taken(item.id, *record)) {
    store_.roll_back(before);
    return fail(item, *error);
  }
  store_.update(item.id, record);
  keep_primary(item.id, *record);
  succeed(item, verb, std::move(record));
}

bool BatchRun::draft(ItemState& item, Verb verb) {
  if (item.drafted == verb) return item.changes;
  read_members(item);
  draft_.clear();
  const FieldRules& fields = fields_of(item);
  item.changes = verb == Verb::update
                     ? members_.update(draft_, *item.record, fields)
                     : members_.replace(draft_, *item.record, fields, shape_.collection.defaults);
  item.drafted = verb;
  return item.changes;
}

void BatchRun::read_members(ItemState& item) {
  if (item.members_read) return;
  members_.read(input_.items[item.index], fields_of(item).withheld);
  item.members_read = true;
}

const FieldRules& BatchRun::fields_of(const ItemState& item) const {
  return item.key ? item.key->shape->fields : shape_.fields;
}

void BatchRun::generate(const ItemState& item, const std::vector<GeneratedField>& fields) {
  contract::Scope scope = item.scope;
  scope.generator = &generator_;
  contract::RecordPtr so_far;
  for (const GeneratedField& field : fields) {
    if (field.unless_supplied && supplied(item, field.field)) continue;
    if (field.reads_record) {
      so_far = draft_.build();
      scope.record = so_far.get();
    }
    if (field.value->kind == contract::Template::Kind::literal && field.field.size() == 1)
      draft_.set(field.field.front(), field.value->literal.text);
    else if (auto text = rendered(field, scope))
      draft_.set_at(field.field, std::move(*text));
  }
}

// A value with `$sequence` in it is made anew until no record of the partition has it.
std::optional<std::string> BatchRun::rendered(const GeneratedField& field,
                                              const contract::Scope& scope) {
  for (std::size_t tried = 0;; ++tried) {
    std::string text;
    generator_.counted = false;
    if (!contract::render(text, *field.value, scope, {})) return std::nullopt;
    if (!generator_.counted || tried > store_.size() || !used(field.field, text)) return text;
  }
}

bool BatchRun::used(const contract::Tokens& field, const std::string& json_text) const {
  return store_.find_few({{field}, {contract::plain_text(json_text)}}).count > 0;
}

// By the item, by its key or by the scope it is created in.
bool BatchRun::supplied(const ItemState& item, const contract::Tokens& field) const {
  if (members_.has(field)) return true;
  for (std::size_t i = 0; item.key && i < item.key->values.size(); ++i)
    if (item.key->match.fields[i] == field) return true;
  for (const auto& [name, value] : within_.values)
    if (field.size() == 1 && field.front() == name) return true;
  return false;
}

void BatchRun::generate_changes(const ItemState& item) {
  for (const WatchedField& watched : shape_.generation.change)
    if (changed(item, watched.pointer)) generate(item, watched.fields);
}

bool BatchRun::changed(const ItemState& item, const contract::Tokens& pointer) const {
  if (pointer.size() == 1) {
    auto before = item.record->find(pointer.front());
    auto after = draft_.find(pointer.front());
    if (!before || !after) return before.has_value() != after.has_value();
    return !contract::equal_text(*before, *after);
  }
  auto before = item.record->at(pointer);
  auto after = draft_.at(pointer);
  if (!before || !after) return before.has_value() != after.has_value();
  return !contract::equal_text(*before, *after);
}

}  // namespace mock
