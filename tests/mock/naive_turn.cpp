#include "tests/mock/naive_turn.h"

#include <algorithm>

namespace naive {

namespace {

const std::vector<std::pair<std::string, std::string>> default_cells = {
    {"invalid", "reject"}, {"keyless", "create"}, {"tombstone", "delete"},
    {"missing", "create"}, {"exists", "update"},  {"unlisted", "keep"}};

}  // namespace

Table::Table(const json& declared, const json& body, const std::vector<Item>& items, World start)
    : behaviour(declared),
      batch(behaviour["operations"]["op"]["batch"]),
      collection(behaviour["collections"][batch["collection"].get<std::string>()]),
      world(std::move(start)),
      items_(items) {
  base["request"]["body"] = body;
  base["now"] = "2026-01-02T03:04:05.678Z";
  base["batch"]["atomic"] = atomic();
  if (!batch.contains("key")) return;
  if (batch["key"].is_array())
    maps_ = batch["key"].get<std::vector<json>>();
  else
    maps_ = {batch["key"]};
}

bool Table::atomic() const {
  const json declared = batch.value("atomic", json(false));
  if (!declared.is_object()) return is_true(evaluate(declared, base));
  if (declared.contains("if")) return is_true(evaluate(declared["if"], base)) == declared["then"];
  const auto value = evaluate(declared["value"], base);
  return value && !value->is_null() ? is_true(value) : declared["default"].get<bool>();
}

Key Table::key_of(const json& environment) const {
  for (std::size_t map = 0; map < maps_.size(); ++map) {
    Key key{static_cast<int>(map), {}};
    bool complete = true;
    for (const auto& [field, expression] : maps_[map].items()) {
      const auto value = evaluate(expression, environment);
      complete = complete && is_present(value);
      key.members.emplace_back(pointer_of(expand(field, environment)), value.value_or(json()));
    }
    if (complete) return key;
  }
  return {};
}

bool Table::in_scope(const json& record) const {
  const json within = batch.value("within", json::object());
  for (const auto& [field, expression] : within.items()) {
    const auto wanted = evaluate(expression, base);
    const auto held = at(record, pointer_of(field));
    if (!wanted || !held || text_of(*wanted) != text_of(*held)) return false;
  }
  return true;
}

bool Table::has_key(const json& record, const Key& key) const {
  return std::all_of(key.members.begin(), key.members.end(), [&](const auto& member) {
    const auto held = at(record, member.first);
    return is_present(held) && text_of(*held) == text_of(member.second);
  });
}

Thing* Table::thing(int id) {
  for (Thing& candidate : world.things)
    if (candidate.id == id) return &candidate;
  return nullptr;
}

Turn Table::turn_of(std::size_t index) {
  Turn turn;
  turn.index = index;
  turn.item = &items_[index];
  turn.environment = base;
  turn.environment["item"] = turn.item->value;
  const bool excuse = excused(turn);
  if (!excuse) turn.key = key_of(turn.environment);
  if (turn.key.map >= 0)
    for (const Thing& candidate : world.things)
      if (in_scope(candidate.record) && has_key(candidate.record, turn.key))
        turn.found.push_back(candidate.id);
  const bool ambiguous = turn.found.size() > 1 && cell("ambiguous");
  if (!turn.found.empty() && !ambiguous) turn.one = turn.found.front();
  if (turn.one) turn.environment["record"] = thing(*turn.one)->record;
  turn.environment["result"] = {{"index", index}, {"keyName", key_name(turn)}};
  if (turn.key.map >= 0) turn.environment["result"]["key"] = turn.key.members.front().second;
  turn.broken = !turn.item->violations.empty() && !excuse;
  if (!turn.item->violations.empty())
    turn.environment["violation"] = worded(turn, turn.item->violations.front());
  return turn;
}

std::string Table::key_name(const Turn& turn) const {
  if (maps_.empty()) return "";
  const json& map = maps_[turn.key.map < 0 ? 0 : static_cast<std::size_t>(turn.key.map)];
  const std::string field = pointer_of(expand(map.begin().key(), turn.environment));
  return field.substr(field.rfind('/') + 1);
}

std::pair<std::optional<json>, std::string> Table::key_of_record(const json& record) const {
  if (maps_.empty()) return {std::nullopt, ""};
  const std::string field = pointer_of(expand(maps_.front().begin().key(), base));
  const auto value = at(record, field);
  return {is_present(value) ? value : std::nullopt, field.substr(field.rfind('/') + 1)};
}

// Only members that the key reads are missing, and there is a cell for items without key.
bool Table::excused(const Turn& turn) const {
  if (turn.item->violations.empty()) return false;
  if (!batch.value("decide", json::object()).contains("keyless")) return false;
  std::set<std::string> read;
  for (const json& map : maps_)
    for (const auto& member : map.items())
      if (const std::string text = member.value(); text.starts_with("$item#"))
        read.insert(expand(text.substr(6), turn.environment));
  return std::all_of(turn.item->violations.begin(), turn.item->violations.end(),
                     [&](const json& violation) {
                       return violation["keyword"] == "required" &&
                              read.contains(violation["pointer"].get<std::string>() + "/" +
                                            violation["property"].get<std::string>());
                     });
}

const json* Table::message_for(const json& violation) const {
  if (!behaviour.contains("messages")) return nullptr;
  for (const json& rule : behaviour["messages"])
    if (rule["keyword"] == violation["keyword"]) return &rule;
  return nullptr;
}

// In the vendor's words, its pointer counted from the body.
json Table::worded(const Turn& turn, json violation) const {
  const json* rule = message_for(violation);
  const std::string items = batch["items"];
  violation["pointer"] = (items.ends_with("/items") ? "/items/" : "/") +
                         std::to_string(turn.index) + violation["pointer"].get<std::string>();
  if (rule == nullptr) return violation;
  json environment = turn.environment;
  environment["violation"] = violation;
  violation["message"] = expand((*rule)["message"], environment);
  return violation;
}

std::optional<json> Table::cell(const std::string& situation) const {
  const json decide = batch.value("decide", json::object());
  if (decide.contains(situation)) return decide[situation];
  for (const auto& [name, verb] : default_cells)
    if (name == situation) return verb;
  return std::nullopt;
}

std::string Table::verb_of(const std::string& situation, const json& environment) const {
  const json declared = cell(situation).value();
  if (!declared.is_object()) return declared;
  return is_true(evaluate(declared["if"], environment)) ? declared["then"] : declared["else"];
}

json Table::error_of(const std::string& name, const json& environment) const {
  json error = {{"code", name}, {"status", 400}};
  for (const auto& [member, declared] : behaviour["errors"][name].items())
    if (const auto value = evaluate(declared, environment)) error[member] = *value;
  return error;
}

// `verb` is "reject", "reject NAME" or "fail NAME".
std::string Table::error_name(const Turn& turn, const std::string& verb) const {
  const json* rule = turn.broken ? message_for(turn.item->violations.front()) : nullptr;
  if (rule != nullptr && rule->contains("error")) return (*rule)["error"];
  if (const std::size_t space = verb.find(' '); space != std::string::npos)
    return verb.substr(space + 1);
  return behaviour["reject"]["invalid-request"];
}

std::string Table::situation_of(const Turn& turn) {
  if (turn.broken) return "invalid";
  if (cell("duplicate") && turn.key.map >= 0 &&
      std::find(seen_.begin(), seen_.end(), turn.key) != seen_.end())
    return "duplicate";
  if (turn.key.map < 0) return "keyless";
  if (turn.found.size() > 1 && cell("ambiguous")) return "ambiguous";
  if (batch.contains("tombstone") && is_true(at(turn.item->value, batch["tombstone"])))
    return turn.one ? "tombstone" : "absent-tombstone";
  if (!turn.one) return "missing";
  return situation_of_one(turn, thing(*turn.one)->record);
}

std::string Table::situation_of_one(const Turn& turn, const json& old) {
  for (const json& fixed : batch.value("fixed", json::array()))
    if (const auto value = at(turn.item->value, fixed); value && value != at(old, fixed))
      return "conflict";
  const std::string verb = verb_of("exists", turn.environment);
  if (!cell("unchanged") || (verb != "update" && verb != "replace")) return "exists";
  return fresh_record(turn, verb, old) == old ? "unchanged" : "exists";
}

Shape Table::shape(const json& environment) {
  return {collection, batch, environment,
          [this](const std::string& pointer) { return next_number(pointer); }};
}

std::uint64_t Table::next_number(const std::string& pointer) {
  const auto used = [&](std::uint64_t number) {
    return std::any_of(world.things.begin(), world.things.end(), [&](const Thing& candidate) {
      const auto held = at(candidate.record, pointer);
      return held && text_of(*held) == std::to_string(number);
    });
  };
  do ++world.sequence;
  while (used(world.sequence));
  return world.sequence;
}

json Table::fresh_record(const Turn& turn, const std::string& verb, const json& old) {
  const json& item = turn.item->value;
  return verb == "update" ? updated(shape(turn.environment), item, turn.key, old)
                          : replaced(shape(turn.environment), item, turn.key, old);
}

void Table::remember(const Turn& turn) {
  if (turn.key.map >= 0) seen_.push_back(turn.key);
}

}  // namespace naive
