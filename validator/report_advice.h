#pragma once
// What a rule means and what to do, in a sentence each. docs/rules.md has the long form.
#include <string>
#include <string_view>

#include "contract/violation.h"

namespace validator {

struct Advice {
  std::string_view meaning;
  std::string_view remedy;
};
// A rule without a row gets a sentence that fits any.
const Advice& advice_for(contract::Rule rule);
std::string section_of(contract::Rule rule);  // "docs/rules.md#invalid-body"

}  // namespace validator
