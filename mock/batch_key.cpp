#include <utility>

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

// The values of this map, when the item has them all.
bool BatchRun::complete(ItemState& item, KeyLookup& key) {
  std::string buffer;
  const contract::KeyMap& map = *key.shape->map;
  for (std::size_t i = 0; i < map.size(); ++i) {
    const contract::KeyMember& member = map[i];
    std::string& text = key.values[i].text;
    text.clear();
    if (key.match.fields[i].empty()) return false;  // the request names no field
    if (!contract::append(text, member.value, item.scope) || !is_present(text)) return false;
    key.match.texts[i] = plain_view(text, buffer);
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
