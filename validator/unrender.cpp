#include "validator/unrender.h"

#include "validator/unrender_reader.h"

namespace validator {

namespace unrender_detail {

namespace {

using Root = Reference::Root;

bool is_of_request(Root root) {
  switch (root) {
    case Root::method:
    case Root::url:
    case Root::request_header:
    case Root::request_query:
    case Root::request_path:
    case Root::request_body:
    case Root::variables:
    case Root::principal:
      return true;
    default:
      return false;
  }
}

}  // namespace

void Reader::read(const Template& node, const JsonView& value, const std::string& pointer, bool top,
                  Unrendered& found) const {
  switch (node.kind) {
    case Template::Kind::literal:
      return literal(node, value, pointer, top, found);
    case Template::Kind::expression:
      return expression(node.expression, value, pointer, top, found);
    case Template::Kind::array:
      return array(node, value, pointer, top, found);
    case Template::Kind::object:
      return object(node, value, pointer, top, found);
    case Template::Kind::each:
      return each(node, value, pointer, found);
    case Template::Kind::choice:
      return choice(node, value, pointer, top, found);
    case Template::Kind::pick:
      if (value.type() != JsonType::object) found.cost += wrong_type;
      found.bound.push_back({nullptr, value, {}, top ? pointer : std::string()});
      return;
  }
}

void Reader::literal(const Template& node, const JsonView& value, const std::string& pointer,
                     bool top, Unrendered& found) const {
  const std::string text = contract::to_json_text(value).text;
  if (text == node.literal.text || contract::equal_text(text, node.literal.text)) {
    ++found.literals;
    return;
  }
  found.cost += wrong_value;
  if (top) found.differing.push_back({pointer, value});
}

// What expressions of the request say is known; everything else is found out.
void Reader::bare(const Reference& reference, const JsonView& value, Unrendered& found) const {
  if (reference.root == Root::record && reference.pointer.empty() &&
      value.type() != JsonType::object)
    found.cost += wrong_type;
  if (reference.root != Root::record || reference.pointer.size() != 1) return;
  const std::string field = contract::evaluate_text(reference.pointer.front(), {.facts = &facts_});
  for (const FieldType& known : types_)
    if (known.field == field && known.type != value.type()) found.cost += wrong_value;
}

void Reader::expression(const Expression& expression, const JsonView& value,
                        const std::string& pointer, bool top, Unrendered& found) const {
  if (!expression.alone) {
    if (value.type() != JsonType::string) found.cost += wrong_type;
    const std::size_t before = found.bound.size();
    if (value.type() == JsonType::string) {
      embedded(expression, value.string(), found);
    } else if (expression.parts.size() == 1 && expression.parts[0].reference) {
      found.bound.push_back({&*expression.parts[0].reference, value, {}, {}});
    }
    for (std::size_t i = before; top && i < found.bound.size(); ++i)
      found.bound[i].pointer = pointer;
    return;
  }
  const Reference& reference = *expression.parts.front().reference;
  if (is_of_request(reference.root)) {
    const auto known = contract::evaluate(expression, {.facts = &facts_});
    if (!known || !contract::equal_text(known->text, contract::to_json_text(value).text))
      found.cost += wrong_value;
    return;
  }
  bare(reference, value, found);
  found.bound.push_back({&reference, value, {}, top ? pointer : std::string()});
}

// Text around one reference is taken off; with several nobody can tell where one ends.
void Reader::embedded(const Expression& expression, std::string_view text,
                      Unrendered& found) const {
  std::string before, after;
  const Reference* unknown = nullptr;
  for (const Expression::Part& part : expression.parts) {
    const bool open = part.reference && !is_of_request(part.reference->root);
    if (open && unknown) return;
    if (open) {
      unknown = &*part.reference;
      continue;
    }
    std::string& side = unknown ? after : before;
    if (part.reference)
      side += contract::evaluate_text(Expression{{part}, true}, {.facts = &facts_});
    else
      side += part.literal;
  }
  if (!unknown) {
    if (text != before) found.cost += wrong_value;
    return;
  }
  if (text.size() < before.size() + after.size() || !text.starts_with(before) ||
      !text.ends_with(after)) {
    found.cost += absent;
    return;
  }
  text.remove_prefix(before.size());
  text.remove_suffix(after.size());
  found.bound.push_back({unknown, std::nullopt, text, {}});
}

}  // namespace unrender_detail

std::string text_of(const contract::JsonView& value) {
  if (value.type() == contract::JsonType::string) return std::string(value.string());
  return contract::to_json_text(value).text;
}

std::string text_of(const Bound& bound) {
  return bound.value ? text_of(*bound.value) : std::string(bound.text);
}

Unrendered unrender(const contract::Template& node, const contract::JsonView& answer,
                    const contract::Facts& facts, const std::vector<FieldType>& types) {
  Unrendered found;
  unrender_detail::Reader(facts, types).read(node, answer, {}, true, found);
  return found;
}

}  // namespace validator
