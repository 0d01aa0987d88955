#pragma once
// The schemas of a document: words that mean nothing, and whether examples fit.
#include "cli/lint_document.h"

namespace cli {

// Words of one schema and of those inside it; its examples and default go to `found.exemplars`.
void walk_schema(const contract::Document& document, contract::Dialect dialect,
                 const contract::Json& schema, DocumentFindings& found);

// Compiles every schema, and holds the examples against those that can be compiled.
void check_schemas(const contract::DocumentPtr& document, contract::Dialect dialect,
                   const contract::FindDocument& find, DocumentFindings& found);

}  // namespace cli
