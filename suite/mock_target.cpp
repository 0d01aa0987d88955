// A mock in this process, made anew for each case.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "mock/responder.h"
#include "suite/target.h"

namespace suite {

namespace {

using contract::Json;
using contract::Result;

// Ids by the seed, and a clock that starts at one fixed moment and moves by a millisecond whenever
// it is asked: the same case gives the same answers, yet later is later.
class CaseSource : public mock::Source {
 public:
  explicit CaseSource(std::uint64_t seed) : mock::Source(seed) {}
  std::string now() override {
    const std::uint64_t millisecond = asked_++;
    const std::uint64_t seconds = millisecond / 1000;
    return fmt::format("2026-01-01T{:02}:{:02}:{:02}.{:03}Z", seconds / 3600 % 24,
                       seconds / 60 % 60, seconds % 60, millisecond % 1000);
  }

 private:
  std::atomic<std::uint64_t> asked_{0};
};

constexpr const char* world = "default";

class MockSession : public Session {
 public:
  MockSession(const Suite& suite, contract::BehaviourPtr behaviour, std::uint64_t seed)
      : responder_(suite.api_name, std::move(behaviour), std::make_shared<CaseSource>(seed)) {}

  Result<contract::Response> send(const contract::Request& request,
                                  std::chrono::milliseconds timeout) override {
    const auto started = std::chrono::steady_clock::now();
    mock::Responder::Answer answer = responder_.respond(request);
    if (std::chrono::steady_clock::now() - started > timeout)
      return tl::unexpected(contract::Error{
          "timeout", fmt::format("no answer within {:.3g} s", double(timeout.count()) / 1000), {}});
    if (request.method == "HEAD") answer.response.body.clear();
    return std::move(answer.response);
  }

  Result<void> seed(const Json& state) override {
    return responder_.store().seed(Json::object({{world, state}}));
  }

  Result<Json> stored() override {
    Json all = responder_.store().dump();
    return all.contains(world) ? all[world] : Json::object();
  }

  Result<void> add(const std::vector<mock::Fault>& faults) override {
    for (const mock::Fault& fault : faults) responder_.faults().add(fault);
    return {};
  }

 private:
  mock::Responder responder_;
};

class MockTarget : public Target {
 public:
  explicit MockTarget(contract::BehaviourPtr behaviour) : behaviour_(std::move(behaviour)) {}
  std::unique_ptr<Session> open(const Suite& suite, const std::string&,
                                std::uint64_t seed) override {
    return std::make_unique<MockSession>(suite, behaviour_ ? behaviour_ : suite.behaviour, seed);
  }
  bool is_mock() const override { return true; }
  std::string url() const override { return "http://127.0.0.1:4010"; }

 private:
  contract::BehaviourPtr behaviour_;
};

}  // namespace

std::unique_ptr<Target> mock_target(contract::BehaviourPtr behaviour) {
  return std::make_unique<MockTarget>(std::move(behaviour));
}

}  // namespace suite
