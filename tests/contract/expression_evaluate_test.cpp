#include <nlohmann/json.hpp>

#include "contract/expression.h"
#include "contract/parse_json.h"
#include "support/catch.h"

using namespace contract;

namespace {

class CountingGenerator : public Generator {
 public:
  std::string now() override { return "2026-01-02T03:04:05.678Z"; }
  std::string uuid() override { return "00000000-0000-4000-8000-000000000000"; }
  std::uint64_t sequence() override { return ++last_; }

 private:
  std::uint64_t last_ = 0;
};

ParsedJson parsed(std::string_view text) {
  auto value = parse_json(text);
  REQUIRE(value);
  return std::move(*value);
}

// A request, an item and everything else an expression can look at.
struct World {
  ParsedJson body = parsed(
      R"({"items":[{"id":1,"name":"A\"b\nü"},{"id":2}],"atomic":false,"none":null,"key_id":"3",)"
      R"("a/b":{"~c":"deep"},"":"empty name","big":9007199254740993,"real":1.5,"deep":{"3":"three"}})");
  ParsedJson item = parsed(R"({"3":"x@y.z","n":7,"list":["p","q"],"flag":true,"void":null})");
  Record record = Record::from(
      parsed(R"({"id":42,"email":"a\"b","void":null,"address":{"city":"Köln","lines":["1","2"]}})")
          .root());
  Request request{"PUT",
                  "/contacts/7%20?mode=a&mode=b",
                  {{"X-Environment", "test"}, {"x-environment", "live"}, {"X-Empty", ""}},
                  ""};
  Facts facts;
  ErrorValue error{"BAD",
                   {{"code", {"\"BAD\""}}, {"status", {"422"}}, {"extra", {R"({"a":[1]})"}}}};
  ItemResult result;
  Violation violation;
  BatchFacts batch{true, 250, 200, 50};
  PageFacts page{3, true, "c\"1"};
  CountingGenerator generator;
  Scope scope;

  World() {
    facts = {&request,
             {{"clientId", "c/1"}},
             {{"mode", "a"}, {"mode", "b"}, {"empty", ""}},
             body.root(),
             "alice",
             {{"keyId", {"\"3\""}}, {"flag", {"false"}}, {"path", {"\"a/b\""}}, {"n", {"17"}}}};
    result = {4, JsonText{"\"k~1\""}, "email", Verb::create, "created", true, false, {}, error, {}};
    violation.rule = Rule::invalid_body;
    violation.keyword = "required";
    violation.property = "type";
    violation.message = "say \"please\"";
    scope = {&facts, item.root(), &record, &result, &error, &violation, &batch, &page, &generator};
  }
};

const std::string absent = "(absent)";

std::string value_of(const std::string& text, const Scope& scope) {
  const auto expression = parse_expression(text);
  INFO(text);
  REQUIRE(expression);
  std::string out = "before ";
  const bool there = append(out, *expression, scope);
  const auto value = evaluate(*expression, scope);
  CHECK(there == value.has_value());
  CHECK(out == "before " + (value ? value->text : ""));
  return value ? value->text : absent;
}

using Rows = std::vector<std::pair<std::string, std::string>>;

void check(const Rows& rows) {
  World world;
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(value_of(text, world.scope) == expected);
  }
}

}  // namespace

TEST_CASE("an expression that stands alone keeps its JSON type") {
  check({{"$method", R"("PUT")"},
         {"$url", R"("/contacts/7%20?mode=a&mode=b")"},
         {"$request.header.x-ENVIRONMENT", R"("test, live")"},
         {"$request.header.X-Empty", R"("")"},
         {"$request.header.X-None", absent},
         {"$request.query.mode", R"("a")"},
         {"$request.query.empty", R"("")"},
         {"$request.query.Mode", absent},
         {"$request.path.clientId", R"("c/1")"},
         {"$request.body#/atomic", "false"},
         {"$request.body#/none", "null"},
         {"$request.body#/missing", absent},
         {"$request.body#/items/0/name", R"("A\"b\nü")"},
         {"$request.body#/items/1", R"({"id":2})"},
         {"$request.body#/items/2", absent},
         {"$request.body#/items/01", absent},
         {"$request.body#/items/-", absent},
         {"$request.body#/atomic/deeper", absent},
         {"$request.body#/a~1b/~0c", R"("deep")"},
         {"$request.body#/", R"("empty name")"},
         {"$request.body#/big", "9007199254740993"},
         {"$request.body#/real", "1.5"},
         {"$request.body#/{$variables.path}/~0c", R"("deep")"},
         {"$request.body#/deep/{$request.body#/key_id}", R"("three")"},
         {"$variables.keyId", R"("3")"},
         {"$variables.flag", "false"},
         {"$variables.none", absent},
         {"$principal", R"("alice")"}});
}

