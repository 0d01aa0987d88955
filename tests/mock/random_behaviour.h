#pragma once
// Random declarations and requests for the differential test. Small pools, so that keys collide.
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/mock/naive_model.h"

namespace naive {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::mt19937_64 random_;
};

struct Sent {
  json body;
  std::vector<Item> items;
};

// A behaviour.yaml (as JSON) with operation "op" over collection "things"; "others" is referred to.
json random_behaviour(Dice& dice);
Sent random_request(Dice& dice, const json& behaviour);
json random_record(Dice& dice);  // as a seed would bring it in

}  // namespace naive
