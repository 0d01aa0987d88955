#include "validator/fold.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace validator {

namespace {

using contract::Violation;

using Kind = std::tuple<contract::Rule, contract::Part, bool, std::string, std::string, std::string,
                        std::string, std::string, std::string, std::string>;

Kind kind_of(const Violation& v) {
  return {v.rule,    v.part,     v.note,   v.operation, v.in, v.name, pointer_pattern(v.pointer),
          v.keyword, v.property, v.message};
}

bool is_index(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string pointer_pattern(std::string_view pointer) {
  std::string pattern;
  while (!pointer.empty()) {
    const auto end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view token = pointer.substr(1, end - 1);
    pattern += '/';
    pattern += is_index(token) ? std::string_view("*") : token;
    pointer.remove_prefix(end);
  }
  return pattern;
}

std::vector<Folded> fold(const contract::Violations& violations) {
  std::vector<Folded> folded;
  std::map<Kind, std::size_t> kinds;
  for (const Violation& violation : violations) {
    const auto [kind, fresh] = kinds.emplace(kind_of(violation), folded.size());
    if (fresh) folded.push_back({&violation, 0, {}});
    Folded& group = folded[kind->second];
    if (!fresh) ++group.more;
    if (violation.item) group.items.push_back(*violation.item);
  }
  for (Folded& group : folded) {
    std::sort(group.items.begin(), group.items.end());
    group.items.erase(std::unique(group.items.begin(), group.items.end()), group.items.end());
  }
  return folded;
}

std::string more_words(const Folded& folded) {
  if (folded.more == 0) return "";
  const bool items = folded.items.size() > 1;
  const std::size_t count = items ? folded.items.size() - 1 : folded.more;
  return std::to_string(count) + (items ? " more item" : " more value") +
         (count == 1 ? " has" : "s have") + " this error";
}

}  // namespace validator
