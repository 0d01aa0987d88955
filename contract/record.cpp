#include "contract/record.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/parse_json.h"

namespace contract {

namespace {

Json parse_object(const std::string& json_text) {
  Json value = Json::parse(json_text, nullptr, false);
  return value.is_object() ? value : Json::object();
}

// The node at tokens[1..], with missing or scalar values on the way replaced by objects.
Json& descend(Json& root, const Tokens& tokens) {
  Json* node = &root;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (!node->is_object()) *node = Json::object();
    node = &(*node)[tokens[i]];
  }
  return *node;
}

}  // namespace

Record Record::from(const JsonView& json) {
  std::vector<std::pair<std::string_view, std::string>> texts;
  json.each_member([&](std::string_view name, const JsonView& value) {
    texts.emplace_back(name, to_json_text(value).text);
    return true;
  });
  std::vector<MemberView> views;
  views.reserve(texts.size());
  for (const auto& [name, text] : texts) views.push_back({name, text});
  return of(views);
}

Record Record::of(std::span<const MemberView> members) {
  if (members.empty()) return {};
  std::size_t size = 1;
  for (const MemberView& member : members) size += member.name.size() + member.value.size() + 4;
  Record record;
  std::string& text = record.text_;
  text.clear();
  text.reserve(size);
  record.members_.reserve(members.size());
  const auto narrow = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  for (const MemberView& from : members) {
    text += text.empty() ? '{' : ',';
    Member member;
    member.name_begin = narrow(text.size() + 1);
    member.name_size = narrow(from.name.size()) & 0x7fffffffu;
    append_quoted(text, from.name);
    if (text.size() - member.name_begin != from.name.size() + 1) {  // it has escapes
      member.escaped = 1;
      member.name_begin = narrow(record.escaped_names_.size());
      record.escaped_names_ += from.name;
    }
    text += ':';
    member.begin = narrow(text.size());
    member.size = narrow(from.value.size());
    text += from.value;
    record.members_.push_back(member);
  }
  text += '}';
  return record;
}

std::optional<std::string_view> Record::find(std::string_view name) const {
  for (std::size_t i = 0; i < members_.size(); ++i)
    if (members_[i].name_size == name.size() && this->name(i) == name) return value(i);
  return std::nullopt;
}

std::optional<std::string> Record::at(const Tokens& pointer) const {
  if (pointer.empty()) return text_;
  const auto top = find(pointer.front());
  if (!top) return std::nullopt;
  if (pointer.size() == 1) return std::string(*top);
  const auto parsed = parse_json(*top);
  if (!parsed) return std::nullopt;
  const auto value = find_at(parsed->root(), Tokens(pointer.begin() + 1, pointer.end()));
  if (!value) return std::nullopt;
  return to_json_text(*value).text;
}

bool Record::same_as(const Record& other) const {
  if (text_ == other.text_) return true;
  if (size() != other.size()) return false;
  for (std::size_t i = 0; i < size(); ++i) {
    const auto twin = other.find(name(i));
    if (!twin || !equal_text(value(i), *twin)) return false;
  }
  return true;
}

RecordBuilder::RecordBuilder(const Record& base) {
  members_.reserve(base.size() + 4);
  for (std::size_t i = 0; i < base.size(); ++i) members_.emplace_back(base.name(i), base.value(i));
}

void RecordBuilder::set(std::string_view name, std::string json_text) {
  for (auto& [known, value] : members_) {
    if (known != name) continue;
    value = std::move(json_text);
    return;
  }
  members_.emplace_back(name, std::move(json_text));
}

void RecordBuilder::remove(std::string_view name) {
  std::erase_if(members_, [&](const auto& member) { return member.first == name; });
}

void RecordBuilder::set_at(const Tokens& pointer, std::string json_text) {
  if (pointer.empty()) return;
  if (pointer.size() == 1) return set(pointer.front(), std::move(json_text));
  const auto known = find(pointer.front());
  Json top = parse_object(known ? std::string(*known) : "{}");
  descend(top, pointer) = Json::parse(json_text);
  set(pointer.front(), top.dump());
}

void RecordBuilder::remove_at(const Tokens& pointer) {
  if (pointer.empty()) return;
  if (pointer.size() == 1) return remove(pointer.front());
  const auto known = find(pointer.front());
  if (!known) return;
  Json top = Json::parse(*known, nullptr, false);
  const Tokens parent(pointer.begin() + 1, pointer.end() - 1);
  const Json* holder = find_at(top, parent);
  if (holder == nullptr || !holder->is_object()) return;
  const_cast<Json*>(holder)->erase(pointer.back());  // `top` is ours and not const
  set(pointer.front(), top.dump());
}

std::optional<std::string_view> RecordBuilder::find(std::string_view name) const {
  for (const auto& [known, value] : members_)
    if (known == name) return value;
  return std::nullopt;
}

Record RecordBuilder::build() const {
  std::vector<MemberView> views;
  views.reserve(members_.size());
  for (const auto& [name, value] : members_) views.push_back({name, value});
  return Record::of(views);
}

}  // namespace contract
