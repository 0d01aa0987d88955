#include "contract/json_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "contract/short_name.h"

namespace contract::json_detail {

namespace {

using simdjson::dom::element_type;

// Tells whether a name may have been there before. Three bits of a hash, each in a set of its own:
// among a dozen names one looks like an earlier one in one object of sixty.
class NameFilter {
 public:
  bool seen_before(std::string_view name) {
    const std::uint64_t hash = ShortName(name).hash();
    const std::uint64_t a = hash >> 58, b = hash >> 52 & 63, c = hash >> 46 & 63;
    const bool seen = (first_ >> a & second_ >> b & third_ >> c & 1) != 0;
    first_ |= std::uint64_t{1} << a;
    second_ |= std::uint64_t{1} << b;
    third_ |= std::uint64_t{1} << c;
    return seen;
  }

 private:
  std::uint64_t first_ = 0, second_ = 0, third_ = 0;
};

std::optional<std::string_view> repeated(std::vector<std::string_view>& names) {
  constexpr std::size_t few = 12;
  if (names.size() <= few) {
    for (std::size_t i = 1; i < names.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (names[i] == names[j]) return names[i];
    return std::nullopt;
  }
  std::sort(names.begin(), names.end());
  const auto twin = std::adjacent_find(names.begin(), names.end());
  if (twin == names.end()) return std::nullopt;
  return *twin;
}

class Guard {
 public:
  explicit Guard(std::size_t limit) : limit_(limit) {}

  // `depth`: how many arrays and objects are around the value.
  bool passes(simdjson::dom::element value, std::size_t depth) {
    return !is_container(value) || container_passes(value, depth);
  }
  std::optional<Error>& refusal() { return refusal_; }

 private:
  bool refuse(Error error) {
    refusal_ = std::move(error);
    return false;
  }

  static bool is_container(simdjson::dom::element value) {
    const element_type type = value.type();
    return type == element_type::OBJECT || type == element_type::ARRAY;
  }

  bool container_passes(simdjson::dom::element value, std::size_t depth) {
    if (depth == limit_) return refuse(nested_too_deep(limit_));
    simdjson::dom::object object;
    if (value.get_object().get(object) == simdjson::SUCCESS) return members_pass(object, depth + 1);
    simdjson::dom::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return true;
    for (const simdjson::dom::element each : array)
      if (!passes(each, depth + 1)) return false;
    return true;
  }

  bool members_pass(simdjson::dom::object object, std::size_t depth) {
    NameFilter names;
    bool alike = false;  // two names that may be the same
    for (const simdjson::dom::key_value_pair member : object) {
      alike = names.seen_before(member.key) || alike;
      if (!passes(member.value, depth)) return false;
    }
    return !alike || names_differ(object);
  }

  bool names_differ(simdjson::dom::object object) {
    std::vector<std::string_view> names;
    names.reserve(object.size());
    for (const simdjson::dom::key_value_pair member : object) names.push_back(member.key);
    if (const auto name = repeated(names)) return refuse(duplicate_name(*name));
    return true;
  }

  std::size_t limit_;
  std::optional<Error> refusal_;
};

}  // namespace

Error invalid_json(std::string message) { return {"invalid-json", std::move(message), {}}; }

Error duplicate_name(std::string_view name) {
  return invalid_json(
      fmt::format("the member name \"{}\" occurs twice in one object", name.substr(0, 60)));
}

Error nested_too_deep(std::size_t limit) {
  return invalid_json(fmt::format("arrays and objects are nested more than {} levels deep", limit));
}

std::optional<Error> refusal_of(simdjson::dom::element root, std::size_t limit) {
  Guard guard(limit);
  if (guard.passes(root, 0)) return std::nullopt;
  return std::move(guard.refusal());
}

}  // namespace contract::json_detail
