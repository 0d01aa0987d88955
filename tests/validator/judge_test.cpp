#include "validator/judge.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api.h"
#include "support/catch.h"

namespace {

struct Api {
  contract::BehaviourPtr behaviour;
  contract::Router router;
};

const Api& bundled(const std::string& name) {
  static std::map<std::string, Api> loaded;
  Api& api = loaded[name];
  if (!api.behaviour) {
    const std::string path = UNDERSTUDY_SOURCE_DIR "/specs/" + name + "/behaviour.yaml";
    auto behaviour = contract::load_behaviour(path, contract::read_file);
    if (!behaviour) throw std::runtime_error(contract::to_string(behaviour.error().front()));
    api.behaviour = *behaviour;
    api.router = contract::Router(*api.behaviour->api);
  }
  return api;
}

contract::Request put(const std::string& body) {
  return {"PUT",
          "/contact-methods/batch/external",
          {{"Authorization", "Bearer t"},
           {"X-Environment", "test"},
           {"Content-Type", "application/json"}},
          body};
}

contract::Response answer(int status, const std::string& body) {
  return {status, {{"Content-Type", "application/json"}}, body};
}

const std::string item =
    R"({"clientId": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "type": "email", "value": "a@example.com", "externalId": "e"})";
const std::string refusal = R"({"error": {"code": "UNAUTHORIZED", "message": "no"}})";

validator::Judgement judged(const contract::Request& request, const contract::Response& response,
                            const validator::JudgeOptions& options = {}) {
  const Api& api = bundled("artu");
  return validator::judge(*api.behaviour, api.router, request, response, options);
}

contract::Violations of_request(contract::Violations all) {
  std::erase_if(all, [](const auto& each) { return each.part != contract::Part::request; });
  return all;
}

}  // namespace

TEST_CASE("an undocumented status the behaviour declares is a note with its evidence") {
  const auto found = judged(put(R"({"items": []})"), answer(401, refusal));
  REQUIRE(found.operation);
  const auto note = std::find_if(found.violations.begin(), found.violations.end(), [](auto& each) {
    return each.rule == contract::Rule::undocumented_status;
  });
  REQUIRE(note != found.violations.end());
  CHECK(note->note);
  CHECK(note->evidence == contract::Evidence::assumed);
  CHECK(note->contract.file.ends_with("behaviour.yaml"));
  CHECK(note->contract.line > 0);
}

TEST_CASE("strict makes the same status a violation") {
  const auto found =
      judged(put("{\"items\": [" + item + "]}"), answer(401, refusal), {.strict = true});
  CHECK(codes(found.violations) == Codes{"undocumented-status"});
  CHECK(validator::has_breach(found.violations));
}

TEST_CASE("a declared undocumented answer is held to the schema of its entry") {
  const auto found =
      judged(put("{\"items\": [" + item + "]}"), answer(401, R"({"error": {"code": "NOPE"}})"));
  CHECK(validator::has_breach(found.violations));
  CHECK(found.violations.front().note);
  const Codes all = codes(found.violations);
  CHECK(std::find(all.begin(), all.end(), "invalid-body") != all.end());
}

TEST_CASE("a status nobody declares is a violation") {
  const auto found = judged(put("{\"items\": [" + item + "]}"), answer(418, refusal));
  CHECK(codes(found.violations) == Codes{"undocumented-status", "error-status-mismatch"});
  CHECK(validator::has_breach(found.violations));
}

TEST_CASE("a path and a method the contract lacks are named") {
  CHECK(codes(judged({"GET", "/nowhere", {}, ""}, answer(404, "")).violations) ==
        Codes{"unknown-path"});
  const auto found = judged({"DELETE", "/contact-methods/batch/external", {}, ""}, answer(405, ""));
  CHECK(codes(found.violations) == Codes{"unknown-method"});
  CHECK_FALSE(found.operation);
  CHECK(found.violations.front().message.find("PUT") != std::string::npos);
}

