#include "support/catch.h"
#include "tests/mock/batch_api.h"

namespace {

const Declared by_id{.batch = "key: {id: $item#/id}"};

}  // namespace

TEST_CASE("an item whose key no record has is created, one whose key exists is updated") {
  Api api(by_id);
  CHECK(summary(api.items(R"([{"id":"a","v":1},{"id":"b"}])")) == "create:a create:b");
  CHECK(summary(api.items(R"([{"id":"b","v":2},{"id":"c"}])")) == "update:b create:c");
  CHECK(api.stored() == R"([{"id":"a","v":1},{"id":"b","v":2},{"id":"c"}])");
}

TEST_CASE("keys compare as text and storage keeps the type it has") {
  Api api(by_id);
  api.items(R"([{"id":5}])");
  CHECK(summary(api.items(R"([{"id":"5","v":1}])")) == "update:5");
  CHECK(api.stored() == R"([{"id":5,"v":1}])");
}

TEST_CASE("escapes in a key make no difference") {
  Api api(by_id);
  api.items(R"([{"id":"a\"b"}])");
  CHECK(summary(api.items(R"([{"id":"a\u0022b"}])")) == "update:a\"b");
}

TEST_CASE("numbers and booleans are key values; null, empty text, arrays and objects are not") {
  auto [value, present] = GENERATE(table<std::string, bool>({{"0", true},
                                                             {"false", true},
                                                             {"\"x\"", true},
                                                             {"-1.5", true},
                                                             {"null", false},
                                                             {"\"\"", false},
                                                             {"[1]", false},
                                                             {"{\"a\":1}", false}}));
  Api api({.batch = "key: {id: $item#/id}, decide: {keyless: fail A}"});
  auto result = api.items("[{\"id\":" + value + "}]");
  CHECK(result.results[0].ok == present);
  CHECK(result.results[0].key.has_value() == present);
  CHECK(result.results[0].key_name == "id");
}

TEST_CASE("an item without its key is keyless and created by default, each time") {
  Api api(by_id);
  CHECK(summary(api.items(R"([{"v":1},{"v":1}])")) == "create create");
  CHECK(api.stored() == R"([{"v":1},{"v":1}])");
}

TEST_CASE("without any key map every item is keyless") {
  Api api({.batch = "limit: 9"});
  auto result = api.items(R"([{"id":"a"},{"id":"a"}])");
  CHECK(summary(result) == "create create");
  CHECK(result.results[0].key_name.empty());
}

TEST_CASE("a composite key needs all of its values") {
  Api api({.batch = "key: {source: $item#/source, sourceId: $item#/sourceId}"});
  api.items(R"([{"source":"x","sourceId":1},{"source":"x"}])");
  CHECK(
      summary(api.items(R"([{"source":"x","sourceId":"1","v":1},{"source":"y","sourceId":1}])")) ==
      "update:x create:y");
  CHECK(api.stored() == R"([{"source":"x","sourceId":1,"v":1},{"source":"x"},)"
                        R"({"source":"y","sourceId":1}])");
}

TEST_CASE("the first map whose values are all present is the key") {
  Api api({.batch = "key: [{id: $item#/id}, {ext: $item#/ext}], decide: {ambiguous: fail A}"});
  api.seed(R"([{"id":"1","ext":"x"},{"id":"2","ext":"y"}])");
  auto result = api.items(R"([{"id":"2","ext":"z"},{"ext":"x","v":1},{"v":2}])");
  CHECK(summary(result) == "update:2 update:x create");
  CHECK(result.results[0].key_name == "id");
  CHECK(result.results[1].key_name == "ext");
  CHECK(result.results[2].key_name == "id");
  CHECK(api.stored() == R"([{"id":"1","ext":"x","v":1},{"id":"2","ext":"z"},{"v":2}])");
}

TEST_CASE("the request may choose the key field") {
  Api api({.batch = "key: {'/{$variables.keyId}': '$item#/{$variables.keyId}'}, "
                    "decide: {ambiguous: fail A}",
           .plan = "variables: {keyId: {value: $request.body#/key_id, default: 3}}"});
  api.facts.variables = {{"keyId", {"3"}}};
  api.items(R"([{"3":"a@b","1":"Ann"}])");
  api.facts.variables = {{"keyId", {"\"1\""}}};
  auto result = api.items(R"([{"3":"c@d","1":"Ann"}])");
  CHECK(summary(result) == "update:Ann");
  CHECK(result.results[0].key_name == "1");
  CHECK(api.stored() == R"([{"3":"c@d","1":"Ann"}])");
}

TEST_CASE("a key may come from the path, and is written into what is created") {
  Api api({.batch = "key: {owner: $request.path.owner}"});
  CHECK(summary(api.items(R"([{"v":1}])")) == "create:o1");
  CHECK(summary(api.items(R"([{"v":2,"owner":"other"}])")) == "update:o1");
  CHECK(api.stored() == R"([{"owner":"o1","v":2}])");
}

TEST_CASE("items may be bare values that are keys") {
  Api api({.batch = "key: {id: $item}, decide: {missing: fail A, exists: delete}"});
  api.seed(R"([{"id":1},{"id":2}])");
  CHECK(summary(api.items(R"(["1",2,3])")) == "delete:1 delete:2 fail(A):3");
  CHECK(api.stored() == "[]");
}

TEST_CASE("a created record gets a nested key field, and an update leaves it as it is") {
  Api api({.batch = "key: {/ref/id: $item#/ref/id}"});
  api.items(R"([{"ref":{"id":7,"n":"x"}}])");
  CHECK(summary(api.items(R"([{"ref":{"id":"7","n":"y"}}])")) == "update:7");
  CHECK(api.stored() == R"([{"ref":{"n":"y","id":7}}])");
}

TEST_CASE("within sees only the records that have its values, and gives them to created ones") {
  Api api({.batch = "key: {id: $item#/id}, within: {owner: $request.path.owner}"});
  api.seed(R"([{"id":"a","owner":"o2"},{"id":"b","owner":"o1"}])");
  CHECK(summary(api.items(R"([{"id":"a","owner":"o9"},{"id":"b","owner":"o9","v":1}])")) ==
        "create:a update:b");
  CHECK(api.stored() == R"([{"id":"a","owner":"o2"},{"id":"b","owner":"o1","v":1},)"
                        R"({"id":"a","owner":"o1"}])");
}

TEST_CASE("when within finds nothing no record is seen") {
  Api api({.batch = "key: {id: $item#/id}, within: {owner: $request.body#/owner}"});
  api.seed(R"([{"id":"a"},{"id":"b","owner":null}])");
  CHECK(summary(api.items(R"([{"id":"a"},{"id":"b"}])")) == "create:a create:b");
}

TEST_CASE("the same key twice in one batch: the second sees what the first did") {
  Api api(by_id);
  auto result = api.items(R"([{"id":"a","v":1},{"id":"a","w":2}])");
  CHECK(summary(result) == "create:a update:a");
  CHECK(text_of(result.results[0].record) == R"({"id":"a","v":1})");
  CHECK(text_of(result.results[1].record) == R"({"id":"a","v":1,"w":2})");
  CHECK(api.stored() == R"([{"id":"a","v":1,"w":2}])");
}
