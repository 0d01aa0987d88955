// Does `respond` cover every ending, and can every entry answer?
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"

namespace contract::behaviour_detail {

namespace {

using Entries = std::vector<std::shared_ptr<const Respond>>;

std::string described(const Ending& ending) {
  std::string text = "'" + std::string(to_string(ending.outcome)) + "'";
  if (ending.atomic) text += *ending.atomic ? " with atomic true" : " with atomic false";
  if (ending.reason) text += " for reason '" + std::string(to_string(*ending.reason)) + "'";
  if (!ending.error.empty()) text += " with error '" + ending.error + "'";
  return text;
}

// Everything `when` can tell apart, whether it can happen or not.
std::vector<Ending> universe(const Behaviour& behaviour) {
  std::vector<Ending> all;
  Names errors = names_of(behaviour.errors);
  errors.emplace_back();
  const auto add = [&](Ending ending) {
    for (const std::string& error : errors) {
      ending.error = error;
      all.push_back(ending);
    }
  };
  for (int i = 0; i <= static_cast<int>(Outcome::ambiguous); ++i) {
    Ending ending;
    ending.outcome = static_cast<Outcome>(i);
    if (ending.outcome == Outcome::rejected) {
      for (int j = 0; j <= static_cast<int>(Reason::method_not_allowed); ++j) {
        ending.reason = static_cast<Reason>(j);
        add(ending);
      }
      continue;
    }
    add(ending);
    if (i > static_cast<int>(Outcome::rejected)) continue;
    for (const bool atomic : {false, true}) {
      ending.atomic = atomic;
      add(ending);
    }
  }
  return all;
}

class Coverage {
 public:
  explicit Coverage(Loading& loading) : loading_(loading), universe_(universe(loading.behaviour)) {}

  void run() {
    const Entries& tail = loading_.behaviour.respond;
    shadowed({tail.begin(), tail.end()});
    for (const auto& [id, plans] : loading_.behaviour.operations)
      if (const Operation* operation = loading_.behaviour.api->operation(id))
        for (std::size_t i = 0; i < plans.size(); ++i) plan(*operation, plans[i], i == 0);
    for (const auto& entry : tail) check_statuses(loading_, *entry, answers_[entry.get()]);
  }

 private:
  void plan(const Operation& operation, const Plan& plan, bool is_first) {
    const std::size_t own = plan.respond.size() - loading_.behaviour.respond.size();
    const Entries entries(plan.respond.begin(),
                          plan.respond.begin() + static_cast<std::ptrdiff_t>(own));
    std::set<const Respond*> hidden = shadowed(entries);
    const std::vector<Ending> all = endings(loading_.behaviour, operation, plan, is_first);
    std::set<std::string> uncovered;
    for (const Ending& ending : all) {
      const Respond* answer = first_fitting(plan.respond, ending);
      if (answer && !ending.by_server) {
        note_answer(operation, *answer, ending, answers_[answer]);
      } else if (!answer && !ending.by_server && uncovered.insert(described(ending)).second) {
        complain(plan.where, "uncovered-outcome",
                 "operation '" + operation.id + "' can end in " + described(ending) +
                     ", and no 'respond' entry fits; add one here or to the file's 'respond'");
      }
      for (const auto& entry : entries)
        if (fits(*entry, ending)) hidden.insert(entry.get());
    }
    for (const auto& entry : entries) {
      check_statuses(loading_, *entry, answers_[entry.get()]);
      if (!hidden.contains(entry.get()))
        complain(entry->where, "unreachable-entry",
                 "this entry never answers: operation '" + operation.id +
                     "' cannot end the way its 'when' asks for");
    }
  }

  static const Respond* first_fitting(const Entries& entries, const Ending& ending) {
    for (const auto& entry : entries)
      if (fits(*entry, ending)) return entry.get();
    return nullptr;
  }

  // Complains about entries that earlier ones leave nothing for, and returns them.
  std::set<const Respond*> shadowed(const Entries& entries) {
    std::set<const Respond*> hidden;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (names_undeclared(*entries[i])) {  // has its complaint already
        hidden.insert(entries[i].get());
        continue;
      }
      bool fits_any = false;
      const bool free = std::any_of(universe_.begin(), universe_.end(), [&](const Ending& ending) {
        if (!fits(*entries[i], ending)) return false;
        fits_any = true;
        return first_fitting(entries, ending) == entries[i].get();
      });
      if (free) continue;
      hidden.insert(entries[i].get());
      complain(entries[i]->where, "unreachable-entry",
               fits_any ? "this entry never answers: " + earlier(entries, i)
                        : "this entry never answers: its conditions exclude each other (only a "
                          "rejected request has a 'reason', only a batch is 'atomic')");
    }
    return hidden;
  }

  bool names_undeclared(const Respond& respond) const {
    return std::any_of(respond.errors.begin(), respond.errors.end(), [&](const std::string& name) {
      return !loading_.behaviour.errors.contains(name);
    });
  }

  // Where the entries stand that take everything from entry `i`.
  std::string earlier(const Entries& entries, std::size_t i) const {
    std::set<int> lines;
    for (const Ending& ending : universe_)
      if (fits(*entries[i], ending)) lines.insert(first_fitting(entries, ending)->where.line);
    std::string list;
    for (const int line : lines) list += (list.empty() ? "" : ", ") + std::to_string(line);
    return "what it asks for is taken by the one before it in line " + list;
  }

  void complain(const Location& where, std::string code, std::string message) {
    loading_.errors.push_back({std::move(code), std::move(message), where});
  }

  Loading& loading_;
  std::vector<Ending> universe_;
  std::map<const Respond*, Answers> answers_;
};

}  // namespace

void check_answers(Loading& loading) { Coverage(loading).run(); }

}  // namespace contract::behaviour_detail
