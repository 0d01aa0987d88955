#include <algorithm>

#include "contract/closest.h"
#include "contract/expression.h"
#include "contract/pointer.h"

namespace contract {

namespace {

using Root = Reference::Root;
using Names = const std::vector<std::string>*;

// What may follow a root. `members` is the closed list of names, or empty for any name.
struct RootSpec {
  std::string_view word;
  Root root;
  bool named;    // `.name` must follow
  bool pointed;  // `#/pointer` may follow
  std::vector<std::string_view> members;
};

const std::vector<RootSpec>& roots() {
  static const std::vector<RootSpec> table = {
      {"$method", Root::method, false, false, {}},
      {"$url", Root::url, false, false, {}},
      {"$request.header", Root::request_header, true, false, {}},
      {"$request.query", Root::request_query, true, false, {}},
      {"$request.path", Root::request_path, true, false, {}},
      {"$request.body", Root::request_body, false, true, {}},
      {"$variables", Root::variables, true, false, {}},
      {"$principal", Root::principal, false, false, {}},
      {"$item", Root::item, false, true, {}},
      {"$record", Root::record, false, true, {}},
      {"$result", Root::result, true, false, {"index", "key", "keyName", "action", "ok", "status"}},
      {"$error", Root::error, true, false, {}},
      {"$violation",
       Root::violation,
       true,
       false,
       {"rule", "keyword", "pointer", "property", "expected", "found", "message"}},
      {"$batch", Root::batch, true, false, {"atomic", "total", "succeeded", "failed"}},
      {"$page", Root::page, true, false, {"total", "hasMore", "nextCursor"}},
      {"$now", Root::now, false, false, {}},
      {"$uuid", Root::uuid, false, false, {}},
      {"$sequence", Root::sequence, false, false, {}},
  };
  return table;
}

tl::unexpected<Error> complaint(std::string message) {
  return tl::unexpected(Error{"invalid-expression", std::move(message), {}});
}

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

Result<Expression> parse_embedded(std::string_view text, Names variables);

// The end of the reference that starts at `begin` (after "{"): the "}" that balances it. Only "{$"
// opens another level, as in {$item#/{$variables.field}}.
std::size_t closing_brace(std::string_view text, std::size_t begin) {
  int depth = 1;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text.substr(i, 2) == "{$") ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

// Splits at the slashes that are not inside braces.
std::vector<std::string_view> split_pointer(std::string_view pointer) {
  std::vector<std::string_view> tokens;
  std::size_t begin = 1;
  for (std::size_t i = 1; i <= pointer.size(); ++i) {
    if (i < pointer.size() && pointer.substr(i, 2) == "{$" && pointer.substr(i, 3) != "{$$") {
      const std::size_t end = closing_brace(pointer, i + 1);
      if (end != std::string_view::npos) i = end;
      continue;
    }
    if (i < pointer.size() && pointer[i] != '/') continue;
    tokens.push_back(pointer.substr(begin, i - begin));
    begin = i + 1;
  }
  return tokens;
}

Result<std::vector<Expression>> parse_tokens(std::string_view pointer, Names variables) {
  std::vector<Expression> tokens;
  if (pointer.empty()) return tokens;
  if (pointer.front() != '/')
    return complaint("a pointer starts with '/', found " + in_quotes(pointer) + " after '#'");
  for (const std::string_view token : split_pointer(pointer)) {
    Result<Expression> parsed = parse_embedded(token, variables);
    if (!parsed) return tl::unexpected(parsed.error());
    for (Expression::Part& part : parsed->parts) {
      if (part.reference) continue;
      auto plain = unescape_token(part.literal);
      if (!plain)
        return complaint("'~' in the pointer " + in_quotes(pointer) +
                         " must be written ~0 and '/' ~1");
      part.literal = std::move(*plain);
    }
    tokens.push_back(std::move(*parsed));
  }
  return tokens;
}

tl::unexpected<Error> unknown_root(std::string_view text) {
  std::vector<std::string_view> words;
  for (const RootSpec& spec : roots()) words.push_back(spec.word);
  const std::string_view word = text.substr(0, text.find_first_of("#}"));
  std::string hint = did_you_mean(word.substr(0, word.rfind('.')), words);
  if (hint.empty()) hint = did_you_mean(word, words);
  return complaint("unknown expression " + in_quotes(text) + hint + "; known are " +
                   list_of(words) + " (a literal '$' at the start is written '$$')");
}

tl::unexpected<Error> unknown_member(const RootSpec& spec, std::string_view name,
                                     const std::vector<std::string_view>& known) {
  const std::string whole = std::string(spec.word) + "." + std::string(name);
  if (known.empty()) return complaint(in_quotes(whole) + ": no variables are declared here");
  return complaint("unknown name in " + in_quotes(whole) + did_you_mean(name, known) +
                   "; known are " + list_of(known));
}

Result<void> check_name(const RootSpec& spec, std::string_view name, Names variables) {
  if (name.empty() || name.find_first_of(" \t\r\n{}#") != std::string_view::npos)
    return complaint(in_quotes(spec.word) + " needs a name after it, as in " +
                     std::string(spec.word) + ".name, found " + in_quotes(name));
  std::vector<std::string_view> known = spec.members;
  if (spec.root == Root::variables && variables) known.assign(variables->begin(), variables->end());
  const bool closed = !spec.members.empty() || (spec.root == Root::variables && variables);
  if (closed && std::find(known.begin(), known.end(), name) == known.end())
    return unknown_member(spec, name, known);
  return {};
}

// The root whose word starts `text` and ends there, at "." or at "#".
const RootSpec* find_root(std::string_view text) {
  for (const RootSpec& spec : roots()) {
    if (!text.starts_with(spec.word)) continue;
    const std::string_view rest = text.substr(spec.word.size());
    if (rest.empty() || rest.front() == '#' || (spec.named && rest.front() == '.')) return &spec;
  }
  return nullptr;
}

// `text` is the whole reference, from its "$" on.
Result<Reference> parse_reference(std::string_view text, Names variables) {
  const RootSpec* spec = find_root(text);
  if (!spec) return unknown_root(text);
  Reference reference;
  reference.root = spec->root;
  std::string_view rest = text.substr(spec->word.size());
  if (spec->named) {
    const std::string_view name = rest.empty() ? rest : rest.substr(1);
    if (Result<void> checked = check_name(*spec, name, variables); !checked)
      return tl::unexpected(checked.error());
    reference.name = name;
    return reference;
  }
  if (rest.empty()) return reference;
  if (!spec->pointed)
    return complaint(in_quotes(text) + ": " + std::string(spec->word) + " takes no pointer");
  Result<std::vector<Expression>> tokens = parse_tokens(rest.substr(1), variables);
  if (!tokens) return tl::unexpected(tokens.error());
  reference.pointer = std::move(*tokens);
  return reference;
}

void add_literal(Expression& expression, std::string_view text) {
  if (expression.parts.empty() || expression.parts.back().reference)
    expression.parts.emplace_back();
  expression.parts.back().literal += text;
}

// Text in which `{$…}` are references and `$$` is a dollar sign.
Result<Expression> parse_embedded(std::string_view text, Names variables) {
  Expression expression;
  for (std::size_t i = 0; i < text.size();) {
    const bool dollars = text.substr(i, 2) == "$$";
    if (text.substr(i, 2) != "{$" || text.substr(i, 3) == "{$$") {
      add_literal(expression, text.substr(i, 1));
      i += dollars ? 2 : 1;
      continue;
    }
    const std::size_t end = closing_brace(text, i + 1);
    if (end == std::string_view::npos)
      return complaint("'{$' without its '}' in " + in_quotes(text) +
                       " (a literal '{$' is written '{$$')");
    Result<Reference> reference = parse_reference(text.substr(i + 1, end - i - 1), variables);
    if (!reference) return tl::unexpected(reference.error());
    expression.parts.push_back({"", std::move(*reference)});
    i = end + 1;
  }
  return expression;
}

}  // namespace

bool Expression::is_literal() const {
  return std::none_of(parts.begin(), parts.end(),
                      [](const Part& part) { return part.reference.has_value(); });
}

std::string Expression::literal_text() const {
  std::string text;
  for (const Part& part : parts) text += part.literal;
  return text;
}

Result<Expression> parse_expression(std::string_view text,
                                    const std::vector<std::string>* known_variables) {
  if (!text.starts_with('$') || text.starts_with("$$"))
    return parse_embedded(text, known_variables);
  Result<Reference> reference = parse_reference(text, known_variables);
  if (!reference) return tl::unexpected(reference.error());
  Expression expression;
  expression.alone = true;
  expression.parts.push_back({"", std::move(*reference)});
  return expression;
}

}  // namespace contract
