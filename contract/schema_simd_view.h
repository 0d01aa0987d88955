#pragma once
// SimdView with the calls of the evaluator's inner loop in sight of the compiler. Only for
// schema_evaluate.cpp.
#include <bit>

#include "contract/json.h"

namespace contract::schema_detail {

class QuickView : public SimdView {
 public:
  QuickView(SimdView view) : SimdView(view) {}  // NOLINT: the same value

  JsonType type() const {
    switch (element().type()) {
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
  std::size_t size() const {
    simdjson::dom::array array;
    if (element().get_array().get(array) == simdjson::SUCCESS) return array.size();
    return SimdView::size();
  }

 private:
  // A SimdView is its element and nothing else.
  simdjson::dom::element element() const {
    static_assert(sizeof(SimdView) == sizeof(simdjson::dom::element));
    return std::bit_cast<simdjson::dom::element>(static_cast<const SimdView&>(*this));
  }
};

}  // namespace contract::schema_detail
