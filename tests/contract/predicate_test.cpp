#include "contract/predicate.h"

#include <nlohmann/json.hpp>

#include "contract/http.h"
#include "support/catch.h"

using contract::Json;
using contract::Predicate;
using contract::Record;

namespace {

// A request with one of everything, an item and a record.
struct Around {
  Json body = Json::parse(R"({"items":[{"a":1},{"a":2}],"mode":"x","deep":{"b":[1]}})");
  Json item = Json::parse(R"({"type":"email","value":"v","n":null})");
  Json stored = Json::parse(R"({"type":"phone","meta":{"x":1}})");
  Record record = Record::from(stored);
  contract::Request request{"PUT", "/p?q=1&q=2", {{"X-Mode", "a"}, {"x-mode", "b"}}, ""};
  contract::Facts facts;
  contract::Scope scope;
  Around() {
    facts.request = &request;
    facts.path_parameters = {{"id", "7"}};
    facts.query_parameters = {{"q", "1"}, {"q", "2"}};
    facts.body.emplace(body);
    facts.variables = {{"keyId", {"3"}}, {"name", {"\"n\""}}};
    scope.facts = &facts;
    scope.item.emplace(item);
    scope.record = &record;
  }
};

Predicate compile(const std::string& when) {
  auto predicate = contract::compile_predicate(Json::parse(when));
  REQUIRE(predicate);
  return *predicate;
}

bool test(const Around& around, const std::string& when) {
  return contract::holds(compile(when), around.scope);
}

std::string at(const std::string& member, const std::string& schema) {
  return R"({"required":[")" + member + R"("],"properties":{")" + member + "\":" + schema + "}}";
}

}  // namespace

TEST_CASE("a predicate sees path, query, header and body of the request") {
  Around around;
  CHECK(test(around, at("request", at("path", at("id", R"({"const":"7"})")))));
  CHECK(test(around, at("request", at("query", at("q", R"({"const":"1"})")))));
  CHECK(test(around, at("request", at("header", at("x-mode", R"({"const":"a, b"})")))));
  CHECK(test(around, at("request", at("body", at("mode", R"({"const":"x"})")))));
  CHECK(test(around, at("request", at("body", at("items", R"({"minItems":2,"maxItems":2})")))));
  CHECK_FALSE(test(around, at("request", at("header", R"({"required":["X-Mode"]})"))));
}

TEST_CASE("a predicate sees item, record and variables") {
  Around around;
  CHECK(test(around, at("item", at("type", R"({"const":"email"})"))));
  CHECK(test(around, at("item", at("n", R"({"type":"null"})"))));
  CHECK(test(around, at("record", at("meta", R"({"const":{"x":1}})"))));
  CHECK(test(around, at("variables", at("keyId", R"({"const":3})"))));
  CHECK(test(around, at("variables", at("name", R"({"const":"n"})"))));
}

TEST_CASE("what is not there is an absent member") {
  Around around;
  around.scope.item.reset();
  around.scope.record = nullptr;
  around.facts.body.reset();
  CHECK(test(around, R"({"not":{"required":["item"]}})"));
  CHECK(test(around, R"({"not":{"required":["record"]}})"));
  CHECK(test(around, at("request", R"({"not":{"required":["body"]}})")));
}

TEST_CASE("arrays and objects that are only asked for their type keep it") {
  Around around;
  CHECK(test(around, at("request", at("body", at("items", R"({"type":"array"})")))));
  CHECK(test(around, at("request", at("body", at("deep", R"({"type":"object"})")))));
  CHECK_FALSE(test(around, at("request", at("body", at("deep", R"({"type":"array"})")))));
}

TEST_CASE("a predicate that counts members sees all of them") {
  Around around;
  CHECK(test(around, at("item", R"({"minProperties":3,"maxProperties":3})")));
  CHECK(test(around, at("record", R"({"minProperties":2,"maxProperties":2})")));
  CHECK(test(around, R"({"minProperties":4,"maxProperties":4})"));
}

TEST_CASE("a predicate says whether it needs the record or the item") {
  CHECK(compile(at("record", "{}")).sees_record);
  CHECK_FALSE(compile(at("item", "{}")).sees_record);
  CHECK(compile(at("item", "{}")).sees_item);
  CHECK(compile(R"({"maxProperties":9})").sees_item);
}

TEST_CASE("one subject answers several predicates, again and again") {
  Around around;
  Predicate email = compile(at("item", at("type", R"({"const":"email"})")));
  Predicate value = compile(at("item", at("value", R"({"const":"v"})")));
  contract::Projection sees = email.sees;
  sees.add(value.sees);
  contract::PredicateSubject subject;
  subject.show(sees, around.scope);
  CHECK(subject.fits(email));
  CHECK(subject.fits(value));
  Json other = Json::parse(R"({"type":"email","value":"w"})");
  around.scope.item.emplace(other);
  subject.show(sees, around.scope);
  CHECK(subject.fits(email));
  CHECK_FALSE(subject.fits(value));
}

TEST_CASE("bytes that are no UTF-8 in a header do not hide the rest") {
  Around around;
  around.request.headers.set("X-Mode", "\xff");
  CHECK(test(around, at("request", at("header", R"({"required":["x-mode"]})"))));
}
