#pragma once
// What a JSON string stands for, 64 bytes at a time: for bodies, which have an escape in every ten
// bytes.
#include <cstddef>
#include <optional>
#include <string_view>

namespace validator {

// How many bytes behind a text must be readable, and how many more than it has must be writable.
constexpr std::size_t unescape_slack = 128;

struct Unescaped {
  std::size_t read = 0;     // bytes before the closing quote
  std::size_t written = 0;  // bytes they stand for

  bool operator==(const Unescaped&) const = default;
};

// A string from behind its opening quote on, written to `to`. Nothing when there is no closing
// quote, and when there are code points as \u escapes or bytes that JSON forbids in a string: then
// the parser has to say what it is.
std::optional<Unescaped> unescape(std::string_view text, char* to);

// The same, on any processor. For tests.
std::optional<Unescaped> unescape_portably(std::string_view text, char* to);

}  // namespace validator
