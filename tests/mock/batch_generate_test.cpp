#include "support/catch.h"
#include "tests/mock/batch_api.h"

namespace {

constexpr const char* now = "2026-01-02T03:04:05.678Z";

std::string field(const mock::BatchResult& result, std::size_t item, const std::string& name) {
  const contract::RecordPtr& record = result.results.at(item).record;
  auto value = record ? record->find(name) : std::nullopt;
  return value ? contract::plain_text(*value) : "(none)";
}

Declared generating(const std::string& collection, const std::string& more = "") {
  return {.batch = "key: {id: $item#/id}" + (more.empty() ? "" : ", " + more),
          .collection = collection};
}

}  // namespace

TEST_CASE("create: generated fields are set, and never taken from the item") {
  Api api(generating("generate: {create: {uid: $uuid, made: $now, verified: false, at: null}}"));
  auto result = api.items(R"([{"id":1,"uid":"mine","made":"mine","verified":true}])");
  CHECK(field(result, 0, "uid").size() == 36);
  CHECK(field(result, 0, "made") == now);
  CHECK(field(result, 0, "verified") == "false");
  CHECK(field(result, 0, "at") == "null");
}

TEST_CASE("update: the record's generated fields stay whatever the item says") {
  Api api(generating("generate: {create: {made: $now}, update: {changed: $now}}"));
  api.seed(R"([{"id":1,"made":"then","changed":"then"}])");
  auto result = api.items(R"([{"id":1,"made":"mine","changed":"mine","v":1}])");
  CHECK(field(result, 0, "made") == "then");
  CHECK(field(result, 0, "changed") == now);
}

TEST_CASE("a field generated on update or change only is not taken from a created item either") {
  Api api(generating("generate: {update: {changed: $now}, change: {/v: {seen: false}}}"));
  auto result = api.items(R"([{"id":1,"changed":"mine","seen":"mine","v":1}])");
  CHECK(text_of(result.results[0].record) == R"({"id":1,"v":1})");
}

TEST_CASE("update: generated after an update even when nothing else changed") {
  Api api(generating("generate: {update: {changed: $now}}"));
  api.seed(R"([{"id":1,"v":1}])");
  CHECK(field(api.items(R"([{"id":1,"v":1}])"), 0, "changed") == now);
}

TEST_CASE("skip writes nothing, generated fields included") {
  Api api(generating("generate: {update: {changed: $now}}", "decide: {unchanged: skip}"));
  api.seed(R"([{"id":1,"v":1}])");
  CHECK(field(api.items(R"([{"id":1,"v":1}])"), 0, "changed") == "(none)");
  CHECK(api.stored() == R"([{"id":1,"v":1}])");
}

TEST_CASE("change: set when the watched value is another one than before") {
  auto [item, verified] =
      GENERATE(table<std::string, std::string>({{R"({"id":1,"v":"b"})", "false"},
                                                {R"({"id":1,"v":null})", "false"},
                                                {R"({"id":1,"v":"a"})", "true"},
                                                {R"({"id":1,"v":"\u0061"})", "true"},
                                                {R"({"id":1,"w":1})", "true"}}));
  Api api(generating("generate: {change: {/v: {verified: false}}}"));
  api.seed(R"([{"id":1,"v":"a","verified":true}])");
  CHECK(field(api.items("[" + item + "]"), 0, "verified") == verified);
}

TEST_CASE("change: a value that appears, or goes with a replacement, has changed") {
  Api api(generating("generate: {change: {/v: {seen: false}, /w: {heard: false}}}",
                     "decide: {exists: replace}"));
  api.seed(R"([{"id":1,"v":"a"}])");
  auto result = api.items(R"([{"id":1,"w":1}])");
  CHECK(field(result, 0, "seen") == "false");
  CHECK(field(result, 0, "heard") == "false");
}

