#pragma once
// Random requests to the bundled and the foreign APIs, valid and broken ones.
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "contract/http.h"

namespace random_batches {

using Json = nlohmann::json;

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return n == 0 ? 0 : engine_() % n; }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <class T>
  const T& of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937 engine_;
};

struct Sent {
  std::string method, target;
  Json body;
};

// Random requests of one API.
struct Api {
  std::string folder;
  contract::Headers headers;
  std::function<Sent(Random&)> next;
};

const std::vector<Api>& apis();
contract::Request request_of(const Api& api, const Sent& sent);

}  // namespace random_batches
