#include "support/catch.h"
#include "tests/mock/batch_api.h"

namespace {

Declared ruled(const std::string& rules, const std::string& more = "") {
  return {.batch =
              "key: {id: $item#/id}, rules: [" + rules + "]" + (more.empty() ? "" : ", " + more)};
}

std::string with_v(const std::string& schema) {
  return "{required: [item], properties: {item: {required: [v], properties: {v: " + schema + "}}}}";
}

}  // namespace

TEST_CASE("the first rule whose when holds fails the item") {
  Api api(ruled("{when: " + with_v("{const: 1}") +
                ", then: fail A}, {when: " + with_v("{type: integer}") + ", then: fail B}"));
  CHECK(summary(api.items(R"([{"id":1,"v":1},{"id":2,"v":2},{"id":3,"v":"x"},{"id":4}])")) ==
        "fail(A):1 fail(B):2 create:3 create:4");
}

TEST_CASE("a rule with on is looked at only in that situation") {
  Api api(ruled("{on: missing, when: " + with_v("{}") +
                ", then: fail A}, {on: [exists, keyless], "
                "when: " +
                with_v("{const: 9}") + ", then: fail B}"));
  CHECK(summary(api.items(R"([{"id":1,"v":1},{"id":1},{"id":1,"v":1},{"id":1,"v":9},{"v":9},
                              {"v":1}])")) ==
        "fail(A):1 create:1 update:1 fail(B):1 fail(B) create");
}

TEST_CASE("a rule sees the record the key finds") {
  Api api(
      ruled("{when: {required: [record], properties: {record: {required: [locked]}}}, "
            "then: fail A}"));
  api.seed(R"([{"id":1,"locked":1},{"id":2}])");
  auto result = api.items(R"([{"id":1},{"id":2},{"id":3,"locked":1},{"id":3}])");
  CHECK(summary(result) == "fail(A):1 update:2 create:3 fail(A):3");
  CHECK(text_of(result.results[0].record) == R"({"id":1,"locked":1})");
}

TEST_CASE("a rule sees the request and the variables") {
  auto declared = ruled(
      "{when: {properties: {request: {properties: {header: {properties: {x-mode: "
      "{const: m}}, required: [x-mode]}}, required: [header]}, variables: "
      "{properties: {n: {const: 1}}, required: [n]}}, required: [request, "
      "variables]}, then: fail A}");
  declared.plan = "variables: {n: {value: $request.body#/n, default: 1}}";
  Api api(declared);
  api.facts.variables = {{"n", {"1"}}};
  CHECK(summary(api.items(R"([{"id":1}])")) == "fail(A):1");
  api.facts.variables = {{"n", {"2"}}};
  CHECK(summary(api.items(R"([{"id":1}])")) == "create:1");
}

TEST_CASE("rules come before duplicate and before the tombstone's cell") {
  Api api(ruled("{when: " + with_v("{}") + ", then: fail A}",
                "tombstone: /d, decide: {duplicate: fail B, absent-tombstone: fail C}"));
  api.seed(R"([{"id":1},{"id":2}])");
  CHECK(summary(api.items(R"([{"id":1},{"id":1,"v":1},{"id":1},{"id":2,"d":1,"v":1}])")) ==
        "update:1 fail(A):1 fail(B):1 fail(A):2");
  CHECK(api.stored() == R"([{"id":1},{"id":2}])");
}

TEST_CASE("a rule may be for duplicates or tombstones alone") {
  Api api(ruled("{on: duplicate, when: " + with_v("{}") +
                    ", then: fail A}, {on: tombstone, when: " + with_v("{}") + ", then: fail B}",
                "tombstone: /d, decide: {duplicate: skip, absent-tombstone: fail C}"));
  api.seed(R"([{"id":3}])");
  CHECK(summary(api.items(R"([{"id":1,"v":1},{"id":1},{"id":1,"v":1},{"id":3,"d":1,"v":1}])")) ==
        "create:1 skip:1 fail(A):1 fail(B):3");
}

TEST_CASE("rules are for valid items only") {
  Api api(ruled("{when: " + with_v("{}") + ", then: fail A}", "decide: {invalid: fail B}"));
  api.violate(0, "type");
  CHECK(summary(api.items(R"([{"id":1,"v":1}])")) == "fail(B):1");
}

