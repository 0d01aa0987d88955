#pragma once
// The first half of the naive model: what an item finds, and which situation that is.
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/mock/naive_model.h"
#include "tests/mock/naive_records.h"

namespace naive {

// One item on its way through the table.
struct Turn {
  std::size_t index = 0;
  const Item* item = nullptr;
  bool broken = false;  // its violations count
  Key key;
  std::vector<int> found;  // ids
  std::optional<int> one;  // the record the item is about
  std::string situation;
  json environment;
};

class Table {
 public:
  Table(const json& behaviour, const json& body, const std::vector<Item>& items, World world);

  bool atomic() const;
  bool in_scope(const json& record) const;
  Thing* thing(int id);
  Turn turn_of(std::size_t index);
  std::string key_name(const Turn& turn) const;
  // Of a record that no item names: the first field of the first map.
  std::pair<std::optional<json>, std::string> key_of_record(const json& record) const;
  std::string situation_of(const Turn& turn);
  // "update", "fail NAME", "reject", …
  std::string verb_of(const std::string& situation, const json& environment) const;
  std::string error_name(const Turn& turn, const std::string& verb) const;
  json error_of(const std::string& name, const json& environment) const;
  // What "update" or "replace" makes of the record, before `generate`.
  json fresh_record(const Turn& turn, const std::string& verb, const json& old);
  Shape shape(const json& environment);
  void remember(const Turn& turn);

  const json& behaviour;
  const json& batch;
  const json& collection;
  World world;
  json base;  // of every environment

 private:
  Key key_of(const json& environment) const;
  bool has_key(const json& record, const Key& key) const;
  bool excused(const Turn& turn) const;
  const json* message_for(const json& violation) const;
  json worded(const Turn& turn, json violation) const;
  std::optional<json> cell(const std::string& situation) const;
  std::string situation_of_one(const Turn& turn, const json& old);
  std::uint64_t next_number(const std::string& pointer);

  const std::vector<Item>& items_;
  std::vector<json> maps_;
  std::vector<Key> seen_;
};

}  // namespace naive
