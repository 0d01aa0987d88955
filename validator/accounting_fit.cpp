// Which `respond` entry an answer was made by.
#include <algorithm>

#include "validator/accounting_parts.h"
#include "validator/judge_answer.h"

namespace validator::accounting {

namespace {

using contract::Outcome;
using contract::Respond;

// An answer this far from a template was not made by it.
constexpr int most_cost = 6;

bool status_fits(const contract::Behaviour& behaviour, const Respond& entry, int status) {
  if (const int* fixed = std::get_if<int>(&entry.status)) return *fixed == status;
  return status >= 400 || can_answer(behaviour, entry, status);
}

contract::JsonType type_made_by(const contract::Template& value) {
  const contract::Reference& reference = *value.expression.parts.front().reference;
  return reference.root == contract::Reference::Root::sequence ? contract::JsonType::number
                                                               : contract::JsonType::string;
}

std::vector<FieldType> field_types(const Judged& judged) {
  std::vector<FieldType> types;
  const auto* batch = judged.plan ? std::get_if<contract::Batch>(&judged.plan->does) : nullptr;
  if (!batch) return types;
  const auto collection = judged.behaviour.collections.find(batch->collection);
  if (collection == judged.behaviour.collections.end()) return types;
  using Root = contract::Reference::Root;
  for (const contract::Generated& field : collection->second.on_create) {
    if (field.unless_supplied || !field.field.is_literal() ||
        field.value.kind != contract::Template::Kind::expression || !field.value.expression.alone)
      continue;
    if (field.value.expression.parts.front().reference->root < Root::now) continue;
    const std::string pointer = field.field.literal_text();
    if (pointer.size() > 1) types.push_back({pointer.substr(1), type_made_by(field.value)});
  }
  return types;
}

bool any_visible(const Unrendered& answer) {
  return answer.lists.empty() || std::any_of(answer.lists.begin(), answer.lists.end(),
                                             [](const SeenList& list) { return list.visible; });
}

}  // namespace

bool can_be(const Respond& entry, Outcome outcome) {
  return entry.outcomes.empty() ||
         std::find(entry.outcomes.begin(), entry.outcomes.end(), outcome) != entry.outcomes.end();
}

const std::vector<std::shared_ptr<const Respond>>& respond_of(const Judged& judged) {
  if (judged.plan) return judged.plan->respond;
  const auto* plans = judged.behaviour.plans(judged.route.operation->id);
  return plans && !plans->empty() ? plans->front().respond : judged.behaviour.respond;
}

std::vector<Fit> fits_of(const Judged& judged, const std::optional<contract::JsonView>& answer) {
  std::vector<Fit> fits;
  const std::vector<FieldType> types = field_types(judged);
  for (const auto& entry : respond_of(judged)) {
    if (!status_fits(judged.behaviour, *entry, judged.response.status)) continue;
    Fit fit{entry.get(), {}};
    if (entry->body && answer) {
      fit.answer = unrender(*entry->body, *answer, judged.facts, types);
      if (fit.answer.cost > most_cost || !any_visible(fit.answer)) continue;
    } else if (entry->body || answer) {
      continue;
    }
    fits.push_back(std::move(fit));
  }
  return fits;
}

}  // namespace validator::accounting
