#pragma once
// Answer templates (docs/behaviour.md, "templates"), parsed once; `render` (render.h) writes them.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/document.h"
#include "contract/expression.h"

namespace contract {

enum class EachList : std::uint8_t {
  results,
  succeeded,
  failed,
  created,
  updated,
  replaced,
  deleted,
  skipped,
  violations,
  records
};
std::string_view to_string(EachList);
std::optional<EachList> each_list_from(std::string_view word);

struct Template {
  enum class Kind : std::uint8_t { literal, expression, array, object, each, choice, pick };
  struct Member {
    Expression name;
    std::unique_ptr<Template> value;
    std::string text;  // a literal name as it is written: `"name":`, then the value if literal too
  };

  Kind kind = Kind::literal;
  JsonText literal;             // literal: a subtree without expressions, serialised
  Expression expression;        // expression, choice ($case), pick ($from: `fields` below)
  std::vector<Member> members;  // object; choice: value → template
  std::vector<std::unique_ptr<Template>> elements;  // array
  EachList list = EachList::results;                // each
  std::unique_ptr<Template> as;                     // each
  std::optional<Expression> key;                    // each with $key: an object
  std::unique_ptr<Template> otherwise;              // each: $empty, choice: $else; may be null
  Expression fields;                                // pick
  std::vector<std::string> always;                  // pick: members given in any case
};

// `node` is a value inside `document`; complaints carry its line. Codes: `invalid-expression`,
// `unknown-word` (a `$word` or list that does not exist), `invalid-template` (a form with a part
// missing or of the wrong type).
Loaded<std::unique_ptr<Template>> parse_template(const Document& document, const Json& node,
                                                 const std::vector<std::string>* known_variables);

}  // namespace contract
