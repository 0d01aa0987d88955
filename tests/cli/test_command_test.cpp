// `understudy test` against servers that do not behave, and interrupted.
#include <chrono>
#include <csignal>
#include <future>

#include "support/catch.h"
#include "support/rude_server.h"
#include "support/shell.h"

namespace {

namespace fs = std::filesystem;
using Manner = support::RudeServer::Manner;
const fs::path binary = UNDERSTUDY_BINARY;

const std::string cases =
    "suite: s\napi: artu\ndefaults: {credentials: sample}\ncases:\n"
    "  - {case: a, steps: [{when: contactMethods.list, body: {}}]}\n"
    "  - {case: b, steps: [{when: contactMethods.list, body: {}}]}\n";

support::Ran run_against(Manner manner, const std::string& rest) {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "s.suite.yaml", cases);
  const support::RudeServer server(manner);
  return support::shell(
      "'" + binary.string() + "' test s.suite.yaml --target " + server.url() + " " + rest,
      folder.path());
}

}  // namespace

TEST_CASE("test: a server that hangs fails cases in time, with file and line") {
  const auto ran = run_against(Manner::hang, "--timeout 0.3");
  CHECK(ran.exit_code == 1);
  CHECK(ran.output.find("no answer within 0.3 s") != std::string::npos);
  CHECK(ran.output.find("s.suite.yaml:5:") != std::string::npos);
}

TEST_CASE("test: a server that cuts the connection fails cases, with file and line") {
  const auto ran = run_against(Manner::cut, "");
  CHECK(ran.exit_code == 1);
  CHECK(ran.output.find("the connection was cut") != std::string::npos);
  CHECK(ran.output.find("s.suite.yaml:6:") != std::string::npos);
}

TEST_CASE("test: each run against a server has names of its own, and a replay has the same again") {
  const auto token_of = [](const std::string& output) {
    const auto at = output.find("s.suite.yaml#");
    REQUIRE(at != std::string::npos);
    return output.substr(at, output.find_first_of(" \n", at) - at);
  };
  const auto first = run_against(Manner::not_found, "");
  const auto second = run_against(Manner::not_found, "");
  CHECK(first.exit_code == 1);
  CHECK(token_of(first.output) != token_of(second.output));
  const auto again = run_against(Manner::not_found, "--replay '" + token_of(first.output) + "'");
  CHECK(token_of(again.output) == token_of(first.output));
}

TEST_CASE("test: a header that gives all cases one account is noted") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "s.suite.yaml",
                "suite: s\napi: artu\ndefaults: {headers: {Authorization: 'Bearer {$run}'}}\n"
                "cases: [{case: a, steps: [{when: contactMethods.list, body: {}}]}]\n");
  const support::RudeServer server(Manner::not_found);
  const std::string run =
      "'" + binary.string() + "' test s.suite.yaml --target " + server.url() + " --header ";
  CHECK(support::shell(run + "'Authorization: Bearer real'", folder.path())
            .output.find("all cases have one account") != std::string::npos);
  CHECK(support::shell(run + "'X-Other: 1'", folder.path())
            .output.find("all cases have one account") == std::string::npos);
}

TEST_CASE("test: an interrupt ends the run with 130 and reports what ran") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "s.suite.yaml", cases);
  const support::RudeServer server(Manner::hang);
  auto running = std::async(std::launch::async, [&] {
    return support::shell("'" + binary.string() + "' test s.suite.yaml --jobs 1 --timeout 2" +
                              " --target " + server.url() +
                              " & echo $! > pid; wait $!; echo exit $?",
                          folder.path());
  });
  // Once it has called the server it listens to signals, and has at least two seconds to go.
  const auto ended = [&](int milliseconds) {
    return running.wait_for(std::chrono::milliseconds(milliseconds)) == std::future_status::ready;
  };
  while (server.connections() == 0 && !ended(5)) continue;
  while (!support::slurp(folder.path() / "pid").ends_with('\n') && !ended(5)) continue;
  if (!ended(0)) ::kill(std::stoi(support::slurp(folder.path() / "pid")), SIGINT);
  const std::string output = running.get().output;
  INFO(output);
  CHECK(output.find("interrupted before it ran") != std::string::npos);
  CHECK(output.find("exit 130") != std::string::npos);
}

TEST_CASE("test: what fits no case is told with the option, and what cases are called") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "s.suite.yaml", cases);
  const auto run = [&](const std::string& rest) {
    return support::shell("'" + binary.string() + "' test " + rest, folder.path());
  };
  const auto filtered = run("s.suite.yaml --filter nothing-like-it");
  CHECK(filtered.exit_code == 2);
  CHECK(filtered.output.find("of 2 cases none fits --filter; a case is called `s / a`") !=
        std::string::npos);
  const auto stale = run("--replay 's.suite.yaml#00000000@1'");
  CHECK(stale.exit_code == 2);
  CHECK(stale.output.find("s.suite.yaml has no such case any more") != std::string::npos);
  const auto elsewhere = run("s.suite.yaml --replay 'other.suite.yaml#00000000@1'");
  CHECK(elsewhere.exit_code == 2);
  CHECK(elsewhere.output.find("none of the suites is other.suite.yaml") != std::string::npos);
}

TEST_CASE("test: a seed that a replay token could not carry is refused") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "s.suite.yaml", cases);
  for (const char* seed : {"-1", "1234567890123456789", "x"}) {
    INFO(seed);
    const auto ran =
        support::shell("'" + binary.string() + "' test s.suite.yaml --seed=" + seed, folder.path());
    CHECK(ran.exit_code == 2);
    CHECK(ran.output.find("at most 18 digits") != std::string::npos);
  }
}

TEST_CASE("test: options that cannot be are refused before anything runs") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "s.suite.yaml", cases);
  const auto code = [&](const std::string& rest) {
    return support::shell("'" + binary.string() + "' test s.suite.yaml " + rest, folder.path())
        .exit_code;
  };
  CHECK(code("--jobs 0") == 2);
  CHECK(code("--timeout 0") == 2);
  CHECK(code("--filter '('") == 2);
  CHECK(code("--replay garbage") == 2);
  CHECK(code("--report json=nowhere/report.json") == 2);
  CHECK(code("--report json=same --report junit=same") == 2);
  CHECK(code("--target http://127.0.0.1:1") == 3);
  CHECK(code("--target ftp://127.0.0.1") == 2);
}
