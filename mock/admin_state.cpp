// /__admin/state and /__admin/snapshots
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "mock/admin_parts.h"

namespace mock {

namespace {

using contract::Json;

constexpr std::size_t most_snapshots = 64;

std::shared_ptr<Responder> find(const Responders& responders, std::string_view name) {
  const auto found = std::find_if(responders.begin(), responders.end(),
                                  [&](const auto& each) { return each->name() == name; });
  return found == responders.end() ? nullptr : *found;
}

std::string names_of(const Responders& responders) {
  std::string names;
  for (const auto& responder : responders) names += (names.empty() ? "" : ", ") + responder->name();
  return names;
}

contract::Response unknown_api(const std::string& name, const Responders& responders) {
  return problem(
      404, fmt::format("no API is called \"{:.80}\"; there is {}", name, names_of(responders)));
}

contract::Response dump(const AdminCall& call, const Responders& responders) {
  const std::string* world = call.parameter("world");
  Json all = Json::object();
  for (const auto& responder : responders) {
    Json state = responder->store().dump();
    if (world) {
      Json one = Json::object();
      if (state.contains(*world)) one[*world] = std::move(state[*world]);
      state = std::move(one);
    }
    all[responder->name()] = std::move(state);
  }
  return json_answer(200, all);
}

// Every part is tried on a store of its own first, so that a bad one changes nothing.
contract::Response seed(const Json& state, const Responders& responders) {
  if (!state.is_object())
    return problem(400, "the state is {api: {world: {collection: {partition: [records]}}}}");
  for (const auto& [name, part] : state.items()) {
    if (!find(responders, name)) return unknown_api(name, responders);
    Store trial;
    if (const auto seeded = trial.seed(part); !seeded)
      return problem(400, fmt::format("API \"{}\": {}", name, seeded.error().message));
  }
  for (const auto& [name, part] : state.items()) {
    const auto seeded = find(responders, name)->store().seed(part);
    if (!seeded) return problem(400, seeded.error().message);
  }
  return json_answer(200, Json::object());
}

contract::Response clear(const AdminCall& call, const Responders& responders) {
  const std::string* world = call.parameter("world");
  for (const auto& responder : responders) {
    if (world)
      responder->store().clear(*world);
    else
      responder->store().clear();
  }
  return json_answer(200, Json::object());
}

Json list_of(const std::map<std::string, std::vector<Store::Snapshot>>& saved) {
  Json names = Json::array();
  for (const auto& [name, snapshots] : saved) names.push_back(name);
  return {{"snapshots", names}};
}

}  // namespace

contract::Response answer_state(const AdminCall& call, const Responders& responders) {
  Responders chosen = responders;
  if (const std::string* api = call.parameter("api")) {
    chosen = {find(responders, *api)};
    if (!chosen[0]) return unknown_api(*api, responders);
  }
  const std::string& method = call.request.method;
  if (method == "GET" || method == "HEAD") return dump(call, chosen);
  if (method == "DELETE") return clear(call, chosen);
  if (method != "PUT") return wrong_method("GET, HEAD, PUT, DELETE");
  const auto state = body_of(call);
  if (!state) return problem(400, "the state is not JSON: " + state.error().message);
  return seed(*state, chosen);
}

contract::Response Snapshots::answer(const AdminCall& call, const Responders& responders) {
  const std::string& method = call.request.method;
  const std::lock_guard lock(mutex_);
  if (call.path.size() == 1)
    return method == "GET" ? json_answer(200, list_of(saved_)) : wrong_method("GET");
  const std::string& name = call.path[1];
  const auto found = saved_.find(name);
  const bool restore = call.path.size() == 3 && call.path[2] == "restore";
  if (call.path.size() > 2 && !restore)
    return problem(404, "a snapshot has nothing below it but restore");
  if (restore && method != "POST") return wrong_method("POST");
  if (!restore && method == "PUT") {
    if (found == saved_.end() && saved_.size() == most_snapshots)
      return problem(409, "there are 64 snapshots already: delete one first");
    std::vector<Store::Snapshot> snapshots;
    for (const auto& responder : responders) snapshots.push_back(responder->store().snapshot());
    saved_[name] = std::move(snapshots);
    return json_answer(found == saved_.end() ? 201 : 200, {{"name", name}});
  }
  if (!restore && method != "DELETE") return wrong_method("PUT, DELETE");
  if (found == saved_.end())
    return problem(404, fmt::format("there is no snapshot \"{:.80}\"", name));
  if (!restore) {
    saved_.erase(found);
    return json_answer(200, Json::object());
  }
  for (std::size_t i = 0; i < responders.size(); ++i)
    responders[i]->store().restore(found->second[i]);
  return json_answer(200, Json::object());
}

}  // namespace mock
