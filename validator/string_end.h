#pragma once
// Where a JSON string ends, 64 bytes at a time.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace validator {

// The first quote at or behind `at` that no backslash escapes; the size when there is none.
// `escaped`: whether the byte at `at` is escaped; afterwards, whether the byte behind `bytes` is
// (only when no quote was found).
std::size_t find_string_end(std::string_view bytes, std::size_t at, bool& escaped);

}  // namespace validator
