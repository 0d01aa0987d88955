#include "contract/json_guard.h"

#include <random>
#include <set>
#include <string>
#include <vector>

#include "contract/parse_json.h"
#include "contract/short_name.h"
#include "support/catch.h"

namespace {

std::string random_name(std::mt19937& random) {
  std::string name;
  for (std::size_t left = random() % 20; left > 0; --left) name += "ab"[random() % 2];
  return name;
}

std::string object_of(const std::vector<std::string>& names) {
  std::string text = "{";
  for (const std::string& name : names) {
    if (text.size() > 1) text += ',';
    text += '"' + name + "\":[{}]";
  }
  return text + '}';
}

}  // namespace

TEST_CASE("an object is refused exactly when a name occurs twice in it") {
  std::mt19937 random(3);
  int refused = 0;
  for (int round = 0; round < 5'000; ++round) {
    std::vector<std::string> names;
    for (std::size_t left = random() % 40; left > 0; --left) names.push_back(random_name(random));
    const bool differ = std::set(names.begin(), names.end()).size() == names.size();
    const std::string text = object_of(names);
    if (contract::parse_json(text).has_value() != differ) FAIL("wrong about " << text);
    if (!differ) ++refused;
  }
  CHECK(refused > 500);
  CHECK(refused < 4'500);
}

TEST_CASE("a name that occurs twice is found in the innermost object of an array") {
  const auto parsed = contract::parse_json(R"([1, {"a": [2, {"b": 1, "c": 2, "b": 3}]}])");
  REQUIRE(!parsed);
  CHECK(parsed.error().message == "the member name \"b\" occurs twice in one object");
  CHECK(contract::parse_json(R"([{"a": 1}, {"a": {"a": 1}}])").has_value());
}

TEST_CASE("short names are equal exactly when the texts are, up to 16 bytes") {
  std::mt19937 random(5);
  int equal = 0;
  for (int round = 0; round < 200'000; ++round) {
    const std::string a = random_name(random).substr(0, contract::ShortName::exact);
    const std::string b = round % 2 == 0 ? random_name(random).substr(0, 16) : a;
    const contract::ShortName first(a), second(b);
    if ((first == second) != (a == b)) FAIL("wrong about " << a << " and " << b);
    if (a == b && first.hash() != second.hash()) FAIL("two hashes of " << a);
    if (a == b) ++equal;
  }
  CHECK(equal > 100'000);
}
