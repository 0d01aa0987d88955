#include "mock/answer.h"

#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;

namespace {

mock::Rendered render(const std::string& entry, const mock::Conclusion& conclusion) {
  static std::vector<contract::BehaviourPtr> kept;
  kept.push_back(load({{"  - when: {outcome: [failed, rejected, missing]}",
                        "  - " + entry + "\n  - when: {outcome: [failed, rejected, missing]}"}}));
  const contract::Request request{"GET", "/", {}, ""};
  contract::Facts facts;
  facts.request = &request;
  facts.principal = "line\r\nbreak: x";
  return mock::render_answer(*kept.back(), nullptr, facts, conclusion);
}

mock::Conclusion rejected(const std::string& error, contract::JsonText status) {
  mock::Conclusion conclusion;
  conclusion.outcome = contract::Outcome::rejected;
  conclusion.reason = contract::Reason::invalid_request;
  conclusion.error = contract::ErrorValue{error, {{"status", std::move(status)}}};
  return conclusion;
}

}  // namespace

TEST_CASE("an entry is chosen by reason and error name") {
  const std::string entry = "{when: {reason: invalid-request, error: TAKEN}, status: 409}";
  CHECK(render(entry, rejected("TAKEN", {"400"})).response.status == 409);
  CHECK(render(entry, rejected("INVALID", {"400"})).response.status == 400);
  mock::Conclusion other = rejected("TAKEN", {"400"});
  other.reason = contract::Reason::invalid_json;
  CHECK(render(entry, other).response.status == 400);
}

TEST_CASE("a header value cannot end its line") {
  const std::string entry = "{when: {error: TAKEN}, status: 409, headers: {X-Who: $principal}}";
  const auto rendered = render(entry, rejected("TAKEN", {"400"}));
  CHECK(*rendered.response.headers.find("X-Who") == "line  break: x");
}

TEST_CASE("a header that finds nothing is not sent, and no body has no Content-Type") {
  const std::string entry =
      "{when: {error: TAKEN}, status: 409, headers: {X-Item: $request.query.x}}";
  const auto rendered = render(entry, rejected("TAKEN", {"400"}));
  CHECK(rendered.response.headers.size() == 0);
  CHECK(rendered.response.body.empty());
}

TEST_CASE("a status that is none becomes 500") {
  const auto rendered =
      render("{when: {error: TAKEN}, status: 409}", rejected("INVALID", {"\"x\""}));
  CHECK(rendered.response.status == 500);
  CHECK_FALSE(rendered.entry);
}

TEST_CASE("an outcome without an entry is told, not guessed") {
  mock::Conclusion conclusion;
  conclusion.outcome = contract::Outcome::ambiguous;
  const auto rendered = render("{when: {error: TAKEN}, status: 409}", conclusion);
  CHECK(rendered.response.status == 500);
  CHECK_THAT(rendered.response.body, Catch::Contains("ambiguous"));
}

TEST_CASE("a challenge names the schemes that were missed") {
  contract::Behaviour behaviour;
  auto api = std::make_shared<contract::OpenApi>();
  api->security_schemes["b"] = {"b", "http", "basic", "", "", {}};
  api->security_schemes["d"] = {"d", "http", "digest", "", "", {}};
  api->security_schemes["k y"] = {"k y", "apiKey", "", "header", "X-Key", {}};
  api->security_schemes["w"] = {"w", "apiKey", "", "header", "X-WSSE", {}};
  api->security_schemes["o"] = {"o", "oauth2", "", "", "", {}};
  behaviour.api = api;
  behaviour.security["w"].format = "wsse";
  contract::Operation operation;
  operation.security = {{"o", "d"}};
  contract::Violations violations(3);
  violations[0].in = violations[1].in = violations[2].in = "security";
  violations[0].name = "b";
  violations[1].name = "k y";
  violations[2].name = "w";
  using Challenges = std::vector<std::string>;
  CHECK(mock::challenges(behaviour, &operation, violations) ==
        Challenges{"Basic realm=\"api\"", "WSSE profile=\"UsernameToken\""});
  violations.erase(violations.begin());
  violations.pop_back();
  CHECK(mock::challenges(behaviour, &operation, violations) == Challenges{"k-y"});
  CHECK(mock::challenges(behaviour, &operation, {}) == Challenges{"Bearer", "digest"});
  CHECK(mock::challenges(behaviour, nullptr, {}) == Challenges{"Bearer"});
}

TEST_CASE("a problem lists at most twenty violations") {
  contract::Violations violations(30);
  violations[0].in = "body";
  violations[0].pointer = "/a";
  violations[1].in = "query";
  violations[1].name = "n";
  const auto body = body_of(mock::problem_of(400, "no", violations));
  CHECK(body["title"] == "Bad Request");
  CHECK(body["errors"].size() == 20);
  CHECK(body["errors"][0]["pointer"] == "#/a");
  CHECK(body["errors"][1]["parameter"] == "n");
}
