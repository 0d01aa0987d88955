#pragma once
// Repeats folded, for reports that people read: 250 items with one mistake are one line and
// "249 more items have this error". Reports for machines list every violation.
#include <cstddef>
#include <string>
#include <vector>

#include "contract/violation.h"

namespace validator {

// The first violation of its kind, and how many like it follow elsewhere in the same list.
struct Folded {
  const contract::Violation* first = nullptr;  // in the list that was folded
  std::size_t more = 0;
  std::vector<std::size_t> items;  // of a batch, all of them in order; empty outside of batches
};

// Violations are of a kind when everything but the indexes in their pointers and their items is
// equal: rule, part, place, keyword, property and message. In the order of each kind's first.
std::vector<Folded> fold(const contract::Violations& violations);

// "" for none, "1 more item has this error" or, outside of batches, "3 more values have this
// error".
std::string more_words(const Folded& folded);

// "/items/17/tags/2/name" as "/items/*/tags/*/name": numbers stand for indexes.
std::string pointer_pattern(std::string_view pointer);

}  // namespace validator
