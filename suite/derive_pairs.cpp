#include "suite/derive_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "contract/pointer.h"
#include "contract/schema_formats.h"
#include "contract/schema_keywords.h"
#include "suite/derive_pattern.h"

namespace suite::derive_detail {

namespace {

using contract::schema_detail::find_format;
using contract::schema_detail::find_keyword;

bool is_zero(const Json& value) { return value.is_number() && value.get<double>() == 0; }

bool is_false(const Json& value) { return value.is_boolean() && !value.get<bool>(); }

// Keywords that themselves refuse a value; the others lead to schemas that do.
bool refuses(const std::string& keyword, const Json& value) {
  static const std::set<std::string, std::less<>> always{
      "type",      "enum",          "const",         "multipleOf",  "maximum",      "minimum",
      "maxLength", "pattern",       "maxItems",      "anyOf",       "oneOf",        "not",
      "contains",  "maxProperties", "propertyNames", "maxContains", "discriminator"};
  static const std::set<std::string, std::less<>> not_when_zero{"minLength", "minItems",
                                                                "minProperties", "minContains"};
  static const std::set<std::string, std::less<>> when_false{"additionalProperties",
                                                             "unevaluatedProperties", "items",
                                                             "additionalItems", "unevaluatedItems"};
  if (always.count(keyword) != 0) return true;
  if (not_when_zero.count(keyword) != 0) return !is_zero(value);
  if (when_false.count(keyword) != 0) return is_false(value);
  if (keyword == "required" || keyword == "dependentRequired" || keyword == "dependencies")
    return !value.empty();
  if (keyword == "uniqueItems") return value.is_boolean() && value.get<bool>();
  if (keyword == "exclusiveMaximum" || keyword == "exclusiveMinimum") return value.is_number();
  if (keyword == "format")
    return value.is_string() && find_format(value.get_ref<const std::string&>()) != nullptr;
  return false;
}

class Walk {
 public:
  Walk(const contract::Documents& documents, contract::Dialect dialect)
      : documents_(documents), dialect_(dialect) {}

  void enter(const Json& node) {
    if (!node.is_object() || inside_.count(&node) != 0) return;
    inside_.insert(&node);
    const bool reference_alone =
        contract::schema_detail::ref_hides_siblings(dialect_) && node.contains("$ref");
    for (const auto& member : node.items()) {
      const auto* keyword = find_keyword(member.key());
      if (keyword == nullptr || !keyword->known_in(dialect_)) continue;
      if (reference_alone && member.key() != "$ref") continue;
      if (refuses(member.key(), member.value())) add(node, member.key(), member.value());
      descend(node, member.key(), member.value());
    }
    inside_.erase(&node);
  }

  std::vector<Pair> take() { return std::move(pairs_); }

 private:
  void add(const Json& node, const std::string& keyword, const Json& value) {
    pairs_.push_back({keyword, &node, path_, documents_.locate(value)});
  }

  void step(Step step) {
    const Json& node = *step.node;
    path_.push_back(std::move(step));
    enter(node);
    path_.pop_back();
  }

  void descend(const Json& node, const std::string& keyword, const Json& value) {
    if (keyword == "$ref") {
      if (const Json* target = documents_.target(node)) enter(*target);
    } else if (keyword == "allOf") {
      for (const Json& branch : value) enter(branch);
    } else if (keyword == "anyOf" || keyword == "oneOf") {
      for (std::size_t i = 0; i < value.size(); ++i)
        step({Step::Kind::branch, "", false, &node, i, &value[i]});
    } else if (keyword == "then" || keyword == "else") {
      if (node.contains("if"))
        step({Step::Kind::branch, "", false, &node, keyword == "then" ? 0U : 1U, &value});
    } else if (keyword == "dependentSchemas") {
      for (const Json& schema : value) enter(schema);
    } else {
      descend_into_value(node, keyword, value);
    }
  }

  void descend_into_value(const Json& node, const std::string& keyword, const Json& value) {
    if (keyword == "properties") {
      for (const auto& member : value.items())
        step({Step::Kind::member, member.key(), false, nullptr, 0, &member.value()});
    } else if (keyword == "patternProperties") {
      for (const auto& member : value.items()) {
        const auto names = matching_texts(member.key());
        step({Step::Kind::member, names.empty() ? "" : names.front(), true, nullptr, 0,
              &member.value()});
      }
    } else if (keyword == "additionalProperties" && value.is_object()) {
      step({Step::Kind::member, "additional", true, nullptr, 0, &value});
    } else if (keyword == "prefixItems" || (keyword == "items" && value.is_array())) {
      for (std::size_t i = 0; i < value.size(); ++i)
        step({Step::Kind::item, std::to_string(i), false, nullptr, 0, &value[i]});
    } else if (keyword == "items" && value.is_object()) {
      const Json* prefix = member_of(node, "prefixItems");
      const std::size_t first = prefix != nullptr ? prefix->size() : 0;
      step({Step::Kind::item, std::to_string(first), prefix == nullptr, nullptr, 0, &value});
    }
  }

  const contract::Documents& documents_;
  contract::Dialect dialect_;
  std::set<const Json*> inside_;
  std::vector<Step> path_;
  std::vector<Pair> pairs_;
};

std::string joined(const std::vector<Step>& path, bool shown) {
  std::string pointer;
  for (const Step& step : path)
    if (step.kind != Step::Kind::branch)
      contract::append_token(pointer, shown && step.chosen_name ? "*" : step.token);
  return pointer;
}

}  // namespace

const Json* member_of(const Json& node, std::string_view name) {
  if (!node.is_object()) return nullptr;
  const auto found = node.find(std::string(name));
  return found == node.end() ? nullptr : &*found;
}

std::string Pair::pointer() const { return joined(path, true); }

std::string Pair::instance() const { return joined(path, false); }

Choices Pair::choices() const {
  Choices choices;
  for (const Step& step : path)
    if (step.kind == Step::Kind::branch) choices[step.owner] = step.branch;
  return choices;
}

std::vector<Pair> pairs_of(const Json& root, const contract::Documents& documents,
                           contract::Dialect dialect) {
  Walk walk(documents, dialect);
  walk.enter(root);
  return walk.take();
}

}  // namespace suite::derive_detail
