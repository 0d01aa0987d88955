#include <utility>

#include "contract/expression_value.h"
#include "mock/batch_run.h"

namespace mock {

// Finds the item's key and the record it names; fills in what the result says about the key.
void BatchRun::look_up(ItemState& item) {
  for (KeyLookup& key : keys_) {
    if (item.keyless || !complete(item, key)) continue;
    item.key = &key;
    find_record(item, key);
    break;
  }
  describe_key(item);
  remember_key(item);
}

namespace {

// A present value as JSON text and as plain text; false when there is none.
bool read_value(const contract::Expression& value, const contract::Scope& scope, std::string& json,
                std::string& plain) {
  json.clear();
  if (value.alone) {
    const contract::Value found = contract::resolve(*value.parts.front().reference, scope);
    const auto* view = std::get_if<contract::JsonView>(&found);
    if (view && view->type() == contract::JsonType::string) {
      plain = view->string();
      contract::append_quoted(json, plain);
      return !plain.empty();
    }
    if (!contract::append_value(json, found)) return false;
  } else if (!contract::append(json, value, scope)) {
    return false;
  }
  if (!is_present(json)) return false;
  std::string buffer;
  plain = plain_view(json, buffer);
  return true;
}

}  // namespace

// The values of this map, when the item has them all.
bool BatchRun::complete(ItemState& item, KeyLookup& key) {
  const contract::KeyMap& map = *key.shape->map;
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (key.match.fields[i].empty()) return false;  // the request names no field
    if (!read_value(map[i].value, item.scope, key.values[i].text, key.match.texts[i])) return false;
  }
  return true;
}

void BatchRun::find_record(ItemState& item, KeyLookup& key) {
  if (within_.sees_nothing) return;
  const Staged::Few few = store_.find_few(key.match);
  item.found = few.count;
  item.id = few.id;
  const bool told_apart = shape_.cell(contract::Situation::ambiguous) != nullptr;
  if (few.count > 1) {
    const std::vector<RecordId> all = store_.find(key.match);
    if (shape_.names_records) named_.insert(all.begin(), all.end());
    item.id = all.front();  // the oldest is the one where ambiguity cannot arise
  }
  if (few.count == 0 || (few.count > 1 && told_apart)) return;
  if (shape_.names_records) named_.insert(item.id);
  item.record = store_.find(item.id);
  item.scope.record = item.record.get();
}

void BatchRun::remember_key(ItemState& item) {
  if (!item.key || !shape_.cell(contract::Situation::duplicate)) return;
  std::string key = std::to_string(item.key - keys_.data());
  for (std::size_t i = 0; i < item.key->values.size(); ++i) {
    const std::string& text = item.key->match.texts[i];
    key += ' ';
    key += std::to_string(text.size());
    key += ' ';
    key += text;
  }
  item.repeated = !seen_keys_.insert(std::move(key)).second;
}

}  // namespace mock
