#include "contract/asked.h"

#include <utility>

#include "contract/expression_value.h"
#include "contract/render.h"

namespace contract {
namespace {

// What an expression that stands alone finds, where it lies; else the text it makes, parsed.
std::optional<JsonView> view_of(const Expression& expression, const Scope& scope, Items& items) {
  if (expression.alone) {
    const Value value = resolve(*expression.parts.front().reference, scope);
    if (const auto* view = std::get_if<JsonView>(&value)) return *view;
  }
  auto text = evaluate(expression, scope);
  if (!text) return std::nullopt;
  auto parsed = parse_json(text->text);
  if (!parsed) return std::nullopt;
  return items.made.emplace_back(std::move(*parsed)).root();
}

std::optional<JsonView> made_by(const Template& node, const Scope& scope, Items& items) {
  if (node.kind == Template::Kind::expression) return view_of(node.expression, scope, items);
  std::string text;
  if (!render(text, node, scope, {})) return std::nullopt;
  auto parsed = parse_json(text);
  if (!parsed) return std::nullopt;
  return items.made.emplace_back(std::move(*parsed)).root();
}

}  // namespace

std::optional<Items> items_of(const Batch& batch, const Facts& facts) {
  Scope scope;
  scope.facts = &facts;
  Items items;
  if (const auto* list = std::get_if<std::vector<Template>>(&batch.items)) {
    for (const Template& node : *list)
      if (auto view = made_by(node, scope, items)) items.views.push_back(*view);
    return items;
  }
  auto array = view_of(std::get<Expression>(batch.items), scope, items);
  if (!array) return items;
  if (array->type() != JsonType::array) return std::nullopt;
  items.views.reserve(array->size());
  array->each_element([&](const JsonView& item) {
    items.views.push_back(item);
    return true;
  });
  return items;
}

bool is_atomic(const Batch& batch, const Scope& scope) {
  if (!batch.atomic) return batch.atomic_default;
  auto value = evaluate(*batch.atomic, scope);
  if (!value || value->text == "null") return batch.atomic_default;
  return truthy(value->text) != batch.atomic_negated;
}

bool is_present(std::string_view json_text) {
  if (json_text.empty()) return false;
  switch (json_text.front()) {
    case '"':
      return json_text.size() > 2;
    case '{':
    case '[':
    case 'n':
      return false;
    default:
      return true;
  }
}

}  // namespace contract
