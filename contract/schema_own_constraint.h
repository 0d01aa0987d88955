#pragma once
// What valijson carries for us. Only schema_compile.cpp includes this.
#include "contract/schema_valijson.h"

namespace contract::schema_detail {

namespace vc = valijson::constraints;

// "+schema" and "+rules": numbers of definitions and own rules.
class OwnConstraint : public vc::PolyConstraint {
 public:
  OwnConstraint(bool is_schema, std::vector<std::int64_t> numbers)
      : is_schema_(is_schema), numbers_(std::move(numbers)) {}
  bool is_schema() const { return is_schema_; }
  const std::vector<std::int64_t>& numbers() const { return numbers_; }
  // valijson's own validator never runs over a lowered schema.
  bool validate(const valijson::adapters::Adapter&, const std::vector<std::string>&,
                valijson::ValidationResults*) const override {
    return false;
  }

 private:
  vc::Constraint* cloneInto(void* memory) const override {
    return new (memory) OwnConstraint(*this);
  }
  std::size_t sizeOf() const override { return sizeof(OwnConstraint); }

  bool is_schema_;
  std::vector<std::int64_t> numbers_;
};

class OwnBuilder : public valijson::ConstraintBuilder {
 public:
  explicit OwnBuilder(bool is_schema) : is_schema_(is_schema) {}
  vc::Constraint* make(const valijson::adapters::Adapter& value) const override {
    std::vector<std::int64_t> numbers;
    if (is_schema_) {
      numbers.push_back(value.getInteger());
    } else {
      value.applyToArray([&](const valijson::adapters::Adapter& element) {
        numbers.push_back(element.getInteger());
        return true;
      });
    }
    return new OwnConstraint(is_schema_, std::move(numbers));
  }

 private:
  bool is_schema_;
};

inline const OwnConstraint* as_own(const vc::Constraint& constraint) {
  return dynamic_cast<const OwnConstraint*>(&constraint);
}

}  // namespace contract::schema_detail
