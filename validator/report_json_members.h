#pragma once
// Members of a JSON report whose types a schema has vouched for: they are as read here, or absent.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "contract/json.h"

namespace validator {

inline std::string text_at(const contract::JsonView& object, std::string_view name) {
  const auto member = object.find(name);
  return member ? std::string(member->string()) : std::string();
}

inline bool flag_at(const contract::JsonView& object, std::string_view name) {
  const auto member = object.find(name);
  return member && member->boolean();
}

inline std::uint64_t number_of(const contract::JsonView& value) {
  const auto number = value.number().value;
  if (const auto* small = std::get_if<std::int64_t>(&number))
    return static_cast<std::uint64_t>(std::max<std::int64_t>(*small, 0));
  if (const auto* large = std::get_if<std::uint64_t>(&number)) return *large;
  return static_cast<std::uint64_t>(std::clamp(std::get<double>(number), 0.0, 9e18));
}

inline std::uint64_t number_at(const contract::JsonView& object, std::string_view name) {
  const auto member = object.find(name);
  return member ? number_of(*member) : 0;
}

inline int small_at(const contract::JsonView& object, std::string_view name) {
  return static_cast<int>(
      std::min<std::uint64_t>(number_at(object, name), std::numeric_limits<int>::max()));
}

template <class F>
void each_in(const contract::JsonView& object, std::string_view list, F&& f) {
  if (const auto member = object.find(list))
    member->each_element([&](const contract::JsonView& element) {
      f(element);
      return true;
    });
}

}  // namespace validator
