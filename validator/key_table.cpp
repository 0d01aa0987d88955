#include "validator/key_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace validator {

namespace {

constexpr std::size_t slot_bytes = 24;
constexpr std::size_t forgotten_bytes = 64;  // of one entry of a map, with its node

// A fact about a key: what it was told to be last.
enum State : std::uint8_t { unknown, there, gone };

// Open addressing; `key` 0 is an empty slot.
struct Slot {
  std::uint64_t key;
  std::uint64_t id;
  std::uint64_t seen_and_state;  // when, counted over all exchanges, times 4, plus the state

  std::uint64_t seen() const { return seen_and_state >> 2; }
  State state() const { return static_cast<State>(seen_and_state & 3); }
  void set(std::uint64_t seen, State state) { seen_and_state = seen << 2 | state; }
};
static_assert(sizeof(Slot) == slot_bytes);

State state_after(KeyVerb verb) {
  switch (verb) {
    case KeyVerb::created:
    case KeyVerb::updated:
    case KeyVerb::exists:
      return there;
    case KeyVerb::deleted:
      return gone;
    case KeyVerb::unknown:
      break;
  }
  return unknown;
}

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

contract::Violation violation_of(const KeyFacts& facts, const KeyFact& fact, contract::Rule rule,
                                 std::string message) {
  contract::Violation violation;
  violation.rule = rule;
  violation.part = contract::Part::response;
  violation.operation = facts.operation;
  violation.in = "body";
  violation.message = std::move(message);
  violation.item = fact.item;
  violation.contract = facts.contract;
  violation.evidence = facts.evidence;
  return violation;
}

}  // namespace

struct KeyTable::Impl {
  // Deletes of one collection: who deleted last, and who besides.
  struct Deletes {
    std::uint64_t scope = 0;
    std::uint64_t by_scope = 0;
    std::uint64_t by_others = 0;
  };

  explicit Impl(std::size_t max_bytes)
      : most_slots(std::max<std::size_t>(max_bytes / 16 * 15 / sizeof(Slot), 4)),
        slots_of_keys(std::min(most_slots, std::max(most_slots / 16, few_slots))),
        most_forgotten(std::max<std::size_t>(max_bytes / 16 / forgotten_bytes, 8)) {}

  // Forgets what this exchange may have changed unseen.
  void forget(const KeyFacts& facts);
  std::uint64_t forgotten_before(const KeyFacts& facts) const;
  void take(const KeyFacts& facts, const KeyFact& fact, contract::Violations& violations);
  Slot* slot_for(std::uint64_t key);
  Slot* place_of(std::uint64_t key) const;
  bool is_full() const {  // a search ends at an empty slot
    return used >= slots_of_keys - std::max<std::size_t>(slots_of_keys / 8, 1);
  }
  bool grow();
  // Asks for a key's slot before it is needed: in so large a table it is in no cache.
  void fetch(std::uint64_t key) const {
    if (slots) __builtin_prefetch(&slots[key % slots_of_keys], 1);
  }

  static constexpr std::size_t few_slots = 4096;
  const std::size_t most_slots;
  std::size_t slots_of_keys;  // now; most captures need few, which stay in a cache
  std::size_t most_forgotten;
  std::size_t used = 0;
  using Slots = std::unique_ptr<Slot[], Free>;
  Slots slots;
  std::unordered_map<std::uint64_t, std::uint64_t> fields;  // field, API or collection: when
  std::unordered_map<std::uint64_t, Deletes> deletes;       // by collection
  std::uint64_t now = 0;
  std::optional<std::size_t> stopped;
};

void KeyTable::Impl::forget(const KeyFacts& facts) {
  for (const std::uint64_t field : facts.forgets) fields[field] = now;
  if (facts.forgets_collection) fields[facts.collection] = now;
  if (facts.forgets_api) fields[facts.api] = now;
  if (!facts.forgets_others) return;
  Deletes& known = deletes[facts.collection];
  if (known.scope != facts.scope) {
    known.by_others = std::max(known.by_others, known.by_scope);
    known.scope = facts.scope;
  }
  known.by_scope = now;
}

