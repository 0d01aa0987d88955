// Each row of the table of docs/behaviour.md, "decide", declared and by default.
#include "support/catch.h"
#include "tests/mock/batch_api.h"

using contract::Outcome;

namespace {

std::string deciding(const std::string& cells, const std::string& more = "") {
  return "key: {id: $item#/id}, decide: {" + cells + "}" + (more.empty() ? "" : ", " + more);
}

}  // namespace

TEST_CASE("duplicate is tested only when it is declared") {
  Api plain({.batch = deciding("missing: create")});
  CHECK(summary(plain.items(R"([{"id":1},{"id":"1"}])")) == "create:1 update:1");
  Api strict({.batch = deciding("duplicate: fail A")});
  CHECK(summary(strict.items(R"([{"id":1},{"id":2},{"id":"1"},{"id":1}])")) ==
        "create:1 create:2 fail(A):1 fail(A):1");
  CHECK(strict.stored() == R"([{"id":1},{"id":2}])");
}

TEST_CASE("an item repeats a key whatever became of the earlier one") {
  Api api({.batch = deciding("invalid: fail B, duplicate: fail A, missing: fail C")});
  api.violate(0, "type");
  CHECK(summary(api.items(R"([{"id":1},{"id":1},{"id":2},{"id":2}])")) ==
        "fail(B):1 fail(A):1 fail(C):2 fail(A):2");
}

TEST_CASE("the same text under another key map is no duplicate") {
  Api api({.batch = "key: [{id: $item#/id}, {ext: $item#/ext}], "
                    "decide: {duplicate: fail A, ambiguous: fail B}"});
  CHECK(summary(api.items(R"([{"id":1},{"ext":1}])")) == "create:1 create:1");
}

TEST_CASE("keyless items are never duplicates") {
  Api api({.batch = deciding("duplicate: fail A")});
  CHECK(summary(api.items(R"([{"v":1},{"v":1}])")) == "create create");
}

TEST_CASE("keyless: create by default, or what is declared") {
  auto [cell, action] = GENERATE(table<std::string, std::string>(
      {{"create", "create"}, {"skip", "skip"}, {"fail A", "fail(A)"}}));
  Api api({.batch = deciding("keyless: " + cell)});
  CHECK(summary(api.items(R"([{"v":1}])")) == action);
  CHECK(api.stored() == (action == "create" ? R"([{"v":1}])" : "[]"));
}

TEST_CASE("ambiguous: the declared cell, with no record in the result") {
  Api api({.batch = deciding("ambiguous: fail A")});
  api.seed(R"([{"id":1,"v":1},{"id":"1","v":2},{"id":2}])");
  auto result = api.items(R"([{"id":1},{"id":2,"v":3}])");
  CHECK(summary(result) == "fail(A):1 update:2");
  CHECK(result.results[0].record == nullptr);
}

TEST_CASE("ambiguous undeclared: the oldest record counts as the one") {
  Api api({.batch = deciding("missing: create")});
  api.seed(R"([{"id":1,"v":1},{"id":"1","v":2}])");
  CHECK(summary(api.items(R"([{"id":1,"v":3}])")) == "update:1");
  CHECK(summary(api.items(R"([{"id":1,"v":4}])")) == "update:1");
  CHECK(api.stored() == R"([{"id":1,"v":4},{"id":"1","v":2}])");
}

TEST_CASE("tombstone: a truthy mark deletes the record, and the result shows it") {
  Api api({.batch = deciding("absent-tombstone: fail A", "tombstone: /_delete")});
  api.seed(R"([{"id":1,"v":1},{"id":2}])");
  auto result = api.items(R"([{"id":1,"_delete":true},{"id":2,"_delete":false}])");
  CHECK(summary(result) == "delete:1 update:2");
  CHECK(text_of(result.results[0].record) == R"({"id":1,"v":1})");
  CHECK(api.stored() == R"([{"id":2}])");
}

TEST_CASE("a tombstone mark is true like a condition is") {
  auto [mark, dead] = GENERATE(table<std::string, bool>({{"true", true},
                                                         {"1", true},
                                                         {"\"yes\"", true},
                                                         {"{}", true},
                                                         {"false", false},
                                                         {"null", false},
                                                         {"0", false},
                                                         {"\"\"", false},
                                                         {"\"0\"", false},
                                                         {"\"false\"", false}}));
  Api api({.batch = deciding("absent-tombstone: fail A", "tombstone: /_delete")});
  api.seed(R"([{"id":1}])");
  api.items("[{\"id\":1,\"_delete\":" + mark + "}]");
  CHECK(api.stored() == (dead ? "[]" : R"([{"id":1}])"));
}

TEST_CASE("tombstone: another declared verb is used") {
  Api api({.batch = deciding("tombstone: fail B, absent-tombstone: skip", "tombstone: /_delete")});
  api.seed(R"([{"id":1}])");
  CHECK(summary(api.items(R"([{"id":1,"_delete":1},{"id":2,"_delete":1}])")) == "fail(B):1 skip:2");
  CHECK(api.stored() == R"([{"id":1}])");
}

