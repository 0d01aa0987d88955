#include <nlohmann/json.hpp>

#include "support/catch.h"
#include "tasks.h"

namespace {

using Outcome = suite::CaseResult::Outcome;

const std::string one = "cases:\n  - case: one\n    steps:\n";

std::string write(const std::string& tasks, const std::string& rest = "") {
  return "      - {when: tasks.writeMany, body: {tasks: " + tasks + "}" + rest + "}\n";
}

}  // namespace

TEST_CASE("a case that holds passes") {
  const auto result = run_only(
      one +
      write("[$first, {ref: b, title: T}]",
            ", then: {status: 207, contains: {results: [{ref: a, status: 201}, {ref: b}]}}, "
            "save: {ref: /results/1/ref}") +
      "      - {when: tasks.get, path: {ref: $saved.ref}, then: {status: 200, body: {id: 2, ref: "
      "b, "
      "title: T, done: false}}, stored: {tasks: [{ref: a}, {ref: b, id: 2}]}}\n");
  INFO(lines_of(result));
  CHECK(result.outcome == Outcome::passed);
  CHECK(result.exchanges == 2);
}

TEST_CASE("a failure says what was expected and what came, by pointer, with a curl line") {
  const auto result =
      run_only(one + write("[$first]", ", then: {status: 200, contains: {results: [{ref: z}]}}") +
               write("[$first]"));
  CHECK(result.outcome == Outcome::failed);
  REQUIRE(result.failures.size() == 2);
  CHECK(result.failures[0].part == "status");
  CHECK(result.failures[0].expected == "200");
  CHECK(result.failures[0].actual.starts_with("207 {"));
  CHECK(result.failures[1].pointer == "/results/0/ref");
  CHECK(result.failures[1].expected == "\"z\"");
  CHECK(result.failures[1].actual == "\"a\"");
  CHECK(result.failures[1].where.line == 7);
  CHECK(result.curl.find("curl -X POST 'http://127.0.0.1:4010/tasks/batch'") == 0);
  CHECK(result.curl.find("\"title\":\"Paint\"") != std::string::npos);
  CHECK(result.exchanges == 1);  // the case ends at the first step that fails
}

TEST_CASE("a step without `then` wants a 2xx") {
  CHECK(run_only(one + "      - {when: tasks.get, path: {ref: none}}\n").outcome ==
        Outcome::failed);
  CHECK(run_only(one + "      - {when: tasks.get, path: {ref: none}, then: {status: 4XX}}\n")
            .outcome == Outcome::passed);
}

TEST_CASE("a store that is not as it should be fails the case") {
  const auto result = run_only(one + write("[$first]", ", stored: {tasks: [{ref: q}]}"));
  CHECK(lines_of(result) == "stored tasks /0/ref: \"q\" | \"a\" | \n");
  CHECK(lines_of(run_only(one + write("[$first]", ", stored: {tasks: 2}"))) ==
        "stored tasks : 2 records | 1 records | \n");
}

TEST_CASE("what a case is given is there before its first step, in the step's own partition") {
  const auto result = run_only(
      "cases:\n  - case: one\n    given: {tasks: [{id: 9, ref: a, title: Old, done: false}]}\n"
      "    steps:\n      - {when: tasks.get, path: {ref: a}, then: {contains: {title: Old}}}\n");
  INFO(lines_of(result));
  CHECK(result.outcome == Outcome::passed);
}

TEST_CASE("cases do not see each other") {
  const auto suite = suite_of(
      "cases:\n  - case: one\n    steps:\n" + write("[$first]") + "  - case: two\n    steps:\n" +
      write("[{ref: b, title: T}]", ", stored: {tasks: [{ref: b, id: 1}]}"));
  const auto target = suite::mock_target();
  for (const suite::RanCase& ran : suite::run_suites({suite}, {}, *target, {}, 2)) {
    INFO(lines_of(ran.result));
    CHECK(ran.result.outcome == Outcome::passed);
  }
}

