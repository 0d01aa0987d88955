#include "mock/query.h"

#include "mock/lookup.h"

namespace mock {
namespace {

using contract::Outcome;

// The first map whose values are all present, joined to what `within` asks for.
std::optional<Match> key_of(const contract::ReadPlan& plan, const contract::Scope& scope,
                            const Within& within) {
  for (const contract::KeyMap& map : plan.key) {
    Match match;
    for (const contract::KeyMember& member : map) {
      auto field = contract::evaluate_pointer(member.field, scope);
      auto value = contract::evaluate(member.value, scope);
      if (!field || field->empty() || !value || !is_present(value->text)) break;
      match.fields.push_back(std::move(*field));
      match.texts.push_back(contract::plain_text(value->text));
    }
    if (match.fields.size() != map.size()) continue;
    match.fields.insert(match.fields.end(), within.match.fields.begin(), within.match.fields.end());
    match.texts.insert(match.texts.end(), within.match.texts.begin(), within.match.texts.end());
    return match;
  }
  return std::nullopt;
}

}  // namespace

QueryResult run_read(const contract::ReadPlan& plan, const contract::Facts& facts,
                     const Staged& store) {
  contract::Scope scope;
  scope.facts = &facts;
  QueryResult result;
  result.outcome = Outcome::missing;
  const Within within = resolve_within(plan.within, scope);
  const auto match = key_of(plan, scope, within);
  if (!match || within.sees_nothing) return result;
  const std::vector<RecordId> ids = store.find(*match);
  if (ids.empty()) return result;
  result.outcome = ids.size() > 1 && plan.may_be_ambiguous ? Outcome::ambiguous : Outcome::found;
  if (result.outcome == Outcome::found) result.records.push_back(store.find(ids.front()));
  return result;
}

}  // namespace mock
