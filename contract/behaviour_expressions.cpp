// Expressions, templates and pointers of behaviour.yaml, and whether they can see what they name.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/closest.h"
#include "contract/pointer.h"

namespace contract::behaviour_detail {

namespace {

using Root = Reference::Root;

// Why a root finds nothing at a place; "" when it may find something there.
std::string_view blind_spot(Root root, Place place) {
  const bool whole = place == Place::error || place == Place::answer;
  switch (root) {
    case Root::item:
      if (place == Place::answer) return "answers see records and results";
      return place == Place::request ? "only the request can be seen here" : "";
    case Root::record:
      return place == Place::request || place == Place::item ? "no record can be seen here" : "";
    case Root::batch:
      return whole || place == Place::cell ? "" : "the batch has not begun here";
    case Root::error:
      if (place == Place::error) return "an error cannot name itself";
      [[fallthrough]];
    case Root::result:
    case Root::violation:
      return whole ? "" : "nothing has happened to the item here";
    case Root::page:
      return place == Place::answer ? "" : "only the answer of a list has pages";
    case Root::now:
    case Root::uuid:
    case Root::sequence:
      return place == Place::generated ? "" : "only `generate` makes values";
    default:
      return "";
  }
}

// The word of a root, as complaints show it.
std::string_view word_of(Root root) {
  switch (root) {
    case Root::item:
      return "$item";
    case Root::record:
      return "$record";
    case Root::batch:
      return "$batch";
    case Root::result:
      return "$result";
    case Root::error:
      return "$error";
    case Root::violation:
      return "$violation";
    case Root::page:
      return "$page";
    case Root::now:
      return "$now";
    case Root::uuid:
      return "$uuid";
    default:
      return "$sequence";
  }
}

void check_references(Loading& loading, const Json& node, const Expression& expression,
                      const Context& context);

void check_reference(Loading& loading, const Json& node, const Reference& reference,
                     const Context& context) {
  if (const std::string_view why = blind_spot(reference.root, context.place); !why.empty())
    loading.complain(node, "invalid-expression",
                     std::string(word_of(reference.root)) + " finds nothing in '" +
                         std::string(context.word) + "': " + std::string(why));
  if (reference.root == Root::error && !loading.members.contains(reference.name)) {
    const Names known(loading.members.begin(), loading.members.end());
    loading.complain(node, "undeclared-name",
                     "no error has a member '" + reference.name + "', as $error." + reference.name +
                         " asks for" + did_you_mean(reference.name, views(known)));
  }
  for (const Expression& token : reference.pointer) check_references(loading, node, token, context);
}

void check_references(Loading& loading, const Json& node, const Expression& expression,
                      const Context& context) {
  for (const Expression::Part& part : expression.parts)
    if (part.reference) check_reference(loading, node, *part.reference, context);
}

void check_template(Loading& loading, const Json& node, const Template& form,
                    const Context& context) {
  check_references(loading, node, form.expression, context);
  check_references(loading, node, form.fields, context);
  if (form.key) check_references(loading, node, *form.key, context);
  for (const Template::Member& each : form.members) {
    check_references(loading, node, each.name, context);
    check_template(loading, node, *each.value, context);
  }
  for (const auto& element : form.elements) check_template(loading, node, *element, context);
  for (const auto* part : {&form.as, &form.otherwise})
    if (*part) check_template(loading, node, **part, context);
}

}  // namespace

std::optional<Expression> read_expression(Loading& loading, const Json& node,
                                          const Context& context) {
  std::string text;
  if (node.is_string()) text = node.get<std::string>();
  if (node.is_number() || node.is_boolean()) text = node.dump();
  if (text.empty() && !node.is_string()) {
    loading.complain(node, "wrong-value",
                     "'" + std::string(context.word) + "' must be text or an expression, found a " +
                         node.type_name());
    return std::nullopt;
  }
  Result<Expression> parsed = parse_expression(text, context.variables);
  if (!parsed) {
    loading.complain(node, parsed.error().code, parsed.error().message);
    return std::nullopt;
  }
  check_references(loading, node, *parsed, context);
  return std::move(*parsed);
}

std::unique_ptr<Template> read_template(Loading& loading, const Json& node,
                                        const Context& context) {
  Loaded<std::unique_ptr<Template>> parsed =
      parse_template(loading.document(), node, context.variables);
  if (!parsed) {
    for (Error& error : parsed.error()) loading.errors.push_back(std::move(error));
    return nullptr;
  }
  check_template(loading, node, **parsed, context);
  return std::move(*parsed);
}

std::optional<Expression> read_field(Loading& loading, const Json& node, const std::string& text,
                                     const Context& context) {
  const bool pointer = text.starts_with('/');
  if (text.empty() || (!pointer && text.find('/') != std::string::npos) ||
      (pointer && text.find('~') != std::string::npos && !parse_pointer(text))) {
    loading.complain(node, "invalid-pointer",
                     "'" + text + "' in '" + std::string(context.word) +
                         "' is no field; write a pointer like /parent/id or a bare name like id");
    return std::nullopt;
  }
  Result<Expression> parsed = parse_expression(pointer ? text : "/" + text, context.variables);
  if (!parsed) {
    loading.complain(node, parsed.error().code, parsed.error().message);
    return std::nullopt;
  }
  check_references(loading, node, *parsed, context);
  return std::move(*parsed);
}

std::optional<Tokens> read_pointer(Loading& loading, const Json& node, const std::string& text,
                                   std::string_view word) {
  const auto field = read_field(loading, node, text, {Place::request, nullptr, word});
  if (!field) return std::nullopt;
  auto tokens = field->is_literal() ? parse_pointer(field->literal_text()) : std::nullopt;
  if (!tokens)
    loading.complain(
        node, "invalid-pointer",
        "'" + text + "' in '" + std::string(word) + "' must be a fixed field, without expressions");
  return tokens;
}

std::vector<Tokens> read_pointers(Loading& loading, const Json* list, std::string_view word) {
  std::vector<Tokens> pointers;
  each_of(list, [&](const Json& node) {
    if (auto tokens = read_pointer(loading, node, text_of(&node), word))
      pointers.push_back(std::move(*tokens));
  });
  return pointers;
}

std::optional<std::string> read_top_field(Loading& loading, const Json& node,
                                          const std::string& text, std::string_view word) {
  if (!text.starts_with('/')) return text;
  const std::optional<Tokens> tokens = parse_pointer(text);
  if (tokens && tokens->size() == 1) return tokens->front();
  loading.complain(
      node, "invalid-pointer",
      "'" + text + "' in '" + std::string(word) + "' must be the name of a top-level field");
  return std::nullopt;
}

std::vector<std::pair<std::string, Expression>> read_fields(Loading& loading, const Json* node,
                                                            const Context& context) {
  std::vector<std::pair<std::string, Expression>> fields;
  each_member(node, [&](const std::string& field, const Json& value) {
    const auto name = read_top_field(loading, value, field, context.word);
    auto expression = read_expression(loading, value, context);
    if (name && expression) fields.emplace_back(*name, std::move(*expression));
  });
  return fields;
}

}  // namespace contract::behaviour_detail
