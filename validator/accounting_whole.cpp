// What holds for a batch as a whole: all or nothing, counts, the limit.
#include <fmt/format.h>

#include <algorithm>

#include "contract/pointer.h"
#include "validator/accounting_parts.h"

namespace validator::accounting {

namespace {

using contract::Outcome;
using contract::Rule;
using Root = contract::Reference::Root;

// Whether `entry` writes this very value where `entry` differs from the answer.
bool writes(const contract::Respond& entry, const Differing& differing) {
  const auto tokens = contract::parse_pointer(differing.pointer);
  const contract::Template* node = entry.body.get();
  for (const std::string& token : tokens.value_or(contract::Tokens{})) {
    if (!node || node->kind != contract::Template::Kind::object) return false;
    const auto member =
        std::find_if(node->members.begin(), node->members.end(), [&](const auto& each) {
          return each.name.is_literal() && each.name.literal_text() == token;
        });
    node = member == node->members.end() ? nullptr : member->value.get();
  }
  return node && node->kind == contract::Template::Kind::literal &&
         contract::equal_text(node->literal.text, contract::to_json_text(differing.value).text);
}

// What the answer itself says about all or nothing: $batch.atomic, or the form it has.
std::optional<bool> told_atomic(const Ledger& ledger) {
  for (const Bound& bound : ledger.answer.bound)
    if (bound.reference && bound.reference->root == Root::batch &&
        bound.reference->name == "atomic")
      return text_of(bound) == "true";
  if (!ledger.entry->atomic) return std::nullopt;
  for (const Differing& differing : ledger.answer.differing)
    for (const auto& other : respond_of(ledger.judged))
      if (other->atomic && *other->atomic != *ledger.entry->atomic && other->body &&
          writes(*other, differing))
        return *other->atomic;
  return ledger.entry->atomic;
}

std::string first_failure(const Ledger& ledger) {
  for (const Page& page : ledger.pages)
    for (const Claim& claim : page.claims)
      if (only(claim.fates, failed | aborted)) return pointer_of(page, claim);
  return {};
}

struct Counted {
  const Bound* bound;
  std::uint64_t number;
};

std::optional<Counted> counted(const Ledger& ledger, std::string_view name) {
  for (const Bound& bound : ledger.answer.bound) {
    if (!bound.reference || bound.reference->root != Root::batch || bound.reference->name != name)
      continue;
    const std::string text = text_of(bound);
    if (text.empty() || text.size() > 9 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return std::nullopt;
    return Counted{&bound, std::stoull(text)};
  }
  return std::nullopt;
}

struct Range {
  std::size_t least = 0, most = 0;
  bool has(std::uint64_t number) const { return number >= least && number <= most; }
};

// How many items failed by themselves, as the lists tell; nothing when they do not.
std::optional<Range> failures(const Ledger& ledger) {
  for (const Page& page : ledger.pages) {
    if (page.list->list == contract::EachList::failed) {
      Range range{page.claims.size(), page.claims.size()};
      for (const Claim& claim : page.claims) {
        const bool merged = page.list->keyed && claim.about == Claim::About::group;
        if (merged) range.most += ledger.keys.groups()[claim.place].items.size() - 1;
        if (page.list->keyed && claim.about == Claim::About::anyone)
          range.most = ledger.items.size();
      }
      return range;
    }
    if (page.list->list != contract::EachList::results || page.list->keyed) continue;
    Range range;
    for (const Claim& claim : page.claims) {
      if (only(claim.fates, failed)) ++range.least;
      if (claim.fates & failed) ++range.most;
    }
    return range;
  }
  return std::nullopt;
}

// Likewise those that succeeded.
std::optional<Range> successes(const Ledger& ledger) {
  for (const Page& page : ledger.pages)
    if (page.list->list == contract::EachList::succeeded && !page.list->keyed)
      return Range{page.claims.size(), page.claims.size()};
  const auto failed_ones = failures(ledger);
  if (!failed_ones) return std::nullopt;
  const std::size_t total = ledger.items.size();
  const bool undone = ledger.possible.atomic && failed_ones->least > 0;
  if (undone) return Range{0, 0};
  const std::size_t least = total - std::min(failed_ones->most, total);
  return Range{ledger.possible.atomic ? 0 : least, total - std::min(failed_ones->least, total)};
}

void check_count(Ledger& ledger, const Counted& told, std::string_view what, const Range& range) {
  if (range.has(told.number)) return;
  ledger.report(
      Rule::count_mismatch,
      range.least == range.most
          ? fmt::format("the answer counts {} {}, there are {}", told.number, what, range.least)
          : fmt::format("the answer counts {} {}, there are {} to {}", told.number, what,
                        range.least, range.most),
      told.bound->pointer);
}

}  // namespace

void check_atomic(Ledger& ledger, const std::vector<Fit>& fits) {
  const std::size_t failures = ledger.count(failed | aborted), kept = ledger.count(success);
  const auto told = told_atomic(ledger);
  const bool asked = ledger.possible.atomic;
  if (failures > 0 && kept > 0 && (asked || told == true)) {
    ledger.report(Rule::atomic_with_failures,
                  fmt::format("all or nothing was {}, and {} succeeded beside {} that did not",
                              asked ? "asked for" : "told", kept, failures),
                  first_failure(ledger));
    return;
  }
  if (!told || *told == asked || can_be(*ledger.entry, Outcome::rejected)) return;
  // Another entry of the same shape may have made the same answer.
  const bool explained = std::any_of(fits.begin(), fits.end(), [&](const Fit& fit) {
    return fit.entry != ledger.entry && fit.answer.cost <= ledger.answer.cost &&
           (!fit.entry->atomic || *fit.entry->atomic == asked) &&
           can_be(*fit.entry, failures > 0 ? Outcome::failed : Outcome::complete);
  });
  if (explained) return;
  ledger.report(Rule::atomic_mismatch,
                fmt::format("the answer is that of a batch that is {}all or nothing, the request "
                            "asked for one that is{}",
                            *told ? "" : "not ", asked ? "" : " not"));
}

void check_counts(Ledger& ledger) {
  if (const auto total = counted(ledger, "total"))
    check_count(ledger, *total, "items", {ledger.items.size(), ledger.items.size()});
  const auto is_about_lists = [](const contract::Violation& each) {
    return each.rule == Rule::item_missing || each.rule == Rule::item_repeated ||
           each.rule == Rule::item_succeeded_and_failed || each.rule == Rule::index_out_of_range ||
           each.rule == Rule::key_not_sent || each.rule == Rule::key_mismatch ||
           each.rule == Rule::atomic_with_failures;
  };
  if (std::any_of(ledger.violations.begin(), ledger.violations.end(), is_about_lists)) return;
  const auto kept = counted(ledger, "succeeded"), lost = counted(ledger, "failed");
  if (kept)
    if (const auto range = successes(ledger)) check_count(ledger, *kept, "successes", *range);
  if (lost)
    if (const auto range = failures(ledger)) check_count(ledger, *lost, "failures", *range);
  const bool undone = ledger.possible.atomic && lost && lost->number > 0;
  if (kept && lost && !undone && kept->number + lost->number != ledger.items.size() &&
      !failures(ledger))
    check_count(ledger, {kept->bound, kept->number + lost->number}, "successes and failures",
                {ledger.items.size(), ledger.items.size()});
}

void check_limit(Ledger& ledger, const std::vector<Fit>& fits) {
  const auto& limit = ledger.batch.limit;
  if (!limit || ledger.items.size() <= *limit || ledger.judged.response.status / 100 != 2) return;
  const bool refused = std::any_of(fits.begin(), fits.end(), [](const Fit& fit) {
    return can_be(*fit.entry, Outcome::rejected) && !can_be(*fit.entry, Outcome::complete);
  });
  if (refused) return;
  ledger.report_batch(Rule::over_limit_accepted,
                      fmt::format("{} items were sent, at most {} are allowed, and the answer is "
                                  "{}",
                                  ledger.items.size(), *limit, ledger.judged.response.status));
}

}  // namespace validator::accounting
