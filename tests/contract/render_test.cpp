#include "contract/render.h"

#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "support/catch.h"

using namespace contract;

namespace {

RecordPtr record_of(const std::string& text) {
  const Json json = Json::parse(text);
  return std::make_shared<const Record>(Record::from(json));
}

ErrorValue error_of(const std::string& code, const std::string& message) {
  return {code, {{"code", contract::quoted(code)}, {"message", contract::quoted(message)}}};
}

ItemResult success(std::size_t index, Verb verb, std::string action, const std::string& record) {
  ItemResult result;
  result.index = index;
  result.key = JsonText{"\"k" + std::to_string(index) + "\""};
  result.key_name = "email";
  result.verb = verb;
  result.action = std::move(action);
  result.record = record_of(record);
  return result;
}

ItemResult failure(std::size_t index, const std::string& key, const std::string& code) {
  ItemResult result;
  result.index = index;
  if (!key.empty()) result.key = contract::quoted(key);
  result.verb = Verb::fail;
  result.action = "failed";
  result.ok = false;
  result.error = error_of(code, "no \"" + key + "\"");
  return result;
}

// Three successes, three failures, an aborted item and one unlisted deletion.
struct World {
  std::vector<ItemResult> results = {
      success(0, Verb::create, "created", R"({"id":1,"name":"A"})"),
      failure(1, "dup", "TAKEN"),
      success(2, Verb::update, "updated", R"({"id":2,"name":null})"),
      success(3, Verb::skip, "skipped", R"({"id":3})"),
      failure(4, "dup", "BAD"),
      failure(5, "", "BAD"),
      success(6, Verb::fail, "aborted", R"({"id":6})"),
      success(7, Verb::remove, "deleted", R"({"id":9})"),
  };
  std::vector<Violation> violations = std::vector<Violation>(2);
  std::vector<RecordPtr> records = {record_of(R"({"id":1,"1":"a","2":"b","x\"y":true})"),
                                    record_of(R"({"id":2,"2":"c"})")};
  Json body = Json::parse(
      R"({"fields":[2,"id","2"],"all":[],"one":"1","void":null,"s":"a\"\\\n\u0001\u00fcz"})");
  Facts facts;
  BatchFacts batch{false, 7, 3, 3};
  Scope scope;

  World() {
    results[6].ok = false;
    results[6].aborted = true;
    violations[0].pointer = "/a";
    violations[1].pointer = "/b";
    results[4].violations = {violations[1]};
    facts.body = JsonView(body);
    scope.facts = &facts;
    scope.batch = &batch;
  }
  Lists lists() const { return {results, 7, violations, records}; }
};

const std::string nothing = "(nothing)";

std::string rendered(const std::string& text, const Scope& scope, const Lists& lists) {
  const auto document = Document::parse("---\n" + text, "t.yaml");
  INFO(text);
  REQUIRE(document);
  const auto parsed = parse_template(**document, (*document)->root(), nullptr);
  if (!parsed) FAIL(to_string(parsed.error().front()));
  std::string out = "before";
  const bool there = render(out, **parsed, scope, lists);
  REQUIRE(out.substr(0, 6) == "before");
  out.erase(0, 6);
  if (!there) {
    CHECK(out.empty());
    return nothing;
  }
  CHECK(parse_json(out));
  return out;
}

void check(const std::vector<std::pair<std::string, std::string>>& rows) {
  const World world;
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(rendered(text, world.scope, world.lists()) == expected);
  }
}

}  // namespace

