#pragma once
// Files of our own formats against their JSON Schemas (specs/*.schema.json), complaints in plain
// words.
#include <functional>
#include <string>
#include <string_view>

#include "contract/document.h"
#include "contract/pointer.h"

namespace contract {

// Where a value lies, in words: "in 'batch' of operation 'x'". Its own tokens, [] for the whole.
using PlaceInWords = std::function<std::string(const Tokens&)>;

// Every breach with its line; `format` names the schema ("behaviour"). Codes: `unknown-word`,
// `missing-word`, `wrong-value`.
Errors format_complaints(const Document& document, std::string_view format,
                         const PlaceInWords& place);
// "in 'a/b'" of all tokens from `first` on; "" for none.
std::string quoted_path(const Tokens& tokens, std::size_t first = 0);

}  // namespace contract
