// The second tier: every broken keyword, in words.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/pointer.h"
#include "contract/schema.h"
#include "contract/schema_walk.h"

namespace contract {
namespace schema_detail {
namespace {

class Explainer {
 public:
  static constexpr bool collects = true;

  Explainer(const Plan& plan, std::string pointer) : plan_(plan), pointer_(std::move(pointer)) {}

  // The pointer while it lives.
  class Inside {
   public:
    Inside(std::string& pointer, std::string_view token)
        : pointer_(pointer), size_(pointer.size()) {
      append_token(pointer, token);
    }
    ~Inside() { pointer_.resize(size_); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    std::string& pointer_;
    std::size_t size_;
  };
  Inside inside(std::string_view name) { return {pointer_, name}; }
  Inside inside(std::size_t index) { return {pointer_, std::to_string(index)}; }

  template <class F>
  void fail(const Node& node, std::string_view keyword, F&& make_words) {
    Words words = make_words();
    found_.push_back({std::string(keyword), pointer_, std::move(words.property),
                      std::move(words.expected), std::move(words.found), std::move(words.message),
                      plan_.locate(node, keyword)});
  }

  Explainer attempt() const { return {plan_, pointer_}; }
  std::string_view first_message() const {
    if (found_.empty()) return {};
    return found_[0].message;  // a `?:` with a literal would make a temporary string
  }

  // Takes over what the closest attempt found; its position.
  std::size_t adopt_closest(const Node& node, std::string_view keyword, const Branches& branches,
                            std::vector<Explainer>& attempts, const JsonView& value) {
    if (const TypeSet set = common_types(branches, attempts); set != 0) {
      fail(node, "type", [&] { return words_type(set, value); });
      found_.back().contract = plan_.locate(node, keyword);
      return 0;
    }
    std::vector<Distance> distances;
    for (const Explainer& attempt : attempts) distances.push_back(distance(attempt));
    const auto best = static_cast<std::size_t>(
        std::min_element(distances.begin(), distances.end()) - distances.begin());
    std::move(attempts[best].found_.begin(), attempts[best].found_.end(),
              std::back_inserter(found_));
    return best;
  }

  std::vector<SchemaViolation> take() { return std::move(found_); }

 private:
  // How far an attempt is from fitting; less is closer.
  struct Distance {
    int wrong_type = 0;  // at the place itself
    int wrong_kind = 0;  // enum, const or a foreign type in a direct member: another kind of thing
    std::size_t faults = 0;
    std::size_t shallow = 0;  // the deeper the first fault, the more fitted
    auto operator<=>(const Distance&) const = default;
  };

  Distance distance(const Explainer& attempt) const {
    Distance result;
    std::size_t deepest = 0;
    for (const SchemaViolation& violation : attempt.found_) {
      const std::string_view below = std::string_view(violation.pointer).substr(pointer_.size());
      const auto depth = static_cast<std::size_t>(std::count(below.begin(), below.end(), '/'));
      if (depth == 0 && violation.keyword == "type") result.wrong_type = 1;
      if (depth <= 1 && (violation.keyword == "const" || violation.keyword == "enum"))
        ++result.wrong_kind;
      deepest = std::max(deepest, depth);
    }
    result.faults = attempt.found_.size();
    result.shallow = 1000 - std::min<std::size_t>(deepest, 1000);
    return result;
  }

  // When every branch wants another type and nothing else is wrong: all of these types.
  TypeSet common_types(const Branches& branches, const std::vector<Explainer>& attempts) const {
    TypeSet set = 0;
    for (std::size_t i = 0; i < attempts.size(); ++i) {
      const auto& found = attempts[i].found_;
      const TypeSet wanted = plan_.nodes[branches.schemas[i]].types;
      const bool only_type = found.size() == 1 && found[0].keyword == "type" &&
                             found[0].pointer == pointer_ && wanted != types::all;
      if (!only_type) return 0;
      set |= wanted;
    }
    return set;
  }

  const Plan& plan_;
  std::string pointer_;
  std::vector<SchemaViolation> found_;
};

}  // namespace
}  // namespace schema_detail

std::vector<SchemaViolation> Schema::explain(const JsonView& instance) const {
  using namespace schema_detail;
  return instance.visit([&](auto view) -> std::vector<SchemaViolation> {
    using View = decltype(view);
    Verdict verdict;
    Effort effort = effort_for(view);
    const bool fits = Walk<View, Verdict>(*plan_, verdict, effort).fits(entry_, view);
    if (fits && !effort.exhausted()) return {};
    Explainer explainer(*plan_, "");
    // A pattern that was given up is explained where it stands; the rest would only repeat itself.
    if (effort.spent() == Spent::nothing || effort.spent() == Spent::matching) {
      effort = effort_for(view);
      Walk<View, Explainer>(*plan_, explainer, effort).fits(entry_, view);
    }
    if (effort.exhausted() || explainer.first_message().empty())
      explainer.fail(plan_->nodes[entry_], keyword_spent(effort.spent()),
                     [&] { return words_spent(effort.spent()); });
    return explainer.take();
  });
}

}  // namespace contract
