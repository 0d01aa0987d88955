#include <utility>

#include "contract/expression_value.h"
#include "contract/render.h"
#include "mock/batch.h"

namespace mock {
namespace {

// What an expression that stands alone finds, where it lies; else the text it makes, parsed.
std::optional<contract::JsonView> view_of(const contract::Expression& expression,
                                          const contract::Scope& scope, Items& items) {
  if (expression.alone) {
    const contract::Value value = resolve(*expression.parts.front().reference, scope);
    if (const auto* view = std::get_if<contract::JsonView>(&value)) return *view;
  }
  auto text = contract::evaluate(expression, scope);
  if (!text) return std::nullopt;
  auto parsed = contract::parse_json(text->text);
  if (!parsed) return std::nullopt;
  return items.made.emplace_back(std::move(*parsed)).root();
}

std::optional<contract::JsonView> made_by(const contract::Template& node,
                                          const contract::Scope& scope, Items& items) {
  if (node.kind == contract::Template::Kind::expression)
    return view_of(node.expression, scope, items);
  std::string text;
  if (!contract::render(text, node, scope, {})) return std::nullopt;
  auto parsed = contract::parse_json(text);
  if (!parsed) return std::nullopt;
  return items.made.emplace_back(std::move(*parsed)).root();
}

}  // namespace

std::optional<Items> items_of(const contract::Batch& batch, const contract::Facts& facts) {
  contract::Scope scope;
  scope.facts = &facts;
  Items items;
  if (const auto* list = std::get_if<std::vector<contract::Template>>(&batch.items)) {
    for (const contract::Template& node : *list)
      if (auto view = made_by(node, scope, items)) items.views.push_back(*view);
    return items;
  }
  auto array = view_of(std::get<contract::Expression>(batch.items), scope, items);
  if (!array) return items;
  if (array->type() != contract::JsonType::array) return std::nullopt;
  items.views.reserve(array->size());
  array->each_element([&](const contract::JsonView& item) {
    items.views.push_back(item);
    return true;
  });
  return items;
}

}  // namespace mock
