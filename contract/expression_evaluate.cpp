#include <fmt/format.h>

#include <iterator>

#include "contract/expression_value.h"
#include "contract/pointer.h"
#include "contract/violation.h"

namespace contract {

namespace {

using Root = Reference::Root;
using Pairs = std::vector<std::pair<std::string, std::string>>;

Value plain_or_absent(std::string_view text) {
  if (text.empty()) return {};
  return Plain{text};
}

// The token's text, in `scratch` unless it is a literal.
std::string_view token_text(const Expression& token, const Scope& scope, std::string& scratch) {
  if (token.parts.empty()) return {};
  if (token.parts.size() == 1 && !token.parts.front().reference) return token.parts.front().literal;
  scratch.clear();
  append_text(scratch, token, scope);
  return scratch;
}

Value in_view(const std::optional<JsonView>& root, const std::vector<Expression>& pointer,
              const Scope& scope) {
  std::optional<JsonView> value = root;
  std::string scratch;
  for (const Expression& token : pointer) {
    if (!value) return {};
    value = step(*value, token_text(token, scope, scratch));
  }
  if (!value) return {};
  return *value;
}

Value in_record(const Record* record, const std::vector<Expression>& pointer, const Scope& scope) {
  if (record == nullptr) return {};
  if (pointer.empty()) return Serialised{record->text()};
  std::string scratch;
  if (pointer.size() == 1) {
    const auto member = record->find(token_text(pointer.front(), scope, scratch));
    if (!member) return {};
    return Serialised{*member};
  }
  Tokens tokens;
  for (const Expression& token : pointer) tokens.emplace_back(token_text(token, scope, scratch));
  auto found = record->at(tokens);
  if (!found) return {};
  return OwnSerialised{std::move(*found)};
}

Value of_header(const Request* request, const std::string& name) {
  auto value = request == nullptr ? std::nullopt : request->headers.get(name);
  if (!value) return {};
  return OwnPlain{std::move(*value)};
}

Value of_pairs(const Pairs& pairs, const std::string& name) {
  for (const auto& [known, value] : pairs)
    if (known == name) return Plain{value};
  return {};
}

Value of_variables(const Facts& facts, const std::string& name) {
  for (const auto& [known, value] : facts.variables)
    if (known == name) return Serialised{value.text};
  return {};
}

Value of_facts(const Reference& reference, const Scope& scope) {
  if (scope.facts == nullptr) return {};
  const Facts& facts = *scope.facts;
  switch (reference.root) {
    case Root::method:
      return facts.request == nullptr ? Value() : Plain{facts.request->method};
    case Root::url:
      return facts.request == nullptr ? Value() : Plain{facts.request->target};
    case Root::request_header:
      return of_header(facts.request, reference.name);
    case Root::request_query:
      return of_pairs(facts.query_parameters, reference.name);
    case Root::request_path:
      return of_pairs(facts.path_parameters, reference.name);
    case Root::request_body:
      return in_view(facts.body, reference.pointer, scope);
    case Root::variables:
      return of_variables(facts, reference.name);
    default:
      return Plain{facts.principal};
  }
}

Value of_error(const ErrorValue* error, std::string_view name) {
  const JsonText* member = error == nullptr ? nullptr : error->find(name);
  if (member == nullptr) return {};
  return Serialised{member->text};
}

// What the item would have been answered with had it come alone.
Value status_of(const ItemResult& result) {
  constexpr std::uint64_t ok = 200, created = 201, bad_request = 400, failed_dependency = 424;
  if (result.aborted) return failed_dependency;
  if (result.ok) return result.verb == Verb::create ? created : ok;
  const JsonText* status = result.error ? result.error->find("status") : nullptr;
  if (status == nullptr) return bad_request;
  return Serialised{status->text};
}

Value of_result(const ItemResult* result, std::string_view name) {
  if (result == nullptr) return {};
  if (name == "index") return std::uint64_t{result->index};
  if (name == "key") return result->key ? Value(Serialised{result->key->text}) : Value();
  if (name == "keyName") return plain_or_absent(result->key_name);
  if (name == "action") return plain_or_absent(result->action);
  if (name == "ok") return result->ok;
  return status_of(*result);
}

Value of_violation(const Violation* violation, std::string_view name) {
  if (violation == nullptr) return {};
  if (name == "rule") return Plain{code(violation->rule)};
  if (name == "pointer") return Plain{violation->pointer};  // "" is the whole value
  if (name == "keyword") return plain_or_absent(violation->keyword);
  if (name == "property") return property_of(*violation);
  if (name == "expected") return plain_or_absent(expected_of(*violation));
  if (name == "found") return plain_or_absent(violation->found);
  return plain_or_absent(violation->message);
}

Value of_batch(const BatchFacts* batch, std::string_view name) {
  if (batch == nullptr) return {};
  if (name == "atomic") return batch->atomic;
  if (name == "total") return std::uint64_t{batch->total};
  if (name == "succeeded") return std::uint64_t{batch->succeeded};
  return std::uint64_t{batch->failed};
}

Value of_page(const PageFacts* page, std::string_view name) {
  if (page == nullptr) return {};
  if (name == "total") return std::uint64_t{page->total};
  if (name == "hasMore") return page->has_more;
  return page->next_cursor ? Value(Plain{*page->next_cursor}) : Value();
}

// Names of JSON text: a string's characters, else the text itself.
void append_unquoted(std::string& out, std::string_view json_text) {
  const bool string = !json_text.empty() && json_text.front() == '"';
  if (string && json_text.find('\\') == std::string_view::npos)
    out += json_text.substr(1, json_text.size() - 2);
  else if (string)
    out += plain_text(json_text);
  else
    out += json_text;
}

struct AppendJson {
  std::string& out;
  bool operator()(std::monostate) const { return false; }
  bool operator()(const JsonView& view) const { return append_json(out, view), true; }
  bool operator()(const Plain& plain) const { return append_quoted(out, plain.text), true; }
  bool operator()(const OwnPlain& plain) const { return append_quoted(out, plain.text), true; }
  bool operator()(const Serialised& json) const { return out += json.text, true; }
  bool operator()(const OwnSerialised& json) const { return out += json.text, true; }
  bool operator()(std::uint64_t number) const {
    return fmt::format_to(std::back_inserter(out), "{}", number), true;
  }
  bool operator()(bool truth) const { return out += truth ? "true" : "false", true; }
};

struct AppendPlain {
  std::string& out;
  bool operator()(const JsonView& view) const {
    if (view.type() != JsonType::string) return append_json(out, view), true;
    return out += view.string(), true;
  }
  bool operator()(const Plain& plain) const { return out += plain.text, true; }
  bool operator()(const OwnPlain& plain) const { return out += plain.text, true; }
  bool operator()(const Serialised& json) const { return append_unquoted(out, json.text), true; }
  bool operator()(const OwnSerialised& json) const { return append_unquoted(out, json.text), true; }
  template <class Other>
  bool operator()(const Other& other) const {
    return AppendJson{out}(other);
  }
};

// These say which member they are about, and a member's name may be empty.
bool names_a_member(std::string_view keyword) {
  return keyword == "required" || keyword == "additionalProperties" ||
         keyword == "unevaluatedProperties" || keyword == "dependentRequired";
}

}  // namespace

Value property_of(const Violation& violation) {
  if (!violation.property.empty() || names_a_member(violation.keyword))
    return Plain{violation.property};
  if (violation.pointer.empty()) return plain_or_absent(violation.name);
  auto token =
      unescape_token(std::string_view(violation.pointer).substr(violation.pointer.rfind('/') + 1));
  return token ? Value(OwnPlain{std::move(*token)}) : Value();
}

std::string_view expected_of(const Violation& violation) {
  const std::string_view expected = violation.expected;
  return violation.keyword == "type" ? expected.substr(0, expected.find(" or ")) : expected;
}

Value resolve(const Reference& reference, const Scope& scope) {
  switch (reference.root) {
    case Root::item:
      return in_view(scope.item, reference.pointer, scope);
    case Root::record:
      return in_record(scope.record, reference.pointer, scope);
    case Root::result:
      return of_result(scope.result, reference.name);
    case Root::error:
      return of_error(scope.error, reference.name);
    case Root::violation:
      return of_violation(scope.violation, reference.name);
    case Root::batch:
      return of_batch(scope.batch, reference.name);
    case Root::page:
      return of_page(scope.page, reference.name);
    case Root::now:
      return scope.generator ? Value(OwnPlain{scope.generator->now()}) : Value();
    case Root::uuid:
      return scope.generator ? Value(OwnPlain{scope.generator->uuid()}) : Value();
    case Root::sequence:
      return scope.generator ? Value(scope.generator->sequence()) : Value();
    default:
      return of_facts(reference, scope);
  }
}

bool append_value(std::string& out, const Value& value) {
  return std::visit(AppendJson{out}, value);
}

bool append_plain(std::string& out, const Value& value) {
  return std::visit(AppendPlain{out}, value);
}

void append_text(std::string& out, const Expression& expression, const Scope& scope) {
  for (const Expression::Part& part : expression.parts) {
    if (part.reference)
      append_plain(out, resolve(*part.reference, scope));
    else
      out += part.literal;
  }
}

bool append(std::string& out, const Expression& expression, const Scope& scope) {
  if (expression.alone)
    return append_value(out, resolve(*expression.parts.front().reference, scope));
  append_quoted(out, evaluate_text(expression, scope));
  return true;
}

std::optional<JsonText> evaluate(const Expression& expression, const Scope& scope) {
  JsonText value;
  if (!append(value.text, expression, scope)) return std::nullopt;
  return value;
}

std::string evaluate_text(const Expression& expression, const Scope& scope) {
  std::string text;
  append_text(text, expression, scope);
  return text;
}

std::optional<std::vector<std::string>> evaluate_pointer(const Expression& pointer,
                                                         const Scope& scope) {
  // Values are escaped into the pointer's text, so that their slashes are not the pointer's.
  std::string text;
  std::string value;
  for (const Expression::Part& part : pointer.parts) {
    if (!part.reference) {
      text += part.literal;
      continue;
    }
    value.clear();
    if (!append_plain(value, resolve(*part.reference, scope))) return std::nullopt;
    text += escape_token(value);
  }
  return parse_pointer(text);
}

}  // namespace contract
