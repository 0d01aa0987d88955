#include "suite/match.h"

#include <nlohmann/json.hpp>

#include "suite/values.h"
#include "support/catch.h"

namespace {

using contract::Json;
using suite::Manner;

// "pointer: expected | actual" of every difference.
std::string compared(const char* expected, const char* actual, Manner manner = Manner::exact) {
  suite::Scope scope;
  const auto wanted = suite::resolve(Json::parse(expected), scope, true);
  REQUIRE(wanted);
  std::string lines;
  for (const auto& each : suite::match(*wanted, Json::parse(actual), manner))
    lines += each.pointer + ": " + each.expected + " | " + each.actual + "\n";
  return lines;
}

}  // namespace

TEST_CASE("values compare as JSON does") {
  CHECK(compared(R"({"a": 1, "b": [true, null]})", R"({"b": [true, null], "a": 1.0})") == "");
  CHECK(compared(R"({"a": "1"})", R"({"a": 1})") == "/a: \"1\" | 1\n");
  CHECK(compared("null", "0") == ": null | 0\n");
}

TEST_CASE("each difference is told by its pointer") {
  CHECK(compared(R"({"a/b": [1, {"c": 2}], "gone": 1})", R"({"a/b": [1, {"c": 3}], "new": 1})") ==
        "/a~1b/1/c: 2 | 3\n/gone: 1 | nothing\n/new: nothing | 1\n");
  CHECK(compared("[1, 2, 3]", "[1]") == "/1: 2 | nothing\n/2: 3 | nothing\n");
  CHECK(compared("[1]", "[1, 2]") == "/1: nothing | 2\n");
}

TEST_CASE("a part may leave members out but no elements") {
  CHECK(compared(R"({"a": [{"b": 1}]})", R"({"x": 1, "a": [{"b": 1, "c": 2}]})", Manner::part) ==
        "");
  CHECK(compared(R"({"a": [{"b": 1}]})", R"({"a": [{"b": 1}, {"b": 2}]})", Manner::part) ==
        "/a/1: nothing | {\"b\":2}\n");
  CHECK(compared(R"({"a": {"$exactly": {"b": 1}}})", R"({"a": {"b": 1, "c": 2}})", Manner::part) ==
        "/a/c: nothing | 2\n");
  CHECK(compared(R"({"a": {"$contains": {"b": 1}}})", R"({"a": {"b": 1, "c": 2}})") == "");
}

TEST_CASE("every matcher fits what it says and nothing else") {
  CHECK(compared(R"({"a": "$any"})", R"({"a": null})") == "");
  CHECK(compared(R"({"a": "$any"})", "{}") == "/a: any value | nothing\n");
  CHECK(compared(R"({"a": "$absent"})", "{}") == "");
  CHECK(compared(R"({"a": "$absent"})", R"({"a": 1})") == "/a: nothing | 1\n");
  CHECK(compared(R"("$uuid")", R"("11111111-1111-4111-8111-111111111111")") == "");
  CHECK(compared(R"("$uuid")", R"("1")") == ": a UUID | \"1\"\n");
  CHECK(compared(R"("$instant")", R"("2026-01-02T03:04:05Z")") == "");
  CHECK(compared(R"("$instant")", R"("2026-13-02T03:04:05Z")") != "");
  CHECK(compared(R"({"$matches": "^a.c$"})", R"("abc")") == "");
  CHECK(compared(R"({"$matches": "^a.c$"})", R"("abcd")") ==
        ": text that matches ^a.c$ | \"abcd\"\n");
  CHECK(compared(R"({"$type": "integer"})", "1.0") == "");
  CHECK(compared(R"({"$type": "integer"})", "1.5") == ": a value of type integer | 1.5\n");
  CHECK(compared(R"({"$length": 2})", R"("äö")") == "");
  CHECK(compared(R"({"$length": 2})", "[1]") == ": a length of 2 | a length of 1\n");
  CHECK(compared(R"({"$length": 1})", "7") != "");
  CHECK(compared(R"({"$not": "$uuid"})", "1") == "");
  CHECK(compared(R"({"$not": 1})", "1") == ": anything but 1 | 1\n");
  CHECK(compared(R"({"$one-of": [1, "$uuid"]})", "1") == "");
  CHECK(compared(R"({"$one-of": [1, "$uuid"]})", "2") == ": one of [1,\"$uuid\"] | 2\n");
}

TEST_CASE("lists can be compared without their order") {
  CHECK(compared(R"({"$unordered": [1, 2]})", "[2, 1]") == "");
  CHECK(compared(R"({"$unordered": [1, 2]})", "[2, 1, 3]") == "/2: nothing | 3\n");
  CHECK(compared(R"({"$unordered": [1, 1]})", "[1, 2]") != "");
  CHECK(compared(R"({"$includes": [2]})", "[1, 2, 3]") == "");
  CHECK(compared(R"({"$includes": [4]})", "[1]") == ": somewhere: 4 | no such element\n");
}

TEST_CASE("a great many differences are counted, not all shown") {
  const Json zeros = std::vector<int>(100, 0);
  const Json ones = std::vector<int>(100, 1);
  const auto found = suite::match(zeros, ones, Manner::exact);
  REQUIRE(found.size() == suite::most_differences + 1);
  CHECK(found.back().actual == "and 88 more");
}

TEST_CASE("long values are shortened between characters") {
  const std::string text = suite::shortened(Json(std::string(158, 'a') + "äöü and so on"));
  CHECK(text.find("bytes)") != std::string::npos);
  CHECK(Json(text).dump().size() > 0);  // throws when a character was cut in two
}
