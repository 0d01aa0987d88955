#pragma once
// Writes a template as JSON text. Pure; keys and literals were serialised when it was parsed.
#include <span>
#include <string>

#include "contract/facts.h"
#include "contract/template.h"

namespace contract {

// What `$each` walks. `results` holds every item in request order, then unlisted deletions
// (index = total, ok, Verb::remove); the verb lists are filtered views of it.
struct Lists {
  std::span<const ItemResult> results;
  std::size_t total = 0;  // items of the request; unlisted deletions come after
  std::span<const Violation> violations;
  std::span<const RecordPtr> records;
};

// Appends one JSON value; a template that finds nothing (a lone absent expression) appends nothing
// and returns false, and its member or element is then left out.
bool render(std::string& out, const Template& node, const Scope& scope, const Lists& lists);

}  // namespace contract
