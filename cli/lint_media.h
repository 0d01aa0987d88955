#pragma once
// What a document says of bodies and nothing here judges: a warning each, nothing is silent.
#include "cli/lint_document.h"
#include "contract/documents.h"

namespace cli {

void check_media(const contract::Documents& documents, DocumentFindings& found);

}  // namespace cli
