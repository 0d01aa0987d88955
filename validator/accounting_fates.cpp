#include "validator/accounting_fates.h"

#include <algorithm>

#include "contract/asked.h"
#include "contract/expression.h"
#include "contract/situation.h"

namespace validator::accounting {

namespace {

using contract::Expression;
using contract::Reference;
using contract::Situation;
using contract::Verb;
using Root = Reference::Root;

Fates fate_of(Verb verb) {
  switch (verb) {
    case Verb::create:
      return created;
    case Verb::update:
      return updated;
    case Verb::replace:
      return replaced;
    case Verb::remove:
      return deleted;
    case Verb::skip:
      return skipped;
    case Verb::read:
      return seen;
    case Verb::fail:
      return failed;
    default:
      return 0;  // the whole request is refused, or nothing is told
  }
}

// Known before any item is looked at.
bool is_of_request(const Expression& expression) {
  return std::none_of(expression.parts.begin(), expression.parts.end(), [](const auto& part) {
    return part.reference && part.reference->root >= Root::item;
  });
}

Fates fates_in(const contract::Cell& cell, const contract::Scope& scope) {
  if (!cell.condition) return fate_of(cell.then.verb);
  if (!is_of_request(*cell.condition))
    return fate_of(cell.then.verb) | fate_of(cell.otherwise.verb);
  const auto value = contract::evaluate(*cell.condition, scope);
  return fate_of(value && contract::truthy(value->text) ? cell.then.verb : cell.otherwise.verb);
}

bool tells_fate(std::string_view member) {
  return member == "ok" || member == "action" || member == "status";
}

// The fates a $result member of this text leaves; any_fate where it tells nothing.
Fates told(const contract::Batch& batch, std::string_view member, const std::string& text) {
  if (member == "ok") {
    if (text == "true") return success;
    return text == "false" ? Fates{failed | aborted} : any_fate;
  }
  if (member == "action") {
    const Fates fates = fates_called(batch, text);
    return fates == 0 ? any_fate : fates;
  }
  if (member != "status") return any_fate;
  if (text == "201") return created;
  if (text == "424") return failed | aborted;
  if (text == "200") return any_fate & ~Fates{created};
  return failed;
}

const std::string* result_member(const Expression& expression) {
  if (expression.parts.size() != 1 || !expression.parts[0].reference) return nullptr;
  const Reference& reference = *expression.parts[0].reference;
  return reference.root == Root::result ? &reference.name : nullptr;
}

Fates told(const contract::Batch& batch, const Choice& choice) {
  const std::string* member = result_member(choice.node->expression);
  if (!member) return any_fate;
  Fates fates = 0, named = 0;
  for (std::size_t i = 0; i < choice.node->members.size(); ++i) {
    const Expression& word = choice.node->members[i].name;
    if (!word.is_literal()) return any_fate;
    const Fates of_word = told(batch, *member, word.literal_text());
    named |= of_word;
    if (choice.words & (std::uint64_t{1} << std::min<std::size_t>(i, 63))) fates |= of_word;
  }
  if (choice.otherwise) fates |= any_fate & ~named;
  return fates == 0 ? any_fate : fates;
}

}  // namespace

Possible possible_of(const contract::Batch& batch, const contract::Behaviour& behaviour,
                     const contract::Facts& facts) {
  const contract::Scope scope{.facts = &facts};
  Possible possible;
  possible.atomic = contract::is_atomic(batch, scope);
  possible.fates = batch.rules.empty() && batch.refers.empty() ? 0 : Fates{failed};
  for (int i = 0; i < static_cast<int>(Situation::unlisted); ++i) {
    const auto situation = static_cast<Situation>(i);
    const contract::Cell* cell = contract::cell_for(batch, situation);
    if (cell && can_arise(batch, situation)) possible.fates |= fates_in(*cell, scope);
  }
  constexpr Fates writes = created | updated | replaced;
  const auto kept = behaviour.collections.find(batch.collection);
  if (kept != behaviour.collections.end() && !kept->second.unique.empty() &&
      (possible.fates & writes))
    possible.fates |= failed;
  if (possible.atomic && (possible.fates & failed)) possible.fates |= aborted;
  possible.unlisted =
      (fates_in(*contract::cell_for(batch, Situation::unlisted), scope) & deleted) != 0;
  const contract::Cell& invalid = *contract::cell_for(batch, Situation::invalid);
  possible.invalid_fails = batch.items_in_body && (fates_in(invalid, scope) & success) == 0;
  return possible;
}

Fates fates_of(contract::EachList list) {
  switch (list) {
    case contract::EachList::succeeded:
      return success;
    case contract::EachList::failed:
      return failed;
    case contract::EachList::created:
      return created;
    case contract::EachList::updated:
      return updated;
    case contract::EachList::replaced:
      return replaced;
    case contract::EachList::deleted:
      return deleted;
    case contract::EachList::skipped:
      return skipped;
    default:
      return any_fate;
  }
}

Fates fates_called(const contract::Batch& batch, std::string_view word) {
  Fates fates = word == "aborted" ? Fates{aborted} : 0;
  for (int i = 0; i <= static_cast<int>(Verb::fail); ++i) {
    const auto verb = static_cast<Verb>(i);
    const auto renamed = batch.actions.find(verb);
    const std::string_view called =
        renamed == batch.actions.end() ? contract::to_string(verb) : renamed->second;
    if (called == word) fates |= fate_of(verb);
  }
  return fates;
}

Fates fates_of(const contract::Batch& batch, const std::vector<Bound>& bound,
               const std::vector<Choice>& choices, Fates among) {
  Fates fates = among;
  const auto leave = [&](Fates by) {
    if (fates & by) fates &= by;
  };
  for (const Bound& each : bound) {
    if (!each.reference) continue;
    if (each.reference->root == Root::error && each.reference->name == "code") leave(failed);
    if (each.reference->root == Root::result && tells_fate(each.reference->name))
      leave(told(batch, each.reference->name, text_of(each)));
  }
  for (const Choice& choice : choices) leave(told(batch, choice));
  return fates;
}

}  // namespace validator::accounting
