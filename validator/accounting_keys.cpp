// What an exchange says about keys.
#include <algorithm>
#include <set>

#include "contract/expression.h"
#include "validator/accounting_hash.h"
#include "validator/accounting_parts.h"

namespace validator {

namespace accounting {

namespace {

using contract::Tokens;
using Root = contract::Reference::Root;
using Names = std::set<std::string, std::less<>>;

// The key fields of every batch that works on the collection, as they are written.
struct Addressing {
  Names fields;                    // top-level members among them
  Names tuples;                    // of fields
  bool chosen_by_request = false;  // a field is an expression: any member may be one
};

Addressing addressing_of(const contract::Behaviour& behaviour, const std::string& collection) {
  Addressing addressing;
  for (const auto& [id, plans] : behaviour.operations)
    for (const contract::Plan& plan : plans) {
      const auto* batch = std::get_if<contract::Batch>(&plan.does);
      if (!batch || batch->collection != collection) continue;
      for (const contract::KeyMap& map : batch->key) {
        std::string tuple;
        for (const contract::KeyMember& member : map) {
          if (!member.field.is_literal()) {
            addressing.chosen_by_request = true;
            continue;
          }
          const auto tokens = contract::parse_pointer(member.field.literal_text());
          if (tokens && !tokens->empty()) addressing.fields.insert(tokens->front());
          tuple += member.field.literal_text() + " ";
        }
        for (const auto& [name, value] : batch->within) tuple += name + " ";
        addressing.tuples.insert(tuple);
      }
    }
  return addressing;
}

bool is_redacted(std::string_view text) {
  return text.find("***") != std::string_view::npos ||
         contract::to_lower(text).find("redacted") != std::string::npos;
}

// Nothing when it cannot be told whose records these are: a credential was left out or redacted.
std::optional<std::string> partition_of(const Judged& judged, const contract::Collection& kept) {
  std::string partition;
  for (const contract::Expression& expression : kept.partition) {
    const std::string text = contract::evaluate_text(expression, {.facts = &judged.facts});
    const bool asks_who = std::any_of(
        expression.parts.begin(), expression.parts.end(),
        [](const auto& part) { return part.reference && part.reference->root == Root::principal; });
    if (is_redacted(text)) return std::nullopt;
    if (asks_who && text.empty() && !judged.route.operation->security.empty()) return std::nullopt;
    partition += std::to_string(text.size()) + " " + text;
  }
  return partition;
}

// The field the server makes ids in: the first that $uuid or $sequence fills.
std::optional<Tokens> id_field(const contract::Collection& kept) {
  for (const contract::Generated& field : kept.on_create) {
    if (field.value.kind != contract::Template::Kind::expression || !field.value.expression.alone ||
        !field.field.is_literal())
      continue;
    const Root root = field.value.expression.parts.front().reference->root;
    if (root == Root::uuid || root == Root::sequence)
      return contract::parse_pointer(field.field.literal_text());
  }
  return std::nullopt;
}

KeyVerb verb_of(Fates fates, bool has_record) {
  if (only(fates, created)) return KeyVerb::created;
  if (only(fates, updated | replaced)) return KeyVerb::updated;
  if (only(fates, deleted)) return KeyVerb::deleted;
  if (only(fates, created | updated | replaced | seen)) return KeyVerb::exists;
  if (only(fates, success & ~Fates{deleted}) && has_record) return KeyVerb::exists;
  return KeyVerb::unknown;
}

class Writer {
 public:
  Writer(const Judged& judged, const contract::Batch& batch,
         const std::vector<contract::JsonView>& items, const Ledger* ledger)
      : judged_(judged),
        batch_(batch),
        items_(items),
        ledger_(ledger),
        schema_(ledger ? ItemSchema{} : item_schema(judged, batch, items)),
        own_(ledger ? nullptr
                    : std::make_unique<ItemKeys>(batch, judged.facts, items, schema_.keyless)),
        keys_(ledger ? ledger->keys : *own_),
        possible_(ledger ? ledger->possible : possible_of(batch, judged.behaviour, judged.facts)) {}

