#include "mock/responder.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "mock/admission.h"
#include "mock/answer.h"
#include "mock/example.h"
#include "mock/run.h"
#include "validator/response_checks.h"

namespace mock {

namespace {

// The first answer, and one in 64 on average; never in step with traffic that repeats itself.
bool is_sampled(std::uint32_t n) {
  constexpr std::uint32_t golden = 0x9e3779b1;  // 2^32 divided by the golden ratio
  return n * golden < (std::uint32_t{1} << 26);
}

contract::Violations violations_of(const Visit& visit) {
  contract::Violations all;
  for (const contract::Violations& of_item : visit.item_violations)
    all.insert(all.end(), of_item.begin(), of_item.end());
  return all;
}

std::string world_of(const contract::Request& request) {
  const std::string* world = request.headers.find("Understudy-World");
  return world && !world->empty() ? *world : std::string("default");
}

std::string allow_list(std::vector<std::string> allow) {
  if (std::find(allow.begin(), allow.end(), "OPTIONS") == allow.end())
    allow.emplace_back("OPTIONS");
  return fmt::format("{}", fmt::join(allow, ", "));
}

int status_of_error(const contract::Error& error) {
  return error.code == "no-response" ? 500 : 404;
}

// Why a request that is right was refused: for the reason its error is declared to be for, if any.
Refusal injected_refusal(const Visit& visit, const Fault& fault) {
  if (fault.reason) return {*fault.reason, {}, {}};
  const auto names = [&](const std::map<contract::Reason, std::string>& reject) {
    return std::find_if(reject.begin(), reject.end(),
                        [&](const auto& each) { return each.second == fault.error; });
  };
  if (visit.plan)
    if (const auto own = names(visit.plan->reject); own != visit.plan->reject.end())
      return {own->first, fault.error, {}};
  const auto common = names(visit.behaviour.reject);
  const bool known = common != visit.behaviour.reject.end();
  return {known ? common->first : contract::Reason::invalid_request, fault.error, {}};
}

contract::Response bare_answer(const Fault& fault) {
  contract::Response response = fault.body
                                    ? contract::Response{fault.status, fault.headers, *fault.body}
                                    : problem(fault.status, "the fault \"" + fault.name + "\"");
  if (!fault.body)
    for (const auto& [name, value] : fault.headers) response.headers.set(name, value);
  return response;
}

void mark(FaultTouch& touch, Responder::Answer& answer) {
  touch.on_the_way_out();
  answer.faults = touch.names();
  if (answer.faults.empty()) return;
  answer.response.headers.add(std::string(fault_header),
                              fmt::format("{}", fmt::join(answer.faults, ", ")));
  answer.response.lost = touch.lose();
}

// Third parties throw; whatever they say, the caller gets an answer.
Responder::Answer failed(const contract::Operation* operation, const std::exception& error) {
  Responder::Answer answer;
  answer.operation = operation;
  answer.response = problem(500, fmt::format("the mock failed: {}", error.what()));
  return answer;
}

}  // namespace

struct Responder::Impl {
  std::string name;
  contract::BehaviourPtr behaviour;
  std::shared_ptr<Source> source;
  ResponderOptions options;
  contract::Router router;
  std::optional<BatchShapes> shapes;
  Store store;
  Faults faults;
  std::atomic<std::uint32_t> answered{0};

