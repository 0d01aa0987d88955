#include "contract/behaviour_loading.h"

#include <nlohmann/json.hpp>

#include "contract/closest.h"

namespace contract::behaviour_detail {

void Loading::complain(const Json& node, std::string_view code, std::string message) {
  Location where = document().locate(node);
  if (malformed.contains({where.line, where.column})) return;
  errors.push_back({std::string(code), std::move(message), std::move(where)});
}

const Json* member(const Json& node, std::string_view name) {
  if (!node.is_object()) return nullptr;
  const auto found = node.find(name);
  return found == node.end() ? nullptr : &*found;
}

void each_member(const Json* node,
                 const std::function<void(const std::string& name, const Json& value)>& f) {
  if (!node || !node->is_object()) return;
  for (const auto& [name, value] : node->items()) f(name, value);
}

void each_of(const Json* node, const std::function<void(const Json& value)>& f) {
  if (!node) return;
  if (!node->is_array()) return f(*node);
  for (const Json& value : *node) f(value);
}

std::string text_of(const Json* node) {
  return node && node->is_string() ? node->get<std::string>() : std::string();
}

std::optional<std::size_t> count_of(const Json* node) {
  if (!node || !node->is_number_integer() || (!node->is_number_unsigned() && *node < 0)) return {};
  return node->get<std::size_t>();
}

std::vector<std::string_view> views(const Names& names) { return {names.begin(), names.end()}; }

Claim read_claim(const Json& node) {
  return {evidence_from(text_of(member(node, "evidence"))).value_or(Evidence::assumed),
          text_of(member(node, "source"))};
}

std::optional<Claim> read_own_claim(const Json& node) {
  if (!member(node, "evidence")) return std::nullopt;
  return read_claim(node);
}

std::vector<Statement> read_claims(Loading& loading, const Json* list) {
  std::vector<Statement> claims;
  if (list && list->is_array())
    for (const Json& node : *list)
      claims.push_back(
          {text_of(member(node, "says")), read_claim(node), loading.document().locate(node)});
  return claims;
}

void check_error(Loading& loading, const Json& node, const std::string& name) {
  if (name.empty() || loading.behaviour.errors.contains(name)) return;
  const Names known = names_of(loading.behaviour.errors);
  loading.complain(node, "undeclared-name",
                   "error '" + name + "' is not declared" + did_you_mean(name, views(known)) +
                       "; `errors` has " + (known.empty() ? "none" : list_of(views(known))));
}

void check_collection(Loading& loading, const Json& node, const std::string& name) {
  if (name.empty() || loading.behaviour.collections.contains(name)) return;
  const Names known = names_of(loading.behaviour.collections);
  loading.complain(node, "undeclared-name",
                   "collection '" + name + "' is not declared" + did_you_mean(name, views(known)) +
                       "; `collections` has " + (known.empty() ? "none" : list_of(views(known))));
}

}  // namespace contract::behaviour_detail
