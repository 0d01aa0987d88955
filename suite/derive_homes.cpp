#include "suite/derive_homes.h"

#include <algorithm>
#include <set>

#include "contract/document.h"

namespace suite::derive_detail {

namespace {

constexpr std::size_t most_tries = 400;  // of one operation
constexpr std::size_t most_homes = 4;

void scalars_of(const Json& value, std::set<std::string>& texts) {
  if (value.is_structured()) {
    for (const Json& each : value) scalars_of(each, texts);
  } else if (value.is_string() && value.get_ref<const std::string&>().size() < 200) {
    texts.insert(value.get<std::string>());
  } else if (value.is_number_integer()) {
    texts.insert(value.dump());
  }
}

// What a declaration compares with: members of `enum` and `const` below `node`.
void named_values(const Json& node, std::set<std::string>& texts) {
  if (!node.is_structured()) return;
  if (node.is_object())
    for (const char* word : {"enum", "const"})
      if (const Json* values = member_of(node, word)) scalars_of(*values, texts);
  for (const Json& each : node) named_values(each, texts);
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string collection_of(const contract::Behaviour& behaviour, const std::string& operation,
                          bool& writes) {
  const auto* plans = behaviour.plans(operation);
  writes = false;
  if (plans == nullptr) return "";
  for (const contract::Plan& plan : *plans) {
    if (const auto* batch = std::get_if<contract::Batch>(&plan.does)) {
      for (const auto situation : {contract::Situation::missing, contract::Situation::keyless})
        if (const contract::Cell* cell = contract::cell_for(*batch, situation))
          writes = writes || cell->then.verb == contract::Verb::create;
      return batch->collection;
    }
    if (const auto* read = std::get_if<contract::ReadPlan>(&plan.does)) return read->collection;
    if (const auto* list = std::get_if<contract::ListPlan>(&plan.does)) return list->collection;
  }
  return "";
}

void set_parameter(Draft& draft, const contract::Parameter& parameter, const std::string& value) {
  if (parameter.in == "path") draft.path[parameter.name] = value;
  if (parameter.in == "query") draft.query[parameter.name] = value;
  if (parameter.in == "header") draft.headers[parameter.name] = value;
  if (parameter.in == "cookie") draft.cookies[parameter.name] = value;
}

// The value its schema shows, and after it what the declaration and earlier requests name.
std::vector<std::string> values_of(const contract::Parameter& parameter, const Operations& all,
                                   const std::set<std::string>& words) {
  std::vector<std::string> values;
  const Json* schema = parameter.schema_node;
  const auto shape = schema != nullptr ? all.maker->shape_of(*schema, {}) : std::nullopt;
  auto made = shape ? all.maker->make(*shape, Size::smallest, {}) : std::nullopt;
  const std::string usual = made && !made->is_structured() ? text_of(*made) : "1";
  for (const std::string& word : words)
    if (word != usual && !word.empty() &&
        (schema == nullptr || all.maker->judges().accepts(*schema, Json(word))))
      values.push_back(word);
  values.insert(values.begin(), usual);
  return values;
}

// Drafts with every combination of parameter values, the plain ones first.
std::vector<Draft> with_parameters(const Draft& draft, const Operations& all,
                                   const std::set<std::string>& words, bool optional_too) {
  std::vector<Draft> drafts{draft};
  for (const contract::Parameter& parameter : draft.operation->parameters) {
    if (!parameter.required && !optional_too) continue;
    auto values = values_of(parameter, all, words);
    if (!parameter.required && parameter.schema_node != nullptr)
      if (const Json* listed = member_of(*parameter.schema_node, "enum")) {
        values.clear();
        for (const Json& value : *listed) values.push_back(text_of(value));
      }
    std::vector<Draft> more;
    for (const std::string& value : values)
      for (const Draft& each : drafts) {
        more.push_back(each);
        set_parameter(more.back(), parameter, value);
        if (more.size() >= most_tries) break;
      }
    drafts = std::move(more);
  }
  return drafts;
}

std::vector<std::optional<Json>> first_bodies(const Operations& all,
                                              const contract::Operation& operation) {
  std::vector<std::optional<Json>> bodies;
  for (Json& example : body_examples(operation)) bodies.emplace_back(std::move(example));
  if (const Json* schema = body_schema(operation))
    if (const auto shape = all.maker->shape_of(*schema, {}))
      for (const Size size : {Size::smallest, Size::fullest})
        if (auto made = all.maker->make(*shape, size, {})) bodies.emplace_back(std::move(*made));
  if (bodies.empty()) bodies.emplace_back();
  return bodies;
}

// Everything worth trying for one operation after `before`.
void try_after(Operations& all, const contract::Operation& operation,
               const std::vector<Draft>& before, const std::set<std::string>& words) {
  auto& found = all.homes[operation.id];
  std::size_t tries = 0;
  for (const auto& body : first_bodies(all, operation))
    for (const bool optional_too : {false, true}) {
      Draft draft;
      draft.operation = &operation;
      draft.body = body;
      for (const Draft& each : with_parameters(draft, all, words, optional_too)) {
        if (++tries > most_tries || found.size() >= most_homes) return;
        Home home{before, each};
        if (all.fallback.count(operation.id) == 0) all.fallback[operation.id] = home;
        if (!all.rehearsal->accepts(home.with(each))) continue;
        found.push_back(std::move(home));
        break;  // another body, or the optional parameters, are more of a difference
      }
    }
}

void try_operation(Operations& all, const contract::Operation& operation) {
  std::set<std::string> words;
  if (const Json* node = all.behaviour->document->find("/operations"))
    if (const Json* own = member_of(*node, operation.id)) named_values(*own, words);
  try_after(all, operation, {}, words);
  bool writes = false;
  const std::string collection = collection_of(*all.behaviour, operation.id, writes);
  if (!all.homes[operation.id].empty() || collection.empty()) return;
  for (const contract::Operation& other : all.behaviour->api->operations) {
    if (other.id == operation.id || all.homes[other.id].empty()) continue;
    bool creates = false;
    if (collection_of(*all.behaviour, other.id, creates) != collection || !creates) continue;
    const Home& home = all.homes[other.id].front();
    const auto first = home.with(home.draft);
    std::set<std::string> more = words;
    if (home.draft.body) scalars_of(*home.draft.body, more);
    for (const auto& [name, value] : home.draft.path) more.insert(value);
    scalars_of(all.rehearsal->play(first).back().body, more);
    try_after(all, operation, first, more);
    if (!all.homes[operation.id].empty()) return;
  }
}

}  // namespace

std::vector<Draft> Home::with(const Draft& last) const {
  std::vector<Draft> drafts = before;
  drafts.push_back(last);
  return drafts;
}

const Home& Operations::home(const contract::Operation& operation) const {
  const auto found = homes.find(operation.id);
  if (found != homes.end() && !found->second.empty()) return found->second.front();
  return fallback.at(operation.id);
}

const Json* body_schema(const contract::Operation& operation) {
  if (!operation.request_body || operation.request_body->content.empty()) return nullptr;
  const Json* node = operation.request_body->content.front().node;
  return node == nullptr ? nullptr : member_of(*node, "schema");
}

std::vector<Json> body_examples(const contract::Operation& operation) {
  std::vector<Json> examples;
  if (!operation.request_body || operation.request_body->content.empty()) return examples;
  const Json& node = *operation.request_body->content.front().node;
  if (const Json* example = member_of(node, "example")) examples.push_back(*example);
  if (const Json* named = member_of(node, "examples"); named != nullptr && named->is_object())
    for (const Json& each : *named)
      if (const Json* value = member_of(each, "value")) examples.push_back(*value);
  return examples;
}

void find_homes(Operations& operations) {
  // Creators first, so that others can build on them.
  std::vector<const contract::Operation*> order;
  for (const contract::Operation& operation : operations.behaviour->api->operations)
    order.push_back(&operation);
  std::stable_partition(order.begin(), order.end(), [&](const contract::Operation* operation) {
    bool writes = false;
    collection_of(*operations.behaviour, operation->id, writes);
    return writes;
  });
  for (const contract::Operation* operation : order) try_operation(operations, *operation);
}

std::vector<std::pair<Home, Json>> bodies_for(const Operations& operations,
                                              const contract::Operation& operation,
                                              const Choices& choices) {
  std::vector<std::pair<Home, Json>> good;
  const Json* schema = body_schema(operation);
  const auto shape =
      schema != nullptr ? operations.maker->shape_of(*schema, choices) : std::nullopt;
  if (!shape) return good;
  std::vector<Json> bodies;
  for (const Size size : {Size::fullest, Size::smallest})
    if (auto made = operations.maker->make(*shape, size, choices))
      bodies.push_back(std::move(*made));
  if (bodies.size() == 2 && bodies[0].is_object() && bodies[1].is_object()) {
    const Json full = bodies[0];
    const Json small = bodies[1];
    for (const auto& member : full.items()) {  // one optional member at a time
      Json one = small;
      one[member.key()] = member.value();
      bodies.push_back(std::move(one));
    }
  }
  const auto homes = operations.homes.find(operation.id);
  if (homes == operations.homes.end()) return good;
  for (const Home& home : homes->second)
    for (const Json& body : bodies) {
      Draft draft = home.draft;
      draft.body = body;
      if (!operations.maker->judges().accepts(*schema, body)) continue;
      if (operations.rehearsal->accepts(home.with(draft))) good.emplace_back(home, body);
      if (good.size() >= 3) return good;
    }
  return good;
}

}  // namespace suite::derive_detail