  std::optional<KeyFacts> write() {
    const auto kept = judged_.behaviour.collections.find(batch_.collection);
    if (kept == judged_.behaviour.collections.end() || refused()) return std::nullopt;
    const auto partition = partition_of(judged_, kept->second);
    if (!partition) return std::nullopt;
    facts_.operation = judged_.route.operation->id;
    facts_.contract = batch_.where;
    facts_.evidence = batch_.claim.evidence;
    facts_.api = api_hash(judged_.behaviour);
    facts_.collection =
        Hash(facts_.api)
            .add(contract::to_lower(judged_.request.headers.get("Host").value_or("")))
            .add(judged_.request.headers.get("Understudy-World").value_or(""))
            .add(batch_.collection)
            .add(*partition)
            .value();
    addressing_ = addressing_of(judged_.behaviour, batch_.collection);
    id_ = id_field(kept->second);
    within();
    look_at_elements();
    for (const std::string& field : addressing_.fields)
      if (!is_own(field)) awaited_.push_back(field);
    facts_.facts.reserve(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) add(i);
    return finish();
  }

 private:
  // Refused as a whole, so nothing was kept.
  bool refused() const {
    const int status = judged_.response.status;
    if (!ledger_ || status < 400 || status >= 500) return false;
    return !can_be(*ledger_->entry, contract::Outcome::complete);
  }

  // The key's fields, and those of `within`, which belong to every key.
  void within() {
    const contract::Scope scope{.facts = &judged_.facts};
    for (const auto& [name, value] : batch_.within) {
      within_ += name + " " + contract::evaluate_text(value, scope) + " ";
      within_fields_.push_back(name);
    }
    id_hash_ = Hash(facts_.collection);
    key_hash_ = Hash(facts_.collection).add(within_);
    for (const ItemKeys::Map& map : keys_.maps()) {
      std::vector<std::string>& pointers = pointers_.emplace_back();
      for (const Tokens& field : map.fields) pointers.push_back(contract::to_pointer(field));
      if (!map.used) continue;
      maps_used_ += 1;
      for (const Tokens& field : map.fields) own_fields_.insert(field.front());
    }
  }

  std::uint64_t field_hash(std::string_view field) const {
    return Hash(facts_.collection).add("field").add(field).value();
  }

  // Which element each item has, and what became of those without one.
  void look_at_elements() {
    elements_.assign(items_.size(), nullptr);
    fates_.assign(items_.size(), any_fate);
    if (!ledger_ || !ledger_->violations.empty()) return;
    bool failed_told = false;
    std::vector<bool> named(keys_.groups().size());
    for (const Page& page : ledger_->pages) {
      failed_told = failed_told ||
                    (page.list->list == contract::EachList::failed &&
                     std::none_of(page.claims.begin(), page.claims.end(), [](const Claim& claim) {
                       return claim.about == Claim::About::anyone;
                     }));
      for (const Claim& claim : page.claims) take(claim, named);
    }
    if (!failed_told) return;
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (!elements_[i] && !named[keys_.group_of(i)]) fates_[i] = success & possible_.fates;
  }

  void take(const Claim& claim, std::vector<bool>& named) {
    if (claim.about == Claim::About::anyone || claim.about == Claim::About::stray) return;
    std::size_t item = claim.place;
    if (claim.about == Claim::About::group) {
      const std::span<const std::size_t> items = keys_.groups()[claim.place].items;
      named[claim.place] = true;
      if (items.size() != 1) return;  // which of them is not told
      item = items.front();
    }
    named[keys_.group_of(item)] = true;
    elements_[item] = claim.element;
    fates_[item] = claim.fates & possible_.fates ? claim.fates & possible_.fates : claim.fates;
  }

