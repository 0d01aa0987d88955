// How requests to a plan can end: what `respond` must have answers for.
#include <algorithm>

#include "contract/behaviour_loading.h"
#include "contract/message.h"
#include "contract/situation.h"

namespace contract::behaviour_detail {

namespace {

bool is_json(const MediaType& media_type) {
  const std::string& range = media_type.range;
  return range.find("json") != std::string::npos || range.starts_with("*/*") ||
         range.starts_with("application/*");
}

class Endings {
 public:
  Endings(const Behaviour& behaviour, const Operation& operation, const Plan& plan)
      : behaviour_(behaviour), operation_(operation), plan_(plan) {}

  std::vector<Ending> all(bool is_first) {
    if (is_first) before_plan();
    for (const Guard& guard : plan_.guards) rejected(Reason::invalid_request, guard.error);
    if (operation_.request_body) invalid();
    if (const Batch* batch = std::get_if<Batch>(&plan_.does)) {
      of_batch(*batch);
    } else if (const ReadPlan* read = std::get_if<ReadPlan>(&plan_.does)) {
      add(Outcome::found, "", std::nullopt);
      looked_up(Outcome::missing, read->missing);
      if (read->may_be_ambiguous) looked_up(Outcome::ambiguous, read->ambiguous);
    } else if (const ListPlan* list = std::get_if<ListPlan>(&plan_.does)) {
      add(Outcome::found, "", std::nullopt);
      if (!list->filter.empty() || list->cursor || list->limit || list->offset)
        rejected(Reason::invalid_request);
    } else {
      add(Outcome::complete, "", std::nullopt);
    }
    return std::move(endings_);
  }

 private:
  // Steps 3 to 6 of "How a request is answered".
  void before_plan() {
    unauthorized();
    if (!operation_.parameters.empty()) invalid();
    if (operation_.request_body) {
      rejected(Reason::unsupported_media_type);
      const auto& content = operation_.request_body->content;
      if (std::any_of(content.begin(), content.end(), is_json)) rejected(Reason::invalid_json);
    }
    if (plan_.when) rejected(Reason::invalid_request);
    for (const Reason reason : {Reason::forbidden, Reason::rate_limited}) {
      rejected(reason);
      endings_.back().by_server = true;
    }
  }

  void unauthorized() {
    const auto& requirements = operation_.security;
    const auto is_empty = [](const SecurityRequirement& each) { return each.empty(); };
    if (std::any_of(requirements.begin(), requirements.end(), is_empty)) return;
    for (const SecurityRequirement& requirement : requirements)
      for (const std::string& scheme : requirement) {
        const auto rule = behaviour_.security.find(scheme);
        rejected(Reason::unauthorized,
                 rule == behaviour_.security.end() ? "" : rule->second.reject);
      }
  }

  // A schema violation of the request as a whole.
  void invalid(const std::string& error = "") {
    rejected(Reason::invalid_request, error);
    for (const MessageRule& rule : behaviour_.messages)
      if (!rule.error.empty()) rejected(Reason::invalid_request, rule.error);
  }

  void of_batch(const Batch& batch) {
    if (batch.limit) rejected(Reason::too_many_items);
    std::set<std::string> failures;
    for (const BatchRule& rule : batch.rules) failures.insert(rule.error);
    for (const Batch::Refer& refer : batch.refers) failures.insert(refer.error);
    const auto kept = behaviour_.collections.find(batch.collection);
    if (kept != behaviour_.collections.end() && writes(batch))
      for (const Unique& unique : kept->second.unique) failures.insert(unique.error);
    std::set<int> successes;
    const bool literal_list = batch.items.index() == 1;
    if (!literal_list) successes.insert(200);  // an empty batch
    for (int i = 0; i <= static_cast<int>(Situation::unlisted); ++i) {
      const auto situation = static_cast<Situation>(i);
      if (const Cell* cell = cell_for(batch, situation); cell && can_arise(batch, situation)) {
        of_action(cell->then, situation, failures, successes);
        if (cell->condition) of_action(cell->otherwise, situation, failures, successes);
      }
    }
    const bool single = literal_list && std::get<1>(batch.items).size() == 1;
    const bool either = batch.atomic.has_value();
    for (const bool atomic : {false, true}) {
      if (!either && atomic != batch.atomic_default) continue;
      finish(atomic, failures, successes, !single);
    }
  }

  void of_action(const Action& action, Situation situation, std::set<std::string>& failures,
                 std::set<int>& successes) {
    if (action.verb == Verb::reject) {
      if (situation == Situation::invalid) return invalid(action.error);
      return rejected(Reason::invalid_request, action.error);
    }
    if (action.verb != Verb::fail) {
      if (situation != Situation::unlisted)
        successes.insert(action.verb == Verb::create ? 201 : 200);
      return;
    }
    failures.insert(action.error);
    if (situation != Situation::invalid) return;
    for (const MessageRule& rule : behaviour_.messages)
      if (!rule.error.empty()) failures.insert(rule.error);
  }

  void finish(bool atomic, const std::set<std::string>& failures, const std::set<int>& successes,
              bool several) {
    add(Outcome::complete, "", std::nullopt);
    endings_.back().atomic = atomic;
    endings_.back().result_statuses = successes;
    if (failures.empty()) return;
    if (several && !atomic) {
      add(Outcome::partial, "", std::nullopt);
      endings_.back().atomic = atomic;
    }
    for (const std::string& error : failures) {
      add(Outcome::failed, error, status_of(error, 400));
      endings_.back().atomic = atomic;
      endings_.back().result_statuses = {*endings_.back().error_status};
    }
  }

  void looked_up(Outcome outcome, const std::string& error) {
    const auto status = error.empty() ? std::nullopt : std::optional(status_of(error, 400));
    add(outcome, error, status);
  }

  void rejected(Reason reason, std::string error = "") {
    if (error.empty()) error = named(reason);
    add(Outcome::rejected, error, status_of(error, default_status(reason)));
    endings_.back().reason = reason;
  }

  std::string named(Reason reason) const {
    for (const auto* reject : {&plan_.reject, &behaviour_.reject})
      if (const auto found = reject->find(reason); found != reject->end()) return found->second;
    return "";
  }

  int status_of(const std::string& error, int fallback) const {
    const auto spec = behaviour_.errors.find(error);
    return spec == behaviour_.errors.end() ? fallback : spec->second.status.value_or(fallback);
  }

  void add(Outcome outcome, std::string error, std::optional<int> error_status) {
    Ending ending;
    ending.outcome = outcome;
    ending.error = std::move(error);
    ending.error_status = error_status;
    endings_.push_back(std::move(ending));
  }

  const Behaviour& behaviour_;
  const Operation& operation_;
  const Plan& plan_;
  std::vector<Ending> endings_;
};

template <class T>
bool among(const std::vector<T>& allowed, const T& value) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

}  // namespace

std::vector<Ending> endings(const Behaviour& behaviour, const Operation& operation,
                            const Plan& plan, bool is_first) {
  return Endings(behaviour, operation, plan).all(is_first);
}

bool fits(const Respond& respond, const Ending& ending) {
  if (!among(respond.outcomes, ending.outcome)) return false;
  if (respond.atomic && respond.atomic != ending.atomic) return false;
  if (!respond.reasons.empty() && !(ending.reason && among(respond.reasons, *ending.reason)))
    return false;
  return respond.errors.empty() || (!ending.error.empty() && among(respond.errors, ending.error));
}

}  // namespace contract::behaviour_detail
