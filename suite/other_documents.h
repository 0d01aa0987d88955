#pragma once
// The documents an API consists of, found by following its references.
#include <map>
#include <string>

#include "contract/openapi.h"

namespace suite {

// By URI; the one that was named is among them. What only an anchor (`#name`) leads to is not.
std::map<std::string, contract::DocumentPtr> documents_of(const contract::OpenApi& api);
// By URI, of what `documents_of` found.
contract::FindDocument find_among(std::map<std::string, contract::DocumentPtr> documents);

}  // namespace suite
