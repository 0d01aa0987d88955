#include "mock/admin.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "mock/admin_faults.h"
#include "mock/admin_parts.h"
#include "validator/text.h"

namespace mock {

namespace {

using contract::Json;

contract::Response not_there(const std::string& detail) { return problem(404, detail); }

AdminCall call_of(const contract::Request& request) {
  AdminCall call{request, {}, contract::parse_query(request.query())};
  std::string_view path = request.path().substr(admin_prefix.size());
  if (!path.empty()) path.remove_prefix(1);
  if (validator::ends_with(path, "/")) path.remove_suffix(1);
  for (std::string_view segment : validator::split(path, {"/"}))
    call.path.push_back(contract::percent_decode(segment).value_or(std::string(segment)));
  return call;
}

}  // namespace

struct Admin::Impl {
  Impl(AdminOptions o, Responders r, Journal& j)
      : options(std::move(o)), responders(std::move(r)), journal(j) {}

  AdminOptions options;
  Responders responders;
  Journal& journal;
  Snapshots snapshots;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

  contract::Response dispatch(const AdminCall& call);
  contract::Response single(const AdminCall& call);
  Json health() const;
};

Json Admin::Impl::health() const {
  const auto uptime = std::chrono::steady_clock::now() - started;
  Json body = {
      {"status", "healthy"},
      {"version", options.version},
      {"uptimeInSeconds", std::chrono::duration_cast<std::chrono::seconds>(uptime).count()},
      {"apis", Json::array()}};
  for (const auto& responder : responders) body["apis"].push_back(responder->name());
  return body;
}

// The calls that have one path and one method.
contract::Response Admin::Impl::single(const AdminCall& call) {
  const std::string& name = call.path[0];
  const std::string& method = call.request.method;
  const bool get = name == "health" || name == "version";
  if (get && method != "GET" && method != "HEAD") return wrong_method("GET, HEAD");
  if (!get && method != "POST") return wrong_method("POST");
  if (name == "health") return json_answer(200, health());
  if (name == "version") return json_answer(200, {{"version", options.version}});
  if (name == "reset") {
    for (const auto& responder : responders) {
      responder->store().clear();
      responder->faults().reset();
    }
    journal.clear();
    return json_answer(200, Json::object());
  }
  if (!options.shutdown) return not_there("this mock cannot be shut down from outside");
  options.shutdown();
  return json_answer(200, Json::object());
}

contract::Response Admin::Impl::dispatch(const AdminCall& call) {
  const std::string& name = call.path[0];
  if (name == "requests") return answer_requests(call, journal, responders);
  if (name == "state" && call.path.size() == 1) return answer_state(call, responders);
  if (name == "snapshots") return snapshots.answer(call, responders);
  if (name == "faults") return answer_faults(call, responders);
  const bool known = name == "health" || name == "version" || name == "reset" || name == "shutdown";
  if (known && call.path.size() == 1) return single(call);
  return not_there(
      "the control API has health, version, reset, requests, state, snapshots, faults and "
      "shutdown");
}

Admin::Admin(AdminOptions options, std::vector<std::shared_ptr<Responder>> responders,
             Journal& journal)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(responders), journal)) {}

Admin::~Admin() = default;

contract::Response Admin::answer(const contract::Request& request) {
  try {
    if (auto refused = guard_admin(request, impl_->options)) return *refused;
    return impl_->dispatch(call_of(request));
  } catch (const std::exception& error) {
    return problem(500, std::string("the control API failed: ") + error.what());
  }
}

bool is_admin_path(std::string_view path) {
  return path.substr(0, admin_prefix.size()) == admin_prefix &&
         (path.size() == admin_prefix.size() || path[admin_prefix.size()] == '/');
}

const std::string* AdminCall::parameter(std::string_view name) const {
  const auto found = std::find_if(query.begin(), query.end(),
                                  [&](const auto& each) { return each.first == name; });
  return found == query.end() ? nullptr : &found->second;
}

contract::Response json_answer(int status, const Json& body) {
  return {status,
          {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
          body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

contract::Response wrong_method(const std::string& allow) {
  contract::Response response = problem(405, "this path of the control API has " + allow);
  response.headers.add("Allow", allow);
  return response;
}

contract::Result<Json> body_of(const AdminCall& call) {
  const auto parsed = contract::parse_json(call.request.body);
  if (!parsed) return tl::unexpected(parsed.error());
  return Json::parse(call.request.body);
}

}  // namespace mock
