#include <charconv>

#include "contract/pointer.h"
#include "validator/request_checks.h"

namespace validator {

namespace {

std::optional<std::size_t> index_after(std::string_view pointer, std::string_view prefix) {
  if (!contract::is_below(pointer, prefix) || pointer.size() <= prefix.size() + 1) return {};
  const std::string_view rest = pointer.substr(prefix.size() + 1);
  const std::string_view token = rest.substr(0, rest.find('/'));
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (error != std::errc() || end != token.data() + token.size()) return {};
  return index;
}

}  // namespace

void assign_items(contract::Violations& violations, std::string_view items_pointer) {
  for (contract::Violation& violation : violations)
    if (violation.in == "body") violation.item = index_after(violation.pointer, items_pointer);
}

}  // namespace validator
