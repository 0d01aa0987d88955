// errors, reject, messages, words and security of behaviour.yaml.
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/closest.h"
#include "contract/schema_pattern.h"

namespace contract::behaviour_detail {

namespace {

bool is_claim(std::string_view word) { return word == "evidence" || word == "source"; }

Template literal(JsonText text) {
  Template made;
  made.literal = std::move(text);
  return made;
}

void read_error(Loading& loading, const std::string& name, const Json& node) {
  ErrorSpec spec;
  spec.name = name;
  spec.where = loading.document().locate(node);
  spec.claim = read_claim(node);
  const Context context{Place::error, &loading.variables, name};
  if (!member(node, "code")) spec.members.emplace_back("code", literal(contract::quoted(name)));
  each_member(&node, [&](const std::string& word, const Json& value) {
    if (is_claim(word)) return;
    if (word == "status" && value.is_number_integer()) spec.status = value.get<int>();
    if (auto parsed = read_template(loading, value, context))
      spec.members.emplace_back(word, std::move(*parsed));
  });
  loading.behaviour.errors.emplace(name, std::move(spec));
}

// A regular expression of `messages`; null when absent.
PatternPtr read_pattern(Loading& loading, const Json* node) {
  if (!node) return nullptr;
  Result<PatternPtr> compiled = Pattern::compile(text_of(node));
  if (compiled) return *compiled;
  loading.complain(*node, compiled.error().code, compiled.error().message);
  return nullptr;
}

void read_message(Loading& loading, const Json& node) {
  MessageRule rule;
  rule.where = loading.document().locate(node);
  rule.claim = read_claim(node);
  rule.keyword = text_of(member(node, "keyword"));
  rule.pointer = read_pattern(loading, member(node, "pointer"));
  rule.property = read_pattern(loading, member(node, "property"));
  if (const Json* expected = member(node, "expected")) rule.expected = text_of(expected);
  if (const Json* error = member(node, "error")) {
    rule.error = text_of(error);
    check_error(loading, *error, rule.error);
  }
  const Context context{Place::error, &loading.variables, "message"};
  if (const Json* message = member(node, "message"))
    if (auto expression = read_expression(loading, *message, context))
      rule.message = std::move(*expression);
  loading.behaviour.messages.push_back(std::move(rule));
}

void read_security(Loading& loading, const std::string& scheme, const Json& node) {
  const auto& schemes = loading.behaviour.api->security_schemes;
  if (!schemes.contains(scheme)) {
    const Names known = names_of(schemes);
    loading.complain(node, "undeclared-name",
                     "the contract has no security scheme '" + scheme + "'" +
                         did_you_mean(scheme, views(known)) + "; it has " +
                         (known.empty() ? "none" : list_of(views(known))));
  }
  SecurityRule rule;
  rule.where = loading.document().locate(node);
  rule.claim = read_claim(node);
  rule.format = text_of(member(node, "format"));
  each_of(member(node, "enum"),
          [&](const Json& value) { rule.allowed.push_back(text_of(&value)); });
  if (const Json* error = member(node, "reject")) {
    rule.reject = text_of(error);
    check_error(loading, *error, rule.reject);
  }
  loading.behaviour.security.emplace(scheme, std::move(rule));
}

}  // namespace

std::map<Reason, std::string> read_reject(Loading& loading, const Json* node) {
  std::map<Reason, std::string> reject;
  each_member(node, [&](const std::string& word, const Json& value) {
    const std::optional<Reason> reason = reason_from(word);
    check_error(loading, value, text_of(&value));
    if (reason) reject[*reason] = text_of(&value);
  });
  return reject;
}

void read_errors(Loading& loading) {
  const Json& root = loading.document().root();
  loading.members = {"code", "message", "status"};  // every error has these
  const Json* errors = member(root, "errors");
  each_member(errors, [&](const std::string&, const Json& node) {
    each_member(&node, [&](const std::string& word, const Json&) {
      if (!is_claim(word)) loading.members.insert(word);
    });
  });
  each_member(errors,
              [&](const std::string& name, const Json& node) { read_error(loading, name, node); });
  loading.behaviour.reject = read_reject(loading, member(root, "reject"));
}

void read_words(Loading& loading) {
  const Json& root = loading.document().root();
  if (const Json* messages = member(root, "messages"))
    each_of(messages, [&](const Json& node) { read_message(loading, node); });
  each_member(member(root, "words"), [&](const std::string& type, const Json& word) {
    loading.behaviour.words[type] = text_of(&word);
  });
  each_member(member(root, "security"), [&](const std::string& scheme, const Json& node) {
    read_security(loading, scheme, node);
  });
}

}  // namespace contract::behaviour_detail
