#pragma once
// "Did you mean …": the known word nearest to one that is not known.
#include <span>
#include <string>
#include <string_view>

namespace contract {

// The candidate with the fewest edits (insert, drop, change, swap neighbours); "" when none is near
// enough to be a slip of the pen (more than a third of the word, at least one).
std::string_view closest(std::string_view word, std::span<const std::string_view> candidates);
// " (did you mean 'x'?)" or "".
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);
// "a, b, c".
std::string list_of(std::span<const std::string_view> words);

}  // namespace contract
