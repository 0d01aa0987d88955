#include "mock/batch_run.h"

namespace mock {
namespace {

// Absent and null count as empty text.
std::string group_text(const contract::Record& record, const std::string& field) {
  auto value = record.find(field);
  return value && *value != "null" ? contract::plain_text(*value) : "";
}

bool same_group(const contract::Record& a, const contract::Record& b,
                const std::vector<std::string>& fields) {
  for (const std::string& field : fields)
    if (group_text(a, field) != group_text(b, field)) return false;
  return true;
}

// The values of `fields`; nothing when one is not present.
std::optional<Match> values_of(const contract::Record& record,
                               const std::vector<contract::Tokens>& fields) {
  Match match{fields, {}};
  for (const contract::Tokens& field : fields) {
    auto value = record.at(field);
    if (!value || !is_present(*value)) return std::nullopt;
    match.texts.push_back(contract::plain_text(*value));
  }
  return match;
}

}  // namespace

const std::string* BatchRun::taken(RecordId id, const contract::Record& record) const {
  for (const contract::Unique& unique : shape_.collection.unique) {
    auto match = values_of(record, unique.fields);
    if (!match) continue;
    const Staged::Few few = store_.find_few(*match);
    if (few.count > 1 || (few.count == 1 && few.id != id)) return &unique.error;
  }
  return nullptr;
}

// At most one record of a group has the primary field true: the one written last.
void BatchRun::keep_primary(RecordId id, const contract::Record& record) {
  if (!batch_.primary) return;
  const contract::Batch::Primary& primary = *batch_.primary;
  if (record.find(primary.field) != "true") return;
  Match match{{{primary.field}}, {"true"}};
  for (const std::string& field : primary.per) {
    auto value = record.find(field);
    if (!value || !is_present(*value)) continue;  // an index holds no such values
    std::string text = contract::plain_text(*value);
    match.fields.push_back({field});
    match.texts.push_back(std::move(text));
  }
  for (RecordId other : store_.find(match)) {
    if (other == id) continue;
    contract::RecordPtr rival = store_.find(other);
    if (rival->find(primary.field) != "true" || !same_group(*rival, record, primary.per)) continue;
    contract::RecordBuilder builder(*rival);
    builder.set(primary.field, "false");
    store_.update(other, std::make_shared<contract::Record>(builder.build()));
  }
}

}  // namespace mock