TEST_CASE("a reference must be a record's field, once there is something to refer to") {
  Api api({.batch = "key: {id: $item#/id}, refers: {/parent/id: {collection: others, field: /id, "
                    "fail: A}}"});
  CHECK(summary(api.items(R"([{"id":1,"parent":{"id":7}}])")) == "create:1");
  api.others("[]");
  CHECK(summary(api.items(R"([{"id":1,"parent":{"id":7}}])")) == "fail(A):1");
  api.others(R"([{"id":"7"}])");
  CHECK(summary(api.items(R"([{"id":1,"parent":{"id":7}},{"id":2,"parent":{"id":8}},
                              {"id":3,"parent":{}},{"id":4,"parent":{"id":null}},{"id":5}])")) ==
        "update:1 fail(A):2 create:3 create:4 create:5");
}

TEST_CASE("rules are tested before references") {
  Api api(ruled("{when: " + with_v("{}") + ", then: fail A}",
                "refers: {/p: {collection: others, fail: B}}"));
  api.others("[]");
  CHECK(summary(api.items(R"([{"id":1,"v":1,"p":1},{"id":2,"p":1}])")) == "fail(A):1 fail(B):2");
}

TEST_CASE("a reference into the batch's own collection sees what the batch did") {
  Api api({.batch = "key: {id: $item#/id}, refers: {/parent: {collection: things, fail: A}}"});
  CHECK(summary(api.items(R"([{"id":1},{"id":2,"parent":1},{"id":3,"parent":4}])")) ==
        "create:1 create:2 fail(A):3");
}

TEST_CASE("primary: setting one true sets the others of its group false, and nothing else") {
  Api api({.batch = "key: {id: $item#/id}, primary: {field: main, per: [client, type]}",
           .collection = "generate: {update: {changed: $now}}"});
  api.seed(R"([{"id":1,"client":"a","type":"x","main":true},
               {"id":2,"client":"a","type":"y","main":true},
               {"id":3,"client":"a","type":"x","main":false},
               {"id":4,"client":"b","type":"x","main":true}])");
  auto result = api.items(R"([{"id":5,"client":"a","type":"x","main":true}])");
  CHECK(summary(result) == "create:5");
  CHECK(api.stored() == R"([{"id":1,"client":"a","type":"x","main":false},)"
                        R"({"id":2,"client":"a","type":"y","main":true},)"
                        R"({"id":3,"client":"a","type":"x","main":false},)"
                        R"({"id":4,"client":"b","type":"x","main":true},)"
                        R"({"id":5,"client":"a","type":"x","main":true}])");
}

TEST_CASE("primary: the last of a batch wins, and an earlier result shows what its item left") {
  Api api({.batch = "key: {id: $item#/id}, primary: {field: main, per: [client]}"});
  auto result = api.items(R"([{"id":1,"client":"a","main":true},{"id":2,"client":"a","main":true},
                              {"id":1,"main":true}])");
  CHECK(text_of(result.results[1].record) == R"({"id":2,"client":"a","main":true})");
  CHECK(api.stored() ==
        R"([{"id":1,"client":"a","main":true},{"id":2,"client":"a","main":false}])");
}

TEST_CASE("primary: absent counts as empty text in the group") {
  Api api({.batch = "key: {id: $item#/id}, primary: {field: main, per: [client, type]}"});
  api.seed(R"([{"id":1,"client":"a","main":true},{"id":2,"client":"a","type":"","main":true},
               {"id":3,"client":"a","type":"x","main":true},{"id":4,"main":true}])");
  api.items(R"([{"id":5,"client":"a","main":true}])");
  CHECK(api.stored() == R"([{"id":1,"client":"a","main":false},)"
                        R"({"id":2,"client":"a","type":"","main":false},)"
                        R"({"id":3,"client":"a","type":"x","main":true},{"id":4,"main":true},)"
                        R"({"id":5,"client":"a","main":true}])");
}

TEST_CASE("primary: a record that is not true, or is deleted, changes no other") {
  Api api({.batch = "key: {id: $item#/id}, primary: {field: main, per: [client]}, tombstone: /d, "
                    "decide: {absent-tombstone: fail A}"});
  api.seed(R"([{"id":1,"client":"a","main":true},{"id":2,"client":"a"}])");
  api.items(R"([{"id":2,"main":false},{"id":2,"main":"true"},{"id":2,"d":1}])");
  CHECK(api.stored() == R"([{"id":1,"client":"a","main":true}])");
}