  void add(std::size_t item) {
    const ItemGroup& group = keys_.groups()[keys_.group_of(item)];
    if (only(fates_[item], failed | aborted)) return;
    changes_ = changes_ || (fates_[item] & (created | updated | replaced | deleted));
    removes_ = removes_ || (fates_[item] & deleted);
    remember_members(item);
    if (!group.map) return;
    std::optional<std::string_view> id;
    if (elements_[item] && id_)
      id = shown_field(elements_[item]->bound, *id_, judged_.facts, made_);
    KeyVerb verb = verb_of(fates_[item], elements_[item] && shows_record(*elements_[item]));
    const bool told_apart = group.items.size() == 1 || elements_[item];
    if (!told_apart) verb = KeyVerb::unknown;
    Hash hash = key_hash_;
    for (std::size_t i = 0; i < group.values.size(); ++i)
      hash.add(pointers_[*group.map][i]).add(group.values[i]);
    const std::uint64_t id_hash = id ? Hash(id_hash_).add(*id).value() : 0;
    facts_.facts.push_back({hash.value(), id_hash, verb, static_cast<std::uint32_t>(item)});
  }

  static bool shows_record(const Element& element) {
    return std::any_of(element.bound.begin(), element.bound.end(), [](const Bound& bound) {
      return !bound.reference || bound.reference->root == Root::record;
    });
  }

  // Members that may be somebody's key elsewhere, and are now another value.
  void remember_members(std::size_t item) {
    if (!addressing_.chosen_by_request) {
      std::erase_if(awaited_, [&](std::string_view field) {
        if (!items_[item].find(field)) return false;
        written_.emplace(field);
        return true;
      });
      return;
    }
    items_[item].each_member([&](std::string_view name, const contract::JsonView&) {
      if (!is_own(name) && !written_.contains(name)) written_.emplace(name);
      return true;
    });
  }

  // The field of the only key in use.
  bool is_own(std::string_view field) const {
    return maps_used_ == 1 && own_fields_.contains(field);
  }

  std::optional<KeyFacts> finish() {
    for (const std::string& field : own_fields_) facts_.fields.push_back(field_hash(field));
    Hash scope(facts_.collection);
    for (const std::string& field : own_fields_) scope.add(field);
    for (const std::string& field : within_fields_) scope.add(field);
    facts_.scope = scope.value();
    if (changes_)
      for (const std::string& field : written_) facts_.forgets.push_back(field_hash(field));
    const bool several =
        addressing_.tuples.size() > 1 || addressing_.chosen_by_request || maps_used_ > 1;
    facts_.forgets_others = removes_ && several;
    facts_.forgets_collection = possible_.unlisted || (removes_ && maps_used_ != 1);
    const bool nothing = facts_.facts.empty() && facts_.forgets.empty() && !facts_.forgets_others &&
                         !facts_.forgets_collection;
    if (nothing) return std::nullopt;
    return std::move(facts_);
  }

  const Judged& judged_;
  const contract::Batch& batch_;
  const std::vector<contract::JsonView>& items_;
  const Ledger* ledger_;
  ItemSchema schema_;
  std::unique_ptr<ItemKeys> own_;
  const ItemKeys& keys_;
  Possible possible_;
  Addressing addressing_;
  std::optional<Tokens> id_;
  std::string within_;
  std::vector<std::string> within_fields_;
  Names own_fields_;
  Hash key_hash_, id_hash_;                         // before a key's and an id's own parts
  std::vector<std::vector<std::string>> pointers_;  // to the fields, by map
  std::string made_;                                // scratch
  std::size_t maps_used_ = 0;
  std::vector<const Element*> elements_;
  std::vector<Fates> fates_;
  std::vector<std::string_view> awaited_;  // fields of others that no item was seen to write
  Names written_;
  bool changes_ = false, removes_ = false;
  KeyFacts facts_;
};

}  // namespace

std::optional<KeyFacts> keys_of(const Judged& judged, const contract::Batch& batch,
                                const std::vector<contract::JsonView>& items,
                                const Ledger* ledger) {
  return Writer(judged, batch, items, ledger).write();
}

}  // namespace accounting

}  // namespace validator
