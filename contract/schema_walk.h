#pragma once
// The evaluator: an instance against a plan. One walk for both tiers: `Out` is Verdict (stops at
// the first failure, says nothing, allocates nothing) or Explainer (goes on and collects). Only
// schema_evaluate.cpp and schema_explain.cpp include this.
#include "contract/schema_effort.h"
#include "contract/schema_plan.h"
#include "contract/schema_seen.h"
#include "contract/schema_unique.h"
#include "contract/schema_words.h"

namespace contract::schema_detail {

struct Verdict {
  static constexpr bool collects = false;
  struct Inside {};
  template <class Step>
  Inside inside(const Step&) {
    return {};
  }
  template <class F>
  void fail(const Node&, std::string_view, F&&) {}
};

template <class View, class Out>
class Walk {
 public:
  Walk(const Plan& plan, Out& out, Effort& effort) : plan_(plan), out_(out), effort_(effort) {}

  // `seen` collects which members or elements were evaluated, where somebody asks.
  bool fits(Index index, View value, Seen* seen = nullptr) {
    if (index == anything) return true;
    const bool ok = effort_.enter() && node_fits(plan_.nodes[index], value, seen);
    effort_.leave();
    return ok;
  }

 private:
  static bool stop(bool ok) { return !ok && !Out::collects; }

  template <class F>
  bool fail(const Node& node, std::string_view keyword, F&& words) {
    out_.fail(node, keyword, std::forward<F>(words));
    return false;
  }

  bool node_fits(const Node& node, View value, Seen* seen) {
    const JsonType type = value.type();
    if (!has_type(node.types, type, value))
      return fail(node, "type", [&] { return words_type(node.types, value); });
    if (node.nothing) return fail(node, "false", [&] { return words_nothing(value); });
    const Index unevaluated = unevaluated_of(node, type);
    if (unevaluated != none) return with_unevaluated(node, type, value, seen, unevaluated);
    const bool ok = type_rules_fit(node, type, value, seen);
    if (stop(ok) || !node.applied) return ok;
    return applied_fits(node, value, seen) && ok;
  }

  // Where somebody asks for what nothing else looked at. Apart from node_fits, whose frame the
  // marks would burden at every value.
  [[gnu::noinline]] bool with_unevaluated(const Node& node, JsonType type, View value, Seen* seen,
                                          Index unevaluated) {
    Seen own;
    bool ok = type_rules_fit(node, type, value, &own);
    if (stop(ok)) return ok;
    ok = applied_fits(node, value, &own) && ok;
    if (stop(ok)) return ok;
    if (seen != nullptr) seen->mark_all();
    return unevaluated_fits(node, type, value, own, unevaluated) && ok;
  }

  static bool has_type(TypeSet set, JsonType type, View value) {
    static constexpr TypeSet sets[] = {types::null,   types::boolean, types::number,
                                       types::string, types::array,   types::object};
    const TypeSet bits = sets[static_cast<std::size_t>(type)];
    if ((set & bits) == bits) return true;
    if (type != JsonType::number || (set & types::number) == 0) return false;
    return value.number().is_integer() == ((set & types::integer) != 0);
  }

  static Index unevaluated_of(const Node& node, JsonType type) {
    if (!node.applied) return none;
    if (type == JsonType::array) return node.applied->unevaluated_items;
    return type == JsonType::object ? node.applied->unevaluated_properties : none;
  }

  bool type_rules_fit(const Node& node, JsonType type, View value, Seen* seen) {
    switch (type) {
      case JsonType::number:
        return !node.number || number_fits(node, value);
      case JsonType::string:
        return !node.string || string_fits(node, value);
      case JsonType::array:
        return !node.array || array_fits(node, value, seen);
      case JsonType::object:
        return !node.object || object_fits(node, value, seen);
      default:
        return true;
    }
  }

  // Whether a branch would fit, without a word about it.
  bool would_fit(Index index, View value, Seen* seen = nullptr) {
    Verdict silent;
    effort_.begin_trial();
    const bool ok = Walk<View, Verdict>(plan_, silent, effort_).fits(index, value, seen);
    effort_.end_trial();
    return ok;
  }

  // Most matches are quick; those that are not are few.
  Pattern::Verdict match(const Pattern& pattern, std::string_view text) {
    Pattern::Verdict verdict = pattern.match(text, Effort::quick_match);
    if (verdict != Pattern::Verdict::exhausted) return verdict;
    const bool allowed = effort_.may_match_slowly();
    if (allowed) verdict = pattern.match(text, Effort::slow_match);
    if (verdict == Pattern::Verdict::exhausted && (!Out::collects || !allowed))
      effort_.give_up(Spent::matching);
    return verdict;
  }

  // schema_walk_values.h
  bool number_fits(const Node& node, View value);
  bool string_fits(const Node& node, View value);
  bool length_fits(const Node& node, View value);
  bool size_fits(const Node& node, std::uint64_t min, std::uint64_t max, std::uint64_t size,
                 bool array);
  bool choice_fits(const Node& node, const Choice& choice, View value);
  // schema_walk_containers.h
  bool array_fits(const Node& node, View value, Seen* seen);
  bool element_fits(const Node& node, std::size_t index, View element);
  bool contains_fits(const Node& node, View value, Seen* seen);
  bool unique_fits(const Node& node, View value);
  bool object_fits(const Node& node, View value, Seen* seen);
  bool member_fits(const Node& node, std::string_view name, View member, const Property* property,
                   bool& evaluated);
  bool rest_fits(const Node& node, Index rest, std::string_view keyword, std::string_view name,
                 View member);
  bool names_fit(const Node& node, View value);
  bool required_fit(const Node& node, View value);
  bool dependencies_fit(const Node& node, View value);
  bool unevaluated_fits(const Node& node, JsonType type, View value, const Seen& seen,
                        Index schema);
  // schema_walk_branches.h
  bool applied_fits(const Node& node, View value, Seen* seen);
  bool tag_decides(const Node& node, const Branches& branches, View value, Seen* seen, bool& ok);
  bool any_fits(const Node& node, const Branches& branches, View value, Seen* seen);
  bool one_fits(const Node& node, const Branches& branches, View value, Seen* seen);
  bool conditional_fits(const Conditional& conditional, View value, Seen* seen);
  bool dependents_fit(const Applied& applied, View value, Seen* seen);
  bool closest(const Node& node, std::string_view keyword, const Branches& branches, View value,
               Seen* seen);

  const Plan& plan_;
  Out& out_;
  Effort& effort_;
};

}  // namespace contract::schema_detail

#include "contract/schema_walk_branches.h"
#include "contract/schema_walk_containers.h"
#include "contract/schema_walk_values.h"
