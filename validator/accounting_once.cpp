// Every item is accounted for exactly once.
#include <fmt/format.h>

#include <algorithm>

#include "validator/accounting_parts.h"

namespace validator::accounting {

namespace {

using contract::EachList;
using contract::Rule;

// Lists that share no item: what is in one of them is in none of the others.
using Exclusive = std::vector<const Page*>;

const Page* page_of(const Ledger& ledger, EachList list) {
  for (const Page& page : ledger.pages)
    if (page.list->list == list) return &page;
  return nullptr;
}

std::vector<Exclusive> exclusive_lists(const Ledger& ledger) {
  std::vector<Exclusive> sets;
  const auto collect = [&](std::initializer_list<EachList> lists) {
    Exclusive set;
    for (const EachList list : lists)
      if (const Page* page = page_of(ledger, list)) set.push_back(page);
    if (!set.empty()) sets.push_back(std::move(set));
  };
  collect({EachList::results});
  if (page_of(ledger, EachList::succeeded)) collect({EachList::succeeded, EachList::failed});
  const bool failed_stands_alone = !page_of(ledger, EachList::succeeded);
  collect({EachList::created, EachList::updated, EachList::replaced, EachList::deleted,
           EachList::skipped, failed_stands_alone ? EachList::failed : EachList::created});
  for (Exclusive& set : sets) {
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
  }
  return sets;
}

// What the lists of one set say, added up.
class Tally {
 public:
  Tally(Ledger& ledger, const Exclusive& set)
      : ledger_(ledger),
        set_(set),
        of_item_(ledger.items.size()),
        least_(ledger.keys.groups().size()),
        most_(ledger.keys.groups().size()) {}

  void check() {
    const std::size_t before = ledger_.violations.size();
    for (const Page* page : set_)
      for (const Claim& claim : page->claims) take(*page, claim);
    const std::size_t odd = ledger_.violations.size() - before + strays_;
    if (ledger_.violations.size() == before) too_many();
    if (covers_all()) missing(odd);
  }

 private:
  void take(const Page& page, const Claim& claim) {
    if (claim.about == Claim::About::stray) {
      ++strays_;
      return;
    }
    if (claim.about == Claim::About::anyone) {
      ++anyone_;
      return;
    }
    const bool by_item = claim.about == Claim::About::item;
    const std::size_t group = by_item ? ledger_.keys.group_of(claim.place) : claim.place;
    const std::size_t size = ledger_.keys.groups()[group].items.size();
    Seen* earlier = by_item ? &of_item_[claim.place] : nullptr;
    const bool again = earlier && earlier->page;
    if (again || least_[group] == size)
      repeated(page, claim, group, again ? earlier->fates : fates_of_group(group));
    else
      ++least_[group];
    most_[group] = std::min(size, most_[group] + (page.list->keyed && !by_item ? size : 1));
    if (earlier && !earlier->page) *earlier = {&page, claim.fates};
    taken_.push_back({group, claim.fates});
  }

  struct Seen {
    const Page* page = nullptr;
    Fates fates = 0;
  };

  Fates fates_of_group(std::size_t group) const {
    Fates fates = 0;
    for (const auto& [of, these] : taken_)
      if (of == group) fates |= these;
    return fates;
  }

  std::string name_of(const Claim& claim, std::size_t group) const {
    if (claim.about == Claim::About::item) return fmt::format("item {}", claim.place);
    const ItemGroup& items = ledger_.keys.groups()[group];
    if (!items.map) return "an item without a key";
    return fmt::format("the item with the key {:.80}", items.values.front());
  }

  void repeated(const Page& page, const Claim& claim, std::size_t group, Fates earlier) {
    const bool both = (only(claim.fates, success) && only(earlier, failed)) ||
                      (only(claim.fates, failed) && only(earlier, success));
    const auto item =
        claim.about == Claim::About::item ? claim.place : ledger_.keys.groups()[group].items[0];
    ledger_.report(both ? Rule::item_succeeded_and_failed : Rule::item_repeated,
                   name_of(claim, group) + (both ? " is told to have succeeded and to have failed"
                                                 : " is told of more often than it was sent"),
                   pointer_of(page, claim), item);
  }

  std::size_t sum(const std::vector<std::size_t>& counts) const {
    std::size_t total = 0;
    for (const std::size_t count : counts) total += count;
    return total;
  }

  void too_many() {
    const std::size_t told = sum(least_) + anyone_;
    if (told <= ledger_.items.size()) return;
    if (ledger_.possible.unlisted) return;
    ledger_.report(
        Rule::item_repeated,
        fmt::format("{} items were sent, and the answer tells of {}", ledger_.items.size(), told),
        set_.front()->list->pointer);
  }

  // Whether an item that was sent must be in one of these lists.
  bool covers_all() const {
    if (ledger_.possible.unlisted) return false;
    Fates covered = 0;
    for (const Page* page : set_) covered |= fates_of(page->list->list);
    for (const SeenList& list : ledger_.answer.lists)
      if (!list.visible) return false;
    Fates needed = ledger_.possible.fates;
    if (!can_be(*ledger_.entry, contract::Outcome::failed)) needed &= ~Fates{aborted};
    if (ledger_.count(failed | aborted) == 0) needed &= ~Fates{aborted};
    if (!can_be(*ledger_.entry, contract::Outcome::partial) &&
        !can_be(*ledger_.entry, contract::Outcome::failed))
      needed &= ~Fates{failed};
    return (needed & ~covered) == 0;
  }

  void missing(std::size_t odd) {
    const std::size_t told = sum(most_) + anyone_ + odd;
    if (told >= ledger_.items.size()) return;
    const auto item = anyone_ == 0 ? first_missing() : std::nullopt;
    ledger_.report(Rule::item_missing,
                   item ? fmt::format("item {} is not accounted for", *item)
                        : fmt::format("{} items were sent, and the answer accounts for {}",
                                      ledger_.items.size(), told),
                   set_.front()->list->pointer, item);
  }

  std::optional<std::size_t> first_missing() const {
    const auto& groups = ledger_.keys.groups();
    for (std::size_t i = 0; i < of_item_.size(); ++i) {
      const std::size_t group = ledger_.keys.group_of(i);
      if (most_[group] < groups[group].items.size() && !of_item_[i].page) return i;
    }
    return std::nullopt;
  }

  Ledger& ledger_;
  const Exclusive& set_;
  std::vector<Seen> of_item_;
  std::vector<std::size_t> least_, most_;  // items told of, by group
  std::vector<std::pair<std::size_t, Fates>> taken_;
  std::size_t anyone_ = 0, strays_ = 0;
};

// An answer that only a failed batch gets says what failed.
void check_failure_named(Ledger& ledger) {
  if (ledger.entry->outcomes != std::vector{contract::Outcome::failed}) return;
  const Page* page = page_of(ledger, EachList::failed);
  if (!page || !page->claims.empty()) return;
  ledger.report(Rule::item_missing, "the batch failed, and no item is told to have failed",
                page->list->pointer);
}

}  // namespace

void check_once(Ledger& ledger) {
  for (const Exclusive& set : exclusive_lists(ledger)) Tally(ledger, set).check();
  check_failure_named(ledger);
}

}  // namespace validator::accounting
