#include "validator/violations.h"

#include <fmt/format.h>

#include <algorithm>

#include "contract/pointer.h"
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

contract::Violation violation_of(contract::SchemaViolation broken, const Place& place,
                                 const SchemaCheck& check, contract::Rule rule) {
  contract::Violation violation =
      violation_at(place, rule, check.prefix + broken.message, broken.contract);
  violation.pointer = std::move(broken.pointer);
  violation.keyword = std::move(broken.keyword);
  violation.property = std::move(broken.property);
  violation.expected = std::move(broken.expected);
  violation.found = std::move(broken.found);
  if (check.secret || ends_in_secret(violation.pointer)) hide_value(violation, check.prefix);
  return violation;
}

// What the closed schema says beyond the open one. Where a value inside breaks the open schema, its
// members cannot be told known from unknown (a branch that would list them may have failed).
void check_closed(const contract::JsonView& instance, const Place& place, const SchemaCheck& check,
                  const std::vector<contract::SchemaViolation>& broken,
                  contract::Violations& violations) {
  if (check.closed->accepts(instance)) return;
  auto more = check.closed->explain(instance);
  const auto extra = [](const auto& each) { return each.keyword == "unevaluatedProperties"; };
  const bool told = std::any_of(more.begin(), more.end(), extra);
  for (contract::SchemaViolation& each : more) {
    const bool doubtful = std::any_of(broken.begin(), broken.end(), [&](const auto& other) {
      return contract::is_below(other.pointer, each.pointer);
    });
    if (doubtful || (told && !extra(each))) continue;
    if (extra(each))
      each.message = fmt::format("the contract does not mention \"{:.80}\"", each.property);
    violations.push_back(
        violation_of(std::move(each), place, check, contract::Rule::unknown_property));
  }
}

}  // namespace

void check_schema(const contract::JsonView& instance, const Place& place, const SchemaCheck& check,
                  contract::Violations& violations) {
  std::vector<contract::SchemaViolation> broken;
  if (!check.schema.accepts(instance)) broken = check.schema.explain(instance);
  if (check.closed) check_closed(instance, place, check, broken, violations);
  for (contract::SchemaViolation& each : broken)
    violations.push_back(violation_of(std::move(each), place, check, check.rule));
}

}  // namespace validator
