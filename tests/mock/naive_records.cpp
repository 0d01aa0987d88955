#include "tests/mock/naive_records.h"

#include <set>

namespace naive {

namespace {

bool is_supplied_kind(const json& value) { return value.is_object() && value.contains("unless"); }

// pointer → whether the client may supply it
std::vector<std::pair<std::string, bool>> generated_fields(const json& collection) {
  std::vector<std::pair<std::string, bool>> fields;
  const json generate = collection.value("generate", json::object());
  const auto add = [&](const json& group) {
    for (const auto& [field, value] : group.items())
      fields.emplace_back(pointer_of(field), is_supplied_kind(value));
  };
  add(generate.value("create", json::object()));
  add(generate.value("update", json::object()));
  const json change = generate.value("change", json::object());
  for (const auto& watched : change.items()) add(watched.value());
  return fields;
}

std::vector<std::string> within_fields(const json& batch) {
  std::vector<std::string> fields;
  const json within = batch.value("within", json::object());
  for (const auto& member : within.items()) fields.push_back(pointer_of(member.key()));
  return fields;
}

json stored(const Shape& shape, const json& item, const Key& key) {
  json kept = item.is_object() ? item : json::object();
  for (const json& pointer : shape.batch.value("ignore", json::array())) remove_at(kept, pointer);
  if (shape.batch.contains("tombstone")) remove_at(kept, shape.batch["tombstone"]);
  for (const auto& [field, suppliable] : generated_fields(shape.collection))
    if (!suppliable) remove_at(kept, field);
  for (const std::string& field : within_fields(shape.batch)) remove_at(kept, field);
  for (const auto& [field, value] : key.members) remove_at(kept, field);
  return kept;
}

void lay(json& record, const json& members) {
  for (const auto& [name, value] : members.items()) record[name] = value;
}

void generate(const Shape& shape, json& record, const json& fields) {
  for (const auto& [field, declared] : fields.items()) {
    const json value = is_supplied_kind(declared) ? declared["value"] : declared;
    const std::string pointer = pointer_of(field);
    set_at(record, pointer,
           value == "$sequence" ? json(shape.next_number(pointer))
                                : evaluate(value, shape.environment).value_or(json()));
  }
}

// The server's fields, the key and the scope stay what they were.
void keep_own(const Shape& shape, json& fresh, const json& kept, const Key& key, const json& old) {
  std::set<std::string> own;
  for (const auto& [field, suppliable] : generated_fields(shape.collection))
    if (!suppliable || !at(kept, field)) own.insert(field);
  for (const std::string& field : within_fields(shape.batch)) own.insert(field);
  for (const auto& [field, value] : key.members) own.insert(field);
  for (const std::string& field : own)
    if (const auto value = at(old, field)) set_at(fresh, field, *value);
}

}  // namespace

bool Key::operator==(const Key& other) const {
  if (map != other.map || members.size() != other.members.size()) return false;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (text_of(members[i].second) != text_of(other.members[i].second)) return false;
  return true;
}

std::string pointer_of(const std::string& field) {
  return field.starts_with('/') ? field : "/" + field;
}

json created(const Shape& shape, const json& item, const Key& key) {
  json record = shape.collection.value("defaults", json::object());
  const json kept = stored(shape, item, key);
  lay(record, kept);
  json supplied = kept;
  for (const auto& [field, value] : key.members) {
    set_at(record, field, value);
    set_at(supplied, field, value);
  }
  const json within = shape.batch.value("within", json::object());
  for (const auto& [field, expression] : within.items())
    if (const auto value = evaluate(expression, shape.environment)) {
      set_at(record, pointer_of(field), *value);
      set_at(supplied, pointer_of(field), *value);
    }
  json fields = shape.collection.value("generate", json::object()).value("create", json::object());
  for (auto field = fields.begin(); field != fields.end();) {
    const bool has_own = is_supplied_kind(*field) && at(supplied, pointer_of(field.key()));
    field = has_own ? fields.erase(field) : std::next(field);
  }
  generate(shape, record, fields);
  return record;
}

json updated(const Shape& shape, const json& item, const Key& key, const json& old) {
  json fresh = old;
  const json kept = stored(shape, item, key);
  lay(fresh, kept);
  keep_own(shape, fresh, kept, key, old);
  return fresh;
}

json replaced(const Shape& shape, const json& item, const Key& key, const json& old) {
  json fresh = shape.collection.value("defaults", json::object());
  const json kept = stored(shape, item, key);
  lay(fresh, kept);
  keep_own(shape, fresh, kept, key, old);
  return fresh;
}

json touched(const Shape& shape, const json& fresh, const json& old) {
  json record = fresh;
  const json rules = shape.collection.value("generate", json::object());
  generate(shape, record, rules.value("update", json::object()));
  const json change = rules.value("change", json::object());
  for (const auto& [watched, fields] : change.items())
    if (at(record, pointer_of(watched)) != at(old, pointer_of(watched)))
      generate(shape, record, fields);
  return record;
}

}  // namespace naive
