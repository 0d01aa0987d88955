#pragma once
// The metaschemas of JSON Schema's drafts, which a `$ref` may name.
#include <string_view>

#include "contract/document.h"

namespace contract {

// The text of contract/metaschemas/<name>.json; "" when there is none. Defined in a generated
// source, see cmake/embed_metaschemas.cmake.
std::string_view embedded_metaschema(std::string_view name);

// The metaschema or vocabulary at this URI without fragment; null for any other.
DocumentPtr metaschema(std::string_view uri);

}  // namespace contract
