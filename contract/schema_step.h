#pragma once
// One schema on its way to a Definition, and the handlers that take its keywords there.

#include "contract/schema_lowering.h"

namespace contract::schema_detail {

struct Step {
  Lowering& all;
  const Place place;
  const Json& schema;
  const Dialect dialect;
  Json& out;
  std::vector<Rule>& rules;
  const ScopeId here;       // for schemas of the same instance
  const ScopeId elsewhere;  // for schemas of its members and elements

  Index same(const Json& node) { return all.subschema(node, *place.resource, here); }
  Index child(const Json& node) { return all.subschema(node, *place.resource, elsewhere); }
  // Of `not`, `if`, `contains`, `propertyNames`: what does not fit there is no fault.
  Index tried(const Json& node) {
    return all.subschema(node, *place.resource, all.trial(place.scope));
  }
  // Code `bad-keyword`: "minLength: expected …, found …", with the line of `value`.
  void bad(const std::string& keyword, std::string_view expected, const Json& value);
};

// To add a keyword: a row in schema_keywords.cpp, a handler here, its rule in schema_plan.h.
using Handler = void (*)(Step& step, const std::string& keyword, const Json& value);
Handler find_value_handler(std::string_view keyword);   // about numbers, strings, any value
Handler find_schema_handler(std::string_view keyword);  // that hold or name schemas
Json definition_reference(Index index);                 // {"+schema": index}
std::string escaped_name(std::string_view name);        // valijson cuts names at NUL
std::string unescaped_name(std::string_view name);
// Names whose absence is no fault: readOnly in requests, writeOnly in responses.
std::set<std::string> exempt_names(Lowering& all, const Place& place);
// Where the scope closes this schema: the rule that refuses members nobody mentions.
void close_members(Step& step);

}  // namespace contract::schema_detail
