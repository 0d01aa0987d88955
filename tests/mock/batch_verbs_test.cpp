#include "support/catch.h"
#include "tests/mock/batch_api.h"

TEST_CASE("create: the key, the item's members, then defaults where the item is silent") {
  Api api({.batch = "key: {id: $item#/id}", .collection = "defaults: {a: 1, b: [x], c: 3}"});
  auto result = api.items(R"([{"a":5,"id":1,"c":null}])");
  CHECK(api.stored() == R"([{"id":1,"a":5,"c":null,"b":["x"]}])");
  CHECK("[" + text_of(result.results[0].record) + "]" == api.stored());
}

TEST_CASE("update: members are laid over, each whole, the others stay") {
  Api api({.batch = "key: {id: $item#/id}", .collection = "defaults: {z: 1}"});
  api.seed(R"([{"id":1,"a":1,"m":{"x":1,"y":2},"b":2}])");
  auto result = api.items(R"([{"id":1,"m":{"x":9},"a":null,"c":3}])");
  CHECK(text_of(result.results[0].record) == R"({"id":1,"a":null,"m":{"x":9},"b":2,"c":3})");
}

TEST_CASE("replace: starts from defaults, keeps generated fields, key and scope") {
  Api api({.batch = "key: {id: $item#/id}, within: {owner: $request.path.owner}, "
                    "decide: {exists: replace}",
           .collection =
               "defaults: {d: 0, e: 0}, "
               "generate: {create: {made: $now, n: {value: $sequence, unless: supplied}}, "
               "update: {changed: $now}}"});
  api.seed(R"([{"id":1,"owner":"o1","made":"then","n":7,"changed":"then","a":1,"d":5}])");
  auto result = api.items(R"([{"id":"1","b":2,"e":1,"made":"x","owner":"y"}])");
  auto record = contract::Json::parse(text_of(result.results[0].record));
  auto wanted = contract::Json::parse(R"({"id":1,"owner":"o1","made":"then","n":7,
      "changed":"2026-01-02T03:04:05.678Z","d":0,"e":1,"b":2})");
  CHECK(contract::equal(record, wanted));
}

TEST_CASE("replace: a field left to the client is taken from the item") {
  Api api({.batch = "key: {id: $item#/id}, decide: {exists: replace}",
           .collection = "generate: {create: {n: {value: $sequence, unless: supplied}}}"});
  api.seed(R"([{"id":1,"n":7}])");
  api.items(R"([{"id":1,"n":8}])");
  CHECK(api.stored() == R"([{"id":1,"n":8}])");
}

TEST_CASE("delete: the result shows the removed record") {
  Api api({.batch = "key: {id: $item#/id}, decide: {exists: delete}"});
  api.seed(R"([{"id":1,"v":1},{"id":2}])");
  auto result = api.items(R"([{"id":1,"v":2}])");
  CHECK(text_of(result.results[0].record) == R"({"id":1,"v":1})");
  CHECK(api.stored() == R"([{"id":2}])");
}

TEST_CASE("ignored pointers are not stored, nested ones included") {
  Api api({.batch = "key: {id: $item#/id}, ignore: [/a, b, /m/x]"});
  api.items(R"([{"id":1,"a":1,"b":2,"c":3,"m":{"x":1,"y":2}}])");
  CHECK(api.stored() == R"([{"id":1,"c":3,"m":{"y":2}}])");
  api.items(R"([{"id":1,"a":1,"m":{"x":5,"y":3}}])");
  CHECK(api.stored() == R"([{"id":1,"c":3,"m":{"y":3}}])");
}

TEST_CASE("the tombstone mark is not stored") {
  Api api({.batch = "key: {id: $item#/id}, tombstone: /_delete, "
                    "decide: {absent-tombstone: fail A}"});
  api.items(R"([{"id":1,"_delete":false}])");
  CHECK(api.stored() == R"([{"id":1}])");
}

TEST_CASE("an item that is no object has no members to store") {
  Api api({.batch = "key: {id: $item}"});
  api.items(R"(["a",5])");
  CHECK(api.stored() == R"([{"id":"a"},{"id":5}])");
}

TEST_CASE("verbs are called by the API's words, or by their own") {
  Api api({.batch = "key: {id: $item#/id}, actions: {create: made, update: Übergangen}, "
                    "tombstone: /d, decide: {absent-tombstone: fail A}"});
  CHECK(summary(api.items(R"([{"id":1},{"id":1,"v":1},{"id":1,"d":1},{"id":1,"d":1}])")) ==
        "made:1 Übergangen:1 delete:1 fail(A):1");
}

TEST_CASE("a result shows the record as its item left it") {
  Api api({.batch = "key: {id: $item#/id}"});
  auto result = api.items(R"([{"id":1,"v":1},{"id":1,"v":2},{"id":1,"v":3}])");
  CHECK(text_of(result.results[0].record) == R"({"id":1,"v":1})");
  CHECK(text_of(result.results[2].record) == R"({"id":1,"v":3})");
}

TEST_CASE("items may be written out as templates: a body is a batch of one") {
  // `items` given twice would be refused, so this API declares its own batch.
  Api api({.batch = "key: {id: $item#/id}"});
  contract::Batch batch;
  auto body = contract::Json::parse(R"({"id":1})");
  api.facts.body.emplace(body);
  std::vector<contract::Template> list(2);
  list[0].kind = contract::Template::Kind::expression;
  list[0].expression = *contract::parse_expression("$request.body");
  list[1].literal.text = R"({"id":2})";
  batch.items = std::move(list);
  auto items = mock::items_of(batch, api.facts);
  REQUIRE(items);
  REQUIRE(items->views.size() == 2);
  CHECK(contract::to_json_text(items->views[0]).text == R"({"id":1})");
  CHECK(contract::to_json_text(items->views[1]).text == R"({"id":2})");
}

TEST_CASE("an expression for items finds an array, nothing, or something that is no array") {
  auto [body, count] = GENERATE(table<std::string, int>({{R"({"items":[1,2]})", 2},
                                                         {"{}", 0},
                                                         {R"({"items":{}})", -1},
                                                         {R"({"items":null})", -1},
                                                         {R"({"items":"x"})", -1}}));
  Api api({.batch = "key: {id: $item}"});
  auto tree = contract::Json::parse(body);
  api.facts.body.emplace(tree);
  contract::Batch batch;
  batch.items = *contract::parse_expression("$request.body#/items");
  auto items = mock::items_of(batch, api.facts);
  CHECK((items ? static_cast<int>(items->views.size()) : -1) == count);
}
