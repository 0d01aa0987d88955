// Operators on answers: templates, statuses, and what only a switch can do.
#include <algorithm>
#include <map>

#include "suite/derive_homes.h"
#include "suite/derive_pairs.h"
#include "suite/mutant_edits.h"

namespace suite::mutant_detail {

namespace {

const std::map<std::string, std::string>& swapped_lists() {
  static const std::map<std::string, std::string> lists{
      {"succeeded", "failed"}, {"failed", "succeeded"}, {"created", "updated"},
      {"updated", "created"},  {"deleted", "created"},  {"results", "succeeded"}};
  return lists;
}

// Every object below that is a `$each`, and every member of an answer.
void mutate_template(const Place& body, Mutants& mutants) {
  if (!body) return;
  if (body.node->is_object()) {
    if (const Place list = body.at("$each"); list && list.node->is_string())
      if (const auto other = swapped_lists().find(list.node->get<std::string>());
          other != swapped_lists().end())
        mutants.change("lists-swapped", list, other->second);
    mutants.drop("empty-list-forgotten", body.at("$empty"));
    if (const Place otherwise = body.at("$else"); otherwise && body.node->size() > 2)
      mutants.drop("case-forgotten", otherwise);
    for (const auto& member : body.node->items())
      if (member.key().find('$') == std::string::npos && !body.node->contains("$case"))
        mutants.drop("member-left-out", body.at(member.key()));
  }
  if (body.node->is_string() && body.node->get<std::string>() == "$batch.total")
    mutants.change("wrong-count", body, "$batch.succeeded");
  if (body.node->is_string() && body.node->get<std::string>() == "$batch.succeeded")
    mutants.change("wrong-count", body, "$batch.total");
  each_child(body, [&](const Place& inner) { mutate_template(inner, mutants); });
}

void shift_indexes(const Place& node, Mutants& mutants) {
  if (!node) return;
  if (node.node->is_string() && node.node->get<std::string>() == "$result.index") {
    mutants.change("index-off-by-one", node, std::string(index_mark) + "{$result.index}");
    return;
  }
  each_child(node, [&](const Place& inner) { shift_indexes(inner, mutants); });
}

bool writes(const Json& plan) {
  return plan.is_object() && plan.contains("batch") &&
         plan["batch"].dump().find("\"exists\":\"read\"") == std::string::npos;
}

// Is the list or the object an item may have put in the place of the record's?
bool replaces_members(const contract::Behaviour& behaviour, const contract::Operation& operation,
                      const contract::Batch& batch) {
  const contract::Cell* exists = contract::cell_for(batch, contract::Situation::exists);
  if (exists == nullptr || exists->then.verb != contract::Verb::update) return false;
  const Json* schema = derive_detail::body_schema(operation);
  if (schema == nullptr) return false;
  // Items of the body's list lie one member and one place deeper than those that are the body.
  const std::string items = batch.items_in_body ? batch.items_pointer + "/*/" : "/";
  for (const auto& pair :
       derive_detail::pairs_of(*schema, *behaviour.api->documents, behaviour.api->dialect)) {
    const std::string pointer = pair.pointer();
    const std::string type = pair.keyword == "type" ? (*pair.node)["type"].dump() : "";
    if (type.find("array") == std::string::npos && type.find("object") == std::string::npos)
      continue;
    if (pointer.starts_with(items) && pointer.find('/', items.size()) == std::string::npos)
      return true;
  }
  return false;
}

}  // namespace

void mutate_respond(const Place& respond, Mutants& mutants) {
  each_child(respond, [&](const Place& entry) {
    if (const Place status = entry.at("status"); status && status.node->is_number_integer()) {
      const int value = status.node->get<int>();
      mutants.change("status-changed", status, value == 200 ? 201 : value == 201 ? 200 : value + 1);
      mutants.also(entry.at("undocumented"), true);
    }
    each_child(entry.at("headers"),
               [&](const Place& header) { mutants.drop("header-dropped", header); });
    mutate_template(entry.at("body"), mutants);
    shift_indexes(entry.at("body"), mutants);
  });
}

void mutate_answers(const contract::Behaviour& behaviour, const Place& root, Mutants& mutants) {
  each_child(root.at("operations"), [&](const Place& found) {
    Place place = found;
    const std::string id = found.pointer.substr(std::string("/operations/").size());
    place.operations = {id};
    const auto* plans = behaviour.plans(id);
    if (plans == nullptr || plans->empty()) return;
    const Json& plan = found.node->is_array() ? found.node->front() : *found.node;
    const auto* batch = std::get_if<contract::Batch>(&plans->front().does);
    const std::string text = plan.dump();
    if (batch != nullptr && batch->items_in_body) {
      const bool undoes = batch->atomic || batch->atomic_default ||
                          plan["batch"].dump().find("\"reject ") != std::string::npos;
      if (undoes) {
        mutants.hook(MutantHook::rollback_dropped_before, place);
        mutants.hook(MutantHook::rollback_dropped_after, place);
      }
    }
    if (text.find("$each") != std::string::npos) mutants.hook(MutantHook::answers_reversed, place);
    if (batch != nullptr && writes(plan)) mutants.hook(MutantHook::write_lost, place);
    const contract::Operation* operation = behaviour.api->operation(id);
    for (const contract::Plan& each : *plans)
      if (const auto* does = std::get_if<contract::Batch>(&each.does);
          does != nullptr && operation != nullptr && replaces_members(behaviour, *operation, *does))
        return mutants.hook(MutantHook::members_merged, place,
                            "lists and objects are added to those of the record");
  });
  mutants.hook(MutantHook::allow_dropped, root.at("reject").at("method-not-allowed"),
               "no answer has Allow");
  const auto& operations = behaviour.api->operations;
  if (std::any_of(operations.begin(), operations.end(),
                  [](const contract::Operation& each) { return !each.security.empty(); }))
    mutants.hook(MutantHook::challenge_dropped, root.at("reject").at("unauthorized"),
                 "no answer has WWW-Authenticate");
}

}  // namespace suite::mutant_detail
