#include "tests/mock/naive_model.h"

#include <algorithm>

#include "tests/mock/naive_turn.h"

namespace naive {

namespace {

struct Rejected {
  json error;
  std::size_t item = 0;
};

class Run {
 public:
  Run(const json& behaviour, const json& body, const std::vector<Item>& items, World world)
      : table_(behaviour, body, items, std::move(world)) {
    answer_.atomic = table_.atomic();
    answer_.total = items.size();
  }

  Answer all(World& world) {
    try {
      refuse_broken();
      for (std::size_t i = 0; i < answer_.total; ++i) answer_.results.push_back(try_item(i));
    } catch (const Rejected& rejected) {
      answer_.outcome = "rejected";
      answer_.error = rejected.error;
      answer_.first_failed = rejected.item;
      return answer_;
    }
    conclude();
    if (answer_.outcome == "failed") return answer_;
    delete_unlisted();
    world = table_.world;
    return answer_;
  }

 private:
  void refuse_broken() {
    for (std::size_t i = 0; i < answer_.total; ++i) {
      const Turn turn = table_.turn_of(i);
      if (!turn.broken) continue;
      const std::string verb = table_.verb_of("invalid", turn.environment);
      if (verb.starts_with("reject"))
        throw Rejected{table_.error_of(table_.error_name(turn, verb), turn.environment),
                       turn.index};
    }
  }

  std::optional<std::string> rule_against(const Turn& turn) const {
    json subject;
    subject["request"] = table_.base["request"];
    subject["item"] = turn.item->value;
    if (turn.one) subject["record"] = turn.environment["record"];
    for (const json& rule : table_.batch.value("rules", json::array())) {
      json on = rule.value("on", json::array());
      if (on.is_string()) on = json::array({on});
      const bool looked_at =
          on.empty() || std::find(on.begin(), on.end(), json(turn.situation)) != on.end();
      if (looked_at && holds(rule["when"], subject)) return rule["then"];
    }
    return std::nullopt;
  }

  std::optional<std::string> refer_against(const Turn& turn) const {
    const json refers = table_.batch.value("refers", json::object());
    for (const auto& [pointer, declared] : refers.items()) {
      const auto value = at(turn.item->value, pointer);
      if (!is_present(value) || is_known(*value, declared)) continue;
      const std::string by_reason = table_.behaviour["reject"]["not-found"];
      return "fail " + (declared.is_string() ? by_reason : declared.value("fail", by_reason));
    }
    return std::nullopt;
  }

  bool is_known(const json& value, const json& declared) const {
    const bool plain = declared.is_string();
    const std::string field = plain ? "/id" : declared.value("field", "/id");
    const bool own = !plain && declared["collection"] == table_.batch["collection"];
    std::vector<json> known = table_.world.others;
    if (own) known.clear();
    if (own)
      for (const Thing& thing : table_.world.things) known.push_back(thing.record);
    if (known.empty() && !own && !table_.world.others_seeded) return true;
    return std::any_of(known.begin(), known.end(), [&](const json& other) {
      const auto held = at(other, field);
      return is_present(held) && text_of(*held) == text_of(value);
    });
  }

  Result try_item(std::size_t index) {
    Turn turn = table_.turn_of(index);
    named_.insert(turn.found.begin(), turn.found.end());
    turn.situation = table_.situation_of(turn);
    table_.remember(turn);
    std::optional<std::string> verb;
    if (!turn.broken) verb = rule_against(turn);
    if (!turn.broken && !verb) verb = refer_against(turn);
    if (!verb) verb = table_.verb_of(turn.situation, turn.environment);
    if (verb->starts_with("reject"))
      throw Rejected{table_.error_of(table_.error_name(turn, *verb), turn.environment), turn.index};
    return act(turn, *verb);
  }

  Result result_of(const Turn& turn, const std::string& verb) {
    Result result;
    result.index = turn.index;
    result.situation = turn.situation;
    if (turn.key.map >= 0) result.key = turn.key.members.front().second;
    result.key_name = table_.key_name(turn);
    result.verb = verb.substr(0, verb.find(' '));
    result.action = table_.batch.value("actions", json::object()).value(result.verb, result.verb);
    if (turn.one) result.record = table_.thing(*turn.one)->record;
    result.ok = result.verb != "fail";
    if (!result.ok) result.error = table_.error_of(table_.error_name(turn, verb), turn.environment);
    return result;
  }

