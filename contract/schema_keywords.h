#pragma once
// The words of JSON Schema: which dialect knows them and where they hold schemas.
#include <cstdint>
#include <functional>
#include <string_view>

#include "contract/json.h"
#include "contract/schema.h"

namespace contract::schema_detail {

enum class Holds : std::uint8_t {
  nothing,          // no schema
  schema,           // one
  list,             // an array of them
  map,              // an object of them
  schema_or_list,   // `items` before draft 2020-12
  schemas_or_names  // `dependencies`
};

struct Keyword {
  std::string_view name;
  Holds holds = Holds::nothing;
  std::uint8_t dialects = 0;  // bit per Dialect
  bool asserts = true;        // false: only holds schemas or names ($defs, definitions)

  bool known_in(Dialect dialect) const {
    return (dialects >> static_cast<unsigned>(dialect) & 1U) != 0;
  }
};

// What the words of a resource mean: its dialect, less the vocabularies its metaschema leaves out.
struct Meaning {
  Dialect dialect = Dialect::draft_2020_12;
  bool applicators = true;
  bool unevaluated = true;
  bool validation = true;
  bool formats = true;  // asserted

  bool asserts(const Keyword& keyword) const;
};

// Of a `$schema`. A metaschema we do not know is asked for its `$vocabulary`. Error code
// unknown-dialect, without `where`.
Result<Meaning> declared_meaning(std::string_view uri, const FindDocument& find_document,
                                 const Meaning& inherited);

// nullptr: a word no dialect knows, which therefore annotates.
const Keyword* find_keyword(std::string_view name);

// Before draft 2019-09 and in OpenAPI 3.0 `$ref` stands alone.
bool ref_hides_siblings(Dialect dialect);

// Calls f for each schema directly inside `schema`.
void for_each_subschema(const Json& schema, Dialect dialect,
                        const std::function<void(const Json&)>& f);

}  // namespace contract::schema_detail
