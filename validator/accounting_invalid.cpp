// Items that break their schema cannot have succeeded.
#include <fmt/format.h>

#include <algorithm>

#include "validator/accounting_parts.h"

namespace validator::accounting {

namespace {

using contract::Rule;

class Invalid {
 public:
  explicit Invalid(Ledger& ledger)
      : ledger_(ledger), invalid_(ledger.schema.invalid), told_(ledger.keys.groups().size()) {}

  void check(const Page& page) {
    const std::size_t before = ledger_.violations.size();
    std::size_t successes = 0;
    for (const Claim& claim : page.claims) {
      if (!only(claim.fates, success)) continue;
      ++successes;
      if (claim.about == Claim::About::item && invalid_[claim.place])
        report(claim.place, pointer_of(page, claim));
      if (claim.about == Claim::About::group) of_group(page, claim);
    }
    const auto valid =
        static_cast<std::size_t>(std::count(invalid_.begin(), invalid_.end(), false));
    if (ledger_.violations.size() > before || successes <= valid || ledger_.possible.unlisted)
      return;
    ledger_.report(Rule::invalid_item_accepted,
                   fmt::format("{} items keep their schema, and {} are told to have succeeded",
                               valid, successes),
                   page.list->pointer);
  }

 private:
  void of_group(const Page& page, const Claim& claim) {
    const std::span<const std::size_t> items = ledger_.keys.groups()[claim.place].items;
    const auto broken =
        std::find_if(items.begin(), items.end(), [&](std::size_t item) { return invalid_[item]; });
    if (broken == items.end()) return;
    const auto valid = std::count_if(items.begin(), items.end(),
                                     [&](std::size_t item) { return !invalid_[item]; });
    if (++told_[claim.place] > static_cast<std::size_t>(valid))
      report(*broken, pointer_of(page, claim));
  }

  void report(std::size_t item, const std::string& pointer) {
    ledger_.report(Rule::invalid_item_accepted,
                   fmt::format("item {} breaks its schema and is told to have succeeded", item),
                   pointer, item);
  }

  Ledger& ledger_;
  const std::vector<bool>& invalid_;
  std::vector<std::size_t> told_;
};

}  // namespace

void check_invalid(Ledger& ledger) {
  if (ledger.schema.invalid.empty() || !ledger.possible.invalid_fails) return;
  Invalid invalid(ledger);
  for (const Page& page : ledger.pages) invalid.check(page);
}

}  // namespace validator::accounting
