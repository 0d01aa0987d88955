#pragma once
// Numbers as decimals, so that 19.99 is a multiple of 0.01.
#include <optional>

#include "contract/schema_plan.h"

namespace contract::schema_detail {

struct SignedDecimal {
  bool negative = false;
  Decimal magnitude;
};
// The shortest decimal that reads back as this number; nothing for infinities and NaN.
std::optional<SignedDecimal> decimal(const Number& number);
// `divisor` has digits > 0.
bool is_multiple(const Number& number, const Decimal& divisor);

}  // namespace contract::schema_detail
