// Variables, request parts, state and faults of a suite file.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/closest.h"
#include "contract/path_template.h"
#include "mock/front_fields.h"
#include "suite/loading.h"

namespace suite {

namespace {

using contract::Json;

template <class Names>
std::vector<std::string_view> views(const Names& names) {
  return {names.begin(), names.end()};
}

Nodes read_nodes(Loading& loading, const Json* node, const Known& known) {
  Nodes nodes;
  if (!node) return nodes;
  for (const auto& [name, value] : node->items()) {
    loading.check(value, known);
    nodes.emplace_back(name, loading.keep(value));
  }
  return nodes;
}

void check_path(Loading& loading, const Json* node, const contract::Operation& operation) {
  if (!node) return;
  const auto names = contract::parameter_names(operation.path);
  for (const auto& [name, value] : node->items())
    if (std::find(names.begin(), names.end(), name) == names.end())
      loading.complain(value, "unknown-word",
                       fmt::format("the path {} has no parameter `{}`{}", operation.path, name,
                                   contract::did_you_mean(name, views(names))));
}

StatePart state_part(Loading& loading, const std::string& collection, const Json& records,
                     const Known& known) {
  StatePart part;
  part.collection = collection;
  part.records = loading.keep(records);
  part.where = loading.locate(records);
  loading.check(records, known);
  return part;
}

void check_records(Loading& loading, const Json& records, const Known& known) {
  const bool form = records.is_object();
  if (records.is_array() || form || (known.expectation && records.is_number_unsigned())) return;
  loading.complain(records, "wrong-value",
                   known.expectation ? "expected a list of records, or how many there are"
                                     : "expected a list of records");
}

// `{$repeat: …}` instead of a list is no partition.
bool is_form(const Json& value) {
  return value.is_object() && !value.empty() && value.items().begin().key().starts_with('$');
}

}  // namespace

Nodes read_variables(Loading& loading, const Json* node, Known& known) {
  Nodes nodes;
  if (!node) return nodes;
  for (const auto& [name, value] : node->items()) {
    const bool well = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
    });
    if (!well)
      loading.complain(value, "wrong-value",
                       fmt::format("the name of a variable is of letters, digits, - and _, not "
                                   "`{}`",
                                   name));
    if (is_reserved(name))
      loading.complain(
          value, "wrong-value",
          fmt::format("`${}` has a meaning already; name the variable otherwise", name));
    loading.check(value, known);
    known.variables.insert(name);
    nodes.emplace_back(name, loading.keep(value));
  }
  return nodes;
}

RequestParts read_parts(Loading& loading, const Json& node, const Known& known,
                        const contract::Operation* operation) {
  RequestParts parts;
  if (operation) check_path(loading, member(node, "path"), *operation);
  parts.path = read_nodes(loading, member(node, "path"), known);
  parts.query = read_nodes(loading, member(node, "query"), known);
  parts.headers = read_nodes(loading, member(node, "headers"), known);
  parts.cookies = read_nodes(loading, member(node, "cookies"), known);
  for (const auto& [name, value] : parts.headers)
    if (!mock::is_token(name))
      loading.complain(*value, "wrong-value",
                       fmt::format("`{}` is no name of a header (RFC 9110 section 5.1)",
                                   contract::Json(name).dump()));
  if (const Json* without = member(node, "without")) {
    if (without->is_string()) parts.without.push_back(without->get<std::string>());
    if (without->is_array())
      for (const Json& name : *without) parts.without.push_back(name.get<std::string>());
  }
  const std::string credentials = text_at(node, "credentials");
  if (credentials == "sample") parts.credentials = Credentials::sample;
  if (credentials == "none") parts.credentials = Credentials::none;
  return parts;
}

std::vector<StatePart> read_state(Loading& loading, const Json* node, const Known& known) {
  std::vector<StatePart> parts;
  if (!node) return parts;
  std::vector<std::string_view> names;
  for (const auto& [name, collection] : loading.behaviour().collections) names.push_back(name);
  for (const auto& [name, value] : node->items()) {
    if (std::find(names.begin(), names.end(), name) == names.end())
      loading.complain(value, "unknown-word",
                       fmt::format("the API has no collection `{}`{}; it has {}", name,
                                   contract::did_you_mean(name, names),
                                   names.empty() ? "none" : contract::list_of(names)));
    if (!value.is_object() || is_form(value)) {
      check_records(loading, value, known);
      parts.push_back(state_part(loading, name, value, known));
      continue;
    }
    for (const auto& [partition, records] : value.items()) {
      check_records(loading, records, known);
      StatePart part = state_part(loading, name, records, known);
      part.partition = make_node(partition);
      Known text = known;
      text.expectation = false;
      check_value(*part.partition, text,
                  [&, &at = records](const Json&, std::string_view code, std::string message) {
                    loading.complain(at, code, std::move(message));
                  });
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

std::vector<mock::Fault> read_faults_of(Loading& loading, const Json* node) {
  if (!node) return {};
  auto faults = mock::read_faults(loading.document(), *node,
                                  {{loading.suite.api_name, loading.suite.behaviour}});
  if (faults) return std::move(*faults);
  loading.errors.insert(loading.errors.end(), faults.error().begin(), faults.error().end());
  return {};
}

}  // namespace suite