TEST_CASE("change: a nested pointer is watched by value") {
  Api api(generating("generate: {change: {/m/x: {seen: false}}}"));
  api.seed(R"([{"id":1,"m":{"x":1}}])");
  CHECK(field(api.items(R"([{"id":1,"m":{"y":1,"x":1.0}}])"), 0, "seen") == "(none)");
  CHECK(field(api.items(R"([{"id":1,"m":{"y":1}}])"), 0, "seen") == "false");
}

TEST_CASE("change is applied after update") {
  Api api(generating("generate: {update: {s: updated}, change: {/v: {s: changed}}}"));
  api.seed(R"([{"id":1,"v":1}])");
  CHECK(field(api.items(R"([{"id":1,"v":1}])"), 0, "s") == "updated");
  CHECK(field(api.items(R"([{"id":1,"v":2}])"), 0, "s") == "changed");
}

TEST_CASE("unless supplied: the item's own value is kept, a null included, and updates lay it") {
  Api api(generating("generate: {create: {n: {value: 7, unless: supplied}}}"));
  auto result = api.items(R"([{"id":1},{"id":2,"n":8},{"id":3,"n":null},{"id":1,"n":9}])");
  CHECK(field(result, 0, "n") == "7");
  CHECK(field(result, 1, "n") == "8");
  CHECK(field(result, 2, "n") == "null");
  CHECK(field(result, 3, "n") == "9");
}

TEST_CASE("unless supplied: the key supplies its field, a default does not") {
  Api api(
      generating("defaults: {n: 1}, generate: {create: {id: {value: $uuid, unless: supplied}, "
                 "n: {value: 7, unless: supplied}}}"));
  auto result = api.items(R"([{"id":"mine"},{"v":1}])");
  CHECK(field(result, 0, "id") == "mine");
  CHECK(field(result, 0, "n") == "7");
  CHECK(field(result, 1, "id").size() == 36);
}

TEST_CASE("a generated id without unless replaces that of the key") {
  Api api(generating("generate: {create: {id: $uuid}}"));
  CHECK(field(api.items(R"([{"id":"mine"}])"), 0, "id").size() == 36);
}

TEST_CASE("$sequence counts per partition and skips what the field has already") {
  Api api({.batch = "limit: 9", .collection = "generate: {create: {n: $sequence}}"});
  api.seed(R"([{"n":2},{"n":"3"},{"n":5}])");
  auto result = api.items(R"([{},{},{}])");
  CHECK(field(result, 0, "n") == "1");
  CHECK(field(result, 1, "n") == "4");
  CHECK(field(result, 2, "n") == "6");
  CHECK(field(api.items("[{}]"), 0, "n") == "7");
}

TEST_CASE("$sequence skips a number that an earlier item of the batch supplied") {
  Api api({.batch = "limit: 9",
           .collection = "generate: {create: {n: {value: $sequence, unless: supplied}}}"});
  auto result = api.items(R"([{"n":1},{},{"n":"3"},{}])");
  CHECK(field(result, 1, "n") == "2");
  CHECK(field(result, 3, "n") == "4");
}

TEST_CASE("$sequence inside a text skips texts that are used") {
  Api api({.batch = "limit: 9", .collection = "generate: {create: {n: 'C-{$sequence}'}}"});
  api.seed(R"([{"n":"C-1"},{"n":2}])");
  auto result = api.items(R"([{},{}])");
  CHECK(field(result, 0, "n") == "C-2");
  CHECK(field(result, 1, "n") == "C-3");
}

TEST_CASE("numbers that were taken by a batch that failed are given again") {
  Api api({.batch = "key: {id: $item#/id}, atomic: true, decide: {exists: fail A}",
           .collection = "generate: {create: {n: $sequence}}"});
  api.seed(R"([{"id":9}])");
  CHECK(api.items(R"([{"id":1},{"id":9}])").outcome == contract::Outcome::failed);
  CHECK(field(api.items(R"([{"id":1}])"), 0, "n") == "1");
}

