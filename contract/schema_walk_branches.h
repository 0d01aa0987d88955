#pragma once
// Schemas applied to the same instance. See schema_walk.h.
#include "contract/schema_walk.h"

namespace contract::schema_detail {

template <class View, class Out>
bool Walk<View, Out>::applied_fits(const Node& node, View value, Seen* seen) {
  const Applied& applied = *node.applied;
  bool ok = true;
  for (const Choice& choice : applied.choices) {
    ok = choice_fits(node, choice, value) && ok;
    if (stop(ok)) return false;
  }
  for (const Index schema : applied.all) {
    ok = fits(schema, value, seen) && ok;
    if (stop(ok)) return false;
  }
  if (applied.any_of) ok = any_fits(node, *applied.any_of, value, seen) && ok;
  if (stop(ok)) return false;
  if (applied.one_of) ok = one_fits(node, *applied.one_of, value, seen) && ok;
  if (stop(ok)) return false;
  if (applied.negated != none && would_fit(applied.negated, value))
    ok = fail(node, "not", [&] { return words_not(value); });
  if (stop(ok)) return false;
  if (applied.conditional) ok = conditional_fits(*applied.conditional, value, seen) && ok;
  if (stop(ok)) return false;
  return dependents_fit(applied, value, seen) && ok;
}

// True when the discriminator's member names a branch, or names none of branches that all have
// names; `ok` is then what came of it.
template <class View, class Out>
bool Walk<View, Out>::tag_decides(const Node& node, const Branches& branches, View value,
                                  Seen* seen, bool& ok) {
  if (branches.tag.empty()) return false;
  const auto tag = value.find(branches.tag);
  if (!tag || tag->type() != JsonType::string) return false;
  const int row = branches.tag_values.find(tag->string());
  if (row >= 0) {
    const Index branch = branches.tag_branches[static_cast<std::size_t>(row)];
    ok = fits(branches.schemas[branch], value, seen);
    return true;
  }
  if (!branches.all_tagged) return false;
  ok = fail(node, "discriminator", [&] { return words_tag(branches, *tag); });
  return true;
}

template <class View, class Out>
bool Walk<View, Out>::any_fits(const Node& node, const Branches& branches, View value, Seen* seen) {
  bool ok = false;
  if (tag_decides(node, branches, value, seen, ok)) return ok;
  for (const Index branch : branches.schemas) {
    if (seen == nullptr) {
      if (would_fit(branch, value)) return true;
      continue;
    }
    Seen trial;
    if (!would_fit(branch, value, &trial)) continue;
    seen->merge(trial);
    ok = true;
  }
  return ok || closest(node, "anyOf", branches, value, seen);
}

template <class View, class Out>
bool Walk<View, Out>::one_fits(const Node& node, const Branches& branches, View value, Seen* seen) {
  bool ok = false;
  if (tag_decides(node, branches, value, seen, ok)) return ok;
  std::size_t first = branches.schemas.size();
  std::size_t second = first;
  for (std::size_t i = 0; i < branches.schemas.size() && second == branches.schemas.size(); ++i) {
    Seen trial;
    if (!would_fit(branches.schemas[i], value, seen == nullptr ? nullptr : &trial)) continue;
    if (seen != nullptr) seen->merge(trial);
    (first == branches.schemas.size() ? first : second) = i;
  }
  if (second != branches.schemas.size())
    return fail(node, "oneOf", [&] { return words_several(first, second); });
  return first != branches.schemas.size() || closest(node, "oneOf", branches, value, seen);
}

template <class View, class Out>
bool Walk<View, Out>::conditional_fits(const Conditional& conditional, View value, Seen* seen) {
  Seen trial;
  const bool holds = would_fit(conditional.test, value, seen == nullptr ? nullptr : &trial);
  if (holds && seen != nullptr) seen->merge(trial);
  return fits(holds ? conditional.then : conditional.otherwise, value, seen);
}

template <class View, class Out>
bool Walk<View, Out>::dependents_fit(const Applied& applied, View value, Seen* seen) {
  bool ok = true;
  for (const DependentSchema& dependent : applied.dependents) {
    if (value.type() != JsonType::object || !value.find(dependent.property)) continue;
    ok = fits(dependent.schema, value, seen) && ok;
    if (stop(ok)) return false;
  }
  return ok;
}

// No branch fits: explains the one that came closest. Always false.
template <class View, class Out>
bool Walk<View, Out>::closest(const Node& node, std::string_view keyword, const Branches& branches,
                              View value, Seen* seen) {
  if constexpr (Out::collects) {
    std::vector<Out> attempts;
    std::vector<Seen> marks(branches.schemas.size());
    for (std::size_t i = 0; i < branches.schemas.size(); ++i) {
      attempts.push_back(out_.attempt());
      effort_.begin_trial();
      Walk<View, Out>(plan_, attempts.back(), effort_)
          .fits(branches.schemas[i], value, seen == nullptr ? nullptr : &marks[i]);
      effort_.end_trial();
    }
    const std::size_t best = out_.adopt_closest(node, keyword, branches, attempts, value);
    if (seen != nullptr) seen->merge(marks[best]);
  }
  return false;
}

}  // namespace contract::schema_detail
