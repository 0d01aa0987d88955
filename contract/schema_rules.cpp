// What joins a plan node besides valijson's own constraints.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "contract/schema_compile.h"
#include "contract/schema_step.h"

namespace contract::schema_detail {
namespace {

template <class T>
T& made(std::unique_ptr<T>& pointer) {
  if (!pointer) pointer = std::make_unique<T>();
  return *pointer;
}

// Values that name one definition select the branch that stands for it.
void dispatch(Branches& branches, const DiscriminatorRule& rule) {
  branches.tag = rule.tag;
  std::vector<std::string> values;
  for (const auto& [value, definition] : rule.values) {
    const auto branch = std::find(branches.schemas.begin(), branches.schemas.end(), definition);
    if (branch == branches.schemas.end()) continue;
    values.push_back(value);
    branches.tag_branches.push_back(static_cast<Index>(branch - branches.schemas.begin()));
  }
  branches.tag_values = NameTable(std::move(values));
  const std::set<Index> tagged(branches.tag_branches.begin(), branches.tag_branches.end());
  branches.all_tagged = tagged.size() == branches.schemas.size();
}

struct AddRule {
  Node& node;

  void operator()(const Bound& rule) const { made(node.number).bounds.push_back(rule); }
  void operator()(const MultipleRule& rule) const {
    made(node.number).multiple_of = rule.divisor;
    node.number->multiple_text = rule.text;
  }
  void operator()(const PatternPtr& rule) const { made(node.string).pattern = rule; }
  void operator()(const FormatRule& rule) const {
    if (rule.format->accepts_text != nullptr) made(node.string).format = rule.format;
    if (rule.format->accepts_number != nullptr) made(node.number).format = rule.format;
  }
  void operator()(const Choice& rule) const { made(node.applied).choices.push_back(rule); }
  void operator()(const Contains& rule) const { made(node.array).contains = rule; }
  void operator()(const ReferenceRule& rule) const {
    made(node.applied).all.push_back(rule.schema);
  }
  void operator()(const DependentSchema& rule) const {
    made(node.applied).dependents.push_back(rule);
  }
  void operator()(const UnevaluatedRule& rule) const {
    Applied& applied = made(node.applied);
    (rule.items ? applied.unevaluated_items : applied.unevaluated_properties) = rule.schema;
  }
  // valijson visits anyOf and oneOf before any own constraint.
  void operator()(const DiscriminatorRule& rule) const {
    Applied& applied = made(node.applied);
    if (applied.any_of) dispatch(*applied.any_of, rule);
    if (applied.one_of) dispatch(*applied.one_of, rule);
  }
};

void list_in_order(const Json& source, const char* keyword, std::vector<std::string>& names) {
  const auto list = source.find(keyword);
  if (list == source.end()) return;
  if (list->is_object())
    for (const auto& member : list->items()) names.push_back(member.key());
  if (!list->is_array()) return;
  for (const Json& name : *list)
    if (name.is_string()) names.push_back(name.get<std::string>());
}

}  // namespace

void add_rule(Node& node, const Rule& rule) { std::visit(AddRule{node}, rule); }

void set_members(ObjectRules& rules, const Json& source,
                 std::vector<std::pair<std::string, Index>>& declared,
                 std::vector<std::string>& required) {
  std::vector<std::string> listed;
  list_in_order(source, "required", listed);  // complaints about them come in this order
  list_in_order(source, "properties", listed);
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  const auto sort_by_name = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::sort(declared.begin(), declared.end(), sort_by_name);
  std::sort(required.begin(), required.end());
  for (const std::string& name : listed) {
    const auto row =
        std::lower_bound(declared.begin(), declared.end(), std::pair{name, Index{0}}, sort_by_name);
    Property property;
    property.declared = row != declared.end() && row->first == name;
    if (property.declared) property.schema = row->second;
    property.required = std::binary_search(required.begin(), required.end(), name);
    if (!property.declared && !property.required) continue;
    if (!seen.insert(name).second) continue;
    names.push_back(name);
    rules.properties.push_back(property);
    rules.required += property.required ? 1U : 0U;
  }
  rules.names = NameTable(std::move(names));
}

NameTable::NameTable(std::vector<std::string> names) : names_(std::move(names)) {
  if (names_.empty()) return;
  std::size_t size = 4;
  while (size < names_.size() * 2) size *= 2;
  slots_.assign(size, {});
  mask_ = size - 1;
  for (std::size_t position = 0; position < names_.size(); ++position) {
    const ShortName name(names_[position]);
    std::size_t slot = name.hash() & mask_;
    while (slots_[slot].position >= 0) slot = (slot + 1) & mask_;
    slots_[slot] = {name, static_cast<int>(position)};
  }
}

Location Plan::locate(const Node& node, std::string_view keyword) const {
  if (node.document == nullptr) return {};
  if (node.source->is_object()) {
    const auto found = node.source->find(keyword);
    if (found != node.source->end()) return node.document->locate(*found);
  }
  return node.document->locate(*node.source);
}

// NUL and \x01 as \x01 and a letter.
std::string escaped_name(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == '\0' || c == '\x01') text += '\x01';
    text += c == '\0' ? 'n' : c == '\x01' ? 'e' : c;
  }
  return text;
}

std::string unescaped_name(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '\x01' && i + 1 < name.size()) {
      text += name[++i] == 'n' ? '\0' : '\x01';
    } else {
      text += name[i];
    }
  }
  return text;
}

}  // namespace contract::schema_detail
