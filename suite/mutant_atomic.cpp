// Operators on `atomic`: the default, what the request may say, and neither.
#include <algorithm>

#include "suite/mutant_edits.h"

namespace suite::mutant_detail {

namespace {

// The outcomes an entry answers; [] for any.
std::vector<std::string> outcomes_of(const Json& entry) {
  const Json when = entry.value("when", Json::object());
  if (!when.contains("outcome")) return {};
  if (when["outcome"].is_string()) return {when["outcome"].get<std::string>()};
  return when["outcome"].get<std::vector<std::string>>();
}

bool answers(const Json& entry, const char* outcome) {
  const auto outcomes = outcomes_of(entry);
  return std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end();
}

// A batch that is never atomic can end in `partial`: told like its failure, else like its success.
void answer_partial(Json& entries) {
  for (const Json& entry : entries)
    if (answers(entry, "partial")) return;
  for (const char* like : {"failed", "complete"})
    for (Json& entry : entries)
      if (answers(entry, like)) {
        auto outcomes = outcomes_of(entry);
        outcomes.emplace_back("partial");
        entry["when"]["outcome"] = outcomes;
        return;
      }
}

// The plan's answers when the batch is always, or never, atomic.
Json answers_when(bool atomic, const Json& respond) {
  Json entries = Json::array();
  for (Json entry : respond) {
    const Json when = entry.value("when", Json::object());
    if (when.contains("atomic") && when["atomic"] != Json(atomic)) continue;
    auto outcomes = outcomes_of(entry);
    if (atomic && std::erase(outcomes, "partial") != 0) {
      if (outcomes.empty()) continue;
      entry["when"]["outcome"] = outcomes;
    }
    entries.push_back(std::move(entry));
  }
  if (!atomic) answer_partial(entries);
  return entries;
}

void always(bool value, const Place& atomic, const Place& respond, Mutants& mutants) {
  mutants.change("atomic-flipped", atomic, value);
  if (respond && respond.node->is_array())
    mutants.also(respond, answers_when(value, *respond.node));
}

}  // namespace

void mutate_atomic(const Place& plan, Mutants& mutants) {
  const Place atomic = plan.at("batch").at("atomic");
  const Place items = plan.at("batch").at("items");
  if (!items || !items.node->is_string()) return;  // a single item is all or nothing
  const Place respond = plan.at("respond");
  if (!atomic || atomic.node->is_boolean())
    return always(!atomic || !atomic.node->get<bool>(), atomic, respond, mutants);
  always(true, atomic, respond, mutants);  // whatever the request says
  always(false, atomic, respond, mutants);
  if (const Place fallback = atomic.at("default"); fallback && fallback.node->is_boolean()) {
    const bool usual = fallback.node->get<bool>();
    mutants.change("atomic-flipped", fallback, !usual);
    // Silence means what it did, and what the request says means the opposite. (Reads as text, so
    // `if` takes silence for false.)
    if (usual && atomic.at("value"))
      mutants.change("atomic-flipped", atomic,
                     {{"if", *atomic.at("value").node}, {"then", false}, {"else", true}});
  }
  if (atomic.at("then") && atomic.at("else")) {
    Json swapped = *atomic.node;
    std::swap(swapped["then"], swapped["else"]);
    mutants.change("atomic-flipped", atomic, swapped);
  }
}

}  // namespace suite::mutant_detail