TEST_CASE("absent-tombstone: the declared cell") {
  Api api({.batch = deciding("absent-tombstone: fail A", "tombstone: /_delete")});
  CHECK(summary(api.items(R"([{"id":1,"_delete":true},{"id":2}])")) == "fail(A):1 create:2");
}

TEST_CASE("a deleted record can be created again by a later item of the batch") {
  Api api({.batch = deciding("absent-tombstone: fail A", "tombstone: /_delete")});
  api.seed(R"([{"id":1,"v":1}])");
  CHECK(summary(api.items(R"([{"id":1,"_delete":true},{"id":1,"w":1},{"id":1,"_delete":true},
                              {"id":1,"_delete":true}])")) ==
        "delete:1 create:1 delete:1 fail(A):1");
}

TEST_CASE("missing: what is declared") {
  auto [cell, action] =
      GENERATE(table<std::string, std::string>({{"skip", "skip:1"}, {"fail A", "fail(A):1"}}));
  Api api({.batch = deciding("missing: " + cell)});
  auto result = api.items(R"([{"id":1}])");
  CHECK(summary(result) == action);
  CHECK(result.results[0].record == nullptr);
  CHECK(api.stored() == "[]");
}

TEST_CASE("conflict: a fixed field that the item gives another value") {
  Api api({.batch = deciding("conflict: fail A", "fixed: [/owner, /meta/x]")});
  api.seed(R"([{"id":1,"owner":"a","meta":{"x":1}},{"id":2}])");
  CHECK(summary(api.items(R"([{"id":1,"owner":"b"},{"id":1,"owner":"a"},{"id":1,"v":1},
                              {"id":1,"meta":{"x":2}},{"id":1,"meta":{"x":1.0}}])")) ==
        "fail(A):1 update:1 update:1 fail(A):1 update:1");
}

TEST_CASE("conflict: a fixed field the record does not have differs, null included") {
  Api api({.batch = deciding("conflict: fail A", "fixed: [/owner]")});
  api.seed(R"([{"id":1},{"id":2,"owner":null}])");
  CHECK(summary(api.items(R"([{"id":1,"owner":null},{"id":2,"owner":null}])")) ==
        "fail(A):1 update:2");
}

TEST_CASE("conflict comes after missing: a new record may set a fixed field") {
  Api api({.batch = deciding("conflict: fail A", "fixed: [/owner]")});
  CHECK(summary(api.items(R"([{"id":1,"owner":"a"}])")) == "create:1");
}

TEST_CASE("unchanged: not tested unless declared") {
  Api api({.batch = deciding("exists: update")});
  api.items(R"([{"id":1,"v":1}])");
  CHECK(summary(api.items(R"([{"id":1,"v":1}])")) == "update:1");
}

TEST_CASE("unchanged: values compare as JSON, and what the item leaves out does not count") {
  Api api({.batch = deciding("unchanged: skip")});
  api.seed(R"([{"id":1,"v":1,"m":{"a":1,"b":[1,2]},"s":"é"}])");
  CHECK(summary(api.items(R"([{"id":1},{"id":"1","v":1.0},{"id":1,"m":{"b":[1,2],"a":1}},
                              {"s":"\u00e9","id":1},{"id":1,"m":{"a":1}},{"id":1,"n":null}])")) ==
        "skip:1 skip:1 skip:1 skip:1 update:1 update:1");
}

TEST_CASE("unchanged: fields the item cannot write do not count") {
  Api api({.batch = deciding("unchanged: skip",
                             "ignore: [/hint], within: {owner: "
                             "$request.path.owner}"),
           .collection = "generate: {create: {made: $now}, update: {changed: $now}}"});
  api.items(R"([{"id":1,"v":1}])");
  CHECK(summary(api.items(R"([{"id":1,"v":1,"hint":2,"made":"x","changed":"y","owner":"z"}])")) ==
        "skip:1");
  CHECK(api.stored() == R"([{"id":1,"v":1,"owner":"o1","made":"2026-01-02T03:04:05.678Z"}])");
}

TEST_CASE("unchanged with replace: what the replacement would drop is a change") {
  Api api({.batch = deciding("exists: replace, unchanged: skip")});
  api.seed(R"([{"id":1,"v":1,"w":2}])");
  CHECK(summary(api.items(R"([{"id":1,"v":1},{"v":1,"id":"1"}])")) == "replace:1 skip:1");
}

TEST_CASE("unchanged is not tested when exists does not write") {
  Api api({.batch = deciding("exists: fail A, unchanged: skip")});
  api.seed(R"([{"id":1}])");
  CHECK(summary(api.items(R"([{"id":1}])")) == "fail(A):1");
}

TEST_CASE("unchanged: update writes, generated fields included") {
  Api api({.batch = deciding("unchanged: update"),
           .collection = "generate: {update: {changed: $now}}"});
  api.seed(R"([{"id":1}])");
  CHECK(summary(api.items(R"([{"id":1}])")) == "update:1");
  CHECK(api.stored() == R"([{"id":1,"changed":"2026-01-02T03:04:05.678Z"}])");
}

