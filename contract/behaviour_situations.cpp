// Which situations can arise, and that the file says what to do in them.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"

namespace contract::behaviour_detail {

namespace {

using Within = std::vector<std::pair<std::string, Expression>>;

bool is_fixed(const KeyMap& map) {
  return std::all_of(map.begin(), map.end(),
                     [](const KeyMember& member) { return member.field.is_literal(); });
}

// The fields a map and `within` together pin down, as pointers.
std::set<std::string> pinned(const KeyMap& map, const Within& within) {
  std::set<std::string> fields;
  for (const KeyMember& member : map) fields.insert(member.field.literal_text());
  for (const auto& [name, expression] : within) fields.insert(to_pointer({name}));
  return fields;
}

bool is_server_owned(const Collection& collection, const std::set<std::string>& fields) {
  return std::any_of(collection.on_create.begin(), collection.on_create.end(),
                     [&](const Generated& generated) {
                       return !generated.unless_supplied && generated.field.is_literal() &&
                              fields.contains(generated.field.literal_text());
                     });
}

bool is_unique(const Collection& collection, const std::set<std::string>& fields) {
  return std::any_of(collection.unique.begin(), collection.unique.end(), [&](const Unique& unique) {
    return std::all_of(unique.fields.begin(), unique.fields.end(),
                       [&](const Tokens& field) { return fields.contains(to_pointer(field)); });
  });
}

// At most one record is the primary one of its group.
bool is_the_primary(const Batch& batch, const std::set<std::string>& fields) {
  if (!batch.primary || !fields.contains(to_pointer({batch.primary->field}))) return false;
  return std::all_of(
      batch.primary->per.begin(), batch.primary->per.end(),
      [&](const std::string& field) { return fields.contains(to_pointer({field})); });
}

// What `batch` writes can leave two records with the same values in `fields`.
bool repeats(const Batch& batch, const std::set<std::string>& fields) {
  if (!writes(batch) || is_the_primary(batch, fields)) return false;
  if (batch.key.size() != 1 || !is_fixed(batch.key[0])) return true;
  const std::set<std::string> own = pinned(batch.key[0], batch.within);
  return !std::includes(fields.begin(), fields.end(), own.begin(), own.end());
}

bool may_repeat(const Behaviour& behaviour, const Collection& collection, const KeyMap& map,
                const Within& within) {
  if (!is_fixed(map)) return true;
  const std::set<std::string> fields = pinned(map, within);
  if (is_server_owned(collection, fields) || is_unique(collection, fields)) return false;
  for (const auto& [id, plans] : behaviour.operations)
    for (const Plan& plan : plans)
      if (const Batch* batch = std::get_if<Batch>(&plan.does))
        if (batch->collection == collection.name && repeats(*batch, fields)) return true;
  return false;
}

void each_plan(Behaviour& behaviour, const std::function<void(Plan&)>& f) {
  for (auto& [id, plans] : behaviour.operations)
    for (Plan& plan : plans) f(plan);
}

void need(Loading& loading, const Batch& batch, Situation situation, const std::string& why) {
  if (batch.decide.contains(situation)) return;
  loading.errors.push_back({"undeclared-situation",
                            "'decide' must say what happens in situation '" +
                                std::string(to_string(situation)) + "', for " + why,
                            batch.where});
}

}  // namespace

bool writes(const Batch& batch) {
  const auto is_write = [](const Action& action) {
    return action.verb == Verb::create || action.verb == Verb::update ||
           action.verb == Verb::replace;
  };
  for (const Situation situation :
       {Situation::keyless, Situation::missing, Situation::unchanged, Situation::exists}) {
    const Cell* cell = cell_for(batch, situation);
    if (cell && (is_write(cell->then) || (cell->condition && is_write(cell->otherwise))))
      return true;
  }
  return false;
}

bool may_be_ambiguous(const Behaviour& behaviour, const std::string& collection,
                      const std::vector<KeyMap>& key, const Within& within) {
  const auto kept = behaviour.collections.find(collection);
  if (kept == behaviour.collections.end()) return false;
  return std::any_of(key.begin(), key.end(), [&](const KeyMap& map) {
    return may_repeat(behaviour, kept->second, map, within);
  });
}

void check_cells(Loading& loading, const Json& node, const Batch& batch) {
  if (batch.tombstone)
    need(loading, batch, Situation::absent_tombstone,
         "an item can be marked deleted that no record exists for");
  if (!batch.fixed.empty())
    need(loading, batch, Situation::conflict,
         "an item can differ from the record in a fixed field");
  const Json* decide = member(node, "decide");
  const auto refuse = [&](Situation situation, std::string_view word) {
    const Json* cell = decide ? member(*decide, to_string(situation)) : nullptr;
    if (cell)
      loading.complain(*cell, "unreachable-situation",
                       "situation '" + std::string(to_string(situation)) +
                           "' never arises: this batch has no '" + std::string(word) + "'");
  };
  if (!batch.tombstone && !member(node, "tombstone")) {
    refuse(Situation::tombstone, "tombstone");
    refuse(Situation::absent_tombstone, "tombstone");
  }
  const Json* fixed = member(node, "fixed");
  if (!fixed || fixed->empty()) refuse(Situation::conflict, "fixed");
  if (!batch.key.empty() || member(node, "key")) return;
  for (const Situation situation : {Situation::duplicate, Situation::ambiguous, Situation::missing,
                                    Situation::unchanged, Situation::exists})
    refuse(situation, "key");
}

void check_situations(Loading& loading) {
  each_plan(loading.behaviour, [&](Plan& plan) {
    const Batch* batch = std::get_if<Batch>(&plan.does);
    if (batch && may_be_ambiguous(loading.behaviour, batch->collection, batch->key, batch->within))
      need(loading, *batch, Situation::ambiguous, "several records can have the same key");
    if (ReadPlan* read = std::get_if<ReadPlan>(&plan.does))
      read->may_be_ambiguous =
          !read->ambiguous.empty() ||
          may_be_ambiguous(loading.behaviour, read->collection, read->key, read->within);
  });
}

}  // namespace contract::behaviour_detail
