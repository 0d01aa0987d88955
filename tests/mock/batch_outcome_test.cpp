#include "support/catch.h"
#include "tests/mock/batch_api.h"

using contract::Outcome;

namespace {

const char* fails_existing = "key: {id: $item#/id}, decide: {exists: fail A}";
const char* all_or_nothing = "key: {id: $item#/id}, atomic: true, decide: {exists: fail A}";

std::string message(const std::optional<contract::ErrorValue>& error) {
  return error ? contract::plain_text(error->find("message")->text) : "(none)";
}

}  // namespace

TEST_CASE("complete: no item failed, also when there is none") {
  Api api({.batch = fails_existing});
  auto result = api.items(R"([{"id":1},{"id":2}])");
  CHECK(result.outcome == Outcome::complete);
  CHECK(result.counts.total == 2);
  CHECK(result.counts.succeeded == 2);
  CHECK(result.counts.failed == 0);
  CHECK_FALSE(result.counts.atomic);
  CHECK_FALSE(result.error);
  CHECK_FALSE(result.first_failed);
  CHECK(api.items("[]").outcome == Outcome::complete);
  CHECK(Api({.batch = all_or_nothing}).send("{}").outcome == Outcome::complete);
}

TEST_CASE("partial: some failed, the others are stored") {
  Api api({.batch = fails_existing});
  api.seed(R"([{"id":1}])");
  auto result = api.items(R"([{"id":1},{"id":2},{"id":1},{"id":3}])");
  CHECK(result.outcome == Outcome::partial);
  CHECK(summary(result) == "fail(A):1 create:2 fail(A):1 create:3");
  CHECK(result.counts.succeeded == 2);
  CHECK(result.counts.failed == 2);
  CHECK_FALSE(result.error);
  CHECK(message(result.results[2].error) == "2:1");
  CHECK(api.stored() == R"([{"id":1},{"id":2},{"id":3}])");
}

TEST_CASE("failed: all failed, and the error is that of the first") {
  Api api({.batch = fails_existing});
  api.seed(R"([{"id":1}])");
  auto result = api.items(R"([{"id":1},{"id":"1"}])");
  CHECK(result.outcome == Outcome::failed);
  CHECK(result.first_failed == 0u);
  CHECK(message(result.error) == "0:1");
  CHECK(result.counts.succeeded == 0);
  CHECK(result.counts.failed == 2);
}

TEST_CASE("an atomic failure aborts what had worked and tries all items all the same") {
  Api api({.batch = all_or_nothing});
  api.seed(R"([{"id":1},{"id":2}])");
  auto result = api.items(R"([{"id":3},{"id":2},{"id":1},{"id":4}])");
  CHECK(result.outcome == Outcome::failed);
  CHECK(summary(result) == "aborted:3 fail(A):2 fail(A):1 aborted:4");
  CHECK(result.first_failed == 1u);
  CHECK(message(result.error) == "1:2");
  CHECK(result.counts.atomic);
  CHECK(result.counts.succeeded == 0);
  CHECK(result.counts.failed == 2);
  const contract::ItemResult& aborted = result.results[0];
  CHECK(aborted.aborted);
  CHECK_FALSE(aborted.ok);
  CHECK_FALSE(aborted.error);
  CHECK(aborted.record == nullptr);
  CHECK_FALSE(result.results[1].aborted);
}

TEST_CASE("a failed atomic batch leaves the store byte for byte as it was") {
  Api api(
      {.batch = "key: {id: $item#/id}, atomic: true, tombstone: /d, primary: {field: main, per: "
                "[]}, decide: {missing: {if: $item#/bad, then: fail A, else: create}, "
                "absent-tombstone: fail B, unlisted: delete}",
       .collection = "generate: {create: {n: $sequence, uid: $uuid}, update: {changed: $now}}"});
  api.seed(R"([{"id":1,"main":true,"v":1.50},{"id":2,"x":{"y":[]}},{"id":3}])");
  api.others(R"([{"id":1}])");
  const std::string before = api.dump();
  auto result = api.items(R"([{"id":4,"main":true},{"id":1,"v":2},{"id":2,"d":1},{"id":5,"bad":1},
                              {"id":2,"v":1},{"id":4,"d":1}])");
  CHECK(result.outcome == Outcome::failed);
  CHECK(summary(result) == "aborted:4 aborted:1 aborted:2 fail(A):5 aborted:2 aborted:4");
  CHECK(api.dump() == before);
  auto next = api.items(R"([{"id":1},{"id":2},{"id":3},{"id":6}])");
  CHECK(next.results[3].record->find("n") == "1");
}

