#include <chrono>
#include <nlohmann/json.hpp>

#include "mock/mock.h"
#include "mock/server.h"
#include "support/catch.h"
#include "support/rude_server.h"
#include "tasks.h"

namespace {

using Outcome = suite::CaseResult::Outcome;
using Manner = support::RudeServer::Manner;
using Milliseconds = std::chrono::milliseconds;

const std::string write_one =
    "cases:\n  - case: one\n    steps:\n"
    "      - {when: tasks.writeMany, body: {tasks: [$first]}, stored: {tasks: [{ref: a}]}}\n";

suite::HttpOptions options_for(const std::string& url, Milliseconds timeout = Milliseconds(400)) {
  suite::HttpOptions options;
  options.url = url;
  options.timeout = timeout;
  return options;
}

suite::CaseResult run_against(Manner manner, Milliseconds timeout) {
  const support::RudeServer server(manner);
  const auto target = suite::http_target(options_for(server.url(), timeout));
  REQUIRE(target);
  CHECK_FALSE((*target)->is_mock());
  const auto suite = suite_of(write_one);
  suite::RunOptions options;
  options.timeout = timeout;
  return suite::run_case(*suite, suite->cases[0], **target, options);
}

// A mock of the tasks behind a socket.
class Mounted {
 public:
  Mounted() {
    const auto api = find_tasks()("tasks", "");
    auto responder = std::make_shared<mock::Responder>(api->name, api->behaviour,
                                                       std::make_shared<mock::Source>(1));
    mock_ = std::move(*mock::Mock::make({{responder, ""}}));
    server_ = std::move(*mock::Server::bind(
        {}, {[this](const contract::Request& request) { return mock_->answer(request); }, {}}));
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Mounted() {
    server_->stop();
    thread_.join();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

 private:
  std::unique_ptr<mock::Mock> mock_;
  std::unique_ptr<mock::Server> server_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("a server that hangs or drips fails the case in time") {
  for (const Manner manner : {Manner::hang, Manner::drip}) {
    const auto started = std::chrono::steady_clock::now();
    const auto result = run_against(manner, Milliseconds(300));
    CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(10));
    CHECK(result.outcome == Outcome::failed);
    CHECK(lines_of(result) == "answer :  |  | no answer within 0.3 s\n");
    CHECK(result.failures[0].where.line == 7);
  }
}

TEST_CASE("a server that cuts the connection fails the case and says so") {
  for (const Manner manner : {Manner::cut, Manner::half, Manner::garbage}) {
    const auto result = run_against(manner, Milliseconds(5000));
    CHECK(result.outcome == Outcome::failed);
    REQUIRE(result.failures.size() == 1);
    CHECK(result.failures[0].part == "answer");
    CHECK(result.failures[0].actual.find("cut") != std::string::npos);
  }
}

TEST_CASE("a lost answer is what a step may want") {
  const support::RudeServer server(Manner::cut);
  const auto target = suite::http_target(options_for(server.url()));
  const auto suite = suite_of(
      "cases: [{case: one, steps: [{when: tasks.get, path: {ref: a}, then: {lost: true}}]}]\n");
  CHECK(suite::run_case(*suite, suite->cases[0], **target).outcome == Outcome::passed);
}

TEST_CASE("a server that cannot be reached is told when it is opened") {
  const auto nobody = suite::http_target(options_for("http://127.0.0.1:1"));
  REQUIRE_FALSE(nobody);
  CHECK(nobody.error().code == "unreachable");
  for (const char* bad :
       {"127.0.0.1", "ftp://a", "http://", "http:///x", "http://a?b", "https://a b"}) {
    const auto refused = suite::http_target(options_for(bad));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "bad-url");
  }
}

TEST_CASE("on somebody's server what needs a mock is skipped and counted") {
  const support::RudeServer server(Manner::not_found);
  const auto target = suite::http_target(options_for(server.url(), Milliseconds(5000)));
  const auto suite = suite_of(
      "cases:\n  - {case: seeded, given: {tasks: []}, steps: [{when: tasks.get, path: {ref: a}}]}\n"
      "  - {case: looked, steps: [{request: GET /nowhere, then: {status: 404}, stored: {tasks: "
      "0}}]}\n");
  const auto ran = suite::run_suites({suite}, {}, **target, {}, 1);
  CHECK(ran[0].result.outcome == Outcome::skipped);
  INFO(lines_of(ran[1].result));
  CHECK(ran[1].result.outcome == Outcome::passed);
  CHECK(ran[1].result.skipped_checks == 1);
}

TEST_CASE("after five cases without an answer the rest is not tried") {
  const support::RudeServer server(Manner::cut);
  const auto target = suite::http_target(options_for(server.url()));
  std::string cases = "cases:\n";
  for (int i = 0; i < 8; ++i)
    cases += "  - {case: c" + std::to_string(i) + ", steps: [{when: tasks.get, path: {ref: a}}]}\n";
  const auto ran = suite::run_suites({suite_of(cases)}, {}, **target, {}, 1);
  CHECK(ran[4].result.outcome == Outcome::failed);
  CHECK(ran[5].result.outcome == Outcome::error);
  CHECK(ran[7].result.reason.find("not tried") == 0);
}

TEST_CASE("a mock of ours is recognised, and each case has a world there") {
  const Mounted mounted;
  const auto target = suite::http_target(options_for(mounted.url(), Milliseconds(5000)));
  REQUIRE(target);
  CHECK((*target)->is_mock());
  const auto suite = suite_of(
      write_one +
      "  - case: two\n    given: {tasks: [{id: 5, ref: b, title: T, done: true}]}\n    steps:\n"
      "      - {when: tasks.get, path: {ref: b}, then: {contains: {id: 5}}, stored: {tasks: 1}}\n"
      "      - {when: tasks.get, path: {ref: a}, then: {status: 404}}\n");
  for (const suite::RanCase& ran : suite::run_suites({suite}, {}, **target, {}, 4)) {
    INFO(lines_of(ran.result));
    CHECK(ran.result.outcome == Outcome::passed);
  }
}

TEST_CASE("the faults of a case act on a mock of ours and go with the case") {
  const Mounted mounted;
  const auto target = suite::http_target(options_for(mounted.url(), Milliseconds(5000)));
  const auto suite = suite_of(
      "cases:\n  - case: lost\n    faults: [{operation: tasks.writeMany, lose: true, times: 1}]\n"
      "    steps:\n"
      "      - {when: tasks.writeMany, body: {tasks: [$first]}, then: {lost: true}, stored: "
      "{tasks: "
      "1}}\n"
      "      - {when: tasks.writeMany, body: {tasks: [$first]}, then: {status: 207}}\n");
  const auto in_process = suite::mock_target();
  for (suite::Target* each : {in_process.get(), target->get()}) {
    const auto result = suite::run_case(*suite, suite->cases[0], *each);
    INFO(lines_of(result));
    CHECK(result.outcome == Outcome::passed);
  }
}
