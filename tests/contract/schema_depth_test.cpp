// Deep schemas, deep bodies and hostile bodies: bounded stack and bounded work.
#include <pthread.h>

#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "contract/schema.h"
#include "support/catch.h"

using namespace contract;

namespace {

SchemaPtr compiled(const std::string& text) {
  const auto result = compile_schema(Json::parse(text));
  if (!result) FAIL(result.error().front().message);
  return *result;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// `length` schemas that apply to one value, each by way of the keyword around `%`; the last is
// `end`.
std::string chain(int length, const std::string& before, const std::string& after,
                  const std::string& end) {
  std::string text = "{\"$ref\": \"#/$defs/c0\", \"$defs\": {";
  for (int i = 0; i < length; ++i)
    text += "\"c" + std::to_string(i) + "\": {" + before + "{\"$ref\": \"#/$defs/c" +
            std::to_string(i + 1) + "\"}" + after + "},\n";
  return text + "\"c" + std::to_string(length) + "\": " + end + "}}";
}

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t smallest_stack = 8 << 20;  // see Effort::max_stack
#else
constexpr std::size_t smallest_stack = 2 << 20;  // glibc's without a limit; usually it is 8 MiB
#endif

// On a thread with the smallest stack there is.
template <class F>
void on_small_stack(F f) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  REQUIRE(pthread_attr_setstacksize(&attributes, smallest_stack) == 0);
  pthread_t thread{};
  const auto call = [](void* function) -> void* {
    (*static_cast<F*>(function))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, call, &f) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

}  // namespace

TEST_CASE("the longest chains of schemas over the deepest bodies stay on a small stack") {
  const std::pair<const char*, const char*> keywords[] = {
      {"\"allOf\": [", "]"},
      {"\"anyOf\": [false, ", "]"},
      {"\"title\": \"x\", \"oneOf\": [", ", false]"},
      {"\"not\": {\"not\": ", "}"},
      {"\"if\": true, \"then\": ", ""},
      {"\"dependentSchemas\": {\"n\": ", "}"},
      {"\"unevaluatedProperties\": true, \"allOf\": [", "]"}};
  const std::string deep = repeated("{\"n\":", 255) + "[1]" + repeated("}", 255);
  const auto body = parse_json(deep);
  REQUIRE(body);
  for (const auto& [before, after] : keywords) {
    INFO(before);
    const auto schema =
        compiled(chain(200, before, after, R"({"properties": {"n": {"$ref": "#/$defs/c0"}}})"));
    std::vector<SchemaViolation> broken;
    bool fits = true;
    on_small_stack([&] {
      fits = schema->accepts(body->root());
      broken = schema->explain(body->root());
    });
    CHECK_FALSE(fits);
    REQUIRE(broken.size() == 1);
    CHECK(broken[0].keyword == "nesting");
    CHECK(broken[0].message.find("nested too deeply") != std::string::npos);
  }
}

TEST_CASE("a body at the parser's bound is judged by schemas as they are written") {
  const auto schema = compiled(R"({"$ref": "#/$defs/v", "$defs": {
      "v": {"anyOf": [{"type": "integer"}, {"$ref": "#/$defs/o"}]},
      "o": {"allOf": [{"$ref": "#/$defs/base"}], "unevaluatedProperties": false},
      "base": {"type": "object", "properties": {"n": {"$ref": "#/$defs/v"}}}}})");
  const auto good = parse_json(repeated("{\"n\":", 100) + "1" + repeated("}", 100));
  const auto bad = parse_json(repeated("{\"n\":", 100) + "\"x\"" + repeated("}", 100));
  REQUIRE(good);
  REQUIRE(bad);
  bool fits = false;
  std::vector<SchemaViolation> broken;
  on_small_stack([&] {
    fits = schema->accepts(good->root());
    broken = schema->explain(bad->root());
  });
  CHECK(fits);
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].keyword == "type");
}

TEST_CASE("a chain of schemas that is longer than any body needs is refused with its line") {
  const std::string text = chain(600, "\"allOf\": [", "]", "{}");
  const auto document = Document::parse(text, "schema.json");
  REQUIRE(document);
  SchemaCompiler compiler(*document, Dialect::draft_2020_12);
  compiler.add((*document)->root());
  const auto schemas = compiler.compile();
  REQUIRE_FALSE(schemas);
  REQUIRE(schemas.error().size() == 1);
  CHECK(schemas.error()[0].code == "too-deep");
  CHECK(schemas.error()[0].where.line == 100);
  CHECK(compiled(chain(490, "\"allOf\": [", "]", "{}")) != nullptr);
}