TEST_CASE("atomic is read from the request, with a default") {
  Api api({.batch = "key: {id: $item#/id}, atomic: {value: $request.body#/atomic, default: true}, "
                    "decide: {exists: fail A}"});
  api.seed(R"([{"id":1}])");
  auto outcome = [&](const std::string& atomic) {
    return api.send("{" + atomic + R"("items":[{"id":1},{"id":2}]})").outcome;
  };
  CHECK(outcome("") == Outcome::failed);
  CHECK(outcome("\"atomic\":true,") == Outcome::failed);
  CHECK(outcome("\"atomic\":null,") == Outcome::failed);
  CHECK(outcome("\"atomic\":\"false\",") == Outcome::partial);
}

TEST_CASE("atomic may be written the other way round") {
  Api api({.batch =
               "key: {id: $item#/id}, atomic: {if: $request.body#/continue, then: false, else: "
               "true}, decide: {exists: fail A}"});
  api.seed(R"([{"id":1}])");
  CHECK(api.send(R"({"items":[{"id":1},{"id":2}]})").counts.atomic);
  CHECK(api.send(R"({"continue":false,"items":[{"id":1},{"id":2}]})").counts.atomic);
  CHECK_FALSE(api.send(R"({"continue":true,"items":[{"id":1},{"id":2}]})").counts.atomic);
}

TEST_CASE("a reject cell refuses the whole request and undoes what was done") {
  Api api({.batch = "key: {id: $item#/id}, decide: {exists: reject A}"});
  api.seed(R"([{"id":2}])");
  const std::string before = api.dump();
  auto result = api.items(R"([{"id":1},{"id":2},{"id":3}])");
  CHECK(result.outcome == Outcome::rejected);
  CHECK(result.error->name == "A");
  CHECK(message(result.error) == "1:2");
  CHECK(result.first_failed == 1u);
  CHECK(result.counts.succeeded == 0);
  CHECK(result.violations.empty());
  CHECK(result.results.size() == 3);
  for (const contract::ItemResult& item : result.results) CHECK_FALSE(item.ok);
  CHECK(api.dump() == before);
}

TEST_CASE("reject without a name uses the error of invalid-request") {
  Api named({.batch = "key: {id: $item#/id}, decide: {missing: reject}",
             .head = "reject: {invalid-request: B}"});
  CHECK(named.items(R"([{"id":1}])").error->name == "B");
  Api plan({.batch = "key: {id: $item#/id}, decide: {missing: reject}",
            .head = "reject: {invalid-request: B}",
            .plan = "reject: {invalid-request: A}"});
  CHECK(plan.items(R"([{"id":1}])").error->name == "A");
  Api bare({.batch = "key: {id: $item#/id}, decide: {missing: reject}"});
  CHECK(bare.items(R"([{"id":1}])").error->name == "invalid-request");
}

TEST_CASE("an invalid item refuses the request by default, before any item is tried") {
  Api api({.batch = "key: {id: $item#/id}"});
  api.violate(1, "type", "/a");
  api.violate(1, "minLength", "/b");
  api.violate(2, "enum", "/c");
  auto result = api.items(R"([{"id":1},{"id":2},{"id":3}])");
  CHECK(result.outcome == Outcome::rejected);
  CHECK(result.first_failed == 1u);
  REQUIRE(result.violations.size() == 3);
  CHECK(result.violations[0].pointer == "/items/1/a");
  CHECK(result.violations[2].pointer == "/items/2/c");
  CHECK(message(result.error) == "type at /items/1/a");
  CHECK(api.stored() == "[]");
}

TEST_CASE("an invalid item fails alone where its cell says so") {
  Api api({.batch = "key: {id: $item#/id}, decide: {invalid: fail C}"});
  api.violate(1, "type", "/a");
  auto result = api.items(R"([{"id":1},{"id":2},{"id":3}])");
  CHECK(result.outcome == Outcome::partial);
  CHECK(summary(result) == "create:1 fail(C):2 create:3");
  CHECK(message(result.results[1].error) == "type at /items/1/a");
  CHECK(contract::plain_text(result.results[1].error->find("status")->text) == "422");
  REQUIRE(result.results[1].violations.size() == 1);
}

