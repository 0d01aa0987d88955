#pragma once
// Schemas of any dialect, rewritten one by one into what valijson reads.
//
// Every reachable subschema becomes a definition with a number; where a definition needs another
// one it says {"+schema": number}, so nothing is inlined, valijson follows no reference and its
// work is linear. What valijson lacks or gets wrong is carried as an own rule: "+rules" lists the
// indexes of `Definition::rules` and reaches the plan through valijson's ConstraintBuilder.
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "contract/schema_plan.h"
#include "contract/schema_resources.h"

namespace contract::schema_detail {

struct FormatRule {
  const Format* format;
};
struct MultipleRule {
  Decimal divisor;
  std::string text;
};
struct ReferenceRule {  // `$ref` with siblings
  Index schema;
};
struct UnevaluatedRule {
  Index schema;
  bool items;
};
struct DiscriminatorRule {
  std::string tag;
  std::vector<std::pair<std::string, Index>> values;  // value, definition
};
using Rule = std::variant<Bound, MultipleRule, PatternPtr, FormatRule, Choice, Contains,
                          ReferenceRule, DependentSchema, UnevaluatedRule, DiscriminatorRule>;

// One subschema, lowered.
struct Definition {
  Index index = anything;
  const Json* source = nullptr;
  DocumentPtr document;
  std::shared_ptr<const Json> schema;
  std::vector<Rule> rules;
};

// Whether members nobody mentions are refused, and where: `here` at the schemas of this value,
// `inside` at those of its members only (another schema of this value refuses them).
enum class Closing : std::uint8_t { never, here, inside };

// What besides the node decides its meaning: direction, what `$dynamicRef`s are bound to, which
// required names do not count, and whether members nobody mentions are refused.
struct Scope {
  std::optional<Direction> direction;              // nothing: readOnly and writeOnly only annotate
  std::map<std::string, const Resource*> dynamic;  // outermost resource with that anchor
  std::set<std::string> exempt;
  Closing closing = Closing::never;
  auto operator<=>(const Scope&) const = default;
};
using ScopeId = std::size_t;

// A subschema in its surroundings.
struct Place {
  const Json* node = nullptr;
  const Resource* resource = nullptr;
  ScopeId scope = 0;
};

class Lowering {
 public:
  explicit Lowering(Resources& resources) : resources_(resources) {}

  // The number of a schema's definition; lowered once, however often it is asked for.
  Index root(const Json& node, const Resource& resource, std::optional<Direction> direction,
             Members members = Members::open);
  // The next definition that was asked for but not handed out.
  bool next(Definition& definition);
  Index size() const { return next_index_; }
  Errors take_errors() { return std::move(errors_); }

  // The rest is for the handlers of keywords.
  Index subschema(const Json& node, const Resource& inside, ScopeId scope);
  // The definition a reference keyword of this schema names.
  Index reference(const Place& from, const std::string& keyword);
  Result<Place> follow(const Place& from, const std::string& keyword);
  ScopeId exempting(ScopeId scope, const std::set<std::string>& names);
  ScopeId elsewhere(ScopeId scope);  // the scope for another instance: nothing is exempt there
  ScopeId beside(ScopeId scope);     // for more schemas of an instance that is closed, if at all
  ScopeId trial(ScopeId scope);      // for schemas whose failing decides something: never closed
  const Scope& scope(ScopeId id) const { return *scopes_[id]; }
  PatternPtr pattern(const std::string& text, const Json& where, const Place& place);
  PatternPtr known_pattern(const std::string& text) const { return patterns_.at(text); }
  void fail(std::string code, std::string message, const Json& where, const Place& place);
  // Of a reference at `where`, unless the error lies in the other document.
  void fail(Error error, const Json& where, const Place& place);
  Resources& resources() { return resources_; }

 private:
  Index intern(const Place& place);
  Index* settled(const Place& place, bool& added);
  ScopeId intern(Scope scope);
  ScopeId entering(ScopeId scope, const Resource& resource);
  Place entered(const Json& node, const Resource& inside, ScopeId scope);

  Resources& resources_;
  Errors errors_;
  std::map<Scope, ScopeId> scope_ids_;
  std::vector<const Scope*> scopes_;
  using Indexes = std::vector<std::unordered_map<const Json*, Index>>;  // by scope
  Indexes indexes_;
  // What chains of lone references end in, so that each is followed once; `none` while it is.
  Indexes settled_;
  std::deque<std::pair<Index, Place>> queue_;
  std::unordered_map<std::string, PatternPtr> patterns_;
  Index next_index_ = anything + 1;
};

}  // namespace contract::schema_detail