TEST_CASE("a chain of nothing but references costs nothing, however long") {
  std::string definitions;
  for (int i = 0; i < 30'000; ++i)
    definitions +=
        "\"c" + std::to_string(i) + "\": {\"$ref\": \"#/$defs/c" + std::to_string(i + 1) + "\"},";
  const auto document = Document::parse(
      "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/c0\"}, \"b\": {\"$ref\": "
      "\"#/$defs/c15000\"}}, \"$defs\": {" +
          definitions + "\"c30000\": {\"type\": \"string\"}}}",
      "chain.json");
  REQUIRE(document);
  SchemaCompiler compiler(*document, Dialect::draft_2020_12);
  compiler.add((*document)->root());
  const auto schemas = compiler.compile();
  REQUIRE(schemas);
  const SchemaPtr schema = schemas->front();
  const Json good = {{"a", "x"}, {"b", "y"}};
  const Json bad = {{"a", "x"}, {"b", 1}};
  CHECK(schema->accepts(good));
  CHECK_FALSE(schema->accepts(bad));
  CHECK(schema->work(good).checks == 3);
}

TEST_CASE("a body of 10,000 levels gets a clear error") {
  for (const std::string& text : {repeated("[", 10'000) + repeated("]", 10'000),
                                  repeated("{\"a\":", 10'000), repeated("[", 10'000)}) {
    const auto body = parse_json(text);
    REQUIRE_FALSE(body);
    CHECK(body.error().message.find("nested") != std::string::npos);
    CHECK(body.error().message.find("256") != std::string::npos);
  }
}

TEST_CASE("a hostile body of 10 KiB takes a bounded number of steps") {
  // Alternatives that start alike, so that each level doubles the work.
  const auto schema = compiled(R"({"anyOf": [
      {"type": "object", "properties": {"n": {"$ref": "#"}, "z": {"type": "array"}}, "required": ["x"]},
      {"type": "object", "properties": {"n": {"$ref": "#"}, "z": {"type": "array"}}, "required": ["y"]}]})");
  std::string zeros = "0";
  while (zeros.size() < 8'000) zeros += ",0";
  const auto body =
      parse_json(repeated("{\"n\":", 250) + "{\"z\":[" + zeros + "]}" + repeated("}", 250));
  REQUIRE(body);
  CHECK(schema->work(body->root()).checks < 1'500'000);
  const auto broken = schema->explain(body->root());
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].keyword == "effort");
  CHECK(broken[0].message.find("alternatives") != std::string::npos);
}

TEST_CASE("many texts that are slow to match take a bounded number of steps") {
  const auto schema = compiled(R"({"items": {"pattern": "^(a|aa)+$"}})");
  Json list = Json::array();
  for (int i = 0; i < 300; ++i) list.push_back(std::string(30, 'a') + "!");
  const auto work = schema->work(list);
  CHECK(work.matching <= 2 * 100'000);  // the first settles it
  const auto broken = schema->explain(list);
  REQUIRE_FALSE(broken.empty());
  CHECK(broken.size() <= 60);
  CHECK(broken.front().keyword == "pattern");
  CHECK(broken.front().message.find("too many steps") != std::string::npos);
  CHECK(broken.back().keyword == "effort");
}

TEST_CASE("many texts that are nearly too slow are judged, up to a bound") {
  const auto schema = compiled(R"({"items": {"pattern": "^(a|aa)+$"}})");
  Json list = Json::array();
  for (int i = 0; i < 20; ++i) list.push_back(std::string(17, 'a') + "!");
  CHECK_FALSE(schema->accepts(list));
  const auto broken = schema->explain(list);
  CHECK(broken.size() == 20);
  for (const auto& violation : broken) CHECK(violation.keyword == "pattern");
}

TEST_CASE("patterns too large to compile are refused, and say so") {
  for (const char* pattern :
       {"((a{1,1000}){1,1000}){1,1000}", "(((((a{1000}){1000}){1000}){1000}){1000})"}) {
    const auto refused = compile_schema(Json{{"pattern", pattern}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().code == "bad-pattern");
  }
  std::string nested = repeated("(", 5'000) + "a" + repeated(")", 5'000);
  const auto refused = compile_schema(Json{{"pattern", nested}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().front().code == "bad-pattern");
}
