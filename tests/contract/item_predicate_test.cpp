#include "contract/item_predicate.h"

#include <nlohmann/json.hpp>

#include "contract/predicate.h"
#include "support/catch.h"

using contract::Json;

namespace {

constexpr const char* of_item =
    R"({"required":["item"],"properties":{"item":{"required":["a"],"properties":{"a":{"const":""}}}}})";

bool holds(const Json& when, const Json* item) {
  const auto predicate = contract::compile_predicate(when);
  REQUIRE(predicate);
  contract::Scope scope;
  if (item) scope.item.emplace(*item);
  return contract::holds(*predicate, scope);
}

}  // namespace

TEST_CASE("a when about the item alone is put to the item") {
  const Json when = Json::parse(of_item);
  const Json* part = contract::item_part(when);
  REQUIRE(part);
  CHECK(*part == when["properties"]["item"]);
  const auto predicate = contract::compile_predicate(when);
  REQUIRE(predicate);
  const contract::Schema* schema = contract::item_schema(predicate->schema);
  REQUIRE(schema);
  const Json fits = Json::parse(R"({"a":""})");
  const Json does_not = Json::parse(R"({"a":"b"})");
  CHECK(schema->accepts(fits));
  CHECK_FALSE(schema->accepts(does_not));
}

TEST_CASE("it says what the whole would have said") {
  const Json when = Json::parse(of_item);
  for (const std::string text : {R"({"a":""})", R"({"a":"b"})", "{}", "null", "[]", R"("")"}) {
    INFO(text);
    const Json item = Json::parse(text);
    Json whole = when;
    whole["title"] = "not of the item alone, by its looks";
    CHECK(contract::item_part(whole) == nullptr);
    CHECK(holds(when, &item) == holds(whole, &item));
  }
  CHECK_FALSE(holds(when, nullptr));
}

TEST_CASE("a when about anything else keeps its instance") {
  for (const std::string text :
       {"true", "{}", R"({"required":["item"]})", R"({"properties":{"item":{"type":"object"}}})",
        R"({"required":["item","record"],"properties":{"item":{}}})",
        R"({"required":["item"],"properties":{"item":{},"record":{}}})",
        R"({"required":["record"],"properties":{"item":{}}})",
        R"({"required":["item"],"properties":{"item":{"anyOf":[{"$ref":"#/x"}]}}})"}) {
    INFO(text);
    CHECK(contract::item_part(Json::parse(text)) == nullptr);
  }
  const auto predicate = contract::compile_predicate(Json::parse("true"));
  REQUIRE(predicate);
  CHECK(contract::item_schema(predicate->schema) == nullptr);
  CHECK(contract::item_schema(nullptr) == nullptr);
}
