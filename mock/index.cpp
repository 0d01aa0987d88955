#include "mock/index.h"

#include <algorithm>
#include <utility>

namespace mock {
namespace {

// Nothing that could be looked up: null, an array or an object.
bool is_nothing(std::string_view json_text) {
  return json_text == "null" || json_text.front() == '[' || json_text.front() == '{';
}

// The text of one field; nothing when it holds none.
std::optional<std::string_view> field_text(const contract::Record& record,
                                           const contract::Tokens& field, std::string& buffer) {
  if (field.size() == 1) {
    auto value = record.find(field.front());
    if (!value || is_nothing(*value)) return std::nullopt;
    return plain_view(*value, buffer);
  }
  auto value = record.at(field);
  if (!value || is_nothing(*value)) return std::nullopt;
  buffer = contract::plain_text(*value);
  return buffer;
}

// Several texts as one key: each after its length, so that no two lists share a key.
void append_part(std::string& key, std::string_view text) {
  key += std::to_string(text.size());
  key += ':';
  key += text;
}

}  // namespace

std::string_view plain_view(std::string_view json_text, std::string& buffer) {
  if (json_text.empty() || json_text.front() != '"') return json_text;
  if (json_text.find('\\') == std::string_view::npos)
    return json_text.substr(1, json_text.size() - 2);
  buffer = contract::plain_text(json_text);
  return buffer;
}

void IdSet::insert(RecordId id) {
  if (first_ == 0) {
    first_ = id;
    return;
  }
  if (id == first_) return;
  if (id < first_) std::swap(id, first_);
  if (!rest_) rest_ = std::make_unique<std::set<RecordId>>();
  rest_->insert(rest_->end(), id);
}

void IdSet::erase(RecordId id) {
  if (id != first_) {
    if (rest_) rest_->erase(id);
    return;
  }
  first_ = 0;
  if (!rest_ || rest_->empty()) return;
  first_ = *rest_->begin();
  rest_->erase(rest_->begin());
}

std::optional<std::string_view> Index::key_of(const contract::Record& record,
                                              std::string& buffer) const {
  if (fields_.size() == 1) return field_text(record, fields_.front(), buffer);
  std::string part;
  buffer.clear();
  for (const contract::Tokens& field : fields_) {
    auto text = field_text(record, field, part);
    if (!text) return std::nullopt;
    append_part(buffer, *text);
  }
  return buffer;
}

void Index::change(RecordId id, const contract::Record* before, const contract::Record* after) {
  auto old_key = before ? key_of(*before, before_buffer_) : std::nullopt;
  auto new_key = after ? key_of(*after, after_buffer_) : std::nullopt;
  if (old_key == new_key) return;
  if (old_key) {
    auto place = ids_.find(*old_key);
    if (place != ids_.end()) {
      place->second.erase(id);
      if (place->second.empty()) ids_.erase(place);
    }
  }
  if (!new_key) return;
  auto place = ids_.find(*new_key);
  if (place == ids_.end()) place = ids_.try_emplace(std::string(*new_key)).first;
  place->second.insert(id);
}

const IdSet* Index::find(const std::vector<std::string>& texts) const {
  std::string_view key;
  if (fields_.size() == 1) {
    key = texts.front();
  } else {
    before_buffer_.clear();
    for (const std::string& text : texts) append_part(before_buffer_, text);
    key = before_buffer_;
  }
  auto place = ids_.find(key);
  return place == ids_.end() ? nullptr : &place->second;
}

Index* Indexes::find(const std::vector<contract::Tokens>& fields) {
  auto place = std::find_if(list_.begin(), list_.end(),
                            [&](const auto& index) { return index->fields() == fields; });
  if (place == list_.end()) return nullptr;
  std::rotate(list_.begin(), place, place + 1);
  return list_.front().get();
}

Index& Indexes::add(const std::vector<contract::Tokens>& fields) {
  if (list_.size() == limit) list_.pop_back();
  list_.insert(list_.begin(), std::make_unique<Index>(fields));
  return *list_.front();
}

void Indexes::change(RecordId id, const contract::Record* before, const contract::Record* after) {
  for (const auto& index : list_) index->change(id, before, after);
}

}  // namespace mock
