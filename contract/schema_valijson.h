#pragma once
// valijson, and an adapter through which it reads lowered schemas. The one it ships takes a
// std::map tree and spends most of the time of a compilation in its iterators. Only
// schema_compile.cpp includes this.
#define VALIJSON_USE_EXCEPTIONS 1
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/internal/adapter.hpp>
#include <valijson/internal/basic_adapter.hpp>
#include <valijson/internal/frozen_value.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#pragma GCC diagnostic pop

#include <nlohmann/json.hpp>

#include "contract/json.h"

namespace contract::schema_detail {

class LoweredAdapter;
using LoweredMember = std::pair<std::string, LoweredAdapter>;

class LoweredIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = LoweredAdapter;
  using difference_type = std::ptrdiff_t;
  using pointer = LoweredAdapter*;
  using reference = LoweredAdapter&;

  explicit LoweredIterator(const Json* at) : at_(at) {}
  LoweredAdapter operator*() const;
  bool operator==(const LoweredIterator& other) const { return at_ == other.at_; }
  LoweredIterator& operator++() {
    ++at_;
    return *this;
  }
  LoweredIterator operator++(int) {
    LoweredIterator before = *this;
    ++at_;
    return before;
  }
  void advance(std::ptrdiff_t steps) { at_ += steps; }

 private:
  const Json* at_;
};

class LoweredArray {
 public:
  using const_iterator = LoweredIterator;
  LoweredArray() = default;
  explicit LoweredArray(const Json::array_t& elements) : elements_(&elements) {}
  const_iterator begin() const { return const_iterator(elements_ ? elements_->data() : nullptr); }
  const_iterator end() const {
    return const_iterator(elements_ ? elements_->data() + elements_->size() : nullptr);
  }
  std::size_t size() const { return elements_ ? elements_->size() : 0; }

 private:
  const Json::array_t* elements_ = nullptr;
};

class LoweredMemberIterator {
 public:
  using Pair = Json::object_t::value_type;
  explicit LoweredMemberIterator(const Pair* at) : at_(at) {}
  LoweredMember operator*() const;
  valijson::adapters::DerefProxy<LoweredMember> operator->() const;
  bool operator==(const LoweredMemberIterator& other) const { return at_ == other.at_; }
  LoweredMemberIterator& operator++() {
    ++at_;
    return *this;
  }

 private:
  const Pair* at_;
};

class LoweredObject {
 public:
  using const_iterator = LoweredMemberIterator;
  LoweredObject() = default;
  explicit LoweredObject(const Json::object_t& members) : members_(&members) {}
  const_iterator begin() const { return const_iterator(members_ ? members_->data() : nullptr); }
  const_iterator end() const { return const_iterator(last()); }
  const_iterator find(const std::string& name) const {
    for (const auto* at = members_ ? members_->data() : nullptr; at != last(); ++at)
      if (at->first == name) return const_iterator(at);
    return end();
  }
  std::size_t size() const { return members_ ? members_->size() : 0; }

 private:
  const LoweredMemberIterator::Pair* last() const {
    return members_ ? members_->data() + members_->size() : nullptr;
  }
  const Json::object_t* members_ = nullptr;
};

class LoweredValue {
 public:
  LoweredValue() = default;
  explicit LoweredValue(const Json& json) : json_(&json) {}

  // Values are carried by own rules: no constraint of valijson's keeps one.
  valijson::adapters::FrozenValue* freeze() const { throw std::logic_error("nothing to freeze"); }
  opt::optional<LoweredArray> getArrayOptional() const {
    if (!isArray()) return {};
    return opt::make_optional(LoweredArray(json_->get_ref<const Json::array_t&>()));
  }
  opt::optional<LoweredObject> getObjectOptional() const {
    if (!isObject()) return {};
    return opt::make_optional(LoweredObject(json_->get_ref<const Json::object_t&>()));
  }
  bool getArraySize(std::size_t& size) const { return read(isArray(), json_->size(), size); }
  bool getObjectSize(std::size_t& size) const { return read(isObject(), json_->size(), size); }
  bool getBool(bool& value) const {
    if (isBool()) value = json_->get<bool>();
    return isBool();
  }
  bool getDouble(double&) const { return false; }
  bool getInteger(std::int64_t& value) const {
    if (isInteger()) value = json_->get<std::int64_t>();
    return isInteger();
  }
  bool getString(std::string& value) const {
    if (isString()) value = json_->get_ref<const std::string&>();
    return isString();
  }
  static bool hasStrictTypes() { return true; }
  bool isArray() const { return json_->is_array(); }
  bool isBool() const { return json_->is_boolean(); }
  bool isDouble() const { return false; }
  bool isInteger() const { return json_->is_number_integer(); }
  bool isNull() const { return json_->is_null(); }
  bool isNumber() const { return isInteger(); }
  bool isObject() const { return json_->is_object(); }
  bool isString() const { return json_->is_string(); }

 private:
  static bool read(bool right, std::size_t size, std::size_t& out) {
    if (right) out = size;
    return right;
  }
  static const Json& nothing() {
    static const Json null;
    return null;
  }
  const Json* json_ = &nothing();
};

class LoweredAdapter
    : public valijson::adapters::BasicAdapter<LoweredAdapter, LoweredArray, LoweredMember,
                                              LoweredObject, LoweredValue> {
 public:
  LoweredAdapter() = default;
  explicit LoweredAdapter(const Json& json) : BasicAdapter(LoweredValue(json)) {}
};

inline LoweredAdapter LoweredIterator::operator*() const { return LoweredAdapter(*at_); }
inline LoweredMember LoweredMemberIterator::operator*() const {
  return LoweredMember(at_->first, LoweredAdapter(at_->second));
}
inline valijson::adapters::DerefProxy<LoweredMember> LoweredMemberIterator::operator->() const {
  return valijson::adapters::DerefProxy<LoweredMember>(**this);
}

}  // namespace contract::schema_detail

template <>
struct valijson::adapters::AdapterTraits<contract::schema_detail::LoweredAdapter> {
  typedef contract::Json DocumentType;
  static std::string adapterName() { return "LoweredAdapter"; }
};
