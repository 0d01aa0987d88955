#pragma once
// The schema seam: JSON Schema in, verdicts and explanations out. valijson stays behind it.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/document.h"
#include "contract/error.h"
#include "contract/json.h"

namespace contract {

// Which words mean what: OpenAPI 3.0's subset, OpenAPI 3.1 / JSON Schema draft 2020-12, or a draft.
enum class Dialect : std::uint8_t {
  openapi_3_0,
  draft_2020_12,
  draft_2019_09,
  draft_7,
  draft_6,
  draft_4
};
// Of a `$schema` or `jsonSchemaDialect` URI; nothing for one we do not know.
std::optional<Dialect> dialect_from(std::string_view uri);

// readOnly members are not required in requests, writeOnly ones not in responses; where they are
// sent all the same, their schema judges them.
enum class Direction : std::uint8_t { request, response };

// One broken keyword. Fields as in Violation, which the checks make of it. `keyword` is "nesting"
// or "effort" when the judgement had to be given up (schema_effort.h).
struct SchemaViolation {
  std::string keyword;
  std::string pointer;   // instance pointer
  std::string property;  // `required`, `additionalProperties`, `dependentRequired`: the member
  std::string expected;
  std::string found;
  std::string message;
  Location contract;  // the keyword's line
};

// SchemaCompiler asserts formats. `as_declared`: so does compile_schema, but for a schema whose
// `$schema` is draft 2019-09 or 2020-12, where the standard makes them annotations.
enum class Formats : std::uint8_t { as_declared, asserted, annotated };

// `closed`: as if `unevaluatedProperties: false` stood at every object schema that lists members
// and does not say otherwise (--strict). A schema that lists none says nothing about names and
// stays open.
enum class Members : std::uint8_t { open, closed };

namespace schema_detail {
struct Plan;
}

// A compiled schema. Immutable; any number of threads may use it at once.
class Schema {
 public:
  Schema(std::shared_ptr<const schema_detail::Plan> plan, std::uint32_t entry, Location where);

  // The verdict alone: stops at the first failure, allocates nothing on the way.
  bool accepts(const JsonView& instance) const;
  // Every broken keyword, [] when it fits; for anyOf/oneOf those of the closest branch. A value of
  // the wrong type breaks `type` and nothing else of that schema.
  std::vector<SchemaViolation> explain(const JsonView& instance) const;
  const Location& where() const { return where_; }
  // What a verdict costs: checks of a schema, and steps granted to slow patterns. For tests.
  struct Work {
    std::size_t checks = 0;
    std::size_t matching = 0;
  };
  Work work(const JsonView& instance) const;

 private:
  std::shared_ptr<const schema_detail::Plan> plan_;
  std::uint32_t entry_;
  Location where_;
};
using SchemaPtr = std::shared_ptr<const Schema>;

// Another document by URI: a `$ref` resolved against the place of the document it stands in
// ("api/openapi.yaml" and "../common.yaml#/x" give "common.yaml", see uri.h), without fragment.
// An Error with a line is told as it is, one without is put down to the `$ref`.
using FindDocument = std::function<Result<DocumentPtr>(const std::string& uri)>;

// Compiles many schemas of one document at once; they share what they refer to. References leave
// the document only through `find_document`; without it they are errors.
class SchemaCompiler {
 public:
  SchemaCompiler(DocumentPtr document, Dialect dialect, FindDocument find_document = {},
                 Members members = Members::open);
  ~SchemaCompiler();
  // `node` is a schema inside the document (an object or boolean). Returns its place in compile()'s
  // list. The same node and direction twice gives the same place. Without a direction readOnly and
  // writeOnly only annotate. `uri`: the node lies in another document, which `find_document` knows.
  std::size_t add(const Json& node, std::optional<Direction> direction = std::nullopt,
                  const std::string& uri = "");
  // One schema per place. Errors name keyword and line of whatever cannot be honoured: unsupported
  // keywords, unresolved or looping $refs, bad patterns, multipleOf <= 0, unknown type names.
  Loaded<std::vector<SchemaPtr>> compile();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// For a schema that stands alone in a tree of its own (predicates, our own formats, tests).
// Violations then have no `contract`; readOnly and writeOnly only annotate.
Loaded<SchemaPtr> compile_schema(const Json& schema, Dialect dialect = Dialect::draft_2020_12,
                                 FindDocument find_document = {},
                                 Formats formats = Formats::as_declared);

}  // namespace contract
