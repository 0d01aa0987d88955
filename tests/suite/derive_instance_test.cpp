#include "suite/derive_instance.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/behaviour.h"
#include "support/catch.h"

namespace {

using namespace suite::derive_detail;

// One operation whose body has this schema.
contract::OpenApiPtr api_with(const std::string& schema) {
  const std::string text = R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/x":
    {"post":{"operationId":"x","requestBody":{"content":{"application/json":{"schema":)" +
                           schema + R"(}}},"responses":{"200":{"description":"ok"}}}}}})";
  auto document = contract::Document::parse(text, "t.json");
  REQUIRE(document);
  auto api = contract::load_openapi(*document);
  REQUIRE(api);
  return *api;
}

struct Derived {
  contract::OpenApiPtr api;
  std::vector<DerivedPair> pairs;
};

Derived derive_all(const std::string& schema) {
  Derived derived{api_with(schema), {}};
  const Json& root = (*derived.api->operations[0].request_body->content[0].node)["schema"];
  const auto judges = Judges::compile(*derived.api, {&root});
  REQUIRE(judges);
  const Maker maker(*derived.api->documents, derived.api->dialect, *judges, 0);
  const auto& whole = derived.api->operations[0].request_body->content[0].schema;
  for (const Pair& pair : pairs_of(root, *derived.api->documents, derived.api->dialect)) {
    derived.pairs.push_back(derive_pair(pair, root, {}, maker));
    for (const Probe& probe : derived.pairs.back().probes)
      for (const Json& instance : probe.instances) {
        INFO(pair.pointer() << " " << pair.keyword << " " << instance.dump());
        CHECK(whole->accepts(instance) == probe.inside);
      }
  }
  return derived;
}

const DerivedPair& find(const Derived& derived, const std::string& pointer,
                        const std::string& keyword) {
  for (const DerivedPair& each : derived.pairs)
    if (each.pair.pointer() == pointer && each.pair.keyword == keyword) return each;
  FAIL("no pair " << pointer << " " << keyword);
  return derived.pairs.front();
}

std::vector<Json> instances(const DerivedPair& pair, bool inside) {
  std::vector<Json> all;
  for (const Probe& probe : pair.probes)
    if (probe.inside == inside)
      all.insert(all.end(), probe.instances.begin(), probe.instances.end());
  return all;
}

}  // namespace

TEST_CASE("a bound is met exactly, and missed by one") {
  const auto derived = derive_all(R"({"type":"object","properties":{
    "text":{"type":"string","minLength":2,"maxLength":5},
    "count":{"type":"integer","minimum":3,"maximum":9},
    "list":{"type":"array","minItems":1,"maxItems":4,"items":{"type":"string"}},
    "share":{"type":"number","exclusiveMinimum":0,"multipleOf":0.25}}})");
  for (const auto& pair : derived.pairs) {
    INFO(pair.pair.pointer() << " " << pair.pair.keyword);
    CHECK_FALSE(pair.reason);
  }
  for (const Json& each : instances(find(derived, "/text", "maxLength"), false))
    CHECK(each["text"].get<std::string>().size() == 6);
  for (const Json& each : instances(find(derived, "/text", "minLength"), true))
    CHECK(each["text"].get<std::string>().size() == 2);
  CHECK(instances(find(derived, "/count", "maximum"), false).front()["count"] == 10);
  CHECK(instances(find(derived, "/list", "maxItems"), false).front()["list"].size() == 5);
}

TEST_CASE("of a choice every member is tried, and of required members each is left out") {
  const auto derived = derive_all(R"({"type":"object","required":["a","b"],"properties":{
    "a":{"enum":["x","y",3]},"b":{"type":["string","null"]}}})");
  CHECK(instances(find(derived, "/a", "enum"), true).size() >= 3);
  const auto without = instances(find(derived, "", "required"), false);
  CHECK(std::any_of(without.begin(), without.end(),
                    [](const Json& each) { return !each.contains("a"); }));
  CHECK(std::any_of(without.begin(), without.end(),
                    [](const Json& each) { return !each.contains("b"); }));
}

TEST_CASE("branches, dependencies and closed objects are derived through references") {
  const auto derived = derive_all(R"({"oneOf":[
    {"type":"object","required":["kind","card"],"additionalProperties":false,
     "properties":{"kind":{"const":"card"},"card":{"type":"string","pattern":"^[0-9]{4}$"}}},
    {"type":"object","required":["kind"],"additionalProperties":false,
     "dependentRequired":{"iban":["owner"]},
     "properties":{"kind":{"const":"bank"},"iban":{"type":"string"},"owner":{"type":"string"}}}]})");
  for (const auto& pair : derived.pairs) {
    INFO(pair.pair.pointer() << " " << pair.pair.keyword);
    CHECK_FALSE(pair.reason);
  }
}

TEST_CASE("a schema that contains itself is entered once") {
  const auto api = api_with(
      R"({"type":"object","properties":{"child":{"$ref":"#/paths/~1x/post/requestBody/content/application~1json/schema"},"n":{"type":"integer"}}})");
  const Json& root = (*api->operations[0].request_body->content[0].node)["schema"];
  CHECK(pairs_of(root, *api->documents, api->dialect).size() == 2);
}

TEST_CASE("what cannot be derived says why") {
  const auto derived =
      derive_all(R"({"type":"object","propertyNames":{"type":"string"},"properties":{
    "odd":{"type":"string","pattern":"^(?=a)[a-z]+$"},"huge":{"type":"array","maxItems":1000000}}})");
  CHECK(find(derived, "", "propertyNames").reason == Reason::names_are_text);
  CHECK(find(derived, "/odd", "pattern").reason == Reason::pattern_too_complex);
  CHECK(find(derived, "/huge", "maxItems").reason == Reason::too_large);
}
