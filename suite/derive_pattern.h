#pragma once
// Texts for ECMAScript patterns: the other direction of contract/schema_pattern.h.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace suite::derive_detail {

// Texts in which the pattern is found, shortest first; each was checked with the pattern itself.
// Where a quantifier has room, the texts also try to become `length` code points long. Literals,
// classes, groups, alternation, anchors and quantifiers are understood; none come back for a
// pattern with look-around, back references or unicode properties.
std::vector<std::string> matching_texts(std::string_view pattern, std::size_t length = 0);
// Texts in which it is not found, near those in which it is; checked too.
std::vector<std::string> failing_texts(std::string_view pattern);

}  // namespace suite::derive_detail
