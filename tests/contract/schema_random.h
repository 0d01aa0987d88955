#pragma once
// Random schemas of a draft-7 subset, and instances that often fit them.
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>

namespace schema_random {

using Value = nlohmann::json;

// The keywords the generator uses; a differential test counts them.
const std::set<std::string>& keywords();

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}
  Value schema();                       // with definitions, some of them recursive
  Value instance(const Value& schema);  // aims to fit; every so often it is spoilt

 private:
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  template <class T>
  const T& any_of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

  Value subschema(int depth);
  void add_number(Value& schema);
  void add_string(Value& schema);
  void add_array(Value& schema, int depth);
  void add_object(Value& schema, int depth);
  void add_combination(Value& schema, int depth);
  Value any_value(int depth);
  Value fitting(const Value& schema, int depth);
  Value fitting_number(const Value& schema);
  Value fitting_string(const Value& schema);
  Value fitting_array(const Value& schema, int depth);
  Value fitting_object(const Value& schema, int depth);
  void spoil(Value& value);

  std::mt19937 random_;
  const Value* root_ = nullptr;
};

// Calls f with every keyword that occurs in the schema (not in enum or const).
void each_keyword(const Value& schema, const std::function<void(const std::string&)>& f);

}  // namespace schema_random
