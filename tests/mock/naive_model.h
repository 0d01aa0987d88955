#pragma once
// The batch runner once more, slow and plain, written from docs/behaviour.md: every lookup is a
// scan and the declaration is read as it stands in the file. The differential test compares the
// two.
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/mock/naive_values.h"

namespace naive {

struct Thing {
  int id = 0;
  json record;
};

// The partition of the batch's collection, which is seeded, and that of the one it refers to.
struct World {
  std::vector<Thing> things;  // in order of creation
  int next_id = 1;
  std::uint64_t sequence = 0;
  std::vector<json> others;
  bool others_seeded = false;
};

struct Item {
  json value;
  std::vector<json> violations;  // {keyword, pointer (below the item), property, message}
};

struct Result {
  std::size_t index = 0;
  std::optional<json> key;
  std::string key_name;
  std::string verb;
  std::string action;
  bool ok = true;
  bool aborted = false;
  std::optional<json> record;
  std::optional<json> error;
  std::string situation;  // why; not part of the answer
};

struct Answer {
  std::string outcome;
  bool atomic = false;
  std::size_t total = 0, succeeded = 0, failed = 0;
  std::vector<Result> results;
  std::optional<json> error;
  std::optional<std::size_t> first_failed;
};

// `behaviour` is a behaviour.yaml with one operation "op" that has a batch. Changes `world` when
// the outcome is complete or partial.
Answer run(const json& behaviour, const json& body, const std::vector<Item>& items, World& world);

}  // namespace naive
