#include "contract/expression_value.h"
#include "contract/message.h"
#include "contract/schema_pattern.h"

namespace contract {

namespace {

bool found_in(const std::shared_ptr<const Pattern>& pattern, std::string_view text) {
  return pattern == nullptr || pattern->match(text) == Pattern::Verdict::yes;
}

bool fits(const MessageRule& rule, const Violation& violation) {
  if (rule.keyword != violation.keyword) return false;
  if (rule.expected && *rule.expected != expected_of(violation)) return false;
  if (!found_in(rule.pointer, violation.pointer)) return false;
  if (rule.property == nullptr) return true;
  std::string property;
  append_plain(property, property_of(violation));
  return found_in(rule.property, property);
}

// A text without its quotes: vendors write `x is no choice`, not `"x" is no choice`.
void unquote(std::string& found) {
  if (found.size() >= 2 && found.front() == '"' && found.back() == '"') found = plain_text(found);
}

void rename_type(const Behaviour& behaviour, std::string& type) {
  const auto word = behaviour.words.find(type);
  if (word != behaviour.words.end()) type = word->second;
}

}  // namespace

const MessageRule* message_for(const Behaviour& behaviour, const Violation& violation) {
  for (const MessageRule& rule : behaviour.messages)
    if (fits(rule, violation)) return &rule;
  return nullptr;
}

Violation in_vendor_words(const Behaviour& behaviour, const Violation& violation,
                          const Scope& scope) {
  Violation worded = violation;
  if (violation.keyword == "type") {
    worded.expected = expected_of(violation);
    rename_type(behaviour, worded.expected);
    rename_type(behaviour, worded.found);
  }
  const MessageRule* rule = message_for(behaviour, violation);
  if (rule == nullptr) return worded;
  if (violation.keyword != "type") unquote(worded.found);
  Scope inner = scope;
  inner.violation = &worded;
  worded.message = evaluate_text(rule->message, inner);
  return worded;
}

}  // namespace contract
