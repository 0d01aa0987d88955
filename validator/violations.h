#pragma once
// How the checks of this module write down what they found.
#include <string>
#include <string_view>

#include "contract/schema.h"
#include "contract/violation.h"

namespace validator {

// What one place of an exchange is called in its violations.
struct Place {
  contract::Part part = contract::Part::request;
  std::string_view operation;
  std::string_view in;    // "body", "path", "query", "header", "cookie", "status", "security"
  std::string_view name;  // "" for a body
};

contract::Violation violation_at(const Place& place, contract::Rule rule, std::string message,
                                 const contract::Location& contract);

// Appends one violation per broken keyword; nothing when `instance` fits. The verdict comes first,
// so a value that fits costs no allocation. `prefix` goes before each message. A `secret` value is
// never quoted.
struct SchemaCheck {
  const contract::Schema& schema;
  contract::Rule rule;
  std::string prefix;
  bool secret = false;
  // --strict: the same schema closed (contract::Members); its extra complaints are of rule
  // unknown-property. Null: not strict.
  contract::SchemaPtr closed = nullptr;
};
void check_schema(const contract::JsonView& instance, const Place& place, const SchemaCheck& check,
                  contract::Violations& violations);

}  // namespace validator
