// `validate` and `merge` as a user runs them: the mock's own journal, shards, GNU parallel, Ctrl-C.
#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "support/catch.h"
#include "support/server_process.h"
#include "support/shell.h"

namespace {

using Json = nlohmann::ordered_json;
using support::Fields;

const std::string understudy = UNDERSTUDY_BINARY;
const Fields artu = {{"Authorization", "Bearer secret-token"}, {"X-Environment", "test"}};

support::Ran run(const std::string& arguments, const std::filesystem::path& folder) {
  return support::shell(understudy + " " + arguments, folder);
}

Json report_in(const std::filesystem::path& file) { return Json::parse(support::slurp(file)); }

std::string item(int n) {
  return R"({"clientId": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "type": "email", "value": "a)" +
         std::to_string(n) + R"(@example.com", "externalId": "e)" + std::to_string(n) + "\"}";
}

// Every fourth exchange is broken: its answer has a status nobody declares.
std::string capture(int count) {
  std::string text;
  for (int n = 0; n < count; ++n) {
    const Json line = {{"request",
                        {{"method", "PUT"},
                         {"url", "https://api.artu.ai/contact-methods/batch/external"},
                         {"headers",
                          {{"Authorization", "Bearer t"},
                           {"X-Environment", "test"},
                           {"Content-Type", "application/json"}}},
                         {"body", "{\"items\": [" + item(n) + "]}"}}},
                       {"response",
                        {{"status", n % 4 == 0 ? 418 : 401},
                         {"headers", {{"Content-Type", "application/json"}}},
                         {"body", R"({"error": {"code": "UNAUTHORIZED", "message": "no"}})"}}}};
    text += line.dump() + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the mock's own journal is valid traffic, with credentials covered") {
  const support::TemporaryFolder folder;
  support::ServerProcess server(understudy, {"mock", "artu", "--quiet"});
  support::send(server.port(), "PUT", "/contact-methods/batch/external", artu,
                "{\"items\": [" + item(1) + "," + item(2) + "]}");
  support::send(server.port(), "POST", "/contact-methods/list", artu, "{}");
  support::send(server.port(), "POST", "/contact-methods/list", {}, "{}");
  const auto journal = support::send(server.port(), "GET", "/__admin/requests?format=ndjson");
  CHECK(journal.body.find("secret-token") == std::string::npos);
  support::spit(folder.path() / "journal.ndjson", journal.body);
  const auto listed = support::send(server.port(), "GET", "/__admin/requests");
  support::spit(folder.path() / "journal.json", listed.body);
  for (const char* name : {"journal.ndjson", "journal.json"}) {
    const auto ran =
        run(std::string("validate ") + name + " --api artu --no-credentials --report json=r.json",
            folder.path());
    INFO(name << ": " << ran.output);
    CHECK(ran.exit_code == 0);
    const Json report = report_in(folder.path() / "r.json");
    CHECK(report["counts"]["judged"] == 3);
    CHECK(report["counts"]["violations"] == 0);
    CHECK(report["counts"]["notes"] == 1);
  }
  support::send(server.port(), "GET", "/nowhere");
  const auto more = support::send(server.port(), "GET", "/__admin/requests?format=ndjson&limit=1");
  support::spit(folder.path() / "more.ndjson", more.body);
  const auto ran = run("validate more.ndjson --api artu", folder.path());
  CHECK(ran.exit_code == 1);
  CHECK(ran.output.find("unknown-path") != std::string::npos);
}

TEST_CASE("the merged report of shards is, byte for byte, that of the single run") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "c.ndjson", capture(200));
  const auto whole =
      run("validate c.ndjson --api artu --quiet --report json=whole.json", folder.path());
  CHECK(whole.exit_code == 1);
  for (const char* shard : {"1/3", "2/3", "3/3"})
    CHECK(run(std::string("validate c.ndjson --api artu --quiet --jobs 2 --shard ") + shard +
                  " --report json=part-" + shard[0] + ".json",
              folder.path())
              .exit_code == 1);
  const auto merged = run(
      "merge part-3.json part-1.json part-2.json --quiet --report json=merged.json", folder.path());
  INFO(merged.output);
  CHECK(merged.exit_code == 1);
  CHECK(support::slurp(folder.path() / "merged.json") ==
        support::slurp(folder.path() / "whole.json"));
  const auto partial =
      run("merge part-1.json part-3.json --quiet --report json=p.json", folder.path());
  CHECK(partial.exit_code == 2);
  CHECK(partial.output.find("2/3 of c.ndjson") != std::string::npos);
  CHECK(run("merge p.json part-2.json --quiet", folder.path()).exit_code == 1);
  CHECK(run("merge p.json part-1.json", folder.path()).exit_code == 2);
}

