#include "validator/violations.h"

#include <fmt/format.h>

#include "validator/redact.h"

namespace validator {

contract::Violation violation_at(const Place& place, contract::Rule rule, std::string message,
                                 const contract::Location& contract) {
  contract::Violation violation;
  violation.rule = rule;
  violation.part = place.part;
  violation.operation = place.operation;
  violation.in = place.in;
  violation.name = place.name;
  violation.message = std::move(message);
  violation.contract = contract;
  return violation;
}

namespace {

void hide_value(contract::Violation& violation, std::string_view prefix) {
  violation.found.clear();
  violation.message =
      fmt::format("{}breaks the keyword \"{}\" of its schema (the value is a secret)", prefix,
                  violation.keyword);
}

bool ends_in_secret(std::string_view pointer) {
  return is_secret_name(pointer.substr(pointer.rfind('/') + 1));
}

}  // namespace

void check_schema(const contract::JsonView& instance, const Place& place, const SchemaCheck& check,
                  contract::Violations& violations) {
  if (check.schema.accepts(instance)) return;
  for (contract::SchemaViolation& broken : check.schema.explain(instance)) {
    contract::Violation violation =
        violation_at(place, check.rule, check.prefix + broken.message, broken.contract);
    violation.pointer = std::move(broken.pointer);
    violation.keyword = std::move(broken.keyword);
    violation.property = std::move(broken.property);
    violation.expected = std::move(broken.expected);
    violation.found = std::move(broken.found);
    if (check.secret || ends_in_secret(violation.pointer)) hide_value(violation, check.prefix);
    violations.push_back(std::move(violation));
  }
}

}  // namespace validator