TEST_CASE("$now is one instant for the whole batch") {
  struct Ticking : contract::Generator {
    int ticks = 0;
    std::string now() override { return "tick " + std::to_string(++ticks); }
    std::string uuid() override { return "u"; }
    std::uint64_t sequence() override { return 0; }
  } ticking;
  Api api(generating("generate: {create: {a: $now, b: $now}}"));
  auto body = contract::Json::parse(R"({"items":[{"id":1},{"id":2}]})");
  api.facts.body.emplace(body);
  const contract::Plan& plan = api.behaviour->plans("write")->front();
  const auto& batch = std::get<contract::Batch>(plan.does);
  auto items = mock::items_of(batch, api.facts);
  mock::Staged staged(*api.store.partition("", "things", "p"));
  auto result =
      mock::run_batch({*api.behaviour, batch, api.facts, items->views, {}, ticking, {}}, staged);
  CHECK(field(result, 0, "a") == "tick 1");
  CHECK(field(result, 0, "b") == "tick 1");
  CHECK(field(result, 1, "b") == "tick 1");
}

TEST_CASE("generated values may be computed from item, record and request") {
  Api api(
      generating("generate: {create: {url: '/{$request.path.owner}/{$record#/id}', "
                 "from: $item#/hint, none: $item#/nothing}, "
                 "update: {full: '{$record#/first} {$record#/last}'}}",
                 "ignore: [hint]"));
  auto result = api.items(R"([{"id":1,"hint":{"a":1},"first":"Ann"},{"id":1,"last":"Lee"}])");
  CHECK(field(result, 0, "url") == "/o1/1");
  CHECK(field(result, 0, "from") == R"({"a":1})");
  CHECK(field(result, 0, "none") == "(none)");
  CHECK(field(result, 1, "full") == "Ann Lee");
}

TEST_CASE(
    "generated fields inside an object: made, never taken, kept when the object is replaced") {
  Api api(generating("generate: {create: {/m/made: $now}, update: {/m/changed: $now}}"));
  auto first = api.items(R"([{"id":1,"m":{"a":1,"made":"mine"}}])");
  CHECK(field(first, 0, "m") == std::string(R"({"a":1,"made":")") + now + "\"}");
  api.seed(R"([{"id":1,"m":{"a":1,"made":"then"}}])");
  auto second = api.items(R"([{"id":1,"m":{"b":2,"made":"mine","changed":"mine"}}])");
  CHECK(field(second, 0, "m") == std::string(R"({"b":2,"made":"then","changed":")") + now + "\"}");
}

TEST_CASE("unique: no two records get the same values, and a failed item takes no number") {
  Api api(
      generating("unique: [{fields: [source, ref], fail: B}], generate: {create: {n: $sequence}}"));
  auto result = api.items(R"([{"id":1,"source":"x","ref":1},{"id":2,"source":"x","ref":"1"},
                              {"id":3,"source":"y","ref":1},{"id":3,"source":"x"},
                              {"id":1,"v":1},{"id":4,"source":"x","ref":null},{"id":5,"ref":1}])");
  CHECK(summary(result) == "create:1 fail(B):2 create:3 fail(B):3 update:1 create:4 create:5");
  CHECK(field(result, 2, "n") == "2");
  CHECK(field(result, 3, "n") == "2");
  CHECK(field(result, 5, "n") == "3");
}

TEST_CASE("unique: a value that a deletion freed may be taken") {
  Api api({.batch = "key: {id: $item#/id}, tombstone: /d, decide: {absent-tombstone: fail A}",
           .collection = "unique: [{fields: [/mail], fail: B}]"});
  CHECK(summary(api.items(R"([{"id":1,"mail":"a"},{"id":1,"d":1},{"id":2,"mail":"a"},
                              {"id":3,"mail":"b"},{"id":3,"mail":"a"}])")) ==
        "create:1 delete:1 create:2 create:3 fail(B):3");
}
