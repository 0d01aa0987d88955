#pragma once
// Arrays and objects. See schema_walk.h.
#include <nlohmann/json.hpp>

#include "contract/schema_walk.h"

namespace contract::schema_detail {

template <class View, class Out>
bool Walk<View, Out>::element_fits(const Node& node, std::size_t index, View element) {
  const ArrayRules& rules = *node.array;
  const bool in_prefix = index < rules.prefix.size();
  const Index schema = in_prefix ? rules.prefix[index] : rules.rest;
  if (schema == anything) return true;
  [[maybe_unused]] const auto inside = out_.inside(index);
  if (!in_prefix && plan_.nodes[schema].nothing)
    return fail(node, rules.rest_keyword, [&] { return words_extra_item(index, element); });
  return fits(schema, element);
}

template <class View, class Out>
bool Walk<View, Out>::array_fits(const Node& node, View value, Seen* seen) {
  const ArrayRules& rules = *node.array;
  bool ok = size_fits(node, rules.min, rules.max, value.size(), true);
  if (stop(ok)) return false;
  if (!rules.prefix.empty() || rules.rest != anything || (seen != nullptr && rules.rest_declared)) {
    std::size_t index = 0;
    value.each_element([&](View element) {
      if (seen != nullptr && (index < rules.prefix.size() || rules.rest_declared))
        seen->mark(index);
      ok = element_fits(node, index++, element) && ok;
      return !stop(ok);
    });
    if (stop(ok)) return false;
  }
  if (rules.contains) ok = contains_fits(node, value, seen) && ok;
  if (stop(ok)) return false;
  return (!rules.unique || unique_fits(node, value)) && ok;
}

template <class View, class Out>
bool Walk<View, Out>::contains_fits(const Node& node, View value, Seen* seen) {
  const Contains& rule = *node.array->contains;
  const bool count_all = rule.max != unlimited || (seen != nullptr && rule.evaluates);
  std::uint64_t count = 0;
  std::size_t index = 0;
  value.each_element([&](View element) {
    if (would_fit(rule.schema, element)) {
      ++count;
      if (seen != nullptr && rule.evaluates) seen->mark(index);
    }
    ++index;
    return count_all || count < rule.min;
  });
  if (count >= rule.min && count <= rule.max) return true;
  const std::string_view keyword =
      count > rule.max ? "maxContains" : (rule.min == 1 ? "contains" : "minContains");
  return fail(node, keyword, [&] { return words_contains(rule, count); });
}

template <class View, class Out>
bool Walk<View, Out>::unique_fits(const Node& node, View value) {
  const auto twins = find_equal_elements(value);
  return !twins ||
         fail(node, "uniqueItems", [&] { return words_unique(twins->first, twins->second); });
}

template <class View, class Out>
bool Walk<View, Out>::rest_fits(const Node& node, Index rest, std::string_view keyword,
                                std::string_view name, View member) {
  if (rest == anything) return true;
  if (plan_.nodes[rest].nothing)
    return fail(node, keyword, [&] { return words_extra_member(name, member); });
  [[maybe_unused]] const auto inside = out_.inside(name);
  return fits(rest, member);
}

template <class View, class Out>
bool Walk<View, Out>::member_fits(const Node& node, std::string_view name, View member,
                                  const Property* property, bool& evaluated) {
  const ObjectRules& rules = *node.object;
  bool ok = true;
  evaluated = property != nullptr && property->declared;
  if (evaluated) {
    ok = rest_fits(node, property->schema, "properties", name, member);
    if (stop(ok)) return false;
  }
  for (const PatternProperty& pattern : rules.patterns) {
    if (match(*pattern.pattern, name) != Pattern::Verdict::yes) continue;
    evaluated = true;
    ok = rest_fits(node, pattern.schema, "patternProperties", name, member) && ok;
    if (stop(ok)) return false;
  }
  if (evaluated) return ok;
  evaluated = rules.rest_declared;
  return rest_fits(node, rules.rest, "additionalProperties", name, member) && ok;
}

template <class View, class Out>
bool Walk<View, Out>::object_fits(const Node& node, View value, Seen* seen) {
  const ObjectRules& rules = *node.object;
  bool ok = true;
  std::size_t required = 0;
  std::size_t position = 0;
  value.each_member([&](std::string_view name, View member) {
    const int known = rules.names.find(name);
    const Property* property =
        known < 0 ? nullptr : &rules.properties[static_cast<std::size_t>(known)];
    if (property != nullptr && property->required) ++required;
    bool evaluated = false;
    ok = member_fits(node, name, member, property, evaluated) && ok;
    if (seen != nullptr && evaluated) seen->mark(position);
    ++position;
    return !stop(ok);
  });
  if (stop(ok)) return false;
  if (required < rules.required) ok = required_fit(node, value) && ok;
  if (stop(ok)) return false;
  ok = size_fits(node, rules.min, rules.max, position, false) && ok;
  if (stop(ok)) return false;
  if (rules.property_names != anything) ok = names_fit(node, value) && ok;
  if (stop(ok)) return false;
  return dependencies_fit(node, value) && ok;
}

template <class View, class Out>
bool Walk<View, Out>::required_fit(const Node& node, View value) {
  const ObjectRules& rules = *node.object;
  if constexpr (Out::collects) {
    for (std::size_t i = 0; i < rules.properties.size(); ++i) {
      const std::string& name = rules.names.names()[i];
      if (rules.properties[i].required && !value.find(name))
        fail(node, "required", [&] { return words_required(name); });
    }
  }
  return false;
}

inline bool fits_every_string(const Node& node) {
  return (node.types & types::string) != 0 && !node.nothing && !node.string && !node.applied;
}

// Names are judged as strings: each as a Json of its own, whichever view the members have.
template <class View, class Out>
bool Walk<View, Out>::names_fit(const Node& node, View value) {
  const Index schema = node.object->property_names;
  if (fits_every_string(plan_.nodes[schema])) return true;
  bool ok = true;
  value.each_member([&](std::string_view name, View) {
    const Json text = std::string(name);
    if constexpr (Out::collects) {
      Out attempt = out_.attempt();
      if (Walk<TreeView, Out>(plan_, attempt, effort_).fits(schema, TreeView(text))) return true;
      ok = fail(node, "propertyNames",
                [&] { return words_member_name(name, attempt.first_message()); });
    } else {
      ok = Walk<TreeView, Out>(plan_, out_, effort_).fits(schema, TreeView(text));
    }
    return !stop(ok);
  });
  return ok;
}

template <class View, class Out>
bool Walk<View, Out>::dependencies_fit(const Node& node, View value) {
  bool ok = true;
  for (const Dependency& dependency : node.object->dependencies) {
    if (!value.find(dependency.property)) continue;
    for (const std::string& name : dependency.required) {
      if (value.find(name)) continue;
      ok = fail(node, dependency.keyword,
                [&] { return words_dependent(name, dependency.property); });
      if (stop(ok)) return false;
    }
  }
  return ok;
}

template <class View, class Out>
bool Walk<View, Out>::unevaluated_fits(const Node& node, JsonType type, View value,
                                       const Seen& seen, Index schema) {
  bool ok = true;
  std::size_t position = 0;
  if (type == JsonType::object) {
    value.each_member([&](std::string_view name, View member) {
      if (!seen.has(position++))
        ok = rest_fits(node, schema, "unevaluatedProperties", name, member) && ok;
      return !stop(ok);
    });
    return ok;
  }
  value.each_element([&](View element) {
    const std::size_t index = position++;
    if (seen.has(index) || schema == anything) return true;
    [[maybe_unused]] const auto inside = out_.inside(index);
    if (plan_.nodes[schema].nothing) {
      ok = fail(node, "unevaluatedItems", [&] { return words_extra_item(index, element); });
    } else {
      ok = fits(schema, element) && ok;
    }
    return !stop(ok);
  });
  return ok;
}

}  // namespace contract::schema_detail
