#include "contract/message.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using namespace contract;

namespace {

Template template_of(const std::string& text) {
  const auto document = Document::parse("---\n" + text, "t.yaml");
  REQUIRE(document);
  auto parsed = parse_template(**document, (*document)->root(), nullptr);
  REQUIRE(parsed);
  return std::move(**parsed);
}

Behaviour behaviour_of(std::vector<std::pair<std::string, std::string>> members) {
  Behaviour behaviour;
  ErrorSpec& spec = behaviour.errors["BAD"];
  spec.name = "BAD";
  for (const auto& [name, text] : members) spec.members.emplace_back(name, template_of(text));
  return behaviour;
}

Violation violation_of(std::string message, std::string pointer) {
  Violation violation;
  violation.message = std::move(message);
  violation.pointer = std::move(pointer);
  return violation;
}

std::string text_of(const ErrorValue& error) {
  std::string text = error.name;
  for (const auto& [name, value] : error.members) text += " " + name + "=" + value.text;
  return text;
}

}  // namespace

TEST_CASE("an error's members are filled in, in their order, and what finds nothing is left out") {
  const Behaviour behaviour = behaviour_of({{"code", "2004"},
                                            {"none", "$page.total"},
                                            {"message", "'{$violation.message}!'"},
                                            {"more", "{at: $violation.pointer}"}});
  const Violation violation = violation_of("say \"a\"", "/a");
  Scope scope;
  scope.violation = &violation;
  CHECK(text_of(make_error(behaviour, "BAD", scope)) ==
        R"(BAD code=2004 message="say \"a\"!" more={"at":"/a"} status=400)");
  CHECK(text_of(make_error(behaviour, "BAD", scope, 409)).ends_with(" status=409"));
}

TEST_CASE("a declared status stays") {
  const Behaviour behaviour = behaviour_of({{"status", "422"}, {"code", "BAD"}});
  CHECK(text_of(make_error(behaviour, "BAD", {}, 409)) == R"(BAD status=422 code="BAD")");
}

TEST_CASE("a refused request gets the plan's error, then the file's, then the reason's own") {
  Behaviour behaviour = behaviour_of({{"code", "BAD"}});
  behaviour.errors["WORSE"].members.emplace_back("code", template_of("WORSE"));
  Plan plan;
  const auto refused = [&](Reason reason) {
    return text_of(make_rejection(behaviour, &plan, reason, {}));
  };
  CHECK(refused(Reason::body_too_large) ==
        R"(body-too-large code="body-too-large" message="The body is too large." status=413)");
  behaviour.reject[Reason::body_too_large] = "BAD";
  CHECK(refused(Reason::body_too_large) == R"(BAD code="BAD" status=413)");
  plan.reject[Reason::body_too_large] = "WORSE";
  CHECK(refused(Reason::body_too_large) == R"(WORSE code="WORSE" status=413)");
  CHECK(text_of(make_rejection(behaviour, nullptr, Reason::body_too_large, {})) ==
        R"(BAD code="BAD" status=413)");
}

TEST_CASE("a reason's own error says what the violation says") {
  const Violation violation = violation_of("'items' is missing", "");
  Scope scope;
  scope.violation = &violation;
  CHECK(text_of(make_rejection({}, nullptr, Reason::invalid_request, scope)) ==
        R"(invalid-request code="invalid-request" message="'items' is missing" status=400)");
}

TEST_CASE("every reason has its default status") {
  const std::vector<std::pair<Reason, int>> rows = {
      {Reason::invalid_json, 400},    {Reason::unsupported_media_type, 415},
      {Reason::unauthorized, 401},    {Reason::forbidden, 403},
      {Reason::invalid_request, 400}, {Reason::too_many_items, 400},
      {Reason::body_too_large, 413},  {Reason::rate_limited, 429},
      {Reason::not_found, 404},       {Reason::method_not_allowed, 405}};
  for (const auto& [reason, status] : rows) CHECK(default_status(reason) == status);
}
