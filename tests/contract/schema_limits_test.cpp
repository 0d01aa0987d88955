// Hostile schemas and instances end in bounded time with a verdict that says why.
#include <nlohmann/json.hpp>
#include <thread>

#include "contract/parse_json.h"
#include "contract/schema.h"
#include "support/catch.h"

using namespace contract;

namespace {

SchemaPtr compiled(const std::string& text) {
  const Json schema = Json::parse(text);
  const auto result = compile_schema(schema);
  if (!result) FAIL(result.error().front().message);
  return *result;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("patterns that backtrack without end are given up, and the violation says so") {
  for (const char* pattern : {"^(a+)+$", "^(a|aa)+$", "^(.*a){20}$", "(x+x+)+y"}) {
    const Json schema = {{"pattern", pattern}};
    const auto hostile = compile_schema(schema);
    REQUIRE(hostile);
    const Json text = std::string(40, pattern[0] == '(' ? 'x' : 'a') + "!y";
    CHECK_FALSE((*hostile)->accepts(text));
    const auto broken = (*hostile)->explain(text);
    REQUIRE(broken.size() == 1);
    INFO(pattern);
    CHECK(broken[0].message.find("too many steps") != std::string::npos);
  }
}

TEST_CASE("a pattern over a long text does not overflow the stack") {
  const auto schema = compiled(R"({"pattern": "^(a|b)*$"})");
  const Json text = std::string(200'000, 'a');
  const auto broken = schema->explain(text);
  CHECK(schema->accepts(text) == broken.empty());
}

#ifdef __SANITIZE_ADDRESS__
constexpr int deepest = 100;  // its frames are several times as large
#else
constexpr int deepest = 255;
#endif

TEST_CASE("values as deep as the parser lets them in are judged on a thread's stack") {
  const auto schema = compiled(R"({"$defs": {"n": {"anyOf": [{"type": "integer"}, {"type": "array",
      "items": {"allOf": [{"$ref": "#/$defs/n", "title": "x"}]}}]}}, "$ref": "#/$defs/n"})");
  const std::string good = repeated("[", deepest) + "1" + repeated("]", deepest);
  const std::string bad = repeated("[", deepest) + "\"x\"" + repeated("]", deepest);
  const auto good_value = parse_json(good);
  const auto bad_value = parse_json(bad);
  REQUIRE(good_value);
  REQUIRE(bad_value);
  bool good_fits = false;
  bool bad_fits = true;
  std::size_t complaints = 0;
  std::thread judge([&] {
    good_fits = schema->accepts(good_value->root());
    bad_fits = schema->accepts(bad_value->root());
    complaints = schema->explain(bad_value->root()).size();
  });
  judge.join();
  CHECK(good_fits);
  CHECK_FALSE(bad_fits);
  CHECK(complaints == 1);
}

TEST_CASE("alternatives that double at every level end with a verdict") {
  const auto schema = compiled(R"({"anyOf": [
      {"type": "object", "properties": {"n": {"$ref": "#"}}, "required": ["x"]},
      {"type": "object", "properties": {"n": {"$ref": "#"}}, "required": ["y"]}]})");
  const std::string deep = repeated("{\"n\":", 200) + "1" + repeated("}", 200);
  const auto value = parse_json(deep);
  REQUIRE(value);
  CHECK_FALSE(schema->accepts(value->root()));
  const auto broken = schema->explain(value->root());
  REQUIRE_FALSE(broken.empty());
}

TEST_CASE("unique items of a long list are found in time") {
  const auto schema = compiled(R"({"uniqueItems": true})");
  Json list = Json::array();
  for (int i = 0; i < 100'000; ++i) list.push_back({{"id", i}});
  CHECK(schema->accepts(list));
  list.push_back({{"id", 7.0}});
  CHECK_FALSE(schema->accepts(list));
}

TEST_CASE("a long chain of schemas compiles without recursion") {
  std::string definitions;
  for (int i = 0; i < 5'000; ++i)
    definitions += (i > 0 ? ",\"s" : "\"s") + std::to_string(i) +
                   "\":{\"properties\":{\"p\":{\"$ref\":\"#/$defs/s" +
                   std::to_string((i + 1) % 5'000) + "\"}},\"required\":[\"id\"]}";
  const auto schema = compiled("{\"$ref\": \"#/$defs/s0\", \"$defs\": {" + definitions + "}}");
  const Json fits = Json::parse(R"({"id": 1, "p": {"id": 2}})");
  const Json lacks = Json::parse(R"({"id": 1, "p": {}})");
  CHECK(schema->accepts(fits));
  CHECK_FALSE(schema->accepts(lacks));
}

TEST_CASE("one schema serves many threads") {
  const auto schema =
      compiled(R"({"type": "array", "items": {"type": "string", "pattern": "^[a-z]+$",
      "format": "hostname"}, "uniqueItems": true})");
  const Json good = Json::parse(R"(["a", "bc", "d"])");
  const Json bad = Json::parse(R"(["a", "B", "a"])");
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 500; ++i)
        if (!schema->accepts(good) || schema->explain(bad).size() != 2) ++wrong[t];
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : wrong) CHECK(count == 0);
}
