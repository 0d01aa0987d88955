#include "suite/check.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/pointer.h"
#include "suite/match.h"

namespace suite {

namespace {

using contract::Json;

Failure make_failure(const Expectation& then, std::string part, std::string expected,
                     std::string actual) {
  Failure failure;
  failure.part = std::move(part);
  failure.expected = std::move(expected);
  failure.actual = std::move(actual);
  failure.where = then.where;
  return failure;
}

std::string cut(const std::string& text, std::size_t most = 300) {
  return text.size() <= most ? text : text.substr(0, most) + "…";
}

void add_differences(const Expectation& then, const std::string& part,
                     const std::vector<Difference>& differences, std::vector<Failure>& failures) {
  for (const Difference& difference : differences) {
    Failure failure = make_failure(then, part, difference.expected, difference.actual);
    failure.pointer = difference.pointer;
    failures.push_back(std::move(failure));
  }
}

// Numbers and booleans in an expectation of a header are its text.
Json header_value(const Json& expected, const std::string& actual) {
  if (expected.is_number() || expected.is_boolean()) {
    const Json parsed = Json::parse(actual, nullptr, false);
    return parsed.is_discarded() ? Json(actual) : parsed;
  }
  return actual;
}

struct Checking {
  const Expectation& then;
  const contract::Response& response;
  const std::optional<Json>& body;
  Scope& scope;
  std::vector<Failure> failures;

  // Nothing, and the failure noted, when the expectation cannot be resolved.
  std::optional<Json> expectation(const Node& node, const std::string& part) {
    auto resolved = resolve(*node, scope, true);
    if (resolved) return std::move(*resolved);
    Failure failure = make_failure(then, part, "", "");
    failure.message = resolved.error().message;
    failures.push_back(std::move(failure));
    return std::nullopt;
  }

  void status() {
    if (status_fits(response.status, then.status)) return;
    const std::string wanted =
        then.status.empty() ? "2XX" : fmt::format("{}", fmt::join(then.status, " or "));
    failures.push_back(make_failure(
        then, "status", wanted,
        response.body.empty() ? std::to_string(response.status)
                              : fmt::format("{} {}", response.status, cut(response.body))));
  }

  void headers() {
    for (const auto& [name, node] : then.headers) {
      const std::string part = "header " + name;
      const auto wanted = expectation(node, part);
      const auto found = response.headers.get(name);
      if (!wanted) continue;
      if (wants_absence(*wanted)) {
        if (found) failures.push_back(make_failure(then, part, "nothing", *found));
      } else if (!found) {
        failures.push_back(make_failure(then, part, describe(*wanted), "nothing"));
      } else {
        add_differences(then, part, match(*wanted, header_value(*wanted, *found), Manner::exact),
                        failures);
      }
    }
  }

  void json(const Node& node, Manner manner) {
    if (!node) return;
    const auto wanted = expectation(node, "body");
    if (!wanted) return;
    if (body) return add_differences(then, "body", match(*wanted, *body, manner), failures);
    if (wants_absence(*wanted) && response.body.empty()) return;
    failures.push_back(
        make_failure(then, "body", describe(*wanted),
                     response.body.empty() ? "no body" : "no JSON: " + cut(response.body)));
  }

  void text() {
    if (!then.text) return;
    if (const auto wanted = expectation(then.text, "body"))
      add_differences(then, "body", match(*wanted, Json(response.body), Manner::exact), failures);
  }
};

// Nested arrays and objects, brackets in strings left out. Nothing that recurses may see more than
// the stack holds.
std::size_t depth_of(const std::string& text) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\') ++i;
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return deepest;
}

}  // namespace

std::optional<Json> parse_body(const std::string& body) {
  constexpr std::size_t most = 1000;
  if (body.empty() || depth_of(body) > most) return std::nullopt;
  Json parsed = Json::parse(body, nullptr, false);
  if (parsed.is_discarded()) return std::nullopt;
  return parsed;
}

bool status_fits(int status, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return status / 100 == 2;
  const std::string found = std::to_string(status);
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& each) {
    return each == found || (each.ends_with("XX") && each[0] == found[0]);
  });
}

std::vector<Failure> check_answer(const Expectation& then, const contract::Response& response,
                                  const std::optional<Json>& body, Scope& scope) {
  if (response.lost != then.lost)
    return {make_failure(then, "answer", then.lost ? "none: the connection ends" : "an answer",
                         response.lost ? "the connection was cut before a whole answer came"
                                       : fmt::format("status {}", response.status))};
  if (then.lost) return {};
  Checking checking{then, response, body, scope, {}};
  checking.status();
  checking.headers();
  checking.json(then.body, Manner::exact);
  checking.json(then.contains, Manner::part);
  checking.text();
  return std::move(checking.failures);
}

std::string contract_words(const contract::Violation& violation) {
  std::string place = std::string(contract::to_string(violation.part));
  if (!violation.in.empty()) place += " " + violation.in;
  if (!violation.name.empty()) place += " " + violation.name;
  if (!violation.pointer.empty()) place += " " + violation.pointer;
  const std::string asks = contract::to_string(violation.contract);
  return fmt::format("{}: {}: {}{}", contract::code(violation.rule), place, violation.message,
                     asks.empty() ? "" : " (" + asks + ")");
}

contract::Result<Json> saved_value(const std::string& source, const contract::Response& response,
                                   const std::optional<Json>& body) {
  constexpr std::string_view header = "$response.header.";
  constexpr std::string_view whole_body = "$response.body";
  if (source == "$response.status") return Json(response.status);
  if (source.starts_with(header)) {
    const auto value = response.headers.get(source.substr(header.size()));
    if (value) return Json(*value);
    return tl::unexpected(contract::Error{
        "nothing-to-save", "the answer has no header " + source.substr(header.size()), {}});
  }
  std::string pointer = source;
  if (source.starts_with(whole_body)) pointer = source.substr(whole_body.size());
  if (pointer.starts_with('#')) pointer = pointer.substr(1);
  const auto tokens = contract::parse_pointer(pointer);
  const Json* found = body && tokens ? contract::find_at(*body, *tokens) : nullptr;
  if (found) return *found;
  return tl::unexpected(contract::Error{
      "nothing-to-save", fmt::format("the answer's body has nothing at `{}`", pointer), {}});
}

}  // namespace suite
