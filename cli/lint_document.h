#pragma once
// A whole OpenAPI document, object by object, used or not: words, types, references, and what the
// schemas and examples in it are.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/lint_complaints.h"
#include "contract/document.h"
#include "contract/schema.h"

namespace cli {

// A value that should fit a schema.
struct Exemplar {
  const contract::Json* value;
  const contract::Json* schema;
  std::optional<contract::Direction> direction;
  std::string title;  // "example", "default", "example \"full\""
};

struct DocumentFindings {
  Complaints complaints;
  std::vector<const contract::Json*> schemas;  // the outermost ones
  std::vector<Exemplar> exemplars;
  std::vector<std::pair<std::string, const contract::Json*>> media;  // Media Type Objects by range
};

DocumentFindings walk_document(const contract::Document& document, contract::Dialect dialect);

}  // namespace cli
