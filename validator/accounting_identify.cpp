// Whom each element of an answer's lists is about.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "validator/accounting_parts.h"

namespace validator::accounting {

namespace {

using contract::Rule;
using Root = contract::Reference::Root;

const Bound* find(const std::vector<Bound>& bound, Root root, std::string_view name) {
  for (const Bound& each : bound)
    if (each.reference && each.reference->root == root && each.reference->name == name)
      return &each;
  return nullptr;
}

std::optional<std::size_t> whole_number(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return number;
}

// One element at a time.
class Identifier {
 public:
  Identifier(Ledger& ledger, Page& page) : ledger_(ledger), page_(page) {}

  void identify(Claim& claim, std::size_t position) {
    claim_ = &claim;
    const Bound* index = find(claim.element->bound, Root::result, "index");
    const Bound* key = find(claim.element->bound, Root::result, "key");
    if (may_be_unlisted(index)) return stray();
    if (index) return by_index(*index, key);
    if (key) return by_key(*key);
    by_record(position);
  }

 private:
  // Deletions of records that no item names stand behind the items.
  bool may_be_unlisted(const Bound* index) const {
    if (!ledger_.possible.unlisted || page_.list->list != contract::EachList::deleted) return false;
    return !index || whole_number(text_of(*index)) == ledger_.items.size();
  }

  void stray() { claim_->about = Claim::About::stray; }
  void item(std::size_t place) {
    claim_->about = Claim::About::item;
    claim_->place = place;
  }
  void group(std::size_t place) {
    claim_->about = Claim::About::group;
    claim_->place = place;
  }

  void by_index(const Bound& index, const Bound* key) {
    const std::string text = text_of(index);
    const auto place = whole_number(text);
    if (!place || *place >= ledger_.items.size()) {
      ledger_.report(Rule::index_out_of_range,
                     fmt::format("the answer tells of item {:.40}, and {} were sent", text,
                                 ledger_.items.size()),
                     pointer());
      return stray();
    }
    item(*place);
    if (key && !key_fits(text_of(*key), *place)) return;
    name_fits(*place);
    record_fits(*place);
  }

  void mismatch(std::size_t place, const std::string& told) {
    const auto own = ledger_.keys.key_of(place);
    ledger_.report(
        Rule::key_mismatch,
        own ? fmt::format("item {} has the key {:.80}, the answer tells {:.80}", place, *own, told)
            : fmt::format("item {} has no key, the answer tells {:.80}", place, told),
        pointer(), place);
    stray();
  }

  bool key_fits(const std::string& told, std::size_t place) {
    if (ledger_.keys.key_of(place).value_or("") == told) return true;
    return mismatch(place, told), false;
  }

  void name_fits(std::size_t place) {
    const Bound* name = find(claim_->element->bound, Root::result, "keyName");
    if (name && text_of(*name) != ledger_.keys.key_name_of(place)) mismatch(place, text_of(*name));
  }

  void record_fits(std::size_t place) {
    if (!only(claim_->fates, success)) return;
    if (ledger_.keys.may_be(*claim_->element, place, ledger_.judged.facts)) return;
    const auto found = ledger_.keys.by_record(*claim_->element, ledger_.judged.facts);
    if (!found.group) return mismatch(place, found.key);
    const std::size_t item = ledger_.keys.groups()[*found.group].items[0];
    mismatch(place, std::string(ledger_.keys.key_of(item).value_or(found.key)));
  }

  void by_key(const Bound& key) {
    const std::string text = text_of(key);
    const std::vector<std::size_t> groups = ledger_.keys.named(text);
    const Bound* name = find(claim_->element->bound, Root::result, "keyName");
    if (name && !ledger_.keys.knows_name(text_of(*name))) return foreign(text_of(*name));
    if (groups.size() == 1) return group(groups.front());
    if (groups.empty() && !ledger_.keys.nearly_known(text)) foreign(text);
  }

  void foreign(const std::string& text) {
    ledger_.report(Rule::key_not_sent,
                   fmt::format("the answer names the key {:.80}, and no item has it", text),
                   pointer());
    stray();
  }

  void by_record(std::size_t position) {
    const bool in_order =
        page_.list->list == contract::EachList::results || ledger_.items.size() == 1;
    const bool all =
        in_order && page_.list->elements.size() == ledger_.items.size() && !page_.list->keyed;
    const auto found = ledger_.keys.by_record(*claim_->element, ledger_.judged.facts);
    if (found.group) return group(*found.group);
    if (found.foreign && only(claim_->fates, success)) return foreign(found.key);
    if (!all) return;
    // Its place tells, unless what it shows speaks against that.
    if (ledger_.keys.may_be(*claim_->element, position, ledger_.judged.facts)) item(position);
  }

  std::string pointer() const { return pointer_of(page_, *claim_); }

  Ledger& ledger_;
  Page& page_;
  Claim* claim_ = nullptr;
};

}  // namespace

std::string pointer_of(const Page& page, const Claim& claim) {
  std::string pointer = page.list->pointer;
  if (!claim.element->token.empty() || page.list->keyed)
    contract::append_token(pointer, claim.element->token);
  return pointer;
}

void identify(Ledger& ledger) {
  for (const SeenList& list : ledger.answer.lists) {
    if (!list.visible) continue;
    Page page{&list, {}};
    page.claims.reserve(list.elements.size());
    const Fates among = fates_of(list.list) & (ledger.possible.fates | failed | aborted);
    for (const Element& element : list.elements)
      page.claims.push_back({Claim::About::anyone, 0,
                             fates_of(ledger.batch, element.bound, element.choices,
                                      among == 0 ? fates_of(list.list) : among),
                             &element});
    Identifier identifier(ledger, page);
    for (std::size_t i = 0; i < page.claims.size(); ++i) identifier.identify(page.claims[i], i);
    ledger.pages.push_back(std::move(page));
  }
}

}  // namespace validator::accounting
