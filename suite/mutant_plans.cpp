// Operators on plans: what an operation does and says.
#include <algorithm>

#include "suite/mutant_edits.h"

namespace suite::mutant_detail {

namespace {

// "fail NAME" with another name; "" when there is none.
std::string other_verb(const Place& root, const std::string& verb) {
  const auto blank = verb.find(' ');
  if (blank == std::string::npos) return "";
  const std::string other = another_error(root, verb.substr(blank + 1));
  return other.empty() ? "" : verb.substr(0, blank + 1) + other;
}

void swap_verb(const Place& root, const Place& verb, Mutants& mutants) {
  if (!verb || !verb.node->is_string()) return;
  const std::string word = verb.node->get<std::string>();
  if (const std::string other = other_verb(root, word); !other.empty()) {
    mutants.change("wrong-code", verb, other);
    if (word.rfind("fail", 0) == 0 && verb.pointer.find("/decide/") != std::string::npos)
      mutants.change("failure-skipped", verb, "skip");
  }
  if (word == "update") mutants.change("replace-for-update", verb, "replace");
  if (word == "replace") mutants.change("update-for-replace", verb, "update");
  const bool unlisted = verb.pointer.find("/unlisted") != std::string::npos;
  if (word == "delete" && unlisted) mutants.change("unlisted-changed", verb, "keep");
  if (word == "delete" && !unlisted) mutants.change("deletion-changed", verb, "skip");
  if (word == "keep") mutants.change("unlisted-changed", verb, "delete");
  if (word == "create") mutants.change("creation-skipped", verb, "skip");
}

void mutate_decide(const Place& batch, const Place& root, Mutants& mutants) {
  const Place decide = batch.at("decide");
  each_child(decide, [&](const Place& cell) {
    if (cell.node->is_object()) {
      swap_verb(root, cell.at("then"), mutants);
      swap_verb(root, cell.at("else"), mutants);
      const bool unlisted = cell.pointer.ends_with("/unlisted");
      if (!cell.at("else") || unlisted)
        mutants.drop(unlisted ? "unlisted-changed" : "cell-dropped", cell);
      if (cell.at("then") && cell.at("else")) {
        Json swapped = *cell.node;
        std::swap(swapped["then"], swapped["else"]);
        mutants.change("condition-negated", cell, swapped);
      }
    } else {
      swap_verb(root, cell, mutants);
      mutants.drop("cell-dropped", cell);
    }
  });
  // The defaults of docs/behaviour.md.
  const bool keyed = static_cast<bool>(batch.at("key"));
  if (keyed && !decide.at("exists")) {
    mutants.change("replace-for-update", decide.at("exists"), "replace");
    mutants.change("update-skipped", decide.at("exists"), "skip");
  }
  if (keyed && !decide.at("missing"))
    mutants.change("creation-skipped", decide.at("missing"), "skip");
  if (batch.at("tombstone") && !decide.at("tombstone"))
    mutants.change("deletion-changed", decide.at("tombstone"), "skip");
}

void mutate_key(const Place& key, Mutants& mutants) {
  if (!key) return;
  if (key.node->is_array()) {
    each_child(key, [&](const Place& map) {
      if (key.node->size() > 1) mutants.drop("key-member-dropped", map);
      mutate_key(map, mutants);
    });
    Json reversed = *key.node;
    std::reverse(reversed.begin(), reversed.end());
    mutants.change("key-of-wrong-field", key, reversed);
    return;
  }
  each_child(key, [&](const Place& member) {
    if (key.node->size() > 1) mutants.drop("key-member-dropped", member);
    if (!member.node->is_string()) return;
    const std::string value = member.node->get<std::string>();
    if (value.rfind('$', 0) != 0) return;
    // `$item` alone has no fields to mistake.
    mutants.change("key-of-wrong-field", member,
                   value.find("#/") != std::string::npos  ? value + "X"
                   : value.find('.') != std::string::npos ? "{" + value + "}X"
                                                          : value + "#/X");
  });
}

void mutate_limit(const Place& limit, Mutants& mutants) {
  if (!limit || !limit.node->is_number_integer()) return;
  mutants.change("limit-plus-one", limit, limit.node->get<int>() + 1);
  mutants.change("limit-minus-one", limit, limit.node->get<int>() - 1);
}

void mutate_rules(const Place& list, const Place& root, const char* op, Mutants& mutants) {
  each_child(list, [&](const Place& rule) {
    mutants.drop(op, rule);
    swap_verb(root, rule.at("then"), mutants);
    if (rule.at("on")) mutants.drop("rule-unbound", rule.at("on"));
  });
}

// One field less; the last one with the word itself.
void mutate_within(const Place& within, Mutants& mutants) {
  if (!within) return;
  if (within.node->size() < 2) return mutants.drop("partition-ignored", within);
  each_child(within, [&](const Place& field) { mutants.drop("partition-ignored", field); });
}

void mutate_query(const Place& does, const Place& root, Mutants& mutants) {
  mutate_key(does.at("key"), mutants);
  mutate_within(does.at("within"), mutants);
  each_child(does.at("filter"),
             [&](const Place& field) { mutants.drop("list-parameter-ignored", field); });
  mutants.drop("list-parameter-ignored", does.at("offset"));
  mutants.drop("list-parameter-ignored", does.at("cursor"));
  const Place limit = does.at("limit");
  mutate_limit(limit, mutants);
  mutate_limit(limit.at("default"), mutants);
  if (limit && limit.node->is_object()) mutants.drop("list-parameter-ignored", limit);
  for (const char* word : {"missing", "ambiguous"})
    if (const Place error = does.at(word); error && error.node->is_string())
      if (const auto other = another_error(root, error.node->get<std::string>()); !other.empty())
        mutants.change("wrong-code", error, other);
}

void mutate_plan(const Place& plan, const Place& root, Mutants& mutants) {
  each_child(plan.at("variables"),
             [&](const Place& variable) { mutants.drop("default-lost", variable.at("default")); });
  mutate_rules(plan.at("guards"), root, "guard-dropped", mutants);
  each_child(plan.at("reject"), [&](const Place& reason) {
    const std::string other = another_error(root, reason.node->get<std::string>());
    if (!other.empty()) mutants.change("wrong-code", reason, other);
  });
  if (const Place batch = plan.at("batch"); batch) {
    mutate_batch(batch, root, mutants);
    mutate_atomic(plan, mutants);
  }
  for (const char* word : {"read", "list"})
    if (const Place does = plan.at(word); does) mutate_query(does, root, mutants);
  mutate_respond(plan.at("respond"), mutants);
}

}  // namespace

void mutate_batch(const Place& batch, const Place& root, Mutants& mutants) {
  mutate_limit(batch.at("limit"), mutants);
  mutate_key(batch.at("key"), mutants);
  mutate_decide(batch, root, mutants);
  mutate_rules(batch.at("rules"), root, "rule-dropped", mutants);
  mutate_within(batch.at("within"), mutants);
  each_child(batch.at("fixed"), [&](const Place& field) {
    mutants.drop("field-rule-dropped", field);
    // Of no fixed field there is no conflict, and no word about one.
    if (batch.at("fixed").node->size() > 1) return;
    mutants.also(batch.at("fixed"), std::nullopt);
    mutants.also(batch.at("decide").at("conflict"), std::nullopt);
  });
  each_child(batch.at("ignore"),
             [&](const Place& field) { mutants.drop("field-rule-dropped", field); });
  each_child(batch.at("refers"), [&](const Place& field) {
    mutants.drop("reference-unchecked", field);
    if (const Place error = field.at("fail"); error)
      if (const auto other = another_error(root, error.node->get<std::string>()); !other.empty())
        mutants.change("wrong-code", error, other);
  });
  mutants.drop("primary-ignored", batch.at("primary"));
  const Place per = batch.at("primary").at("per");
  each_child(per, [&](const Place& field) { mutants.drop("primary-widened", field); });
  const Place actions = batch.at("actions");
  each_child(actions, [&](const Place& action) {
    mutants.change("action-renamed", action, action.node->get<std::string>() + "X");
  });
  if (actions.at("create") && actions.at("update")) {
    Json swapped = *actions.node;
    std::swap(swapped["create"], swapped["update"]);
    mutants.change("action-renamed", actions, swapped);
  }
}

void mutate_plans(const Place& root, Mutants& mutants) {
  each_child(root.at("operations"), [&](const Place& found) {
    Place operation = found;
    operation.operations = {found.pointer.substr(std::string("/operations/").size())};
    if (operation.node->is_array())
      each_child(operation, [&](const Place& plan) { mutate_plan(plan, root, mutants); });
    else
      mutate_plan(operation, root, mutants);
  });
}

}  // namespace suite::mutant_detail