TEST_CASE("what only several exchanges show is judged by merge as by a single run") {
  const support::TemporaryFolder folder;
  support::ServerProcess server(understudy, {"mock", "artu", "--quiet"});
  support::send(server.port(), "PUT", "/contact-methods/batch/external", artu,
                "{\"items\": [" + item(1) + "]}");
  const auto once = support::send(server.port(), "GET", "/__admin/requests?format=ndjson").body;
  // The same key is told to be created six times, each time to another shard.
  support::spit(folder.path() / "c.ndjson", once + once + once + once + once + once);
  CHECK(run("validate c.ndjson --api artu --quiet --report json=whole.json", folder.path())
            .exit_code == 1);
  for (const char* shard : {"1/6", "2/6", "3/6", "4/6", "5/6", "6/6"})
    CHECK(run(std::string("validate c.ndjson --api artu --quiet --shard ") + shard +
                  " --report json=part-" + shard[0] + ".json",
              folder.path())
              .exit_code == 0);
  CHECK(run("merge part-*.json --quiet --report json=merged.json", folder.path()).exit_code == 1);
  CHECK(report_in(folder.path() / "merged.json")["groups"][0]["rule"] == "created-twice");
  CHECK(support::slurp(folder.path() / "merged.json") ==
        support::slurp(folder.path() / "whole.json"));
}

TEST_CASE("GNU parallel over shards gives the report of the single run") {
  const support::TemporaryFolder folder;
  if (support::shell("command -v parallel", folder.path()).exit_code != 0) {
    WARN("SKIPPED: GNU parallel is not installed (Debian: parallel)");
    return;
  }
  support::spit(folder.path() / "big.ndjson", capture(400));
  CHECK(run("validate big.ndjson --api artu --quiet --report json=whole.json", folder.path())
            .exit_code == 1);
  const auto ran =
      support::shell("N=8; seq $N | parallel \"" + understudy +
                         " validate big.ndjson --api artu --shard {}/$N --jobs 1 --quiet"
                         " --report json=shard-{}.json\" || true; " +
                         understudy + " merge shard-*.json --quiet --report json=merged.json",
                     folder.path());
  INFO(ran.output);
  CHECK(ran.exit_code == 1);
  CHECK(support::slurp(folder.path() / "merged.json") ==
        support::slurp(folder.path() / "whole.json"));
}

TEST_CASE("Ctrl-C ends a run with 130 after the report of what was judged") {
  const support::TemporaryFolder folder;
  const std::string text = capture(3000);
  REQUIRE(text.size() > 400'000);
  support::spit(folder.path() / "c.ndjson", text);
  // A pipe that stays open: the run is in the middle of reading when the signal comes. All but what
  // the pipe holds (64 KiB) was read when the last of it is sent.
  const auto ran = support::shell(
      "mkfifo pipe; (cat c.ndjson; : > sent; exec sleep 600) > pipe & feeder=$!; " + understudy +
          " validate pipe --api artu --report json=r.json > out.txt 2>&1 & child=$!; "
          "while [ ! -e sent ]; do sleep 0.05; done; "
          "kill -INT $child; wait $child; code=$?; kill $feeder 2>/dev/null; exit $code",
      folder.path());
  CHECK(ran.exit_code == 130);
  const Json report = report_in(folder.path() / "r.json");
  CHECK(report["verdict"] == "interrupted");
  CHECK(report["counts"]["judged"] > 1'000);
}
