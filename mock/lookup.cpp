#include "mock/lookup.h"

namespace mock {

Within resolve_within(const std::vector<std::pair<std::string, contract::Expression>>& within,
                      const contract::Scope& scope) {
  Within resolved;
  for (const auto& [name, expression] : within) {
    auto value = contract::evaluate(expression, scope);
    if (!value || value->text == "null") {
      resolved.sees_nothing = true;
      continue;
    }
    resolved.match.fields.push_back({name});
    resolved.match.texts.push_back(contract::plain_text(value->text));
    resolved.values.emplace_back(name, std::move(*value));
  }
  return resolved;
}

}  // namespace mock
