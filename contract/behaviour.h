#pragma once
// behaviour.yaml, loaded, checked against its contract and compiled. See docs/behaviour.md.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "contract/document.h"
#include "contract/evidence.h"
#include "contract/expression.h"
#include "contract/openapi.h"
#include "contract/outcome.h"
#include "contract/predicate.h"
#include "contract/template.h"

namespace contract {

class Pattern;  // schema_pattern.h

// What stands behind a declaration.
struct Claim {
  Evidence evidence = Evidence::assumed;
  std::string source;
};

struct Generated {
  Expression field;              // pointer
  Template value;                // usually an expression, may be any JSON
  bool unless_supplied = false;  // the item's own value wins
};

// No two records of a partition have the same present values in all of `fields`.
struct Unique {
  std::vector<Tokens> fields;
  std::string error;
  Location where;
  Claim claim;
};

struct Collection {
  std::string name;
  std::vector<Expression> partition;  // default: {$principal}
  std::vector<std::pair<std::string, JsonText>> defaults;
  std::vector<Generated> on_create;
  std::vector<Generated> on_update;
  std::vector<std::pair<std::string, std::vector<Generated>>>
      on_change;  // watched pointer → fields
  std::vector<Unique> unique;
  Location where;
};

struct ErrorSpec {
  std::string name;
  // Members as written plus `code` (default: the name). `status` is absent when not declared.
  std::vector<std::pair<std::string, Template>> members;
  Location where;
  std::optional<int> status;  // the member, as a number
  Claim claim;
};

// Words (and perhaps another error name) for a schema violation. First that fits.
struct MessageRule {
  std::string keyword;
  std::shared_ptr<const Pattern> pointer;   // searched in the instance pointer; null: any
  std::shared_ptr<const Pattern> property;  // the same in $violation.property
  std::optional<std::string> expected;
  std::string error;  // "" keeps the cell's
  Expression message;
  Location where;
  Claim claim;
};

// What a cell of `decide` says to do.
struct Action {
  Verb verb = Verb::skip;
  std::string error;  // for fail and reject; "" with reject: by reason
};
struct Cell {
  std::optional<Expression> condition;  // set: `then` when true, `otherwise` when not
  Action then;
  Action otherwise;
  Location where{};
  std::optional<Claim> claim{};  // nothing: the batch's
};

struct KeyMember {
  Expression field;  // pointer of the record, may contain expressions
  Expression value;
};
using KeyMap = std::vector<KeyMember>;

struct BatchRule {
  std::vector<Situation> on;  // empty: in every situation
  Predicate when;
  std::string error;
  Location where;
  Claim claim;
};

struct Batch {
  std::string collection;
  std::variant<Expression, std::vector<Template>> items;  // to an array, or a literal list
  std::string items_pointer;  // "/items": where violations of items lie; "" for a root array
  // False for a literal list and for an expression that is no fixed place of the body: then no
  // violation belongs to an item, and items_pointer means nothing.
  bool items_in_body = true;
  std::optional<std::size_t> limit;  // default filled in from maxItems
  std::vector<Tokens> ignore;
  std::map<Verb, std::string> actions;
  std::vector<KeyMap> key;
  std::vector<std::pair<std::string, Expression>> within;
  std::vector<Tokens> fixed;
  std::optional<Expression> atomic;  // read as text; default below
  bool atomic_default = false;
  bool atomic_negated = false;  // {if: atomic, then: false, else: true}
  std::optional<Tokens> tombstone;
  std::vector<BatchRule> rules;
  struct Refer {
    Tokens pointer;  // of the item
    std::string collection;
    Tokens field;       // of that collection's records; default /id
    std::string error;  // default: what `reject: not-found` names
    Location where{};
    std::optional<Claim> claim{};  // nothing: the batch's
  };
  std::vector<Refer> refers;
  struct Primary {
    std::string field;
    std::vector<std::string> per;
    Location where{};
    std::optional<Claim> claim{};  // nothing: the batch's
  };
  std::optional<Primary> primary;
  std::map<Situation, Cell> decide;  // as declared; defaults are in `cell_for`
  Location where;
  Claim claim;
};
// The declared cell, or the default of docs/behaviour.md; null when the situation is not tested.
const Cell* cell_for(const Batch& batch, Situation situation);

struct ReadPlan {
  std::string collection;
  std::vector<std::pair<std::string, Expression>> within;
  std::vector<KeyMap> key;
  std::string missing, ambiguous;  // error names for these outcomes; "": none
  // Whether several records can have this key; when not, the oldest of a seeded several is found.
  bool may_be_ambiguous = false;
  Location where;
  Claim claim;
};

struct ListPlan {
  std::string collection;
  std::vector<std::pair<std::string, Expression>> within;
  std::vector<std::pair<Tokens, Expression>> filter;
  std::optional<Expression> limit, offset, cursor;
  std::size_t default_limit = 0;  // 0: everything
  std::size_t default_offset = 0;
  Location where;
  Claim claim;
};

struct Respond {
  std::vector<Outcome> outcomes;  // empty: any
  std::optional<bool> atomic;
  std::vector<Reason> reasons;                 // empty: any
  std::vector<std::string> errors;             // error names; empty: any
  std::variant<int, Expression> status = 200;  // $error.status or $result.status
  std::vector<std::pair<std::string, Expression>> headers;
  std::unique_ptr<Template> body;  // null: no body
  Evidence evidence = Evidence::assumed;
  std::string source;
  bool undocumented = false;
  SchemaPtr schema;  // of an undocumented answer; null: none
  Location where;
};

struct Guard {
  Predicate when;
  std::string error;
  Location where;
  Claim claim;
};

struct Variable {
  std::string name;
  std::optional<Expression> value;   // nothing: a literal, which is then the fallback
  std::optional<JsonText> fallback;  // where `value` finds nothing or null
};

// What the declaration relies on and no other word carries: "no limit is documented".
struct Statement {
  std::string says;
  Claim claim;
  Location where;
};

struct Plan {
  std::optional<Predicate> when;
  std::vector<Variable> variables;
  SchemaPtr schema;  // replaces the contract's body schema; null: keeps it
  std::vector<Guard> guards;
  std::map<Reason, std::string> reject;  // wins over the file's
  std::variant<std::monostate, Batch, ReadPlan, ListPlan> does;
  std::vector<std::shared_ptr<const Respond>> respond;  // the plan's, then the file's tail
  std::vector<Statement> claims;
  Location where;
};

struct SecurityRule {                // what OpenAPI's scheme cannot say
  std::string format;                // "wsse" or ""
  std::vector<std::string> allowed;  // `enum`; empty: any
  std::string reject;                // error name; "": by reason `unauthorized`
  Location where{};
  Claim claim{};
};

struct Behaviour {
  DocumentPtr document;
  OpenApiPtr api;
  std::shared_ptr<const ClosedSchemas> closed;  // those of `schemas:`; null: none
  std::map<std::string, Collection> collections;
  std::map<std::string, ErrorSpec> errors;
  std::map<Reason, std::string> reject;
  std::map<std::string, SecurityRule> security;
  std::vector<MessageRule> messages;
  std::map<std::string, std::string> words;  // JSON type → vendor's word
  std::vector<std::shared_ptr<const Respond>> respond;
  std::vector<Statement> claims;
  std::map<std::string, std::vector<Plan>> operations;  // by operationId, in declared order

  const std::vector<Plan>* plans(std::string_view operation_id) const;
};
using BehaviourPtr = std::shared_ptr<const Behaviour>;

// Loads behaviour and contract together; the contract's path is relative to the behaviour file.
// Every complaint docs/behaviour.md lists under "what is checked", each with file:line.
// `map`: where documents that references name by URL are.
Loaded<BehaviourPtr> load_behaviour(const std::string& path, const ReadFile& read,
                                    const ReferenceMap& map = {});
// A contract that has no behaviour beside it: everything but `document` and `api` is empty.
// `document` is then the contract's.
Loaded<BehaviourPtr> load_contract(const std::string& path, const ReadFile& read,
                                   const ReferenceMap& map = {});

}  // namespace contract