TEST_CASE("item, record and what became of them are found") {
  check({{"$item", R"({"3":"x@y.z","n":7,"list":["p","q"],"flag":true,"void":null})"},
         {"$item#/{$variables.keyId}", R"("x@y.z")"},
         {"$item#/list/1", R"("q")"},
         {"$item#/void", "null"},
         {"$item#/none", absent},
         {"$record",
          R"({"id":42,"email":"a\"b","void":null,"address":{"city":"Köln","lines":["1","2"]}})"},
         {"$record#/email", R"("a\"b")"},
         {"$record#/void", "null"},
         {"$record#/address/city", R"("Köln")"},
         {"$record#/address/lines/1", R"("2")"},
         {"$record#/address/none", absent},
         {"$record#/none", absent},
         {"$result.index", "4"},
         {"$result.key", R"("k~1")"},
         {"$result.keyName", R"("email")"},
         {"$result.action", R"("created")"},
         {"$result.ok", "true"},
         {"$result.status", "201"},
         {"$error.code", R"("BAD")"},
         {"$error.extra", R"({"a":[1]})"},
         {"$error.none", absent},
         {"$violation.rule", R"("invalid-body")"},
         {"$violation.keyword", R"("required")"},
         {"$violation.pointer", R"("")"},
         {"$violation.property", R"("type")"},
         {"$violation.expected", absent},
         {"$violation.message", R"("say \"please\"")"},
         {"$batch.atomic", "true"},
         {"$batch.total", "250"},
         {"$batch.succeeded", "200"},
         {"$batch.failed", "50"},
         {"$page.total", "3"},
         {"$page.hasMore", "true"},
         {"$page.nextCursor", R"("c\"1")"},
         {"$now", R"("2026-01-02T03:04:05.678Z")"},
         {"$uuid", R"("00000000-0000-4000-8000-000000000000")"}});
}