  Result act(const Turn& turn, const std::string& verb) {
    Result result = result_of(turn, verb);
    if (result.verb == "delete")
      std::erase_if(table_.world.things, [&](const Thing& gone) { return gone.id == *turn.one; });
    const bool creates = result.verb == "create";
    if (!creates && result.verb != "update" && result.verb != "replace") return result;
    const std::uint64_t numbered = table_.world.sequence;
    const Shape shape = table_.shape(turn.environment);
    const json record =
        creates ? created(shape, turn.item->value, turn.key)
                : touched(shape, table_.fresh_record(turn, verb, *result.record), *result.record);
    const int id = creates ? table_.world.next_id : *turn.one;
    if (const auto error = twin_error(id, record)) {
      table_.world.sequence = numbered;
      return result_of(turn, "fail " + *error);
    }
    if (creates) table_.world.things.push_back({table_.world.next_id++, record});
    named_.insert(id);
    result.record = settle(id, record);
    return result;
  }

  // Of the first `unique` another record already has the values of.
  std::optional<std::string> twin_error(int id, const json& record) const {
    for (const json& unique : table_.collection.value("unique", json::array())) {
      const auto same = [&](const Thing& other) {
        for (const json& field : unique["fields"]) {
          const auto mine = at(record, pointer_of(field)),
                     its = at(other.record, pointer_of(field));
          if (!is_present(mine) || !is_present(its) || text_of(*mine) != text_of(*its))
            return false;
        }
        return other.id != id;
      };
      if (std::any_of(table_.world.things.begin(), table_.world.things.end(), same))
        return unique["fail"];
    }
    return std::nullopt;
  }

  // Stores the record; the one primary of its group then.
  json settle(int id, const json& record) {
    table_.thing(id)->record = record;
    if (!table_.batch.contains("primary")) return record;
    const std::string field = table_.batch["primary"]["field"];
    if (record.value(field, json()) != true) return record;
    const auto group_of = [&](const json& member) {
      std::vector<std::string> group;
      for (const json& per : table_.batch["primary"]["per"]) {
        const auto value = at(member, "/" + per.get<std::string>());
        group.push_back(value && !value->is_null() ? text_of(*value) : "");
      }
      return group;
    };
    for (Thing& other : table_.world.things)
      if (other.id != id && other.record.value(field, json()) == true &&
          group_of(other.record) == group_of(record))
        other.record[field] = false;
    return record;
  }

  void conclude() {
    for (const Result& result : answer_.results) {
      if (result.ok) continue;
      ++answer_.failed;
    }
    const bool none = answer_.failed == 0;
    const bool undone = !none && (answer_.atomic || answer_.failed == answer_.total);
    answer_.outcome = none ? "complete" : undone ? "failed" : "partial";
    answer_.succeeded = undone ? 0 : answer_.total - answer_.failed;
    if (!undone) return;
    const auto first = std::find_if(answer_.results.begin(), answer_.results.end(),
                                    [](const Result& result) { return !result.ok; });
    answer_.first_failed = first->index;
    answer_.error = first->error;
    for (Result& result : answer_.results) {
      if (!result.ok) continue;
      result.ok = false;
      result.aborted = true;
      result.verb = "fail";
      result.action = "aborted";
      result.record.reset();
    }
  }

  void delete_unlisted() {
    const std::vector<Thing> before = table_.world.things;
    for (const Thing& candidate : before) {
      if (named_.contains(candidate.id) || !table_.in_scope(candidate.record)) continue;
      json environment = table_.base;
      environment["record"] = candidate.record;
      if (table_.verb_of("unlisted", environment) != "delete") continue;
      Result result;
      result.index = answer_.total;
      result.verb = "delete";
      result.action = table_.batch.value("actions", json::object()).value("delete", "delete");
      result.record = candidate.record;
      std::tie(result.key, result.key_name) = table_.key_of_record(candidate.record);
      result.situation = "unlisted";
      answer_.results.push_back(result);
      std::erase_if(table_.world.things,
                    [&](const Thing& gone) { return gone.id == candidate.id; });
    }
  }

  Table table_;
  Answer answer_;
  std::set<int> named_;
};

}  // namespace

Answer run(const json& behaviour, const json& body, const std::vector<Item>& items, World& world) {
  return Run(behaviour, body, items, world).all(world);
}

}  // namespace naive
