#pragma once
// An API's declarations as a Markdown page: operations, limits, codes with their causes, evidence.
#include <string>

#include "cli/apis.h"

namespace cli {

// The same declarations give the same bytes.
std::string describe_page(const LoadedApi& api);

// A Markdown table; cells are escaped, rows as wide as the head.
class MarkdownTable {
 public:
  explicit MarkdownTable(const std::vector<std::string>& head);
  void add(const std::vector<std::string>& row);
  std::string text() const;  // "" without rows

 private:
  std::string head_;
  std::string rows_;
};

}  // namespace cli
