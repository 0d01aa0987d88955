#include "mock/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "contract/expression.h"
#include "contract/message.h"
#include "contract/render.h"
#include "mock/responder.h"
#include "validator/text.h"

namespace mock {

namespace {

using contract::Outcome;

template <class T>
bool among(const std::vector<T>& wanted, const T& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

bool fits(const contract::Respond& entry, const Conclusion& conclusion) {
  if (!among(entry.outcomes, conclusion.outcome)) return false;
  if (!entry.reasons.empty() && !(conclusion.reason && among(entry.reasons, *conclusion.reason)))
    return false;
  if (!entry.errors.empty() && !(conclusion.error && among(entry.errors, conclusion.error->name)))
    return false;
  if (!entry.atomic) return true;
  return conclusion.batch && conclusion.outcome != Outcome::rejected &&
         conclusion.batch->atomic == *entry.atomic;
}

contract::Scope scope_of(const contract::Facts& facts, const Conclusion& conclusion) {
  contract::Scope scope{.facts = &facts};
  if (conclusion.error) scope.error = &*conclusion.error;
  if (conclusion.batch) scope.batch = &*conclusion.batch;
  if (conclusion.page) scope.page = &*conclusion.page;
  if (!conclusion.violations.empty()) scope.violation = &conclusion.violations[0];
  if (conclusion.focus && *conclusion.focus < conclusion.results.size()) {
    scope.result = &conclusion.results[*conclusion.focus];
    scope.record = scope.result->record.get();
  }
  if (conclusion.outcome == Outcome::found && !conclusion.page && !conclusion.records.empty())
    scope.record = conclusion.records[0].get();
  return scope;
}

// 0 when the text is no status a final answer can have.
int status_in(std::string_view text) {
  int status = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), status);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && status >= 200 && status <= 599 ? status : 0;
}

int status_of(const contract::Respond& entry, const contract::Scope& scope) {
  if (const int* fixed = std::get_if<int>(&entry.status)) return *fixed;
  return status_in(contract::evaluate_text(std::get<contract::Expression>(entry.status), scope));
}

// A control character would end the field or the message (RFC 9110 section 5.5).
std::string field_value(std::string value) {
  for (char& c : value)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return value;
}

// About what a body that shows them all takes, so that it need not grow on the way.
std::size_t expected_size(const Conclusion& conclusion) {
  constexpr std::size_t around = 48;  // names, action, index
  std::size_t bytes = 256;
  for (const contract::ItemResult& result : conclusion.results)
    bytes += around + (result.record ? result.record->text().size() : 0);
  for (const contract::RecordPtr& record : conclusion.records) bytes += 1 + record->text().size();
  return bytes;
}

contract::Response render_entry(const contract::Respond& entry, const contract::Scope& scope,
                                const Conclusion& conclusion) {
  contract::Response response;
  response.status = status_of(entry, scope);
  for (const auto& [name, value] : entry.headers) {
    if (const auto found = contract::evaluate(value, scope))
      response.headers.add(name, field_value(contract::plain_text(found->text)));
  }
  if (!entry.body) return response;
  const contract::Lists lists{conclusion.results, conclusion.items, conclusion.violations,
                              conclusion.records};
  response.body.reserve(expected_size(conclusion));
  contract::render(response.body, *entry.body, scope, lists);
  if (!response.body.empty() && !response.headers.has("Content-Type"))
    response.headers.add("Content-Type", "application/json");
  return response;
}

int rejected_status(const Conclusion& conclusion) {
  const contract::JsonText* status = conclusion.error ? conclusion.error->find("status") : nullptr;
  const int declared = status ? status_in(contract::plain_text(status->text)) : 0;
  if (declared != 0) return declared;
  return conclusion.reason ? contract::default_status(*conclusion.reason) : 500;
}

contract::Response fallback(const Conclusion& conclusion) {
  if (conclusion.outcome != Outcome::rejected)
    return problem(500, fmt::format("the behaviour has no respond entry for the outcome {}",
                                    contract::to_string(conclusion.outcome)));
  const contract::JsonText* message =
      conclusion.error ? conclusion.error->find("message") : nullptr;
  return problem_of(rejected_status(conclusion),
                    message ? contract::plain_text(message->text)
                            : std::string(contract::to_string(*conclusion.reason)),
                    conclusion.violations);
}

// An apiKey has no registered scheme (RFC 9110 section 16.4.1): its name in the contract serves.
std::string token_of(std::string_view name) {
  std::string token(name);
  for (char& c : token)
    if (!validator::is_alphanumeric(c)) c = '-';
  return token;
}

std::string challenge(const contract::Behaviour& behaviour,
                      const contract::SecurityScheme& scheme) {
  const auto rule = behaviour.security.find(scheme.name);
  if (rule != behaviour.security.end() && rule->second.format == "wsse")
    return "WSSE profile=\"UsernameToken\"";
  if (scheme.type == "http" && scheme.scheme == "basic")
    return "Basic realm=\"api\"";  // RFC 7617 section 2 wants a realm
  if (scheme.type == "http" && scheme.scheme != "bearer") return field_value(scheme.scheme);
  if (scheme.type != "apiKey") return "Bearer";
  return token_of(scheme.name);
}

}  // namespace

Rendered render_answer(const contract::Behaviour& behaviour, const contract::Plan* plan,
                       const contract::Facts& facts, const Conclusion& conclusion) {
  const contract::Scope scope = scope_of(facts, conclusion);
  for (const auto& entry : plan ? plan->respond : behaviour.respond) {
    if (!fits(*entry, conclusion)) continue;
    Rendered rendered{render_entry(*entry, scope, conclusion), entry.get()};
    if (rendered.response.status != 0) return rendered;
    return {problem(500, contract::to_string(entry->where) + ": the status is no HTTP status"),
            nullptr};
  }
  return {fallback(conclusion), nullptr};
}

std::vector<std::string> challenges(const contract::Behaviour& behaviour,
                                    const contract::Operation* operation,
                                    const contract::Violations& violations) {
  std::vector<std::string> names;
  for (const contract::Violation& violation : violations)
    if (violation.in == "security") names.push_back(violation.name);
  if (names.empty() && operation && !operation->security.empty()) names = operation->security[0];
  std::vector<std::string> list, keys;  // an apiKey's is only told where there is nothing better
  for (const std::string& name : names) {
    const auto scheme = behaviour.api->security_schemes.find(name);
    if (scheme == behaviour.api->security_schemes.end()) continue;
    std::string text = challenge(behaviour, scheme->second);
    std::vector<std::string>& kind = text == token_of(name) ? keys : list;
    if (std::find(kind.begin(), kind.end(), text) == kind.end()) kind.push_back(std::move(text));
  }
  if (list.empty()) list = std::move(keys);
  if (list.empty()) list.emplace_back("Bearer");
  return list;
}

contract::Response problem_of(int status, const std::string& detail,
                              const contract::Violations& violations) {
  constexpr std::size_t most = 20;
  contract::Json body = {{"type", "about:blank"},
                         {"title", std::string(contract::reason_phrase(status))},
                         {"status", status},
                         {"detail", detail}};
  for (std::size_t i = 0; i < violations.size() && i < most; ++i) {
    contract::Json error = {{"detail", violations[i].message}};
    if (violations[i].in == "body")
      error["pointer"] = "#" + violations[i].pointer;
    else if (!violations[i].name.empty())
      error["parameter"] = violations[i].name;
    body["errors"].push_back(std::move(error));
  }
  return {status,
          {{"Content-Type", "application/problem+json"}},
          body.dump(-1, ' ', false, contract::Json::error_handler_t::replace)};
}

}  // namespace mock
