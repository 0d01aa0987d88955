#include "contract/schema_decimal.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace contract::schema_detail {
namespace {

__extension__ using Wide = unsigned __int128;

Decimal trimmed(std::uint64_t digits, int exponent) {
  if (digits == 0) return {0, 0};
  while (digits % 10 == 0) {
    digits /= 10;
    ++exponent;
  }
  return {digits, exponent};
}

// "d.ddde±xx", at most 17 digits.
Decimal from_text(std::string_view text) {
  const auto e = text.find('e');
  std::uint64_t digits = 0;
  int fraction = 0;
  bool after_point = false;
  for (const char c : text.substr(0, e)) {
    if (c == '.') {
      after_point = true;
      continue;
    }
    digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
    if (after_point) ++fraction;
  }
  int exponent = 0;
  std::string_view power = text.substr(e + 1);
  if (!power.empty() && power.front() == '+') power.remove_prefix(1);
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  return trimmed(digits, exponent - fraction);
}

std::uint64_t power_of_ten_modulo(int exponent, std::uint64_t modulus) {
  Wide result = 1 % modulus;
  Wide base = 10 % modulus;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = result * base % modulus;
    base = base * base % modulus;
  }
  return static_cast<std::uint64_t>(result);
}

}  // namespace

std::optional<SignedDecimal> decimal(const Number& number) {
  if (const auto* i = std::get_if<std::int64_t>(&number.value)) {
    const auto bits = static_cast<std::uint64_t>(*i);
    return SignedDecimal{*i < 0, trimmed(*i < 0 ? 0 - bits : bits, 0)};
  }
  if (const auto* u = std::get_if<std::uint64_t>(&number.value))
    return SignedDecimal{false, trimmed(*u, 0)};
  const double real = std::get<double>(number.value);
  if (!std::isfinite(real)) return std::nullopt;
  char buffer[32];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, std::abs(real), std::chars_format::scientific);
  return SignedDecimal{std::signbit(real), from_text({buffer, end.ptr})};
}

bool is_multiple(const Number& number, const Decimal& divisor) {
  const auto value = decimal(number);
  if (!value) return false;
  const Decimal& a = value->magnitude;
  if (a.digits == 0) return true;
  const int shift = a.exponent - divisor.exponent;
  // a = k·divisor with whole k: a.digits·10^shift is divisible by divisor.digits. `digits` never
  // ends in a zero, so with a negative shift only factors of the divisor could help; there are
  // none.
  if (shift < 0) return false;
  const Wide scaled =
      Wide{a.digits % divisor.digits} * power_of_ten_modulo(shift, divisor.digits) % divisor.digits;
  return scaled == 0;
}

}  // namespace contract::schema_detail
