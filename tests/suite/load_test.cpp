#include <nlohmann/json.hpp>

#include "support/catch.h"
#include "tasks.h"

namespace {

// "line: message" of every complaint.
std::string complaints(const std::string& text) {
  const auto loaded = load_text(text);
  if (loaded) return "none";
  std::string lines;
  for (const contract::Error& error : loaded.error())
    lines += std::to_string(error.where.line) + ": " + error.message + "\n";
  return lines;
}

std::string of_step(const std::string& step) {
  return complaints(with_head("cases:\n  - case: one\n    steps:\n      - " + step + "\n"));
}

}  // namespace

TEST_CASE("a suite keeps what was written, with lines") {
  const auto suite = suite_of(R"(
evidence: example
defaults: { headers: { X-A: 1 }, credentials: sample }
clients: { bob: { headers: { Authorization: Bearer bob } } }
cases:
  - case: one
    given: { tasks: { 'p': [{ ref: a }] } }
    steps:
      - when: tasks.get
        client: bob
        path: { ref: a }
        retry: { times: 2, wait: 0.25 }
        timeout: 1.5
        then: { status: [200, 4XX], contains: { ref: $any } }
        save: { id: /id }
      - request: GET /tasks/{$saved.id}
  - case: two
    evidence: documented
    steps: [{ when: tasks.writeMany, body: { tasks: [] } }]
)");
  REQUIRE(suite->cases.size() == 2);
  CHECK(suite->api_name == "tasks");
  CHECK(suite->cases[0].evidence == contract::Evidence::example);
  CHECK(suite->cases[1].evidence == contract::Evidence::documented);
  CHECK(suite->cases[0].needs_mock());
  CHECK_FALSE(suite->cases[1].needs_mock());
  const suite::Step& step = suite->cases[0].steps[0];
  CHECK(step.operation == "tasks.get");
  CHECK(step.client == "bob");
  CHECK(step.retry->times == 2);
  CHECK(step.retry->wait == std::chrono::milliseconds(250));
  CHECK(step.timeout == std::chrono::milliseconds(1500));
  CHECK(step.then.status == std::vector<std::string>{"200", "4XX"});
  CHECK(step.where.line == 12);
  CHECK(suite->cases[0].steps[1].method == "GET");
  CHECK(suite->document->locate(*step.then.contains).line == 17);
}

TEST_CASE("every fault of a suite is told with its line and the word that was meant") {
  CHECK(of_step("when: tasks.gte") ==
        "7: the API has no operation `tasks.gte` (did you mean 'tasks.get'?); it has "
        "tasks.writeMany, tasks.get\n");
  CHECK(of_step("when: tasks.get") ==
        "7: `tasks.get` needs the path parameter `ref` of /tasks/{ref}: path: {ref: …}\n");
  CHECK(of_step("{when: tasks.get, path: {ref: a, rfe: b}}").find("no parameter `rfe`") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, body: $titel}") ==
        "7: there is no variable `$titel` (did you mean 'title'?); of variables there are first, "
        "title\n");
  CHECK(of_step("{when: tasks.writeMany, client: bob}").find("no client `bob`") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, thn: {}}").find("did you mean 'then'?") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, then: {statsu: 1}}")
            .find("in 'then' of step 1 of case 1 (did you mean 'status'?)") != std::string::npos);
  CHECK(of_step("{body: 1}").find("either `when`") != std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, body: 1, text: x}").find("not both") != std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, body: $any}").find("matcher") != std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, body: {$matches: a}}").find("matcher") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, body: {$repaet: 2, $as: 1}}")
            .find("did you mean '$repeat'?") != std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, body: {$repeat: 2}}").find("$as") != std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, body: $index}").find("$repeat") != std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, body: $saved.x}").find("nothing is saved") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, then: {body: {$matches: '('}}}").find("regular") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, stored: {taks: 1}}").find("did you mean 'tasks'?") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, given: {tasks: 1}}").find("list of records") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, then: {status: 20}}") != "none");
  CHECK(of_step("{when: tasks.writeMany, then: {lost: true, status: 200}}").find("lost") !=
        std::string::npos);
  CHECK(of_step("{when: tasks.writeMany, save: {a: b}}").find("pointer") != std::string::npos);
}

TEST_CASE("faults of the head are told") {
  CHECK(complaints("suite: x\napi: tsks\ncases: [{case: a, steps: [{when: b}]}]\n") ==
        "2: there is no `tsks`\n");
  CHECK(complaints("openapi: 3.1.0\n").find("this is no suite") != std::string::npos);
  CHECK(complaints("suite: x\napi: tasks\n").find("'cases' is missing") != std::string::npos);
  CHECK(complaints("suite: x\n\tapi: y\n").substr(0, 2) == "2:");
  CHECK(complaints("suite: x\napi: tasks\nvariables: {uuid: 1}\ncases: [{case: a, steps: "
                   "[{when: tasks.writeMany}]}]\n")
            .find("has a meaning already") != std::string::npos);
  CHECK(complaints(with_head("cases:\n  - {case: a, steps: [{when: tasks.writeMany}]}\n"
                             "  - {case: a, steps: [{when: tasks.writeMany}]}\n"))
            .find("line 5 has a case of this name") != std::string::npos);
}

TEST_CASE("what could never be sent is refused when the suite is read") {
  CHECK(of_step(R"({ when: tasks.get, path: { ref: a }, headers: { "X\nY": a } })")
            .find("is no name of a header") != std::string::npos);
  CHECK(of_step("{ when: tasks.writeMany, body: { $repeat: 1000001, $as: 1 } }")
            .find("a number up to 1000000") != std::string::npos);
}
