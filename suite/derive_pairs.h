#pragma once
// Every keyword that can refuse something, at every place of a request schema.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "contract/documents.h"
#include "contract/schema.h"

namespace suite::derive_detail {

using contract::Json;

// Which branch of an `anyOf`, `oneOf` (by index) or `if` (0 `then`, 1 `else`) a value is meant to
// fit, by the schema that has the keyword.
using Choices = std::map<const Json*, std::size_t>;

struct Step {
  enum class Kind : std::uint8_t { member, item, branch };
  Kind kind = Kind::member;
  std::string token;            // member: its name; item: its index
  bool chosen_name = false;     // the name is one of many (additional or by pattern), shown as "*"
  const Json* owner = nullptr;  // branch: the schema that has the branches
  std::size_t branch = 0;
  const Json* node = nullptr;  // the schema this leads to
};

struct Pair {
  std::string keyword;
  const Json* node = nullptr;  // the schema that says it
  std::vector<Step> path;      // from the root
  contract::Location where;

  std::string pointer() const;   // "/items/*/value"
  std::string instance() const;  // "/items/0/value"
  Choices choices() const;
};

// A keyword that refuses nothing (`minLength: 0`, an unknown format, `additionalProperties: true`)
// is no pair. `propertyNames`, `not`, `contains` and `if` are not entered. A schema that contains
// itself is entered once.
// References are followed into other documents too.
std::vector<Pair> pairs_of(const Json& root, const contract::Documents& documents,
                           contract::Dialect dialect);
const Json* member_of(const Json& node, std::string_view name);

}  // namespace suite::derive_detail
