#include "validator/accounting.h"

#include <fmt/format.h>

#include <algorithm>

#include "validator/accounting_parts.h"

namespace validator {

namespace accounting {

namespace {

using contract::Outcome;
using contract::Rule;

contract::Violation violation_of(const Judged& judged, Rule rule, std::string message) {
  contract::Violation violation;
  violation.rule = rule;
  violation.part = contract::Part::response;
  violation.operation = judged.route.operation->id;
  violation.in = "body";
  violation.message = std::move(message);
  return violation;
}

// A batch of one whose answer has no lists tells of its item at the top.
void read_top(Ledger& ledger) {
  const bool one = ledger.batch.items.index() == 1 && ledger.items.size() == 1;
  const bool kept =
      can_be(*ledger.entry, Outcome::complete) && !can_be(*ledger.entry, Outcome::rejected);
  if (!one || !ledger.answer.lists.empty() || !kept) return;
  const bool fails = can_be(*ledger.entry, Outcome::failed);
  SeenList list{contract::EachList::results, false, "", true, {}};
  list.elements.push_back({ledger.answer.bound, ledger.answer.choices, "", 0});
  if (!fails) list.list = contract::EachList::succeeded;
  ledger.answer.lists.push_back(std::move(list));
}

void check_focus(Ledger& ledger) {
  for (const Bound& bound : ledger.answer.bound) {
    if (!bound.reference || bound.reference->root != contract::Reference::Root::result) continue;
    const std::string text = text_of(bound);
    if (bound.reference->name == "index") {
      const bool number = !text.empty() && text.size() < 10 &&
                          text.find_first_not_of("0123456789") == std::string::npos;
      if (!number || std::stoull(text) >= ledger.items.size())
        ledger.report(Rule::index_out_of_range,
                      fmt::format("the answer tells of item {:.40}, and {} were sent", text,
                                  ledger.items.size()),
                      bound.pointer);
    }
    if (bound.reference->name == "key" && ledger.keys.named(text).empty() &&
        !ledger.keys.nearly_known(text))
      ledger.report(Rule::key_not_sent,
                    fmt::format("the answer names the key {:.80}, and no item has it", text),
                    bound.pointer);
  }
}

// Which of several entries with the same body: the one whose `when` holds.
bool agrees(const Ledger& ledger, const Fit& fit) {
  const contract::Respond& entry = *fit.entry;
  if (entry.atomic && *entry.atomic != ledger.possible.atomic) return false;
  if (ledger.judged.response.status / 100 != 2) return true;
  return can_be(entry, Outcome::complete) || can_be(entry, Outcome::partial) ||
         can_be(entry, Outcome::failed);
}

Fit* best_of(const Ledger& ledger, std::vector<Fit>& fits) {
  Fit* best = nullptr;
  for (Fit& fit : fits) {
    if (!best || fit.answer.cost < best->answer.cost) best = &fit;
    if (fit.answer.cost == best->answer.cost && !agrees(ledger, *best) && agrees(ledger, fit))
      best = &fit;
  }
  return best;
}

// Whether the answer says what became of the items, rather than that the request was refused.
bool tells_items(const contract::Respond& entry) {
  return can_be(entry, Outcome::complete) || can_be(entry, Outcome::partial) ||
         entry.outcomes == std::vector{Outcome::failed};
}

void check(Ledger& ledger, const std::vector<Fit>& fits) {
  check_limit(ledger, fits);
  if (!ledger.entry || !tells_items(*ledger.entry)) return;
  const bool focused = ledger.answer.lists.empty() || ledger.batch.items.index() == 0;
  if (focused) check_focus(ledger);
  read_top(ledger);
  identify(ledger);
  check_once(ledger);
  check_invalid(ledger);
  check_atomic(ledger, fits);
  check_counts(ledger);
}

// The answer's JSON; nothing when it is something else. `readable`: false for JSON that is none.
struct Answer {
  std::optional<contract::JsonView> root;
  bool readable = true;
};

Answer read_answer(const contract::Response& response, JsonBody& body) {
  if (response.body.empty()) return {};
  const auto& parsed = body.json();
  if (!parsed) return {std::nullopt, false};
  return {parsed->root(), true};
}

// Said of a success only: what the vendor's proxy says on errors is nobody's batch.
contract::Violation not_accounted(const Judged& judged, const contract::Batch& batch) {
  contract::Violation note =
      violation_of(judged, Rule::unaccounted_answer,
                   "no respond entry of the behaviour fits this answer: its items are not "
                   "accounted for");
  note.note = true;
  note.contract = batch.where;
  note.evidence = batch.claim.evidence;
  return note;
}

const contract::Batch* batch_of(const Judged& judged) {
  return judged.plan ? std::get_if<contract::Batch>(&judged.plan->does) : nullptr;
}

void add(contract::Violations& to, contract::Violations&& more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Account of_batch(const Judged& judged, const contract::Batch& batch, const Answer& answer) {
  Account account;
  auto items = contract::items_of(batch, judged.facts);
  if (!items) return account;
  std::vector<Fit> fits;
  if (answer.readable) fits = fits_of(judged, answer.root);
  Ledger ledger(judged, batch, items->views);
  contract::Violations of_codes;
  Fit* best = best_of(ledger, fits);
  if (best) {
    of_codes = check_codes(judged, *best, ledger.possible);
    ledger.entry = best->entry;
    ledger.answer = std::move(best->answer);  // of the others and of this one the cost is left
  }
  check(ledger, fits);
  account.violations = std::move(ledger.violations);
  add(account.violations, std::move(of_codes));
  if (!best && judged.response.status / 100 == 2 && account.violations.empty())
    account.violations.push_back(not_accounted(judged, batch));
  ledger.violations = account.violations;
  account.keys = keys_of(judged, batch, items->views, best ? &ledger : nullptr);
  return account;
}

}  // namespace

Ledger::Ledger(const Judged& j, const contract::Batch& b, std::vector<contract::JsonView> of_batch)
    : judged(j),
      batch(b),
      items(std::move(of_batch)),
      schema(item_schema(j, b, items)),
      keys(b, j.facts, items, schema.keyless),
      possible(possible_of(b, j.behaviour, j.facts)) {}

std::size_t Ledger::count(Fates among) const {
  std::size_t number = 0;
  for (const Page& page : pages)
    for (const Claim& claim : page.claims)
      if (only(claim.fates, among)) ++number;
  return number;
}

contract::Violation& Ledger::report(Rule rule, std::string message, std::string pointer,
                                    std::optional<std::size_t> item) {
  contract::Violation& violation = violations.emplace_back(
      of_answer(judged, *entry, rule, std::move(message), std::move(pointer)));
  violation.item = item;
  return violation;
}

contract::Violation& Ledger::report_batch(Rule rule, std::string message) {
  contract::Violation& violation =
      violations.emplace_back(violation_of(judged, rule, std::move(message)));
  violation.contract = batch.where;
  violation.evidence = batch.claim.evidence;
  violation.in = "status";
  return violation;
}

contract::Violation of_answer(const Judged& judged, const contract::Respond& entry, Rule rule,
                              std::string message, std::string pointer) {
  contract::Violation violation = violation_of(judged, rule, std::move(message));
  violation.pointer = std::move(pointer);
  violation.contract = entry.where;
  violation.evidence = entry.evidence;
  return violation;
}

}  // namespace accounting

Account account(const Judged& judged, const contract::JsonLimits& limits) {
  using namespace accounting;
  const std::vector<contract::Plan>* plans = judged.behaviour.plans(judged.route.operation->id);
  if (!plans || plans->empty()) return {{}, forget_all(judged.behaviour, judged.request)};
  JsonBody own(judged.response.body, limits);
  const Answer answer = read_answer(judged.response, judged.answer ? *judged.answer : own);
  if (const contract::Batch* batch = batch_of(judged)) return of_batch(judged, *batch, answer);
  Account account;
  if (!answer.readable) return account;
  const std::vector<Fit> fits = fits_of(judged, answer.root);
  const Fit* best = nullptr;
  for (const Fit& fit : fits)
    if (!best || fit.answer.cost < best->answer.cost) best = &fit;
  if (best) account.violations = check_codes(judged, *best, {});
  return account;
}

Account account(const contract::Behaviour& behaviour, const contract::Route& route,
                const contract::Request& request, const contract::Response& response,
                const contract::JsonLimits& limits) {
  Judged judged{behaviour, route, request, response, {}, {}, nullptr};
  JudgeOptions options;
  options.json = limits;
  check_request_of(judged, options);
  return account(judged, limits);
}

}  // namespace validator
