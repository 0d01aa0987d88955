#pragma once
// The three shapes JSON has here:
//   Json      a tree we own and may change: documents, declarations, answers made by hand.
//   JsonView  a read-only handle on a parsed value, whoever parsed it. Valid while its owner lives.
//   JsonText  compact serialised JSON; what records, keys and rendered values are made of.
#include <simdjson.h>

#include <compare>
#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "contract/error.h"

namespace contract {

// Members keep the order they were written in. Its operator== is order-sensitive: use `equal`.
using Json = nlohmann::ordered_json;

enum class JsonType : std::uint8_t { null, boolean, number, string, array, object };
// The word JSON Schema uses: "null", "boolean", "number", "string", "array", "object".
std::string_view to_string(JsonType type);

// A JSON number as it was read: exact for 64-bit integers, binary64 for everything else.
struct Number {
  std::variant<std::int64_t, std::uint64_t, double> value;

  double as_double() const;
  bool is_integer() const;  // by value: 1.0 is an integer (JSON Schema 2020-12 core section 4.2.3)
  std::partial_ordering compare(const Number& other) const;  // exact across the three kinds
};

// A value inside a simdjson document. Cheap to copy; the document outlives it.
class SimdView {
 public:
  explicit SimdView(simdjson::dom::element element) : element_(element) {}
  JsonType type() const;
  bool boolean() const { return bool(element_.get_bool().value_unsafe()); }
  Number number() const;
  std::string_view string() const { return element_.get_string().value_unsafe(); }
  std::size_t size() const;                                   // of an array or object
  std::optional<SimdView> find(std::string_view name) const;  // member of an object; else nothing
  std::optional<SimdView> at(std::size_t index) const;        // linear in `index`
  // f(SimdView) or f(std::string_view name, SimdView); stops when f returns false. Other types: no
  // call.
  template <class F>
  bool each_element(F&& f) const {
    simdjson::dom::array array;
    if (element_.get_array().get(array) != simdjson::SUCCESS) return true;
    for (simdjson::dom::element e : array)
      if (!f(SimdView(e))) return false;
    return true;
  }
  template <class F>
  bool each_member(F&& f) const {
    simdjson::dom::object object;
    if (element_.get_object().get(object) != simdjson::SUCCESS) return true;
    for (simdjson::dom::key_value_pair member : object)
      if (!f(member.key, SimdView(member.value))) return false;
    return true;
  }

 private:
  simdjson::dom::element element_;
};

// A value inside a Json tree, same interface.
class TreeView {
 public:
  explicit TreeView(const Json& json) : json_(&json) {}
  JsonType type() const;
  bool boolean() const;
  Number number() const;
  std::string_view string() const;
  std::size_t size() const;
  std::optional<TreeView> find(std::string_view name) const;
  std::optional<TreeView> at(std::size_t index) const;
  template <class F>
  bool each_element(F&& f) const {
    return for_each(nullptr, [&](std::string_view, TreeView value) { return f(value); });
  }
  template <class F>
  bool each_member(F&& f) const {
    return for_each(this, f);
  }
  const Json& json() const { return *json_; }

 private:
  // Elements when `members` is null, members otherwise; a value of another type has neither.
  bool for_each(const TreeView* members,
                const std::function<bool(std::string_view, TreeView)>& f) const;

  const Json* json_;
};

// Either of them, for code that is not hot enough to be a template over the two.
class JsonView {
 private:
  template <class View>
  static std::optional<JsonView> lift(std::optional<View> view) {
    if (!view) return std::nullopt;
    return JsonView(*view);
  }

 public:
  JsonView(SimdView view) : view_(view) {}               // NOLINT: a view is either kind
  JsonView(TreeView view) : view_(view) {}               // NOLINT
  JsonView(const Json& json) : view_(TreeView(json)) {}  // NOLINT
  JsonView(const Json&&) = delete;                       // would dangle

  template <class F>
  decltype(auto) visit(F&& f) const {
    return std::visit(std::forward<F>(f), view_);
  }

  JsonType type() const {
    return visit([](auto v) { return v.type(); });
  }
  bool boolean() const {
    return visit([](auto v) { return v.boolean(); });
  }
  Number number() const {
    return visit([](auto v) { return v.number(); });
  }
  std::string_view string() const {
    return visit([](auto v) { return v.string(); });
  }
  std::size_t size() const {
    return visit([](auto v) { return v.size(); });
  }
  std::optional<JsonView> find(std::string_view name) const {
    return visit([&](auto v) { return lift(v.find(name)); });
  }
  std::optional<JsonView> at(std::size_t index) const {
    return visit([&](auto v) { return lift(v.at(index)); });
  }
  template <class F>
  bool each_element(F&& f) const {
    return visit([&](auto v) { return v.each_element([&](auto e) { return f(JsonView(e)); }); });
  }
  template <class F>
  bool each_member(F&& f) const {
    return visit([&](auto v) {
      return v.each_member([&](std::string_view name, auto e) { return f(name, JsonView(e)); });
    });
  }

 private:
  std::variant<SimdView, TreeView> view_;
};

// By value, as JSON Schema compares: members in any order, 1 == 1.0, strings by code point.
bool equal(const JsonView& a, const JsonView& b);

// Compact JSON text of one value. `text` is always valid JSON; build it with the functions below.
struct JsonText {
  std::string text;

  bool operator==(const JsonText&) const = default;
};
JsonText to_json_text(const JsonView& value);
JsonText quoted(std::string_view plain);                       // a JSON string of this text
void append_json(std::string& out, const JsonView& value);     // appends the compact text
void append_quoted(std::string& out, std::string_view plain);  // appends a JSON string
// As an expression embedded in text shows it: a string's characters, else the JSON text.
std::string plain_text(std::string_view json_text);
// design section 5: null, false, 0, "", "0" and "false" are false, everything else is true.
bool truthy(std::string_view json_text);
// By value; texts that differ only in layout, escapes, member order or 1 against 1.0 are equal.
bool equal_text(std::string_view json_text_a, std::string_view json_text_b);

}  // namespace contract
