#include "suite/values.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

namespace {

using contract::Json;

std::string resolved(const char* text, bool expectation = false) {
  suite::Nodes variables = {{"name", suite::make_node("Ann")},
                            {"two", suite::make_node(2)},
                            {"item", suite::make_node({{"id", 7}, {"tag", "$name"}})}};
  suite::Scope scope;
  scope.suite_variables = &variables;
  scope.run = "0123456789ab";
  scope.uuid = [] { return std::string("11111111-1111-4111-8111-111111111111"); };
  scope.saved["key"] = suite::make_node({{"id", 5}});
  const auto value = suite::resolve(Json::parse(text), scope, expectation);
  return value ? value->dump() : "error: " + value.error().message;
}

}  // namespace

TEST_CASE("a reference that stands alone keeps its type, an embedded one becomes text") {
  CHECK(resolved(R"("$two")") == "2");
  CHECK(resolved(R"("a{$two}b{$name}")") == R"("a2bAnn")");
  CHECK(resolved(R"("$saved.key#/id")") == "5");
  CHECK(resolved(R"("x{$saved.key#/id}y")") == R"("x5y")");
  CHECK(resolved(R"("$item")") == R"({"id":7,"tag":"Ann"})");
  CHECK(resolved(R"("$$two costs $3 {$$two}")") == R"("$two costs $3 {$two}")");
  CHECK(resolved(R"({"k{$two}": "$uuid", "r": "$run"})") ==
        R"({"k2":"11111111-1111-4111-8111-111111111111","r":"0123456789ab"})");
}

TEST_CASE("forms make lists, texts and mappings") {
  CHECK(resolved(R"({"$repeat": 3, "$as": {"i": "$index", "t": "e{$index}"}})") ==
        R"([{"i":0,"t":"e0"},{"i":1,"t":"e1"},{"i":2,"t":"e2"}])");
  CHECK(resolved(R"({"$repeat": "$two", "$from": 9, "$as": "$index"})") == "[9,10]");
  CHECK(resolved(R"({"$repeat": 4, "$text": "ab"})") == R"("abababab")");
  CHECK(resolved(R"({"$concat": [[1], 2, {"$repeat": 2, "$as": "$index"}]})") == "[1,2,0,1]");
  CHECK(resolved(R"({"$merge": ["$item", {"id": 8}], "$without": "tag"})") == R"({"id":8})");
  CHECK(resolved(R"({"$repeat": 2, "$as": {"$repeat": 2, "$as": "$index"}})") == "[[0,1],[0,1]]");
  CHECK(resolved(R"({"$repeat": 0, "$as": 1})") == "[]");
}

TEST_CASE("what cannot be resolved is said") {
  CHECK(resolved(R"("$nobody")") == "error: there is no variable `$nobody`");
  CHECK(resolved(R"("$saved.lost")") == "error: nothing was saved as `lost`");
  CHECK(resolved(R"("$saved.key#/no")") == "error: `$saved.key` has nothing at /no");
  CHECK(resolved(R"({"$repeat": -1, "$as": 1})").find("not negative") != std::string::npos);
  CHECK(resolved(R"({"$repeat": 99999999, "$as": 1})").find("more than") != std::string::npos);
  CHECK(resolved(R"({"$matches": "a"})").find("`then`") != std::string::npos);
}

TEST_CASE("variables that use each other in a circle are an error, no endless loop") {
  suite::Nodes outer = {{"a", suite::make_node("$b")}, {"b", suite::make_node("$a")}};
  suite::Scope scope;
  scope.suite_variables = &outer;
  const auto value = suite::resolve(Json("$a"), scope);
  REQUIRE_FALSE(value);
  CHECK(value.error().message.find("made of itself") != std::string::npos);
}

TEST_CASE("text that is no reference is refused where it starts with a dollar sign") {
  CHECK(suite::parse_text("$a.b").error().message.find("$saved") != std::string::npos);
  CHECK(suite::parse_text("$saved").error().message.find("$saved.name") != std::string::npos);
  CHECK(suite::parse_text("$a b").error().message.find("{$a}") != std::string::npos);
  CHECK(suite::parse_text("x{$a").error().message.find("not closed") != std::string::npos);
  CHECK(suite::parse_text("$a#b").error().message.find("pointer") != std::string::npos);
  CHECK(suite::parse_text("costs 5$").value().parts.front().literal == "costs 5$");
}
