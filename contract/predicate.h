#pragma once
// A `when`: a JSON Schema over {request: {path, query, header, body}, item, record, variables}.
#include <map>
#include <memory>
#include <string>

#include "contract/error.h"
#include "contract/facts.h"
#include "contract/json.h"
#include "contract/schema.h"

namespace contract {

// Which part of an instance a schema can depend on. What it does not mention need not be built.
struct Projection {
  bool whole = true;                          // everything below
  std::map<std::string, Projection> members;  // when not: these members, and the type

  const Projection* find(const std::string& member) const;  // nullptr: not looked at
  void add(const Projection& other);
};
// `schema` as written. An unknown keyword makes a node whole: this errs on the side of too much.
Projection projection_of(const Json& schema);

// Header names are lower case in the instance; header, query and path values are strings, a
// repeated header is one value joined by ", ", of a repeated query parameter the first counts. What
// is not there (no item, no record, no body) is an absent member.
struct Predicate {
  SchemaPtr schema;          // the whole thing
  bool sees_record = false;  // mentions `record`: can only be tested under the lock
  bool sees_item = false;
  Projection sees;
};

// Errors are those of compile_schema.
Loaded<Predicate> compile_predicate(const Json& when);
bool holds(const Predicate& predicate, const Scope& scope);

// The instance, built once and put to several predicates. Not thread-safe; views into it do not
// outlive the next `show`.
class PredicateSubject {
 public:
  PredicateSubject();
  ~PredicateSubject();
  // `sees` covers the projections of every predicate asked afterwards.
  void show(const Projection& sees, const Scope& scope);
  bool fits(const Predicate& predicate) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace contract