TEST_CASE("OPTIONS of a known path is not judged unless strict") {
  const contract::Request preflight{"OPTIONS", "/contact-methods/batch/external", {}, ""};
  CHECK(judged(preflight, answer(204, "")).violations.empty());
  CHECK(codes(judged(preflight, answer(204, ""), {.strict = true}).violations) ==
        Codes{"unknown-method"});
}

TEST_CASE("what a refused request did wrong is reported for captures and left out for suites") {
  const contract::Request wrong = put(R"({"items": [{"externalId": 7}]})");
  const auto refused = answer(400, R"({"error": {"code": "VALIDATION_ERROR", "message": "no"}})");
  const auto found = of_request(judged(wrong, refused).violations);
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().item == 0u);
  CHECK(of_request(judged(wrong, refused, {.refused_requests = false}).violations).empty());
  CHECK(judged({"GET", "/nowhere", {}, ""}, answer(404, ""), {.refused_requests = false})
            .violations.empty());
}

TEST_CASE("an invalid request that was accepted is reported to both") {
  contract::Request wrong = put("not json");
  CHECK_FALSE(
      of_request(judged(wrong, answer(200, "{}"), {.refused_requests = false}).violations).empty());
}

TEST_CASE("redacted exchanges are not held to their credentials, others are") {
  contract::Request request = put("{\"items\": [" + item + "]}");
  request.headers.remove("Authorization");
  CHECK(codes(of_request(judged(request, answer(401, refusal)).violations)) ==
        Codes{"missing-credentials"});
  CHECK(
      of_request(judged(request, answer(401, refusal), {.credentials = false}).violations).empty());
  request.headers.add("Authorization", "***");
  CHECK(of_request(judged(request, answer(401, refusal)).violations).empty());
}

TEST_CASE("the plan that fits lends its own schema to the body") {
  const Api& api = bundled("emarsys");
  const contract::Request single{"PUT",
                                 "/api/v2/contact",
                                 {{"X-WSSE", "***"}, {"Content-Type", "application/json"}},
                                 R"({"key_id": "3", "3": "a@example.com"})"};
  const auto found = validator::judge(*api.behaviour, api.router, single, answer(200, "{}"));
  REQUIRE(found.operation);
  CHECK(of_request(found.violations).empty());
}

TEST_CASE("strict closes the schema that a behaviour declares for an undocumented answer") {
  const std::map<std::string, std::string> files = {
      {"openapi.yaml",
       "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /things:\n    get:\n      "
       "operationId: op\n      responses: {'200': {description: ok}}\n"},
      {"behaviour.yaml", R"(behaviour: 1
contract: openapi.yaml
schemas: {Busy: {type: object, properties: {reason: {type: string}}}}
collections: {things: {}}
operations:
  op:
    list: {collection: things}
    respond:
      - {when: {outcome: rejected}, status: 503, undocumented: true, schema: '#/schemas/Busy', body: {reason: x}}
      - {status: 200}
)"}};
  const auto behaviour = contract::load_behaviour(
      "behaviour.yaml",
      [&](const std::string& path) -> contract::Result<std::string> { return files.at(path); });
  if (!behaviour) FAIL(contract::to_string(behaviour.error().front()));
  const contract::Router router(*(*behaviour)->api);
  const auto rules = [&](const std::string& body, bool strict) {
    return codes(validator::judge(**behaviour, router, {"GET", "/things", {}, ""},
                                  answer(503, body), {.strict = strict})
                     .violations);
  };
  const std::string extra = R"({"reason": "x", "mood": "bad"})";
  CHECK(rules(extra, false) == Codes{"undocumented-status"});  // a note
  CHECK(rules(extra, true) == Codes{"undocumented-status", "unknown-property"});
  CHECK(rules(R"({"reason": "x"})", true) == Codes{"undocumented-status"});
}
