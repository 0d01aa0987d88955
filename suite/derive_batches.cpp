// Cases about batches: where the bad item stands, duplicates, what a failure leaves behind.
#include <fmt/format.h>

#include <algorithm>

#include "contract/pointer.h"
#include "suite/derive_cases.h"

namespace suite::derive_detail {

namespace {

struct BatchPlan {
  const contract::Batch* batch = nullptr;
  contract::Tokens items;
};

std::vector<BatchPlan> batches_of(const Cases& cases, const contract::Operation& operation) {
  std::vector<BatchPlan> found;
  const auto* plans = cases.operations.behaviour->plans(operation.id);
  if (plans == nullptr) return found;
  for (const contract::Plan& plan : *plans)
    if (const auto* batch = std::get_if<contract::Batch>(&plan.does); batch && batch->items_in_body)
      if (auto tokens = contract::parse_pointer(batch->items_pointer))
        found.push_back({batch, std::move(*tokens)});
  return found;
}

Json* find(Json& body, const contract::Tokens& tokens) {
  Json* at = &body;
  for (const std::string& token : tokens) {
    if (!at->is_object() || !at->contains(token)) return nullptr;
    at = &(*at)[token];
  }
  return at;
}

// Another item of its kind: texts and numbers that the declaration keys items by are others.
Json varied(const Json& item, const contract::Batch& batch, std::size_t number) {
  auto other = [&](const Json& value) -> Json {
    if (value.is_number_integer())
      return value.get<std::int64_t>() + static_cast<std::int64_t>(number);
    if (!value.is_string()) return value;
    return std::to_string(number) + value.get<std::string>();
  };
  if (!item.is_object()) return other(item);
  Json copy = item;
  for (const contract::KeyMap& map : batch.key)
    for (const contract::KeyMember& member : map)
      if (member.value.alone && !member.value.parts.empty() &&
          member.value.parts.front().reference) {
        const auto& pointer = member.value.parts.front().reference->pointer;
        if (pointer.size() != 1) continue;
        if (pointer.front().is_literal()) {
          const std::string name = pointer.front().literal_text();
          if (copy.contains(name)) copy[name] = other(copy[name]);
        } else {  // the request chooses the field: any that is text
          for (auto& each : copy)
            if (each.is_string()) {
              each = other(each);
              break;
            }
        }
      }
  return copy;
}

struct Batching {
  Cases& cases;
  const contract::Operation& operation;
  const BatchPlan& plan;
  Home home;
  std::vector<Json> good;  // three items
  const Json* schema;

  Draft with(const std::vector<Json>& items) const {
    Draft draft = home.draft;
    *find(*draft.body, plan.items) = items;
    return draft;
  }
  std::string name(const std::string& what) const {
    return fmt::format("{}: {}", operation.id, what);
  }
};

std::vector<Json> bad_items(const Batching& batching) {
  std::vector<Json> bad;
  const Operations& all = batching.cases.operations;
  const Home& home = batching.home;
  const std::string below = contract::to_pointer(batching.plan.items) + "/0";
  for (const Pair& pair :
       pairs_of(*batching.schema, *all.behaviour->api->documents, all.behaviour->api->dialect)) {
    if (!contract::is_below(pair.instance(), below)) continue;
    const DerivedPair derived = derive_pair(pair, *batching.schema, {*home.draft.body}, *all.maker);
    for (const Probe& probe : derived.probes) {
      if (probe.inside || probe.instances.empty()) continue;
      Json body = probe.instances.front();
      const Json* items = find(body, batching.plan.items);
      if (items != nullptr && items->is_array() && !items->empty()) bad.push_back(items->front());
      break;
    }
    if (bad.size() >= 2) break;
  }
  return bad;
}

// Which of the good items are there afterwards: they are sent once more, and the answer tells.
void bad_item_at(Batching& batching, const Json& bad, std::size_t position, const char* word) {
  std::vector<Json> items{batching.good[0], batching.good[1]};
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(position), bad);
  const Draft draft = batching.with(items);
  const Draft again = batching.with({batching.good[0], batching.good[1]});
  auto drafts = batching.home.with(draft);
  drafts.push_back(again);
  batching.cases.add(
      batching.name(fmt::format("a bad item comes {}; then the good ones alone", word)), drafts);
}

// The value of the member that the declaration reads `atomic` from, both ways.
std::vector<Draft> atomic_ways(const Batching& batching, const Draft& draft) {
  std::vector<Draft> ways;
  const auto& atomic = batching.plan.batch->atomic;
  if (!atomic || !atomic->alone || atomic->parts.empty() || !atomic->parts.front().reference)
    return ways;
  const auto& reference = *atomic->parts.front().reference;
  if (reference.root != contract::Reference::Root::request_body || reference.pointer.size() != 1)
    return ways;
  for (const bool value : {true, false}) {
    Draft way = draft;
    (*way.body)[reference.pointer.front().literal_text()] = value;
    ways.push_back(std::move(way));
  }
  return ways;
}

void atomicity(Batching& batching, const Json& bad) {
  const Draft draft = batching.with({batching.good[0], bad, batching.good[1]});
  for (const Draft& way : atomic_ways(batching, draft)) {
    Draft again = way;
    *find(*again.body, batching.plan.items) =
        Json(std::vector<Json>{batching.good[0], batching.good[1]});
    auto drafts = batching.home.with(way);
    drafts.push_back(again);
    batching.cases.add(batching.name("a bad item in the middle, and what it leaves behind"),
                       drafts);
  }
}

void sizes(Batching& batching) {
  const auto limit = batching.plan.batch->limit;
  if (!limit || *limit < 2 || *limit > 5000) return;
  for (const std::size_t size : {*limit - 1, *limit, *limit + 1, *limit * 4}) {
    Draft draft = batching.with(std::vector<Json>(size, batching.good[0]));
    batching.cases.add(batching.name(fmt::format("{} items", size)), batching.home.with(draft));
  }
}

}  // namespace

void derive_batches(Cases& cases, const contract::Operation& operation) {
  const Json* schema = body_schema(operation);
  for (const BatchPlan& plan : batches_of(cases, operation)) {
    Batching batching{cases, operation, plan, cases.operations.home(operation), {}, schema};
    if (schema == nullptr || !batching.home.draft.body) return;
    const Json* items = find(*batching.home.draft.body, plan.items);
    if (items == nullptr || !items->is_array() || items->empty()) continue;
    for (std::size_t i = 0; i < 3; ++i)
      batching.good.push_back(i == 0 ? items->front() : varied(items->front(), *plan.batch, i));
    const auto& good = batching.good;
    cases.add(batching.name("three items"), batching.home.with(batching.with(good)));
    cases.add(batching.name("one item twice"),
              batching.home.with(batching.with({good[0], good[0]})));
    auto twice = batching.home.with(batching.with(good));
    twice.push_back(batching.with({good[2], good[1], good[0]}));
    cases.add(batching.name("three items, and again in the opposite order"), twice);
    sizes(batching);
    const auto bad = bad_items(batching);
    if (bad.empty()) continue;
    bad_item_at(batching, bad.front(), 0, "first");
    bad_item_at(batching, bad.front(), 1, "in the middle");
    bad_item_at(batching, bad.front(), 2, "last");
    cases.add(batching.name("only bad items"),
              batching.home.with(batching.with({bad.front(), bad.back()})));
    atomicity(batching, bad.front());
  }
}

}  // namespace suite::derive_detail
