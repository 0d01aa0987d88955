// Operators on answers: templates, statuses, and what only a switch can do.
#include <map>

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

}  // namespace

void mutate_respond(const Place& respond, Mutants& mutants) {
  each_child(respond, [&](const Place& entry) {
    if (const Place status = entry.at("status"); status && status.node->is_number_integer()) {
      const int value = status.node->get<int>();
      mutants.change("status-changed", status, value == 200 ? 201 : value == 201 ? 200 : value + 1);
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
  });
}

}  // namespace suite::mutant_detail