TEST_CASE("exists: every verb it may have") {
  auto [cell, action, stored] = GENERATE(table<std::string, std::string, std::string>(
      {{"update", "update:1", R"([{"id":1,"v":1,"w":1}])"},
       {"replace", "replace:1", R"([{"id":1,"w":1}])"},
       {"delete", "delete:1", "[]"},
       {"read", "read:1", R"([{"id":1,"v":1}])"},
       {"skip", "skip:1", R"([{"id":1,"v":1}])"},
       {"fail A", "fail(A):1", R"([{"id":1,"v":1}])"}}));
  Api api({.batch = deciding("exists: " + cell)});
  api.seed(R"([{"id":1,"v":1}])");
  auto result = api.items(R"([{"id":1,"w":1}])");
  CHECK(summary(result) == action);
  if (stored == "[]") CHECK(api.dump() == R"({"":{"things":{"p":[]}}})");
  if (stored != "[]") CHECK(api.stored() == stored);
  if (action == "read:1" || action == "skip:1" || action == "fail(A):1")
    CHECK(text_of(result.results[0].record) == R"({"id":1,"v":1})");
}

TEST_CASE("a cell may depend on the request, the item and the record") {
  Api api({.batch = deciding("missing: {if: $request.body#/create, then: create, else: fail A}, "
                             "exists: {if: $item#/force, then: update, else: fail B}")});
  CHECK(summary(api.send(R"({"items":[{"id":1}]})")) == "fail(A):1");
  CHECK(summary(api.send(R"({"create":0,"items":[{"id":1}]})")) == "fail(A):1");
  CHECK(summary(api.send(R"({"create":"1","items":[{"id":1}]})")) == "create:1");
  CHECK(summary(api.items(R"([{"id":1},{"id":1,"force":true}])")) == "fail(B):1 update:1");
}

TEST_CASE("unlisted: kept by default") {
  Api api({.batch = deciding("missing: create")});
  api.seed(R"([{"id":1},{"id":2}])");
  api.items(R"([{"id":1}])");
  CHECK(api.stored() == R"([{"id":1},{"id":2}])");
}

TEST_CASE("unlisted: what no item named is deleted, and told after the items") {
  Api api({.batch = deciding("unlisted: {if: $request.body#/all, then: delete, else: keep}")});
  api.seed(R"([{"id":1},{"id":2},{"id":3}])");
  CHECK(summary(api.items(R"([{"id":2}])")) == "update:2");
  auto result = api.send(R"({"all":true,"items":[{"id":2,"v":1},{"id":4}]})");
  CHECK(summary(result) == "update:2 create:4 delete:1 delete:3");
  CHECK(result.items == 2);
  CHECK(result.results[3].index == 2);
  CHECK(result.results[3].key_name == "id");
  CHECK(text_of(result.results[3].record) == R"({"id":3})");
  CHECK(result.counts.succeeded == 2);
  CHECK(api.stored() == R"([{"id":2,"v":1},{"id":4}])");
}

TEST_CASE("unlisted: an empty list deletes everything in scope and nothing outside") {
  Api api({.batch = deciding("unlisted: delete", "within: {owner: $request.path.owner}")});
  api.seed(R"([{"id":1,"owner":"o1"},{"id":2,"owner":"o2"},{"id":3,"owner":"o1"}])");
  auto result = api.items("[]");
  CHECK(summary(result) == "delete:1 delete:3");
  CHECK(result.outcome == Outcome::complete);
  CHECK(api.stored() == R"([{"id":2,"owner":"o2"}])");
}

TEST_CASE("unlisted: an item names its record whatever became of the item") {
  Api api({.batch = deciding("invalid: fail C, ambiguous: fail B, exists: fail A, "
                             "unlisted: delete")});
  api.seed(R"([{"id":1},{"id":2},{"id":3},{"id":3},{"id":4}])");
  api.violate(0, "type");
  CHECK(summary(api.items(R"([{"id":1},{"id":2},{"id":3},{"v":1}])")) ==
        "fail(C):1 fail(A):2 fail(B):3 create delete:4");
  CHECK(api.stored() == R"([{"id":1},{"id":2},{"id":3},{"id":3},{"v":1}])");
}

TEST_CASE("unlisted: the cell may look at the record") {
  Api api({.batch = deciding("unlisted: {if: $record#/temporary, then: delete, else: keep}")});
  api.seed(R"([{"id":1,"temporary":true},{"id":2}])");
  CHECK(summary(api.items(R"([{"id":3}])")) == "create:3 delete:1");
}

TEST_CASE("unlisted is not tested when the batch fails") {
  Api api({.batch = deciding("missing: fail A, unlisted: delete")});
  api.seed(R"([{"id":1}])");
  auto result = api.items(R"([{"id":2}])");
  CHECK(result.outcome == Outcome::failed);
  CHECK(summary(result) == "fail(A):2");
  CHECK(api.stored() == R"([{"id":1}])");
}
