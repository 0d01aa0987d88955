#pragma once
// Enums that are words in files: one table each, indexed by the enum's value.
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace contract {

template <class Enum, std::size_t Size>
std::optional<Enum> from_word(const std::array<std::string_view, Size>& words,
                              std::string_view word) {
  for (std::size_t i = 0; i < Size; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

template <class Enum, std::size_t Size>
std::string_view word_of(const std::array<std::string_view, Size>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace contract