TEST_CASE("an invalid item may be skipped") {
  Api api({.batch = "key: {id: $item#/id}, decide: {invalid: skip}"});
  api.violate(0, "type");
  auto result = api.items(R"([{"id":1},{"id":2}])");
  CHECK(summary(result) == "skip:1 create:2");
  CHECK(result.outcome == Outcome::complete);
}

TEST_CASE("the cell for invalid may depend on the request") {
  Api api({.batch = "key: {id: $item#/id}, decide: {invalid: {if: $request.body#/strict, then: "
                    "reject A, else: fail B}}"});
  api.violate(0, "type");
  CHECK(summary(api.send(R"({"items":[{"id":1},{"id":2}]})")) == "fail(B):1 create:2");
  api.violate(0, "type");
  auto result = api.send(R"({"strict":1,"items":[{"id":1},{"id":2}]})");
  CHECK(result.outcome == Outcome::rejected);
  CHECK(result.error->name == "A");
}

TEST_CASE("a message entry words the violation and may name the error") {
  const std::string head =
      "messages: [{keyword: enum, error: B, message: 'bad {$violation.pointer}'}, "
      "{keyword: type, message: 'no {$violation.keyword}'}]";
  Api api({.batch = "key: {id: $item#/id}, decide: {invalid: fail C}", .head = head});
  api.violate(0, "type");
  api.violate(1, "enum");
  auto result = api.items(R"([{"id":1},{"id":2},{"id":3}])");
  CHECK(summary(result) == "fail(C):1 fail(B):2 create:3");
  CHECK(message(result.results[0].error) == "no type");
  CHECK(result.results[1].violations[0].message == "bad /items/1");
  Api strict({.batch = "key: {id: $item#/id}", .head = head});
  strict.violate(0, "enum");
  auto rejected = strict.items(R"([{"id":1}])");
  CHECK(rejected.error->name == "B");
  CHECK(rejected.violations[0].message == "bad /items/0");
}

TEST_CASE("an item that only misses members of its key is keyless where that is declared") {
  Api api({.batch = "key: {source: $item#/source, id: $item#/ref/id}, decide: {invalid: fail C, "
                    "keyless: fail A}"});
  api.violate(0, "required", "", "source");
  api.violate(1, "required", "", "source");
  api.violate(1, "required", "/ref", "id");
  api.violate(2, "required", "", "ref");
  api.violate(3, "required", "", "other");
  api.violate(4, "required", "", "source");
  api.violate(4, "type", "/v");
  api.violate(5, "required", "/deep", "source");
  auto result = api.items(R"([{"ref":{"id":1}},{"ref":{}},{"source":1},{"source":1},{"v":1},{}])");
  CHECK(summary(result) == "fail(A) fail(A) fail(A) fail(C) fail(C) fail(C)");
}

TEST_CASE("a missing key is a violation where keyless is not declared") {
  Api api({.batch = "key: {id: $item#/id}, decide: {invalid: fail C}"});
  api.violate(0, "required", "", "id");
  CHECK(summary(api.items(R"([{"v":1},{"id":1}])")) == "fail(C) create:1");
}

TEST_CASE("an item that is keyless by its schema does not refuse the request") {
  Api api({.batch = "key: {id: $item#/id}, decide: {keyless: create}"});
  api.violate(0, "required", "", "id");
  auto result = api.items(R"([{"v":1}])");
  CHECK(result.outcome == Outcome::complete);
  CHECK(api.stored() == R"([{"v":1}])");
}

TEST_CASE("the key of an invalid item is told when it has one") {
  Api api({.batch = "key: {id: $item#/id}, decide: {invalid: fail A}"});
  api.violate(0, "type");
  api.violate(1, "type");
  auto result = api.items(R"([{"id":7},{"id":{}}])");
  CHECK(message(result.results[0].error) == "0:7");
  CHECK(message(result.results[1].error) == "1:");
}

TEST_CASE("a thousand items find their records among a thousand") {
  Api api({.batch = "key: {id: $item#/id}, decide: {duplicate: fail A, unlisted: delete}",
           .collection = "unique: [{fields: [mail], fail: B}]"});
  auto body = [](int from) {
    std::string items = "[";
    for (int i = from; i < from + 1000; ++i)
      items += (i == from ? "" : ",") + std::string("{\"id\":") + std::to_string(i) +
               ",\"mail\":\"m" + std::to_string(i) + "\"}";
    return items + "]";
  };
  CHECK(api.items(body(0)).counts.succeeded == 1000);
  auto result = api.items(body(500));
  CHECK(result.results.size() == 1500);
  CHECK(contract::Json::parse(api.stored()).size() == 1000);
}
