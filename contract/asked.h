#pragma once
// What a request asks for under a behaviour: its items, all or nothing, its keys. The mock does it,
// the accounting of captured answers reads it.
#include <optional>
#include <string_view>
#include <vector>

#include "contract/behaviour.h"
#include "contract/facts.h"
#include "contract/parse_json.h"

namespace contract {

// The items of a body as the batch names them, and what owns those that are not in the body.
struct Items {
  std::vector<JsonView> views;
  std::vector<ParsedJson> made;
};
// Nothing when the expression finds something that is no array; no items when it finds nothing.
std::optional<Items> items_of(const Batch& batch, const Facts& facts);

bool is_atomic(const Batch& batch, const Scope& scope);

// Docs, "key": a non-empty string, a number or a boolean.
bool is_present(std::string_view json_text);

}  // namespace contract