TEST_CASE("members and elements that find nothing are left out and the commas stay right") {
  check({
      {"{a: $page.total, b: 1, c: 2}", R"({"b":1,"c":2})"},
      {"{a: 1, b: $page.total, c: 2}", R"({"a":1,"c":2})"},
      {"{a: 1, b: 2, c: $page.total}", R"({"a":1,"b":2})"},
      {"{a: $page.total, b: $batch.total, c: $page.total}", R"({"b":7})"},
      {"{a: $page.total, b: $page.hasMore}", "{}"},
      {"[$page.total, 1, $page.total, $batch.failed, $page.total]", "[1,3]"},
      {"[$page.total]", "[]"},
      {"{a: {b: [$page.total, {c: $page.total}]}}", R"({"a":{"b":[{}]}})"},
      {"{a: '{$page.total}'}", R"({"a":""})"},
      {"{a: $request.body#/void}", R"({"a":null})"},
      {"$page.total", nothing},
      {"{a: 1, $page.total: 2, b: 3}", R"({"a":1,"b":3})"},
      {"{'{$page.total}': 2}", R"({"":2})"},
  });
}

TEST_CASE("names and values are escaped") {
  check({
      {"{'{$request.body#/s}': $request.body#/s}",
       "{\"a\\\"\\\\\\n\\u0001\u00fcz\":\"a\\\"\\\\\\n\\u0001\u00fcz\"}"},
      {"{'\"{$batch.total}': '<{$request.body#/s}>'}",
       "{\"\\\"7\":\"<a\\\"\\\\\\n\\u0001\u00fcz>\"}"},
      {"{$batch.total: $$x}", R"({"7":"$x"})"},
  });
}

TEST_CASE("each list holds its own results") {
  const auto indexes = [](const std::string& list) {
    return "{$each: " + list + ", $as: $result.index}";
  };
  check({
      {indexes("results"), "[0,1,2,3,4,5,6]"},
      {indexes("succeeded"), "[0,2,3]"},
      {indexes("failed"), "[1,4,5]"},
      {indexes("created"), "[0]"},
      {indexes("updated"), "[2]"},
      {indexes("replaced"), "[]"},
      {indexes("deleted"), "[7]"},
      {indexes("skipped"), "[3]"},
      {"{$each: violations, $as: $violation.pointer}", R"(["/a","/b"])"},
      {"{$each: records, $as: $record#/id}", "[1,2]"},
  });
}

TEST_CASE("the focus inside an $each is its element") {
  check({
      {"{$each: succeeded, $as: {data: $record, action: $result.action}}",
       R"([{"data":{"id":1,"name":"A"},"action":"created"},)"
       R"({"data":{"id":2,"name":null},"action":"updated"},)"
       R"({"data":{"id":3},"action":"skipped"}])"},
      {"{$each: failed, $as: {index: $result.index, error: {code: $error.code}, of: $record}}",
       R"([{"index":1,"error":{"code":"TAKEN"}},{"index":4,"error":{"code":"BAD"}},)"
       R"({"index":5,"error":{"code":"BAD"}}])"},
      {"{$each: results, $as: $record#/name}", R"(["A",null])"},
      {"{$each: results, $as: $result.status}", "[201,400,200,200,400,400,424]"},
      {"{$each: failed, $as: $violation.pointer}", R"(["/b"])"},
      {"{$each: failed, $as: '{$result.key}: {$error.message}'}",
       R"(["dup: no \"dup\"","dup: no \"dup\"",": no \"\""])"},
      {"[{$each: updated, $as: $record#/id}, $record]", "[[2]]"},
  });
}

TEST_CASE("an $each inside another walks what its element has") {
  check({
      {"{$each: updated, $as: {id: $record#/id, all: {$each: created, $as: $record#/id}}}",
       R"([{"id":2,"all":[1]}])"},
      {"{$each: failed, $as: {$each: violations, $as: $violation.pointer, $empty: none}}",
       R"(["none",["/b"],"none"])"},
      {"{$each: records, $as: {$each: violations, $as: '{$record#/id}{$violation.pointer}'}}",
       R"([["1/a","1/b"],["2/a","2/b"]])"},
  });
}

