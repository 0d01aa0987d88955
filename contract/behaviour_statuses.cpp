// The statuses of answers against those the contract documents.
#include "contract/behaviour_loading.h"
#include "contract/closest.h"

namespace contract::behaviour_detail {

namespace {

std::string_view status_root(const Respond& respond) {
  const Expression* expression = std::get_if<Expression>(&respond.status);
  if (!expression || expression->parts.size() != 1 || !expression->parts[0].reference) return {};
  const Reference::Root root = expression->parts[0].reference->root;
  return root == Reference::Root::error ? "$error" : "$result";
}

std::set<int> statuses_of(const Respond& respond, const Ending& ending) {
  if (const int* number = std::get_if<int>(&respond.status)) return {*number};
  if (status_root(respond) == "$result") return ending.result_statuses;
  if (ending.error_status) return {*ending.error_status};
  return {};
}

std::string listed(const std::set<std::pair<std::string, int>>& answers) {
  std::string list;
  for (const auto& [operation, status] : answers)
    list += (list.empty() ? "" : ", ") + std::to_string(status) + " of '" + operation + "'";
  return list;
}

}  // namespace

void note_answer(const Operation& operation, const Respond& respond, const Ending& ending,
                 Answers& answers) {
  const std::set<int> statuses = statuses_of(respond, ending);
  if (statuses.empty()) answers.without.insert(to_string(ending.outcome));
  for (const int status : statuses) {
    const bool known = operation.response(status) != nullptr;
    (known ? answers.documented : answers.undocumented).emplace(operation.id, status);
  }
}

void check_statuses(Loading& loading, const Respond& respond, const Answers& answers) {
  const auto complain = [&](std::string code, std::string message) {
    loading.errors.push_back({std::move(code), std::move(message), respond.where});
  };
  const std::vector<std::string_view> without(answers.without.begin(), answers.without.end());
  if (!without.empty())
    complain("missing-status", "there is no " + std::string(status_root(respond)) +
                                   " when the outcome is " + list_of(without) +
                                   "; give this entry a number as 'status', or a narrower 'when'");
  if (!respond.undocumented && !answers.undocumented.empty())
    complain("undocumented-status", "the contract does not document status " +
                                        listed(answers.undocumented) +
                                        "; correct the status, or add `undocumented: true`");
  if (respond.undocumented && respond.status.index() == 0 && answers.undocumented.empty() &&
      !answers.documented.empty())
    complain("documented-status", "`undocumented: true`, but the contract documents status " +
                                      listed(answers.documented) + "; drop it");
}

}  // namespace contract::behaviour_detail
