#include "contract/template.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "contract/closest.h"
#include "contract/words.h"

namespace contract {

namespace {

using TemplatePtr = std::unique_ptr<Template>;
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 10> list_words = {
    "results",  "succeeded", "failed",  "created",    "updated",
    "replaced", "deleted",   "skipped", "violations", "records"};
constexpr std::array<std::string_view, 4> each_words = {"$each", "$as", "$key", "$empty"};
constexpr std::array<std::string_view, 2> case_words = {"$case", "$else"};
constexpr std::array<std::string_view, 1> pick_words = {"$pick"};
constexpr std::array<std::string_view, 3> pick_members = {"from", "fields", "always"};
constexpr std::array<std::string_view, 7> form_words = {"$each", "$as",   "$key", "$empty",
                                                        "$case", "$else", "$pick"};

bool is_word(std::string_view key) { return key.starts_with('$') && !key.starts_with("$$"); }

bool any_of(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const Json* member(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

// Goes on after a complaint, so that one run finds them all; what it returns then is not used.
class Parser {
 public:
  Parser(const Document& document, const std::vector<std::string>* variables)
      : document_(document), variables_(variables) {}

  TemplatePtr parse(const Json& node) {
    if (node.is_string()) return parse_string(node);
    if (node.is_array()) return parse_array(node);
    if (!node.is_object()) return literal(to_json_text(node));
    if (const Json* list = member(node, "$each")) return parse_each(node, *list);
    if (const Json* value = member(node, "$case")) return parse_case(node, *value);
    if (const Json* what = member(node, "$pick")) return parse_pick(node, *what);
    return parse_object(node);
  }

  Errors errors;

 private:
  void complain(std::string code, const Json& node, std::string message) {
    errors.push_back({std::move(code), std::move(message), document_.locate(node)});
  }

  static TemplatePtr literal(JsonText text) {
    auto result = std::make_unique<Template>();
    result->literal = std::move(text);
    return result;
  }

  static TemplatePtr of_kind(Template::Kind kind) {
    auto result = std::make_unique<Template>();
    result->kind = kind;
    return result;
  }

  Expression expression(std::string_view text, const Json& where) {
    Result<Expression> parsed = parse_expression(text, variables_);
    if (parsed) return std::move(*parsed);
    complain(parsed.error().code, where, parsed.error().message);
    return {};
  }

  // The expression a form's part must be.
  Expression expression_of(std::string_view word, const Json& node) {
    if (node.is_string()) return expression(node.get_ref<const std::string&>(), node);
    complain("invalid-template", node,
             "'" + std::string(word) + "' must be an expression, found " + to_json_text(node).text);
    return {};
  }

  TemplatePtr parse_string(const Json& node) {
    Expression parsed = expression(node.get_ref<const std::string&>(), node);
    if (parsed.is_literal()) return literal(contract::quoted(parsed.literal_text()));
    auto result = of_kind(Template::Kind::expression);
    result->expression = std::move(parsed);
    return result;
  }

  TemplatePtr parse_array(const Json& node) {
    auto result = of_kind(Template::Kind::array);
    bool all_literal = true;
    std::string text = "[";
    for (const Json& element : node) {
      TemplatePtr parsed = parse(element);
      all_literal = all_literal && parsed->kind == Template::Kind::literal;
      if (text.size() > 1) text += ',';
      text += parsed->literal.text;
      result->elements.push_back(std::move(parsed));
    }
    return all_literal ? literal({text + "]"}) : std::move(result);
  }

  TemplatePtr parse_object(const Json& node) {
    auto result = of_kind(Template::Kind::object);
    bool all_literal = true;
    std::string text = "{";
    for (const auto& [name, value] : node.items()) {
      Template::Member parsed = parse_member(name, value);
      all_literal =
          all_literal && !parsed.text.empty() && parsed.value->kind == Template::Kind::literal;
      if (text.size() > 1) text += ',';
      text += parsed.text;
      result->members.push_back(std::move(parsed));
    }
    return all_literal ? literal({text + "}"}) : std::move(result);
  }

  Template::Member parse_member(const std::string& name, const Json& value) {
    Template::Member result;
    result.name = member_name(name, value);
    result.value = parse(value);
    if (!result.name.is_literal()) return result;
    append_quoted(result.text, result.name.literal_text());
    result.text += ':';
    if (result.value->kind == Template::Kind::literal) result.text += result.value->literal.text;
    return result;
  }

  // The name of a member of an object that is no form.
  Expression member_name(const std::string& name, const Json& value) {
    if (any_of(form_words, name)) {
      const bool of_each = any_of(each_words, name);
      complain("invalid-template", value,
               "'" + name + "' belongs to '" + (of_each ? "$each" : "$case") +
                   "', which this object does not have");
      return {};
    }
    const std::string hint = is_word(name) ? did_you_mean(name, form_words) : "";
    if (hint.empty() || parse_expression(name, variables_)) return expression(name, value);
    complain("unknown-word", value,
             "unknown word '" + name + "'" + hint + "; known are " + list_of(form_words) +
                 " and expressions");
    return {};
  }

  // Complains about members of a form that are not its words.
  void check_words(const Json& node, std::string_view form, Words words, bool only_dollar) {
    for (const auto& [name, value] : node.items()) {
      if (any_of(words, name) || (only_dollar && !is_word(name))) continue;
      complain("unknown-word", value,
               "unknown member '" + name + "' of '" + std::string(form) + "'" +
                   did_you_mean(name, words) + "; known are " + list_of(words));
    }
  }

  TemplatePtr parse_each(const Json& node, const Json& list) {
    check_words(node, "$each", each_words, false);
    auto result = of_kind(Template::Kind::each);
    const std::string word = list.is_string() ? list.get<std::string>() : to_json_text(list).text;
    const auto known = each_list_from(word);
    if (known)
      result->list = *known;
    else
      complain("unknown-word", list,
               "unknown list '" + word + "' of '$each'" + did_you_mean(word, list_words) +
                   "; known are " + list_of(list_words));
    if (const Json* as = member(node, "$as"))
      result->as = parse(*as);
    else
      complain("invalid-template", list, "'$each' needs '$as', the template of one element");
    if (const Json* key = member(node, "$key")) result->key = expression_of("$key", *key);
    if (const Json* empty = member(node, "$empty")) result->otherwise = parse(*empty);
    return result;
  }

  TemplatePtr parse_case(const Json& node, const Json& value) {
    check_words(node, "$case", case_words, true);
    auto result = of_kind(Template::Kind::choice);
    result->expression = expression_of("$case", value);
    for (const auto& [name, branch] : node.items()) {
      if (is_word(name)) continue;
      Template::Member parsed;
      parsed.name = expression(name, branch);
      parsed.value = parse(branch);
      result->members.push_back(std::move(parsed));
    }
    if (result->members.empty())
      complain("invalid-template", value, "'$case' needs at least one value to compare with");
    if (const Json* otherwise = member(node, "$else")) result->otherwise = parse(*otherwise);
    return result;
  }

  TemplatePtr parse_pick(const Json& node, const Json& what) {
    check_words(node, "$pick", pick_words, false);
    auto result = of_kind(Template::Kind::pick);
    const Json* from = what.is_object() ? member(what, "from") : nullptr;
    const Json* fields = what.is_object() ? member(what, "fields") : nullptr;
    if (from == nullptr || fields == nullptr || *from != "$record") {
      complain("invalid-template", what,
               "'$pick' must be {from: $record, fields: expression, always: [name]}, found " +
                   to_json_text(what).text);
      return result;
    }
    check_words(what, "$pick", pick_members, false);
    result->expression = expression_of("from", *from);
    result->fields = expression_of("fields", *fields);
    if (const Json* always = member(what, "always")) result->always = names_of(*always);
    return result;
  }

  std::vector<std::string> names_of(const Json& list) {
    std::vector<std::string> names;
    const bool all_text = list.is_array() && std::all_of(list.begin(), list.end(), [](auto& name) {
                            return name.is_string();
                          });
    if (all_text)
      names = list.get<std::vector<std::string>>();
    else
      complain("invalid-template", list,
               "'always' must be a list of names, found " + to_json_text(list).text);
    return names;
  }

  const Document& document_;
  const std::vector<std::string>* variables_;
};

}  // namespace

std::string_view to_string(EachList list) { return word_of(list_words, list); }

std::optional<EachList> each_list_from(std::string_view word) {
  return from_word<EachList>(list_words, word);
}

Loaded<std::unique_ptr<Template>> parse_template(const Document& document, const Json& node,
                                                 const std::vector<std::string>* known_variables) {
  Parser parser(document, known_variables);
  TemplatePtr result = parser.parse(node);
  if (!parser.errors.empty()) return tl::unexpected(std::move(parser.errors));
  return result;
}

}  // namespace contract