TEST_CASE("with $key an $each is an object whose equal names merge") {
  check({
      {"{$each: failed, $key: $result.key, $as: {'{$error.code}': $error.message}}",
       R"({"dup":{"TAKEN":"no \"dup\"","BAD":"no \"dup\""},"":{"BAD":"no \"\""}})"},
      {"{$each: failed, $key: $result.key, $as: $result.index}", R"({"dup":4,"":5})"},
      {"{$each: failed, $key: $error.code, $as: {index: $result.index, deep: {'{$result.key}': "
       "1}}}",
       R"({"TAKEN":{"index":1,"deep":{"dup":1}},"BAD":{"index":5,"deep":{"dup":1,"":1}}})"},
      {"{$each: failed, $key: same, $as: {$case: $error.code, TAKEN: {a: 1}, $else: [2]}}",
       R"({"same":[2]})"},
      {"{$each: records, $key: 'r{$record#/id}', $as: $record#/1}", R"({"r1":"a"})"},
      {"{$each: failed, $key: '\"{$result.index}', $as: 1}", R"({"\"1":1,"\"4":1,"\"5":1})"},
  });
}

TEST_CASE("$empty stands for an empty list only") {
  check({
      {"{$each: replaced, $as: 1, $empty: []}", "[]"},
      {"{$each: replaced, $key: a, $as: 1, $empty: []}", "[]"},
      {"{$each: replaced, $key: a, $as: 1}", "{}"},
      {"{a: {$each: replaced, $as: 1, $empty: null}}", R"({"a":null})"},
      {"{a: {$each: replaced, $as: 1, $empty: $page.total}, b: 1}", R"({"b":1})"},
      {"{$each: failed, $as: $page.total, $empty: none}", "[]"},
      {"{$each: failed, $key: $result.key, $as: $page.total, $empty: none}", "{}"},
  });
}

TEST_CASE("$case compares as text") {
  check({
      {"{$each: succeeded, $as: {$case: $result.action, created: $record#/id, $else: "
       "'{$record#/id}'}}",
       R"([1,"2","3"])"},
      {"{$case: $batch.total, 7: seven, $else: other}", R"("seven")"},
      {"{$case: $batch.atomic, true: 1, false: 2}", "2"},
      {"{a: {$case: $batch.total, 8: eight}, b: 1}", R"({"b":1})"},
      {"{$case: $page.total, '': none, $else: some}", R"("none")"},
      {"{$case: $batch.total, '{$batch.total}': itself}", R"("itself")"},
      {"{a: {$case: $batch.total, 7: $page.total, $else: 1}, b: 2}", R"({"b":2})"},
  });
}

TEST_CASE("$pick keeps the members that are asked for, in the record's order") {
  const auto pick = [](const std::string& fields) {
    return "{$each: records, $as: {$pick: {from: $record, fields: " + fields + "}}}";
  };
  const std::string all = R"([{"id":1,"1":"a","2":"b","x\"y":true},{"id":2,"2":"c"}])";
  check({
      {pick("$request.body#/fields"), R"([{"id":1,"2":"b"},{"id":2,"2":"c"}])"},
      {pick("$request.body#/one"), R"([{"1":"a"},{}])"},
      {pick("$request.body#/one, always: [id]"), R"([{"id":1,"1":"a"},{"id":2}])"},
      {pick("$request.body#/none"), all},
      {pick("$request.body#/all, always: [id]"), all},
      {pick("$request.body#/void"), all},
      {"{a: {$pick: {from: $record, fields: $request.body#/one}}}", "{}"},
  });
}

TEST_CASE("an unlisted deletion has its place in deleted alone") {
  World world;
  world.results.insert(world.results.begin() + 7,
                       success(7, Verb::remove, "deleted", R"({"id":8})"));
  const Lists lists = world.lists();
  CHECK(rendered("{$each: deleted, $as: $record#/id}", world.scope, lists) == "[8,9]");
  CHECK(rendered("{$each: succeeded, $as: $result.index}", world.scope, lists) == "[0,2,3]");
}
