#include "contract/json.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace contract {

namespace {

constexpr double two_to_63 = 9223372036854775808.0;
constexpr double two_to_64 = 18446744073709551616.0;

std::partial_ordering reversed(std::partial_ordering order) { return 0 <=> order; }

std::partial_ordering compare_integers(std::int64_t a, std::uint64_t b) {
  if (a < 0) return std::partial_ordering::less;
  return static_cast<std::uint64_t>(a) <=> b;
}

// Exact: converting a 64-bit integer to binary64 first would lose bits.
std::partial_ordering compare_with_double(std::int64_t a, double b) {
  if (std::isnan(b)) return std::partial_ordering::unordered;
  if (b >= two_to_63) return std::partial_ordering::less;
  if (b < -two_to_63) return std::partial_ordering::greater;
  const double whole = std::trunc(b);
  if (const auto order = a <=> static_cast<std::int64_t>(whole); order != 0) return order;
  return 0.0 <=> (b - whole);
}

std::partial_ordering compare_with_double(std::uint64_t a, double b) {
  if (std::isnan(b)) return std::partial_ordering::unordered;
  if (b >= two_to_64) return std::partial_ordering::less;
  if (b < 0) return std::partial_ordering::greater;
  const double whole = std::trunc(b);
  if (const auto order = a <=> static_cast<std::uint64_t>(whole); order != 0) return order;
  return 0.0 <=> (b - whole);
}

struct Compare {
  std::partial_ordering operator()(std::int64_t a, std::int64_t b) const { return a <=> b; }
  std::partial_ordering operator()(std::uint64_t a, std::uint64_t b) const { return a <=> b; }
  std::partial_ordering operator()(double a, double b) const { return a <=> b; }
  std::partial_ordering operator()(std::int64_t a, std::uint64_t b) const {
    return compare_integers(a, b);
  }
  std::partial_ordering operator()(std::uint64_t a, std::int64_t b) const {
    return reversed(compare_integers(b, a));
  }
  template <class Integer>
  std::partial_ordering operator()(Integer a, double b) const {
    return compare_with_double(a, b);
  }
  template <class Integer>
  std::partial_ordering operator()(double a, Integer b) const {
    return reversed(compare_with_double(b, a));
  }
};

bool equal_members(const JsonView& a, const JsonView& b) {
  return a.size() == b.size() && a.each_member([&](std::string_view name, const JsonView& value) {
    const auto other = b.find(name);
    return other && equal(value, *other);
  });
}

bool equal_elements(const JsonView& a, const JsonView& b) {
  if (a.size() != b.size()) return false;
  std::vector<JsonView> others;
  others.reserve(b.size());
  b.each_element([&](const JsonView& value) {
    others.push_back(value);
    return true;
  });
  std::size_t i = 0;
  return a.each_element([&](const JsonView& value) { return equal(value, others[i++]); });
}

}  // namespace

std::string_view to_string(JsonType type) {
  static constexpr std::array<std::string_view, 6> names = {"null",   "boolean", "number",
                                                            "string", "array",   "object"};
  return names[static_cast<std::size_t>(type)];
}

double Number::as_double() const {
  return std::visit([](auto v) { return static_cast<double>(v); }, value);
}

bool Number::is_integer() const {
  const double* real = std::get_if<double>(&value);
  return real == nullptr || (std::isfinite(*real) && std::trunc(*real) == *real);
}

std::partial_ordering Number::compare(const Number& other) const {
  return std::visit(Compare{}, value, other.value);
}

JsonType SimdView::type() const {
  switch (element_.type()) {
    case simdjson::dom::element_type::ARRAY:
      return JsonType::array;
    case simdjson::dom::element_type::OBJECT:
      return JsonType::object;
    case simdjson::dom::element_type::STRING:
      return JsonType::string;
    case simdjson::dom::element_type::BOOL:
      return JsonType::boolean;
    case simdjson::dom::element_type::NULL_VALUE:
      return JsonType::null;
    default:
      return JsonType::number;
  }
}

Number SimdView::number() const {
  switch (element_.type()) {
    case simdjson::dom::element_type::INT64:
      return {element_.get_int64().value_unsafe()};
    case simdjson::dom::element_type::UINT64:
      return {element_.get_uint64().value_unsafe()};
    default:
      return {element_.get_double().value_unsafe()};
  }
}

std::size_t SimdView::size() const {
  simdjson::dom::array array;
  if (element_.get_array().get(array) == simdjson::SUCCESS) return array.size();
  simdjson::dom::object object;
  if (element_.get_object().get(object) == simdjson::SUCCESS) return object.size();
  return 0;
}

std::optional<SimdView> SimdView::find(std::string_view name) const {
  simdjson::dom::object object;
  simdjson::dom::element found;
  if (element_.get_object().get(object) != simdjson::SUCCESS) return std::nullopt;
  if (name.data() == nullptr) name = "";  // simdjson compares what it is given with memcmp
  if (object.at_key(name).get(found) != simdjson::SUCCESS) return std::nullopt;
  return SimdView(found);
}

std::optional<SimdView> SimdView::at(std::size_t index) const {
  simdjson::dom::array array;
  simdjson::dom::element found;
  if (element_.get_array().get(array) != simdjson::SUCCESS) return std::nullopt;
  if (array.at(index).get(found) != simdjson::SUCCESS) return std::nullopt;
  return SimdView(found);
}

JsonType TreeView::type() const {
  switch (json_->type()) {
    case Json::value_t::array:
      return JsonType::array;
    case Json::value_t::object:
      return JsonType::object;
    case Json::value_t::string:
      return JsonType::string;
    case Json::value_t::boolean:
      return JsonType::boolean;
    case Json::value_t::null:
      return JsonType::null;
    default:
      return JsonType::number;
  }
}

bool TreeView::boolean() const { return json_->get<bool>(); }

Number TreeView::number() const {
  if (json_->is_number_unsigned()) {
    const auto value = json_->get<std::uint64_t>();
    if (value <= static_cast<std::uint64_t>(INT64_MAX)) return {static_cast<std::int64_t>(value)};
    return {value};
  }
  if (json_->is_number_integer()) return {json_->get<std::int64_t>()};
  return {json_->get<double>()};
}

std::string_view TreeView::string() const { return json_->get_ref<const std::string&>(); }

std::size_t TreeView::size() const { return json_->is_structured() ? json_->size() : 0; }

std::optional<TreeView> TreeView::find(std::string_view name) const {
  if (!json_->is_object()) return std::nullopt;
  const auto found = json_->find(name);
  if (found == json_->end()) return std::nullopt;
  return TreeView(*found);
}

std::optional<TreeView> TreeView::at(std::size_t index) const {
  if (!json_->is_array() || index >= json_->size()) return std::nullopt;
  return TreeView((*json_)[index]);
}

bool TreeView::for_each(const TreeView* members,
                        const std::function<bool(std::string_view, TreeView)>& f) const {
  if (members == nullptr ? !json_->is_array() : !json_->is_object()) return true;
  for (auto it = json_->begin(); it != json_->end(); ++it)
    if (!f(members == nullptr ? std::string_view() : std::string_view(it.key()), TreeView(*it)))
      return false;
  return true;
}

bool equal(const JsonView& a, const JsonView& b) {
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case JsonType::null:
      return true;
    case JsonType::boolean:
      return a.boolean() == b.boolean();
    case JsonType::number:
      return a.number().compare(b.number()) == 0;
    case JsonType::string:
      return a.string() == b.string();
    case JsonType::array:
      return equal_elements(a, b);
    case JsonType::object:
      return equal_members(a, b);
  }
  return false;
}

}  // namespace contract