std::uint64_t KeyTable::Impl::forgotten_before(const KeyFacts& facts) const {
  std::uint64_t last = 0;
  const auto look = [&](std::uint64_t what) {
    if (const auto found = fields.find(what); found != fields.end())
      last = std::max(last, found->second);
  };
  for (const std::uint64_t field : facts.fields) look(field);
  look(facts.collection);
  look(facts.api);
  if (const auto found = deletes.find(facts.collection); found != deletes.end()) {
    const Deletes& known = found->second;
    last = std::max(last, known.by_others);
    if (known.scope != facts.scope) last = std::max(last, known.by_scope);
  }
  return last;
}

// The key's slot, or the empty one it would have.
Slot* KeyTable::Impl::place_of(std::uint64_t key) const {
  std::size_t i = key % slots_of_keys;
  while (slots[i].key != key && slots[i].key != 0) i = (i + 1) % slots_of_keys;
  return &slots[i];
}

bool KeyTable::Impl::grow() {
  const std::size_t before = slots_of_keys;
  if (before == most_slots) return false;
  const std::size_t more = std::min(before * 4, most_slots);
  Slots old(static_cast<Slot*>(std::calloc(more, sizeof(Slot))));
  if (!old) return false;
  old.swap(slots);
  slots_of_keys = more;
  for (std::size_t i = 0; i < before; ++i)
    if (old[i].key != 0) *place_of(old[i].key) = old[i];
  return true;
}

// Null when there is no room for another key.
Slot* KeyTable::Impl::slot_for(std::uint64_t key) {
  if (!slots) {
    slots.reset(static_cast<Slot*>(std::calloc(slots_of_keys, sizeof(Slot))));
    if (!slots) return nullptr;
  }
  Slot* slot = place_of(key);
  if (slot->key == key) return slot;
  if (is_full()) {
    if (!grow()) return nullptr;
    slot = place_of(key);
  }
  ++used;
  slot->key = key;
  return slot;
}

void KeyTable::Impl::take(const KeyFacts& facts, const KeyFact& fact,
                          contract::Violations& violations) {
  Slot* slot = slot_for(fact.key);
  if (!slot) {
    stopped = facts.entry;
    return;
  }
  if (slot->seen() != 0 && slot->seen() <= forgotten_before(facts)) {
    slot->set(slot->seen(), unknown);
    slot->id = 0;
  }
  if (fact.verb == KeyVerb::created && slot->state() == there) {
    violations.push_back(violation_of(
        facts, fact, contract::Rule::created_twice,
        fmt::format("item {} is told to be created, its key was there and was not deleted since",
                    fact.item)));
  } else if (state_after(fact.verb) == there && slot->state() == there && fact.id != 0 &&
             slot->id != 0 && fact.id != slot->id) {
    violations.push_back(
        violation_of(facts, fact, contract::Rule::id_changed,
                     fmt::format("item {} has another id than its key had before", fact.item)));
  }
  const State state = state_after(fact.verb);
  slot->id = state == there ? (fact.id != 0 ? fact.id : slot->id) : 0;
  slot->set(now, state);
}

KeyTable::KeyTable(std::size_t max_bytes) : impl_(std::make_unique<Impl>(max_bytes)) {}
KeyTable::~KeyTable() = default;
KeyTable::KeyTable(KeyTable&&) noexcept = default;
KeyTable& KeyTable::operator=(KeyTable&&) noexcept = default;

contract::Violations KeyTable::take(const KeyFacts& facts) {
  contract::Violations violations;
  if (impl_->stopped) return violations;
  ++impl_->now;
  if (impl_->fields.size() + impl_->deletes.size() + facts.forgets.size() + 3 >
      impl_->most_forgotten) {
    impl_->stopped = facts.entry;
    return violations;
  }
  // What the exchange changed besides came about with it: its own facts are newer.
  impl_->forget(facts);
  ++impl_->now;
  constexpr std::size_t ahead = 8;
  for (std::size_t i = 0; i < facts.facts.size() && !impl_->stopped; ++i) {
    if (i + ahead < facts.facts.size()) impl_->fetch(facts.facts[i + ahead].key);
    impl_->take(facts, facts.facts[i], violations);
  }
  return violations;
}

std::optional<std::size_t> KeyTable::stopped_at() const { return impl_->stopped; }

void KeyTable::stop_at(std::size_t entry) {
  if (!impl_->stopped || entry < *impl_->stopped) impl_->stopped = entry;
}

}  // namespace validator
