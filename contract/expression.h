#pragma once
// OpenAPI runtime expressions (OAS 3.1 section 4.8.20.3) with our roots, parsed once.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/error.h"
#include "contract/facts.h"

namespace contract {

struct Expression;

// One `$…`: a root, perhaps a name after the dot, perhaps a pointer after the #.
struct Reference {
  enum class Root : std::uint8_t {
    method,
    url,
    request_header,
    request_query,
    request_path,
    request_body,
    variables,
    principal,
    item,
    record,
    result,
    error,
    violation,
    batch,
    page,
    now,
    uuid,
    sequence
  };
  Root root = Root::method;
  std::string name;                 // header, variable, member; "" for the whole
  std::vector<Expression> pointer;  // tokens, which may contain expressions themselves
};

// Text with references in it. `alone` means the text is one reference and keeps its JSON type;
// otherwise `{$…}` parts are embedded as text and `$$` is a literal dollar sign. A dollar sign that
// starts neither is itself.
struct Expression {
  struct Part {
    std::string literal;
    std::optional<Reference> reference;  // when set, `literal` is empty
  };
  std::vector<Part> parts;
  bool alone = false;

  bool is_literal() const;           // no reference anywhere
  std::string literal_text() const;  // of a literal one
};

// `known_variables`, when given, are the only names $variables may use. The error (code
// `invalid-expression`) has an empty `where`: the caller knows the line. Text that starts with a
// single `$` must be one whole reference. In the tokens of a pointer `$` means itself unless it
// follows a `{`, and `$$` is one `$` (member names such as `$ref`).
Result<Expression> parse_expression(std::string_view text,
                                    const std::vector<std::string>* known_variables = nullptr);

// JSON text of the value; nothing when an expression that stands alone finds nothing.
std::optional<JsonText> evaluate(const Expression& expression, const Scope& scope);
// The same appended to `out`; false (and nothing appended) when absent.
bool append(std::string& out, const Expression& expression, const Scope& scope);
// As text: strings without quotes, absent as "".
std::string evaluate_text(const Expression& expression, const Scope& scope);
// A record field written as a pointer with expressions in it: "/{$variables.field}". What an
// expression gives is one token's text, never unescaped. Nothing when a value is absent or the
// whole is no pointer.
std::optional<std::vector<std::string>> evaluate_pointer(const Expression& pointer,
                                                         const Scope& scope);

}  // namespace contract
