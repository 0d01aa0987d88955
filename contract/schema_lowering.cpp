#include "contract/schema_lowering.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/schema_keywords.h"
#include "contract/schema_step.h"

namespace contract::schema_detail {
namespace {

constexpr const char* recursive = "$recursiveAnchor";  // its binding in Scope::dynamic

// The reference keyword of a schema that says nothing else; "" when it says more.
std::string lone_reference(const Json& schema, Dialect dialect) {
  if (!schema.is_object()) return "";
  const bool hides = ref_hides_siblings(dialect);
  if (hides) return schema.contains("$ref") ? "$ref" : "";
  std::string found;
  for (const auto& member : schema.items()) {
    const Keyword* keyword = find_keyword(member.key());
    if (keyword == nullptr || !keyword->asserts || !keyword->known_in(dialect)) continue;
    const bool reference = keyword->name.front() == '$';
    if (!reference || !found.empty()) return "";
    found = member.key();
  }
  return found;
}

void lower_keyword(Step& step, const std::string& name, const Json& value) {
  const Keyword* keyword = find_keyword(name);
  if (keyword == nullptr) return;
  if (!keyword->known_in(step.dialect)) {
    if (step.dialect == Dialect::openapi_3_0 && keyword->asserts) {
      step.all.fail("unsupported-keyword",
                    fmt::format("\"{}\" is not a keyword of OpenAPI 3.0 schemas; remove it or "
                                "declare openapi: 3.1",
                                name),
                    value, step.place);
    }
    return;
  }
  if (!step.place.resource->meaning.asserts(*keyword)) return;
  if (const Handler handler = find_value_handler(name)) return handler(step, name, value);
  if (const Handler handler = find_schema_handler(name)) handler(step, name, value);
}

}  // namespace

void Lowering::fail(std::string code, std::string message, const Json& where, const Place& place) {
  const DocumentPtr& document = place.resource->document;
  errors_.push_back(
      {std::move(code), std::move(message), document ? document->locate(where) : Location{}});
}

void Lowering::fail(Error error, const Json& where, const Place& place) {
  if (error.where.line > 0) return errors_.push_back(std::move(error));
  fail(std::move(error.code), std::move(error.message), where, place);
}

Index Lowering::root(const Json& node, const Resource& resource, std::optional<Direction> direction,
                     Members members) {
  resources_.add_schema(node, resource);
  const Closing closing = members == Members::closed ? Closing::here : Closing::never;
  return subschema(node, resource, entering(intern(Scope{direction, {}, {}, closing}), resource));
}

ScopeId Lowering::intern(Scope scope) {
  const auto [place, added] = scope_ids_.emplace(std::move(scope), scopes_.size());
  if (added) scopes_.push_back(&place->first);
  return place->second;
}

ScopeId Lowering::entering(ScopeId id, const Resource& resource) {
  if (resource.dynamic_anchors.empty() && !resource.recursive_anchor) return id;
  Scope inner = scope(id);
  for (const auto& [anchor, node] : resource.dynamic_anchors)
    inner.dynamic.emplace(anchor, &resource);
  if (resource.recursive_anchor) inner.dynamic.emplace(recursive, &resource);
  return intern(std::move(inner));
}

ScopeId Lowering::exempting(ScopeId id, const std::set<std::string>& names) {
  if (names.empty()) return id;
  Scope inner = scope(id);
  inner.exempt.insert(names.begin(), names.end());
  return intern(std::move(inner));
}

ScopeId Lowering::elsewhere(ScopeId id) {
  if (scope(id).exempt.empty() && scope(id).closing != Closing::inside) return id;
  Scope outer = scope(id);
  outer.exempt.clear();
  if (outer.closing == Closing::inside) outer.closing = Closing::here;
  return intern(std::move(outer));
}

ScopeId Lowering::beside(ScopeId id) {
  if (scope(id).closing != Closing::here) return id;
  Scope inner = scope(id);
  inner.closing = Closing::inside;
  return intern(std::move(inner));
}

ScopeId Lowering::trial(ScopeId id) {
  if (scope(id).exempt.empty() && scope(id).closing == Closing::never) return id;
  Scope outer = scope(id);
  outer.exempt.clear();
  outer.closing = Closing::never;
  return intern(std::move(outer));
}

Place Lowering::entered(const Json& node, const Resource& inside, ScopeId id) {
  const Resource& own = resources_.at(node, inside);
  return {&node, &own, entering(id, own)};
}

Result<Place> Lowering::follow(const Place& from, const std::string& keyword) {
  const Json& value = from.node->at(keyword);
  if (!value.is_string())
    return tl::unexpected(Error{"bad-keyword", keyword + ": expected a string", {}});
  const std::string& text = value.get_ref<const std::string&>();
  auto target = resources_.resolve(*from.resource, text);
  if (!target) return tl::unexpected(std::move(target.error()));
  const auto& dynamic = scope(from.scope).dynamic;
  if (keyword == "$dynamicRef") {
    const std::string anchor = text.substr(std::min(text.find('#'), text.size() - 1) + 1);
    const auto bookend = target->resource->dynamic_anchors.find(anchor);
    const auto bound = dynamic.find(anchor);
    const bool moves = bookend != target->resource->dynamic_anchors.end() &&
                       bookend->second == target->node && bound != dynamic.end();
    if (moves) target = Target{bound->second->dynamic_anchors.at(anchor), bound->second};
  } else if (keyword == "$recursiveRef" && target->resource->recursive_anchor) {
    if (const auto bound = dynamic.find(recursive); bound != dynamic.end())
      target = Target{bound->second->root, bound->second};
  }
  return entered(*target->node, *target->resource, from.scope);
}

// Where the end of a chain of lone references is kept; `none` and `added`: not known before.
Index* Lowering::settled(const Place& place, bool& added) {
  if (settled_.size() <= place.scope) settled_.resize(place.scope + 1);
  const auto entry = settled_[place.scope].emplace(place.node, none);
  added = entry.second;
  return &entry.first->second;
}

Index Lowering::subschema(const Json& node, const Resource& inside, ScopeId id) {
  Place place = entered(node, inside, id);
  std::vector<Place> chain;
  Index end = none;
  while (end == none) {
    const std::string keyword = lone_reference(*place.node, place.resource->meaning.dialect);
    if (keyword.empty()) {
      end = intern(place);
      break;
    }
    bool added = false;
    const Index known = *settled(place, added);
    const Json& value = place.node->at(keyword);
    if (!added) {
      if (known == none)
        fail("endless-reference", "this reference leads back to itself", value, place);
      end = known == none ? anything : known;
      break;
    }
    chain.push_back(place);
    auto next = follow(place, keyword);
    if (!next) fail(std::move(next.error()), value, place);
    if (next)
      place = *next;
    else
      end = anything;
  }
  bool ignored = false;
  for (const Place& passed : chain) *settled(passed, ignored) = end;
  return end;
}

Index Lowering::reference(const Place& from, const std::string& keyword) {
  auto target = follow(from, keyword);
  if (target) return subschema(*target->node, *target->resource, target->scope);
  fail(std::move(target.error()), from.node->at(keyword), from);
  return anything;
}

Index Lowering::intern(const Place& place) {
  const Json& node = *place.node;
  const bool always = node.is_boolean() ? node.get<bool>() : node.is_object() && node.empty();
  if (always) return anything;
  if (indexes_.size() <= place.scope) indexes_.resize(place.scope + 1);
  const auto [entry, added] = indexes_[place.scope].emplace(&node, next_index_);
  if (added) queue_.emplace_back(next_index_++, place);
  return entry->second;
}

PatternPtr Lowering::pattern(const std::string& text, const Json& where, const Place& place) {
  if (const auto known = patterns_.find(text); known != patterns_.end()) return known->second;
  auto compiled = Pattern::compile(text);
  if (!compiled) {
    fail(compiled.error().code, compiled.error().message, where, place);
    return nullptr;
  }
  return patterns_[text] = *compiled;
}

bool Lowering::next(Definition& definition) {
  if (queue_.empty()) return false;
  const auto [index, place] = queue_.front();
  queue_.pop_front();
  const Json& node = *place.node;
  definition = Definition{index, &node, place.resource->document, nullptr, {}};
  auto out = std::make_shared<Json>(Json::object());
  definition.schema = out;
  if (node.is_boolean()) {
    *out = node.get<bool>();
  } else if (!node.is_object()) {
    fail("bad-schema",
         fmt::format("expected a schema (an object or a boolean), found {}", node.type_name()),
         node, place);
  } else {
    const ScopeId here = beside(exempting(place.scope, exempt_names(*this, place)));
    Step step{*this, place,
              node,  place.resource->meaning.dialect,
              *out,  definition.rules,
              here,  elsewhere(place.scope)};
    for (const auto& member : node.items()) lower_keyword(step, member.key(), member.value());
    close_members(step);
    for (std::size_t i = 0; i < definition.rules.size(); ++i) (*out)["+rules"].push_back(i);
  }
  return true;
}

}  // namespace contract::schema_detail
