#pragma once
// What the two files of unrender share.
#include <string>
#include <string_view>
#include <vector>

#include "contract/expression.h"
#include "validator/unrender.h"

namespace validator::unrender_detail {

using contract::Expression;
using contract::JsonType;
using contract::JsonView;
using contract::Reference;
using contract::Template;

// How far off something is. Only their order matters: a wrong literal is less than a wrong type.
constexpr int wrong_value = 1, wrong_type = 3, absent = 2, wrong_shape = 4;
constexpr int most_of_elements = 3;  // what all elements of a list together add

class Reader {
 public:
  Reader(const contract::Facts& facts, const std::vector<FieldType>& types)
      : facts_(facts), types_(types) {}

  // `pointer` is kept up outside of lists only, where `top` is true.
  void read(const Template& node, const JsonView& value, const std::string& pointer, bool top,
            Unrendered& found) const;

 private:
  void literal(const Template& node, const JsonView& value, const std::string& pointer, bool top,
               Unrendered& found) const;
  void expression(const Expression& expression, const JsonView& value, const std::string& pointer,
                  bool top, Unrendered& found) const;
  void bare(const Reference& reference, const JsonView& value, Unrendered& found) const;
  void embedded(const Expression& expression, std::string_view text, Unrendered& found) const;
  void object(const Template& node, const JsonView& value, const std::string& pointer, bool top,
              Unrendered& found) const;
  void array(const Template& node, const JsonView& value, const std::string& pointer, bool top,
             Unrendered& found) const;
  void each(const Template& node, const JsonView& value, const std::string& pointer,
            Unrendered& found) const;
  void choice(const Template& node, const JsonView& value, const std::string& pointer, bool top,
              Unrendered& found) const;
  void not_there(const Template& node, const std::string& pointer, Unrendered& found) const;
  Element element(const Template& node, const JsonView& value, std::string token) const;
  void named(const Expression& key, std::string_view name, Element& element) const;

  const contract::Facts& facts_;
  const std::vector<FieldType>& types_;
};

}  // namespace validator::unrender_detail
