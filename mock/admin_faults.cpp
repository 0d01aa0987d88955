#include "mock/admin_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "mock/faults.h"

namespace mock {

namespace {

using contract::Json;

std::string id_of(const Responder& responder, std::uint64_t id) {
  return fmt::format("{}-{}", responder.name(), id);
}

Json fault_json(const Responder& responder, const Faults::Status& status) {
  Json fault = Json::parse(status.fault.text);
  fault["id"] = id_of(responder, status.id);
  fault["name"] = status.fault.name;
  fault["api"] = status.fault.api;
  if (!status.fault.world.empty()) fault["world"] = status.fault.world;
  fault["touched"] = status.touched;
  return fault;
}

contract::Response list(const Responders& responders, const std::string* world) {
  Json faults = Json::array();
  for (const auto& responder : responders)
    for (const Faults::Status& status : responder->faults().list())
      if (!world || status.fault.world == *world) faults.push_back(fault_json(*responder, status));
  return json_answer(200, {{"faults", faults}});
}

contract::Response refused(const contract::Errors& errors) {
  std::string detail;
  for (const contract::Error& error : errors) {
    if (!detail.empty()) detail += "; ";
    detail += error.where.line > 0 ? fmt::format("line {}: {}", error.where.line, error.message)
                                   : error.message;
  }
  return problem(400, detail);
}

const std::shared_ptr<Responder>& named(const Responders& responders, const std::string& name) {
  return *std::find_if(responders.begin(), responders.end(),
                       [&](const auto& each) { return each->name() == name; });
}

// One fault, a list of them, or {faults: [...]}.
Json list_in(const Json& body) {
  const bool wrapped = body.is_object() && body.contains("faults");
  return body.is_array() || wrapped ? body : Json::array({body});
}

contract::Response add(const AdminCall& call, const Responders& responders) {
  const auto body = body_of(call);
  if (!body) return problem(400, "the fault is not JSON: " + body.error().message);
  // A single fault is put into a list on its own line, so the lines of complaints stay right.
  const bool single = list_in(*body).is_array() && !body->is_array();
  const std::string text = single ? "[" + call.request.body + "]" : call.request.body;
  const auto document = contract::Document::parse(text, "body");
  if (!document) return refused({document.error()});
  std::vector<KnownApi> apis;
  for (const auto& responder : responders)
    apis.push_back({responder->name(), responder->shared_behaviour()});
  auto faults = read_faults(**document, (*document)->root(), apis);
  if (!faults) return refused(faults.error());
  const std::string* world = call.request.headers.find("Understudy-World");
  Json added = Json::array();
  for (Fault& fault : *faults) {
    if (fault.world.empty() && world) fault.world = *world;
    const auto& responder = named(responders, fault.api);
    const Fault copy = fault;
    const std::uint64_t id = responder->faults().add(std::move(fault));
    added.push_back(fault_json(*responder, {id, copy, 0}));
  }
  return json_answer(201, {{"faults", added}});
}

contract::Response clear(const Responders& responders, const std::string* world) {
  for (const auto& responder : responders) {
    if (world)
      responder->faults().clear(*world);
    else
      responder->faults().clear();
  }
  return json_answer(200, Json::object());
}

contract::Response one(const AdminCall& call, const Responders& responders) {
  const std::string& method = call.request.method;
  const bool get = method == "GET" || method == "HEAD";
  if (!get && method != "DELETE") return wrong_method("GET, HEAD, DELETE");
  for (const auto& responder : responders)
    for (const Faults::Status& status : responder->faults().list()) {
      if (id_of(*responder, status.id) != call.path[1]) continue;
      if (get) return json_answer(200, fault_json(*responder, status));
      responder->faults().remove(status.id);
      return json_answer(200, Json::object());
    }
  return problem(404, fmt::format("there is no fault {:.80}", call.path[1]));
}

}  // namespace

contract::Response answer_faults(const AdminCall& call, const Responders& responders) {
  if (call.path.size() > 2) return problem(404, "a fault has nothing below it");
  if (call.path.size() == 2) return one(call, responders);
  const std::string& method = call.request.method;
  const std::string* world = call.parameter("world");
  if (method == "GET" || method == "HEAD") return list(responders, world);
  if (method == "POST") return add(call, responders);
  if (method == "DELETE") return clear(responders, world);
  return wrong_method("GET, HEAD, POST, DELETE");
}

}  // namespace mock