TEST_CASE("an embedded expression becomes text, and what it does not find is empty") {
  check({{"{$result.index}", R"("4")"},
         {"#{$result.index}: {$error.code}!", R"("#4: BAD!")"},
         {"<{$error.none}>", R"("<>")"},
         {"<{$item#/void}>", R"("<null>")"},
         {"{$item#/flag}/{$request.body#/real}", R"("true/1.5")"},
         {"{$item#/list}", R"("[\"p\",\"q\"]")"},
         {"{$record#/email}", R"("a\"b")"},
         {"{$request.body#/items/0/name}", R"("A\"b\nü")"},
         {"{$error.extra}", R"("{\"a\":[1]}")"},
         {"say \"{$item#/{$variables.keyId}}\"", R"("say \"x@y.z\"")"},
         {"tab\there $$5", R"("tab\there $5")"},
         {"", R"("")"}});
}

TEST_CASE("nothing is found where nothing is in the focus") {
  const std::vector<std::string> texts = {"$method",
                                          "$url",
                                          "$request.header.a",
                                          "$request.query.a",
                                          "$request.path.a",
                                          "$request.body",
                                          "$principal",
                                          "$variables.a",
                                          "$item",
                                          "$item#/a",
                                          "$record",
                                          "$record#/a",
                                          "$record#/a/b",
                                          "$result.index",
                                          "$result.status",
                                          "$error.code",
                                          "$page.total",
                                          "$violation.rule",
                                          "$batch.total",
                                          "$now",
                                          "$uuid",
                                          "$sequence"};
  for (const std::string& text : texts) {
    CHECK(value_of(text, Scope{}) == absent);
    CHECK(value_of("<{" + text + "}>", Scope{}) == R"("<>")");
  }
  const Facts facts;
  Scope scope;
  scope.facts = &facts;
  for (const char* text : {"$method", "$url", "$request.header.a", "$request.body#/a"})
    CHECK(value_of(text, scope) == absent);
  CHECK(value_of("$principal", scope) == R"("")");
}

TEST_CASE("a result without key, action or error has none of them") {
  World world;
  world.result = ItemResult{};
  world.page.next_cursor.reset();
  for (const char* text : {"$result.key", "$result.keyName", "$result.action", "$page.nextCursor"})
    CHECK(value_of(text, world.scope) == absent);
}

TEST_CASE("a result's status says what the item did") {
  World world;
  ItemResult& result = world.result;
  const auto status = [&] { return value_of("$result.status", world.scope); };
  CHECK(status() == "201");
  result.verb = Verb::update;
  CHECK(status() == "200");
  result.ok = false;
  result.verb = Verb::fail;
  CHECK(status() == "422");
  result.error->members.clear();
  CHECK(status() == "400");
  result.error.reset();
  CHECK(status() == "400");
  result.aborted = true;
  CHECK(status() == "424");
}

TEST_CASE("a violation of no member in particular names the last token or the parameter") {
  World world;
  Violation& violation = world.violation;
  const auto property = [&] { return value_of("$violation.property", world.scope); };
  CHECK(property() == R"("type")");
  violation.property.clear();
  violation.keyword = "additionalProperties";
  CHECK(property() == R"("")");  // a member whose name is empty
  violation.keyword = "type";
  CHECK(property() == absent);
  violation.pointer = "/items/3/a~1b";
  CHECK(property() == R"("a/b")");
  violation.pointer.clear();
  violation.name = "X-Env";
  CHECK(property() == R"("X-Env")");
}

TEST_CASE("the item of a batch of bare values is the value") {
  const ParsedJson items = parsed(R"([5,"x"])");
  Scope scope;
  scope.item = items.root().at(0);
  CHECK(value_of("$item", scope) == "5");
  CHECK(value_of("$item#/a", scope) == absent);
  scope.item = items.root().at(1);
  CHECK(value_of("$item", scope) == R"("x")");
}

TEST_CASE("every use of $sequence takes the next number") {
  World world;
  const auto expression = parse_expression("{$sequence}-{$sequence}");
  REQUIRE(expression);
  CHECK(evaluate_text(*expression, world.scope) == "1-2");
}

TEST_CASE("a body that is a tree of ours is read like one from the wire") {
  const Json tree = Json::parse(R"({"a":[{"b":"c\\d"}],"n":1.0})");
  Facts facts;
  facts.body = JsonView(tree);
  Scope scope;
  scope.facts = &facts;
  CHECK(value_of("$request.body#/a/0/b", scope) == R"("c\\d")");
  CHECK(value_of("<{$request.body#/a/0/b}>", scope) == R"("<c\\d>")");
  CHECK(value_of("$request.body#/a/1/b", scope) == absent);
}

TEST_CASE("a field is a pointer whose values are whole tokens") {
  World world;
  const auto tokens = [&](const std::string& text) {
    const auto expression = parse_expression(text);
    REQUIRE(expression);
    return evaluate_pointer(*expression, world.scope);
  };
  using Tokens = std::vector<std::string>;
  CHECK(tokens("/{$variables.keyId}") == Tokens{"3"});
  CHECK(tokens("/a~1b/~0c") == Tokens{"a/b", "~c"});
  CHECK(tokens("/x/{$variables.path}/y") == Tokens{"x", "a/b", "y"});
  CHECK(tokens("/{$result.key}") == Tokens{"k~1"});
  CHECK(tokens("/n{$variables.n}") == Tokens{"n17"});
  CHECK(tokens("") == Tokens{});
  CHECK_FALSE(tokens("/{$variables.none}"));
  CHECK_FALSE(tokens("a"));
  CHECK_FALSE(tokens("/a~"));
}
