#include "tests/mock/random_behaviour.h"

namespace naive {

namespace {

// Member → what it may hold. Often the same, so that items meet; sometimes what is no key.
const std::vector<std::pair<std::string, std::vector<json>>> members = {
    {"a",
     {"1", 1, "2", "2", "3", "1", 2, "2", "3", true, "true", "null", nullptr, "",
      json::array({1})}},
    {"b", {"x", "x", "y", 1, nullptr, ""}},
    {"id", {1, 2, "3", 4, nullptr, ""}},
    {"name", {"n", "m", nullptr, 5, "n"}},
    {"flag", {true, false, 0, 1, "0", "", "false", nullptr, json::array(), 0.0, "no"}},
    {"w", {"u", "v", 1}},
    {"f", {1, 1, 2, "1", nullptr}},
    {"g", {1, "1", 2, nullptr}},
    {"top", {true, true, false, "true"}},
    {"num", {3, nullptr}},
    {"rev", {"mine"}},
    {"made", {"mine"}},
    {"note", {"secret"}},
    {"ref", {1, "1", 2, "9", nullptr, ""}},
    {"_delete", {true, true, false, 0, 1, "0", "yes", nullptr}}};

json random_nested(Dice& dice) {
  static const std::vector<json> values = {"1", 1, 2, nullptr};
  if (dice.chance(10)) return 5;
  json nested = json::object();
  for (const char* name : {"x", "y", "z", "own"})
    if (dice.chance(name[0] == 'x' ? 80 : 35)) nested[name] = dice.pick(values);
  return nested;
}

json random_object(Dice& dice) {
  json object = json::object();
  for (const auto& [name, values] : members) {
    const bool key = name == "a" || name == "b";
    const bool rare = name == "_delete" || name == "id" || name == "ref";
    if (dice.chance(key ? 92 : rare ? 22 : 35)) object[name] = dice.pick(values);
  }
  if (dice.chance(50)) object["n"] = random_nested(dice);
  return object;
}

Item item_of(Dice& dice, json value) {
  Item item{std::move(value), {}};
  if (!item.value.is_object()) return item;
  if (dice.chance(50))
    for (const char* name : {"a", "b"})
      if (!item.value.contains(name))
        item.violations.push_back({{"keyword", "required"},
                                   {"pointer", ""},
                                   {"property", name},
                                   {"message", std::string(name) + " is missing"}});
  if (item.value.value("name", json()) == 5)
    item.violations.push_back({{"keyword", "type"},
                               {"pointer", "/name"},
                               {"property", ""},
                               {"message", "name is no string"}});
  return item;
}

}  // namespace

json random_record(Dice& dice) {
  json record = random_object(dice);
  record.erase("_delete");
  return record;
}

Sent random_request(Dice& dice, const json& behaviour) {
  static const std::vector<json> scopes = {"u", "u", "v", 1};
  static const std::vector<json> modes = {true, false, "0", "x", nullptr};
  static const std::vector<json> atomics = {true, false, 0, "false", nullptr};
  const json& batch = behaviour["operations"]["op"]["batch"];
  const bool bare =
      batch.contains("key") && batch["key"].is_object() && batch["key"].value("/a", "") == "$item";
  const bool literal = batch["items"].is_array();
  Sent sent;
  json values = json::array();
  for (std::size_t i = literal ? 2 : dice.below(6); i > 0; --i) {
    json value = bare && dice.chance(80) ? dice.pick(members.front().second) : random_object(dice);
    sent.items.push_back(literal ? Item{value, {}} : item_of(dice, value));
    values.push_back(std::move(value));
  }
  if (batch["items"] == "$request.body") {
    sent.body = values;
    return sent;
  }
  sent.body = {{"kf", dice.chance(60) ? "a" : "b"}};
  if (literal)
    sent.body.update({{"one", values[0]}, {"two", values[1]}});
  else
    sent.body["items"] = values;
  if (dice.chance(80)) sent.body["scope"] = dice.pick(scopes);
  if (dice.chance(70)) sent.body["mode"] = dice.pick(modes);
  if (dice.chance(70)) sent.body["atomic"] = dice.pick(atomics);
  return sent;
}

}  // namespace naive
