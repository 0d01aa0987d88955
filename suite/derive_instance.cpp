#include "suite/derive_instance.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "contract/pointer.h"
#include "suite/derive_pattern.h"
#include "suite/derive_values.h"

namespace suite::derive_detail {

namespace {

constexpr std::size_t max_instances = 4;  // of one probe

// Keywords whose failure is told in the words of what they hold.
bool told_otherwise(const std::string& keyword) {
  static const std::set<std::string, std::less<>> keywords{"anyOf",
                                                           "oneOf",
                                                           "not",
                                                           "propertyNames",
                                                           "contains",
                                                           "minContains",
                                                           "maxContains",
                                                           "items",
                                                           "unevaluatedItems",
                                                           "unevaluatedProperties",
                                                           "dependencies",
                                                           "additionalItems",
                                                           "discriminator"};
  return keywords.count(keyword) != 0;
}

std::string instance_pointer(const std::vector<Step>& path, std::size_t from, std::size_t to) {
  std::string pointer;
  for (std::size_t i = from; i < to; ++i)
    if (path[i].kind != Step::Kind::branch) contract::append_token(pointer, path[i].token);
  return pointer;
}

bool breaks_from(const Pair& pair, std::size_t from, const Json& schema, const Json& instance,
                 const Judges& judges) {
  const auto violations = judges.explain(schema, instance);
  if (violations.empty()) return false;
  const std::string wanted = instance_pointer(pair.path, from, pair.path.size());
  const bool loose = told_otherwise(pair.keyword);
  const bool exact = std::all_of(violations.begin(), violations.end(), [&](const auto& each) {
    return loose ? contract::is_below(each.pointer, wanted)
                 : each.pointer == wanted && each.keyword == pair.keyword;
  });
  if (exact) {
    const auto tokens = contract::parse_pointer(wanted);
    const Json* value = contract::find_at(instance, *tokens);
    return value != nullptr && !judges.accepts(*pair.node, *value);
  }
  for (std::size_t i = from; i < pair.path.size(); ++i) {
    if (pair.path[i].kind != Step::Kind::branch) continue;
    const std::string at = instance_pointer(pair.path, from, i);
    if (!std::all_of(violations.begin(), violations.end(),
                     [&](const auto& each) { return contract::is_below(each.pointer, at); }))
      return false;
    const Json* inner = contract::find_at(instance, *contract::parse_pointer(at));
    return inner != nullptr && breaks_from(pair, i + 1, *pair.path[i].node, *inner, judges);
  }
  return false;
}

// Adds what is required, but not what the pair itself asks for.
void repair(Json& instance, const Json& root, const Pair& pair, bool inside, const Maker& maker) {
  const Choices choices = pair.choices();
  const std::string own = pair.instance();
  const auto shape = maker.shape_of(root, choices);
  for (int round = 0; shape && round < 5; ++round) {
    bool changed = false;
    for (const auto& violation : maker.judges().explain(root, instance)) {
      if (violation.keyword != "required" && violation.keyword != "dependentRequired") continue;
      if (!inside && violation.keyword == pair.keyword && violation.pointer == own) continue;
      const auto tokens = contract::parse_pointer(violation.pointer);
      Shape at = *shape;
      Json* object = &instance;
      for (const std::string& token : *tokens) {
        at = maker.shape_at(at, token, choices).value_or(Shape{});
        object = object->is_array() ? &(*object)[std::stoul(token)] : &(*object)[token];
      }
      const auto inner = maker.shape_at(at, violation.property, choices);
      const auto value = inner ? maker.make(*inner, Size::smallest, choices) : std::nullopt;
      if (!value || !object->is_object()) continue;
      (*object)[violation.property] = *value;
      changed = true;
    }
    if (!changed) return;
  }
}

// The value the path leads to, made when it is missing; null when the way is blocked.
Json* walk_to(Json& instance, const Json& root, const Pair& pair, const Maker& maker) {
  const Choices choices = pair.choices();
  auto shape = maker.shape_of(root, choices);
  Json* at = &instance;
  for (const Step& step : pair.path) {
    if (step.kind == Step::Kind::branch) continue;
    if (!shape) return nullptr;
    shape = maker.shape_at(*shape, step.token, choices);
    auto made = [&] {
      const auto value = shape ? maker.make(*shape, Size::smallest, choices) : std::nullopt;
      return value.value_or(Json("text"));
    };
    if (step.kind == Step::Kind::member) {
      if (at->is_null()) *at = Json::object();
      if (!at->is_object() || step.token.empty()) return nullptr;
      if (!at->contains(step.token)) (*at)[step.token] = made();
      at = &(*at)[step.token];
    } else {
      if (!at->is_array()) return nullptr;
      while (at->size() <= std::stoul(step.token)) at->push_back(made());
      at = &(*at)[std::stoul(step.token)];
    }
  }
  return at;
}

struct Search {
  const Pair& pair;
  const Json& root;
  const Maker& maker;
  std::vector<Json> bases;
  bool other_branch = false;  // something this pair's schema refuses was accepted all the same
};

std::vector<Json> all_bases(const Json& root, const Pair& pair, const std::vector<Json>& given,
                            const Maker& maker) {
  std::vector<Json> bases = given;
  const Choices choices = pair.choices();
  const auto shape = maker.shape_of(root, choices);
  for (const Size size : {Size::smallest, Size::fullest})
    if (auto made = shape ? maker.make(*shape, size, choices) : std::nullopt)
      bases.push_back(std::move(*made));
  return bases;
}

void keep(std::vector<Probe>& probes, bool inside, const std::string& group, Json instance) {
  auto probe = std::find_if(probes.begin(), probes.end(), [&](const Probe& each) {
    return each.inside == inside && each.group == group;
  });
  if (probe == probes.end()) probe = probes.insert(probes.end(), Probe{inside, group, {}});
  auto& list = probe->instances;
  if (list.size() < max_instances && std::find(list.begin(), list.end(), instance) == list.end())
    list.push_back(std::move(instance));
}

void search_side(Search& search, bool inside, std::vector<Probe>& probes) {
  const Choices choices = search.pair.choices();
  const auto root_shape = search.maker.shape_of(search.root, choices);
  if (!root_shape) return;
  Shape shape = *root_shape;
  for (const Step& step : search.pair.path)
    if (step.kind != Step::Kind::branch)
      shape = search.maker.shape_at(shape, step.token, choices).value_or(Shape{});
  for (const Json& base : search.bases) {
    Json context = base;
    Json* at = walk_to(context, search.root, search.pair, search.maker);
    if (at == nullptr) continue;
    const Json current = *at;
    const Spot spot{search.pair, shape, &current, search.maker, choices};
    for (const Candidate& candidate : inside ? inside_values(spot) : outside_values(spot)) {
      *at = candidate.value;
      Json instance = context;
      repair(instance, search.root, search.pair, inside, search.maker);
      const bool good =
          inside ? search.maker.judges().accepts(search.root, instance)
                 : breaks_only(search.pair, search.root, instance, search.maker.judges());
      if (good)
        keep(probes, inside, candidate.group, std::move(instance));
      else if (!inside && search.maker.judges().accepts(search.root, instance) &&
               !search.maker.judges().accepts(*search.pair.node, candidate.value))
        search.other_branch = true;
    }
  }
}

Reason reason_of(const Search& search) {
  const Pair& pair = search.pair;
  const Json& word = (*pair.node)[pair.keyword];
  if (pair.keyword == "pattern" && matching_texts(word.get_ref<const std::string&>()).empty())
    return Reason::pattern_too_complex;
  for (const Step& step : pair.path)
    if (step.chosen_name && step.token.empty()) return Reason::pattern_too_complex;
  if (pair.keyword == "propertyNames") return Reason::names_are_text;
  if (search.other_branch) return Reason::accepted_by_another_branch;
  if (word.is_number() && pair.keyword.compare(0, 3, "max") == 0 && word > 20'000)
    return Reason::too_large;
  return Reason::no_instance_found;
}

}  // namespace

std::string_view to_string(Reason reason) {
  constexpr std::array<std::string_view, 6> words{
      "pattern-too-complex",        "names-are-text", "text-always-fits",
      "accepted-by-another-branch", "too-large",      "no-instance-found"};
  return words.at(static_cast<std::size_t>(reason));
}

bool breaks_only(const Pair& pair, const Json& root, const Json& instance, const Judges& judges) {
  return breaks_from(pair, 0, root, instance, judges);
}

bool place(Json& instance, const Json& root, const Pair& pair, const Json& value,
           const Maker& maker) {
  Json* at = walk_to(instance, root, pair, maker);
  if (at != nullptr) *at = value;
  return at != nullptr;
}

DerivedPair derive_pair(const Pair& pair, const Json& root, const std::vector<Json>& bases,
                        const Maker& maker) {
  DerivedPair derived{pair, {}, {}};
  Search search{pair, root, maker, all_bases(root, pair, bases, maker), false};
  search_side(search, true, derived.probes);
  search_side(search, false, derived.probes);
  const auto has = [&](bool inside) {
    return std::any_of(derived.probes.begin(), derived.probes.end(),
                       [&](const Probe& probe) { return probe.inside == inside; });
  };
  if (!has(true) || !has(false)) derived.reason = reason_of(search);
  return derived;
}

}  // namespace suite::derive_detail
