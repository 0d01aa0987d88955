// One case, step by step.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "mock/generator.h"
#include "suite/check.h"
#include "suite/curl.h"
#include "suite/request.h"
#include "suite/run.h"
#include "suite/state.h"

namespace suite {

namespace {

using contract::Json;
using Outcome = CaseResult::Outcome;
using Clock = std::chrono::steady_clock;

// Different for different cases and seeds, the same for the same.
std::uint64_t mixed(std::uint64_t seed, std::string_view text) {
  std::uint64_t hash = 14695981039346656037u ^ (seed * 0x9E3779B97F4A7C15u);  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

// A bare answer that a fault of the case asked for.
bool by_fault(const contract::Violation& violation, const contract::Response& response) {
  return response.headers.has(mock::fault_header) &&
         (violation.rule == contract::Rule::undocumented_status ||
          violation.rule == contract::Rule::undocumented_media_type);
}

class CaseRun {
 public:
  CaseRun(const Suite& suite, const Case& test, Target& target, const RunOptions& options)
      : suite_(suite),
        test_(test),
        target_(target),
        options_(options),
        seed_(mixed(options.seed, suite.path + "\n" + test.name)),
        world_(fmt::format("suite-{:016x}", seed_)),
        ids_(seed_) {
    scope_.suite_variables = &suite.variables;
    scope_.case_variables = &test.variables;
    scope_.run = fmt::format("{:012x}", seed_ >> 16);
    scope_.uuid = [this] { return ids_.uuid(); };
  }

  CaseResult run();

 private:
  void prepare();
  bool run_step(const Step& step);
  bool send(const Step& step);
  std::vector<Failure> attempt(const Step& step);
  std::vector<Failure> judged(const Step& step, const contract::Response& response);
  std::vector<Failure> look_into_store(const Step& step);
  void save(const Step& step);
  bool put(const std::vector<StatePart>& parts, const std::vector<mock::Fault>& faults,
           const Step& step);
  void give_up(const contract::Error& error, const contract::Location& where);
  void keep(std::vector<Failure> failures);
  contract::Result<contract::Request> request_of(const Step& step);
  Failure at(const contract::Location& where, std::string part, std::string message) const;

  const Suite& suite_;
  const Case& test_;
  Target& target_;
  const RunOptions& options_;
  std::uint64_t seed_;
  std::string world_;
  mock::Source ids_;
  Scope scope_;
  std::unique_ptr<Session> session_;
  std::size_t step_ = 0;
  contract::Request request_;
  contract::Response response_;
  std::optional<Json> body_;
  CaseResult result_;
};

Failure CaseRun::at(const contract::Location& where, std::string part, std::string message) const {
  Failure failure;
  failure.part = std::move(part);
  failure.message = std::move(message);
  failure.step = step_;
  failure.where = where;
  return failure;
}

void CaseRun::give_up(const contract::Error& error, const contract::Location& where) {
  result_.outcome = Outcome::error;
  result_.unreachable = error.code == "unreachable";
  result_.reason = error.message;
  result_.failures.push_back(at(where, error.code, error.message));
}

contract::Result<contract::Request> CaseRun::request_of(const Step& step) {
  auto request = make_request(suite_, step, options_.headers, scope_);
  if (request && target_.has_worlds() && !request->headers.has("Understudy-World"))
    request->headers.set("Understudy-World", world_);
  // A path that no API has tells a mock of several not whose 404 is wanted.
  if (request && target_.has_worlds() && step.operation.empty() &&
      !request->headers.has("Understudy-Api"))
    request->headers.set("Understudy-Api", suite_.api_name);
  return request;
}

bool CaseRun::put(const std::vector<StatePart>& parts, const std::vector<mock::Fault>& faults,
                  const Step& step) {
  if (!parts.empty()) {
    const auto request = request_of(step);
    if (!request) return give_up(request.error(), step.where), false;
    const auto state = state_of(suite_, parts, *request, scope_);
    if (!state) return give_up(state.error(), state.error().where), false;
    if (const auto seeded = session_->seed(*state); !seeded)
      return give_up(seeded.error(), parts.front().where), false;
  }
  if (faults.empty()) return true;
  if (const auto added = session_->add(faults); !added)
    return give_up(added.error(), step.where), false;
  return true;
}

std::vector<Failure> CaseRun::judged(const Step& step, const contract::Response& response) {
  const validator::Judgement judgement =
      validator::judge(*suite_.behaviour, *suite_.router, request_, response, options_.judge);
  if (options_.on_exchange)
    options_.on_exchange(suite_, test_, {request_, response, suite_.path, step_}, judgement);
  std::vector<Failure> failures;
  for (const contract::Violation& violation : judgement.violations)
    if (!violation.note && !by_fault(violation, response))
      failures.push_back(at(step.where, "contract", contract_words(violation)));
  return failures;
}

std::vector<Failure> CaseRun::attempt(const Step& step) {
  ++result_.exchanges;
  auto response = session_->send(request_, step.timeout.value_or(options_.timeout));
  if (!response) {
    result_.unreachable = response.error().code == "unreachable";
    return {at(step.where, "answer", response.error().message)};
  }
  response_ = std::move(*response);
  body_ = parse_body(response_.body);
  std::vector<Failure> failures = check_answer(step.then, response_, body_, scope_);
  if (!response_.lost) {
    std::vector<Failure> broken = judged(step, response_);
    failures.insert(failures.end(), broken.begin(), broken.end());
  }
  return failures;
}

std::vector<Failure> CaseRun::look_into_store(const Step& step) {
  if (step.stored.empty()) return {};
  if (!target_.is_mock()) {
    result_.skipped_checks += step.stored.size();
    return {};
  }
  const auto state = session_->stored();
  if (!state) return {at(step.where, "stored", state.error().message)};
  return check_stored(suite_, step.stored, request_, *state, scope_);
}

void CaseRun::keep(std::vector<Failure> failures) {
  for (Failure& failure : failures) {
    failure.step = step_;
    if (result_.failures.empty()) result_.curl = curl_line(target_.url(), request_);
    result_.failures.push_back(std::move(failure));
  }
}

// One request, and again as often as the step allows. False when the case ends here.
bool CaseRun::send(const Step& step) {
  auto request = request_of(step);
  if (!request) return give_up(request.error(), step.where), false;
  request_ = std::move(*request);
  std::vector<Failure> failures = attempt(step);
  for (int left = step.retry ? step.retry->times : 0; left > 0 && !failures.empty(); --left) {
    std::this_thread::sleep_for(step.retry->wait);
    failures = attempt(step);
  }
  if (failures.empty()) failures = look_into_store(step);
  const bool well = failures.empty();
  keep(std::move(failures));
  if (well) save(step);
  return result_.failures.empty() || !options_.stop_at_failure;
}

void CaseRun::save(const Step& step) {
  for (const auto& [name, source] : step.save) {
    auto value = saved_value(source, response_, body_);
    if (value)
      scope_.saved[name] = make_node(std::move(*value));
    else
      keep({at(step.where, "save " + name, value.error().message)});
  }
}

bool CaseRun::run_step(const Step& step) {
  if (!put(step.given, step.faults, step)) return false;
  for (int i = 0; i < step.repeat; ++i) {
    scope_.index.reset();
    if (step.repeat > 1) scope_.index = static_cast<std::size_t>(i);
    if (!send(step)) return false;
  }
  scope_.index.reset();
  return true;
}

void CaseRun::prepare() {
  session_ = target_.open(suite_, world_, seed_);
  if (!put(test_.given, test_.faults, test_.steps.front())) return;
  for (const Step& step : test_.steps) {
    if (!run_step(step)) return;
    ++step_;
  }
}

CaseResult CaseRun::run() {
  const auto started = Clock::now();
  result_.token = replay_token(suite_, test_, options_.seed);
  if (!test_.skip.empty()) {
    result_.outcome = Outcome::skipped;
    result_.reason = test_.skip;
  } else if (test_.needs_mock() && !target_.is_mock()) {
    result_.outcome = Outcome::skipped;
    result_.reason = "needs a mock: it seeds the store or injects faults";
  } else {
    prepare();
    if (!result_.failures.empty() && result_.outcome == Outcome::passed)
      result_.outcome = result_.unreachable ? Outcome::error : Outcome::failed;
    if (result_.unreachable && result_.reason.empty())
      result_.reason = result_.failures.front().message;
  }
  result_.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started);
  return std::move(result_);
}

}  // namespace

CaseResult run_case(const Suite& suite, const Case& test, Target& target,
                    const RunOptions& options) {
  return CaseRun(suite, test, target, options).run();
}

}  // namespace suite