  Answer answer(const contract::Request& request, const contract::Route& route);
  Answer refuse(contract::Reason reason, const contract::Request& request,
                std::vector<std::string> allow, const contract::Route& route);
  void try_plan(Visit& visit, const std::string& world, Answer& answer);
  Answer from_contract(const Visit& visit, const Preference& preference);
  void finish(Visit& visit, const Conclusion& conclusion, Answer& answer);
  void check(const Visit& visit, const contract::Respond* entry, Answer& answer);
  void add_required_headers(const contract::Operation* operation, Answer& answer) const;
};

void Responder::Impl::add_required_headers(const contract::Operation* operation,
                                           Answer& answer) const {
  contract::Response& response = answer.response;
  if (response.status != 401 || response.headers.has("WWW-Authenticate")) return;
  for (std::string& value : challenges(*behaviour, operation, answer.violations))
    response.headers.add("WWW-Authenticate", std::move(value));
}

// `entry` is null for an answer out of the contract.
void Responder::Impl::check(const Visit& visit, const contract::Respond* entry, Answer& answer) {
  if (options.self_check == SelfCheck::off) return;
  const std::uint32_t n = answered.fetch_add(1, std::memory_order_relaxed);
  if (options.self_check == SelfCheck::sample && !is_sampled(n)) return;
  validator::ResponseOptions how;
  if (entry) {
    // Nobody has declared what an operation without a plan refuses with.
    how.undocumented = entry->undocumented ||
                       (!visit.plan && !visit.route.operation->response(answer.response.status));
    how.schema = entry->schema;
  }
  const contract::Request* request = &visit.request;
  contract::Request as_get;  // a HEAD's answer is still GET's
  if (request->method == "HEAD") {
    as_get.method = "GET";
    request = &as_get;
  }
  answer.self_check = validator::check_response(*behaviour->api, *visit.route.operation, *request,
                                                answer.response, how);
}

void Responder::Impl::finish(Visit& visit, const Conclusion& conclusion, Answer& answer) {
  answer.outcome = conclusion.outcome;
  Rendered rendered = render_answer(*behaviour, visit.plan, visit.facts, conclusion);
  answer.response = std::move(rendered.response);
  add_required_headers(visit.route.operation, answer);
  if (rendered.entry) check(visit, rendered.entry, answer);
}

Responder::Answer Responder::Impl::from_contract(const Visit& visit, const Preference& preference) {
  Answer answer;
  answer.operation = visit.route.operation;
  auto response = example_answer(*behaviour->api, *visit.route.operation, preference,
                                 visit.request.headers.get("Accept"));
  if (!response) {
    answer.response = problem(status_of_error(response.error()), response.error().message);
    return answer;
  }
  answer.response = std::move(*response);
  add_required_headers(visit.route.operation, answer);
  check(visit, nullptr, answer);
  return answer;
}

void Responder::Impl::try_plan(Visit& visit, const std::string& world, Answer& answer) {
  std::optional<Refusal> refusal = admit(visit, options.json);
  if (!refusal)
    if (const Fault* fault = visit.faults->of_request()) refusal = injected_refusal(visit, *fault);
  if (refusal) {
    answer.violations = refusal->violations;
    finish(visit, conclude(visit, std::move(*refusal)), answer);
    return;
  }
  const Preference preference = preference_of(visit.request, visit.checked.query_parameters);
  if (!visit.plan || preference.any()) {
    answer = from_contract(visit, preference);
    return;
  }
  answer.violations = violations_of(visit);
  finish(visit, run_plan(visit, store, world, *source), answer);
}

Responder::Answer Responder::Impl::answer(const contract::Request& request,
                                          const contract::Route& route) {
  const std::string world = world_of(request);
  FaultTouch touch = faults.touching(route.operation->id, world, request);
  Answer answer;
  answer.operation = route.operation;
  if (const Fault* bare = touch.bare()) {
    answer.response = bare_answer(*bare);
    add_required_headers(route.operation, answer);
  } else {
    Visit visit(*behaviour, request, route);
    visit.faults = &touch;
    visit.shapes = &*shapes;
    try_plan(visit, world, answer);
  }
  if (!touch.empty()) {
    mark(touch, answer);
    faults.wait(touch.latency());
  }
  return answer;
}

Responder::Answer Responder::Impl::refuse(contract::Reason reason, const contract::Request& request,
                                          std::vector<std::string> allow,
                                          const contract::Route& route) {
  Answer answer;
  Visit visit(*behaviour, request, route);
  if (route.operation) {
    const auto* plans = behaviour->plans(route.operation->id);
    if (plans && !plans->empty()) visit.plan = &plans->front();
  }
  answer.operation = route.operation;
  answer.outcome = contract::Outcome::rejected;
  const Conclusion conclusion = conclude(visit, {reason, {}, {}});
  answer.response =
      std::move(render_answer(*behaviour, visit.plan, visit.facts, conclusion).response);
  add_required_headers(route.operation, answer);
  if (answer.response.status == 405 && !answer.response.headers.has("Allow"))
    answer.response.headers.add("Allow", allow_list(std::move(allow)));
  return answer;
}

Responder::Responder(std::string name, contract::BehaviourPtr behaviour,
                     std::shared_ptr<Source> source, ResponderOptions options)
    : impl_(std::make_unique<Impl>()) {
  impl_->name = std::move(name);
  impl_->behaviour = std::move(behaviour);
  impl_->source = std::move(source);
  impl_->options = options;
  impl_->router = contract::Router(*impl_->behaviour->api);
  impl_->shapes.emplace(*impl_->behaviour);
}

Responder::~Responder() = default;

const std::string& Responder::name() const { return impl_->name; }
const contract::Behaviour& Responder::behaviour() const { return *impl_->behaviour; }
contract::BehaviourPtr Responder::shared_behaviour() const { return impl_->behaviour; }
const contract::Router& Responder::router() const { return impl_->router; }
Source& Responder::source() { return *impl_->source; }
Store& Responder::store() { return impl_->store; }
Faults& Responder::faults() { return impl_->faults; }

Responder::Answer Responder::respond(const contract::Request& request) {
  const auto found = impl_->router.find(request.method, request.path());
  if (const auto* route = std::get_if<contract::Route>(&found)) return respond(request, *route);
  const std::vector<std::string>& allow = std::get<contract::NoRoute>(found).allow;
  const auto reason =
      allow.empty() ? contract::Reason::not_found : contract::Reason::method_not_allowed;
  return refuse(reason, request, allow);
}

Responder::Answer Responder::respond(const contract::Request& request,
                                     const contract::Route& route) {
  try {
    return impl_->answer(request, route);
  } catch (const std::exception& error) {
    return failed(route.operation, error);
  }
}

Responder::Answer Responder::refuse(contract::Reason reason, const contract::Request& request,
                                    std::vector<std::string> allow, const contract::Route* route) {
  if (reason == contract::Reason::method_not_allowed && request.method == "OPTIONS") {
    Answer answer;
    answer.response = {204, {{"Allow", allow_list(std::move(allow))}}, {}};
    return answer;
  }
  try {
    if (route) return impl_->refuse(reason, request, std::move(allow), *route);
    auto found = impl_->router.find(request.method, request.path());
    auto* known = std::get_if<contract::Route>(&found);
    return impl_->refuse(reason, request, std::move(allow),
                         known ? std::move(*known) : contract::Route{});
  } catch (const std::exception& error) {
    return failed(nullptr, error);
  }
}

}  // namespace mock
