#include "contract/schema_unique.h"

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

namespace contract::schema_detail {
namespace {

// Differs from run to run, so that nobody can prepare elements that collide.
std::size_t seed() {
  static const std::size_t value = std::random_device{}();
  return value;
}

std::size_t mixed(std::size_t hash, std::size_t more) {
  return (hash ^ (more + 0x9E3779B97F4A7C15U + (hash << 6) + (hash >> 2))) * 0xFF51AFD7ED558CCDU;
}

// Equal values have equal hashes: numbers by binary64, members in any order.
std::size_t hash_of(const JsonView& value) {
  std::size_t hash = mixed(seed(), static_cast<std::size_t>(value.type()));
  switch (value.type()) {
    case JsonType::null:
      return hash;
    case JsonType::boolean:
      return mixed(hash, value.boolean() ? 1 : 2);
    case JsonType::number:
      return mixed(hash, std::hash<double>{}(value.number().as_double() + 0.0));
    case JsonType::string:
      return mixed(hash, std::hash<std::string_view>{}(value.string()) ^ seed());
    case JsonType::array:
      value.each_element([&](const JsonView& element) {
        hash = mixed(hash, hash_of(element));
        return true;
      });
      return hash;
    case JsonType::object:
      break;
  }
  std::size_t members = 0;
  value.each_member([&](std::string_view name, const JsonView& member) {
    members += mixed(std::hash<std::string_view>{}(name) ^ seed(), hash_of(member));
    return true;
  });
  return mixed(hash, members);
}

struct Element {
  std::size_t hash;
  std::size_t position;
  JsonView value;
};

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> find_equal_elements(const JsonView& array) {
  std::vector<Element> elements;
  elements.reserve(array.size());
  array.each_element([&](const JsonView& value) {
    elements.push_back({hash_of(value), elements.size(), value});
    return true;
  });
  std::sort(elements.begin(), elements.end(), [](const Element& a, const Element& b) {
    return std::pair(a.hash, a.position) < std::pair(b.hash, b.position);
  });
  for (std::size_t i = 0; i < elements.size(); ++i) {
    for (std::size_t j = i + 1; j < elements.size() && elements[j].hash == elements[i].hash; ++j)
      if (equal(elements[i].value, elements[j].value))
        return std::pair{elements[i].position, elements[j].position};
  }
  return std::nullopt;
}

}  // namespace contract::schema_detail
