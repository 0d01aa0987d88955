#include "contract/message.h"

#include "contract/render.h"

namespace contract {

namespace {

struct ReasonSpec {
  Reason reason;
  int status;
  std::string_view sentence;
};

constexpr ReasonSpec reasons[] = {
    {Reason::invalid_json, 400, "The body is not valid JSON."},
    {Reason::unsupported_media_type, 415, "The body's media type is not supported."},
    {Reason::unauthorized, 401, "Credentials are missing or not valid."},
    {Reason::forbidden, 403, "The credentials do not allow this."},
    {Reason::invalid_request, 400, "The request is not valid."},
    {Reason::too_many_items, 400, "The request has too many items."},
    {Reason::body_too_large, 413, "The body is too large."},
    {Reason::rate_limited, 429, "Too many requests."},
    {Reason::not_found, 404, "There is nothing at this path."},
    {Reason::method_not_allowed, 405, "The path does not have this method."},
};

const ReasonSpec& spec_of(Reason reason) {
  for (const ReasonSpec& spec : reasons)
    if (spec.reason == reason) return spec;
  return reasons[0];
}

void set_status(ErrorValue& error, int status) {
  if (error.find("status") == nullptr)
    error.members.push_back({"status", {std::to_string(status)}});
}

const std::string* declared_for(const std::map<Reason, std::string>& reject, Reason reason) {
  const auto found = reject.find(reason);
  return found == reject.end() ? nullptr : &found->second;
}

}  // namespace

ErrorValue make_error(const Behaviour& behaviour, const std::string& name, const Scope& scope,
                      int default_status) {
  ErrorValue error;
  error.name = name;
  const auto spec = behaviour.errors.find(name);
  if (spec != behaviour.errors.end())
    for (const auto& [member, value] : spec->second.members) {
      JsonText text;
      if (render(text.text, value, scope, {})) error.members.emplace_back(member, std::move(text));
    }
  set_status(error, default_status);
  return error;
}

ErrorValue make_rejection(const Behaviour& behaviour, const Plan* plan, Reason reason,
                          const Scope& scope) {
  const std::string* name = plan == nullptr ? nullptr : declared_for(plan->reject, reason);
  if (name == nullptr) name = declared_for(behaviour.reject, reason);
  const ReasonSpec& spec = spec_of(reason);
  if (name != nullptr) return make_error(behaviour, *name, scope, spec.status);
  const bool explained = scope.violation != nullptr && !scope.violation->message.empty();
  ErrorValue error;
  error.name = to_string(reason);
  error.members.emplace_back("code", contract::quoted(error.name));
  error.members.emplace_back(
      "message",
      contract::quoted(explained ? std::string_view(scope.violation->message) : spec.sentence));
  set_status(error, spec.status);
  return error;
}

int default_status(Reason reason) { return spec_of(reason).status; }

}  // namespace contract
