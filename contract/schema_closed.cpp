// Members::closed: which schemas refuse the members that nobody mentions.
#include <nlohmann/json.hpp>

#include "contract/schema_step.h"

namespace contract::schema_detail {
namespace {

constexpr int reference_depth = 16;  // of references and combinations looked through

// Calls f for each schema that applies to the same value besides `place`.
template <class F>
void each_part(Lowering& all, const Place& place, F&& f) {
  const auto within = [&](const Json& node) {
    f(Place{&node, &all.resources().at(node, *place.resource), place.scope});
  };
  for (const auto& member : place.node->items()) {
    const std::string& word = member.key();
    const Json& value = member.value();
    if ((word == "$ref" || word == "$dynamicRef" || word == "$recursiveRef") && value.is_string()) {
      if (const auto target = all.follow(place, word)) f(*target);
    } else if ((word == "allOf" || word == "anyOf" || word == "oneOf") && value.is_array()) {
      for (const Json& part : value) within(part);
    } else if (word == "then" || word == "else") {
      within(value);
    } else if (word == "dependentSchemas" && value.is_object()) {
      for (const Json& part : value) within(part);
    }
  }
}

bool lists_members(Lowering& all, const Place& place, int depth = 0) {
  if (depth > reference_depth || !place.node->is_object()) return false;
  for (const char* word : {"properties", "patternProperties"}) {
    const auto members = place.node->find(word);
    if (members != place.node->end() && members->is_object() && !members->empty()) return true;
  }
  bool found = false;
  each_part(all, place,
            [&](const Place& part) { found = found || lists_members(all, part, depth + 1); });
  return found;
}

}  // namespace

void close_members(Step& step) {
  static const Json nothing = false;
  if (step.all.scope(step.place.scope).closing != Closing::here) return;
  if (step.schema.contains("additionalProperties") || step.schema.contains("unevaluatedProperties"))
    return;
  if (!lists_members(step.all, step.place)) return;
  step.rules.emplace_back(
      UnevaluatedRule{step.all.subschema(nothing, *step.place.resource, step.place.scope), false});
}

}  // namespace contract::schema_detail