TEST_CASE("a repeated step counts") {
  const auto result =
      run_only(one + write("[{ref: 'r{$index}', title: T}]", ", repeat: 3") +
               "      - {when: tasks.get, path: {ref: r2}, then: {contains: {id: 3}}}\n");
  INFO(lines_of(result));
  CHECK(result.outcome == Outcome::passed);
  CHECK(result.exchanges == 4);
}

TEST_CASE("nothing is sent again unless a step says so") {
  const std::string get = "      - {when: tasks.get, path: {ref: none}";
  CHECK(run_only(one + get + "}\n").exchanges == 1);
  CHECK(run_only(one + get + ", retry: 2}\n").exchanges == 3);
}

TEST_CASE("the same case and seed send the same bytes, another seed others") {
  const std::string text = one + write("[{ref: $uuid, title: '{$run}'}]", ", then: {status: 200}");
  const auto first = run_only(text);
  CHECK(first.curl == run_only(text).curl);
  suite::RunOptions other;
  other.seed = 2;
  CHECK(first.curl != run_only(text, other).curl);
  CHECK(first.token.ends_with("@1"));
}

TEST_CASE("an answer that breaks the contract fails the case, whatever `then` says") {
  suite::RunOptions strict;
  strict.judge.strict = true;
  const std::string text =
      one + "      - {when: tasks.get, path: {ref: none}, then: {status: 404}}\n";
  const auto lax = run_only(text);
  INFO(lines_of(lax));
  CHECK(lax.outcome == Outcome::passed);
  const auto result = run_only(one +
                                   "      - {when: tasks.writeMany, body: {tasks: 5}, then: "
                                   "{status: 4XX}}\n",
                               strict);
  INFO(lines_of(result));
  CHECK(result.outcome == (result.failures.empty() ? Outcome::passed : Outcome::failed));
}

TEST_CASE("headers lie over each other: defaults, client, --header, step") {
  const std::string head =
      "defaults: {headers: {X-A: d, X-B: d, X-C: d, X-D: d, X-E: d}}\n"
      "clients: {c: {headers: {X-B: c}, without: X-E}}\n" +
      one;
  suite::RunOptions options;
  options.headers.set("X-C", "o");
  options.headers.set("X-D", "o");
  std::string seen;
  options.on_exchange = [&](const suite::Suite&, const suite::Case&,
                            const contract::Exchange& exchange, const validator::Judgement&) {
    for (const char* name : {"X-A", "X-B", "X-C", "X-D", "X-E", "Content-Type"})
      seen += exchange.request.headers.get(name).value_or("-") + " ";
  };
  (void)run_only(head + write("[$first]", ", client: c, headers: {X-D: s, X-A: null}"), options);
  CHECK(seen == "- c o s - application/json ");
}

TEST_CASE("a body can be bytes that are no JSON, with or without a type") {
  std::string seen;
  suite::RunOptions options;
  options.on_exchange = [&](const suite::Suite&, const suite::Case&,
                            const contract::Exchange& exchange, const validator::Judgement&) {
    seen += exchange.request.headers.get("Content-Type").value_or("-") + " " +
            exchange.request.body + "\n";
  };
  const auto send = [&](const std::string& rest) {
    (void)run_only(one + "      - {when: tasks.writeMany, " + rest + ", then: {status: 4XX}}\n",
                   options);
  };
  send("text: '{'");
  send("text: 'a', content-type: text/plain");
  send("text: 'b', content-type: null");
  CHECK(seen == "application/json {\ntext/plain a\n- b\n");
}

TEST_CASE("a header's value that would end the header is never sent") {
  const auto result = run_only(R"(
cases:
  - case: one
    variables: { evil: "a\r\nX-Other: b" }
    steps: [{ when: tasks.get, path: { ref: a }, headers: { X-One: $evil } }]
)");
  CHECK(result.outcome == suite::CaseResult::Outcome::error);
  CHECK(result.exchanges == 0);
  CHECK(result.reason.find("control character") != std::string::npos);
}
