#pragma once
// What the verbs make of a record: the part of the naive model that knows the collection.
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/mock/naive_values.h"

namespace naive {

// Which key map was used and what it says; -1: none is complete.
struct Key {
  int map = -1;
  std::vector<std::pair<std::string, json>> members;  // pointer of the record, value

  bool operator==(const Key& other) const;  // same map, same texts
};

// Everything that decides what is stored of one item.
struct Shape {
  const json& collection;
  const json& batch;
  const json& environment;
  std::function<std::uint64_t(const std::string& pointer)> next_number;
};

std::string pointer_of(const std::string& field);  // a bare name is a pointer of one token
json created(const Shape& shape, const json& item, const Key& key);
// Before `generate`: what `unchanged` looks at.
json updated(const Shape& shape, const json& item, const Key& key, const json& old);
json replaced(const Shape& shape, const json& item, const Key& key, const json& old);
// generate.update and generate.change on top.
json touched(const Shape& shape, const json& fresh, const json& old);

}  // namespace naive
