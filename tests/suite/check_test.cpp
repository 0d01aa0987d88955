#include "suite/check.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using contract::Json;

TEST_CASE("a body nested without end is no JSON, and brackets in texts do not count") {
  CHECK_FALSE(suite::parse_body(std::string(100'000, '[')));
  CHECK_FALSE(suite::parse_body(std::string(100'000, '[') + std::string(100'000, ']')));
  CHECK(suite::parse_body("\"" + std::string(5000, '[') + "\""));
  CHECK(suite::parse_body(R"({"a\\": "[\"[", "b": [1]})"));
  CHECK_FALSE(suite::parse_body("{"));
  CHECK_FALSE(suite::parse_body(""));
}

TEST_CASE("a status fits a number, a range, or any 2xx") {
  CHECK(suite::status_fits(204, {}));
  CHECK_FALSE(suite::status_fits(304, {}));
  CHECK(suite::status_fits(404, {"200", "4XX"}));
  CHECK_FALSE(suite::status_fits(500, {"200", "4XX"}));
}

TEST_CASE("what is saved comes out of the body, a header or the status") {
  const contract::Response response{201, {{"Location", "/a/7"}}, R"({"data": {"id": 7}})"};
  const auto body = suite::parse_body(response.body);
  const auto saved = [&](const char* source) {
    const auto value = suite::saved_value(source, response, body);
    return value ? value->dump() : "error: " + value.error().message;
  };
  CHECK(saved("/data/id") == "7");
  CHECK(saved("$response.body#/data") == R"({"id":7})");
  CHECK(saved("$response.body") == R"({"data":{"id":7}})");
  CHECK(saved("$response.header.location") == "\"/a/7\"");
  CHECK(saved("$response.status") == "201");
  CHECK(saved("/nothing").find("nothing at `/nothing`") != std::string::npos);
  CHECK(saved("$response.header.X").find("no header X") != std::string::npos);
}

TEST_CASE("headers match by value, presence and absence") {
  const contract::Response response{200, {{"X-Count", "3"}, {"X-Name", "ab"}}, ""};
  suite::Scope scope;
  suite::Expectation then;
  then.headers = {{"X-Count", suite::make_node(3)},
                  {"x-name", suite::make_node({{"$matches", "^a"}})},
                  {"X-None", suite::make_node("$absent")}};
  CHECK(suite::check_answer(then, response, std::nullopt, scope).empty());
  then.headers = {{"X-Count", suite::make_node("$absent")},
                  {"X-Name", suite::make_node("b")},
                  {"X-None", suite::make_node("$any")}};
  const auto failures = suite::check_answer(then, response, std::nullopt, scope);
  REQUIRE(failures.size() == 3);
  CHECK(failures[0].actual == "3");
  CHECK(failures[1].expected == "\"b\"");
  CHECK(failures[2].actual == "nothing");
}
