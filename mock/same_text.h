#pragma once
// Compares a value with JSON text where they lie, so that nothing is written to be compared.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "contract/json.h"

namespace mock {

namespace text_detail {

inline std::uint64_t eight(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

inline std::uint64_t four(const char* bytes) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

}  // namespace text_detail

// a == b without a call where they are as short as names are.
inline bool same_name(std::string_view a, std::string_view b) {
  using namespace text_detail;
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  const char* const x = a.data();
  const char* const y = b.data();
  if (size > 16 || size < 4) return a == b;
  if (size >= 8) return eight(x) == eight(y) && eight(x + size - 8) == eight(y + size - 8);
  return four(x) == four(y) && four(x + size - 4) == four(y + size - 4);
}

// True only if `json_text`, which is compact, is by value what `value` is. False may also mean
// that this was not easily told: members in another order, escapes, 1 against 1.0.
bool plainly_same(const contract::SimdView& value, std::string_view json_text);
bool plainly_same(const contract::TreeView& value, std::string_view json_text);

// By value, always right.
bool same_value(const contract::JsonView& value, std::string_view json_text);

}  // namespace mock
