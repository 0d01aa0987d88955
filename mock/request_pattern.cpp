// Request patterns of the control API. A word that is not known is refused, never skipped.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "contract/parse_json.h"
#include "contract/schema_pattern.h"
#include "mock/admin_parts.h"

namespace mock {

using Test = std::function<bool(const JournalEntry&)>;

struct RequestPattern {
  std::vector<Test> tests;
};

namespace {

using contract::Json;
using TextTest = std::function<bool(const std::optional<std::string>&)>;

tl::unexpected<contract::Error> bad(std::string message) {
  return tl::unexpected(contract::Error{"bad-pattern", std::move(message), {}});
}

contract::Result<TextTest> regular_expression(const std::string& text) {
  auto pattern = contract::Pattern::compile("^(?:" + text + ")$");  // the whole, as in WireMock
  if (!pattern) return tl::unexpected(pattern.error());
  return TextTest([compiled = *pattern](const std::optional<std::string>& value) {
    return value && compiled->match(*value) == contract::Pattern::Verdict::yes;
  });
}

contract::Result<TextTest> equal_json(const Json& wanted) {
  const std::string text = wanted.is_string() ? wanted.get<std::string>() : wanted.dump();
  if (!contract::parse_json(text)) return bad("equalToJson is not JSON");
  return TextTest([text](const std::optional<std::string>& value) {
    return value && contract::parse_json(*value) && contract::equal_text(*value, text);
  });
}

contract::Result<TextTest> text_test(const std::string& word, const Json& wanted) {
  if (word == "equalToJson") return equal_json(wanted);
  if (word == "absent" && wanted.is_boolean())
    return TextTest([absent = wanted.get<bool>()](const auto& value) { return !value == absent; });
  if (!wanted.is_string()) return bad(fmt::format("{:.40} wants text", word));
  const auto text = wanted.get<std::string>();
  if (word == "equalTo") return TextTest([text](const auto& value) { return value == text; });
  if (word == "contains")
    return TextTest(
        [text](const auto& value) { return value && value->find(text) != std::string::npos; });
  if (word == "matches") return regular_expression(text);
  return bad(fmt::format(
      "\"{:.40}\" is not known; equalTo, contains, matches, equalToJson and absent are", word));
}

// {"equalTo": "x"}: all words must hold.
contract::Result<TextTest> text_tests(const Json& words) {
  if (!words.is_object() || words.empty()) return bad("a value is tested by {\"equalTo\": …}");
  std::vector<TextTest> tests;
  for (const auto& [word, wanted] : words.items()) {
    auto test = text_test(word, wanted);
    if (!test) return test;
    tests.push_back(std::move(*test));
  }
  return TextTest([tests](const std::optional<std::string>& value) {
    return std::all_of(tests.begin(), tests.end(),
                       [&](const TextTest& test) { return test(value); });
  });
}

using Access = std::function<std::optional<std::string>(const JournalEntry&, const std::string&)>;

std::optional<std::string> header_of(const JournalEntry& entry, const std::string& name) {
  return entry.exchange.request.headers.get(name);
}
std::optional<std::string> query_of(const JournalEntry& entry, const std::string& name) {
  for (const auto& [each, value] : contract::parse_query(entry.exchange.request.query()))
    if (each == name) return value;
  return {};
}

contract::Result<std::vector<Test>> named_tests(const Json& names, const Access& access) {
  if (!names.is_object()) return bad("headers and queryParameters are objects");
  std::vector<Test> tests;
  for (const auto& [name, words] : names.items()) {
    const auto test = text_tests(words);
    if (!test) return tl::unexpected(test.error());
    tests.emplace_back([access, key = name, value_test = *test](const JournalEntry& entry) {
      return value_test(access(entry, key));
    });
  }
  return tests;
}

contract::Result<std::vector<Test>> body_tests(const Json& patterns) {
  if (!patterns.is_array()) return bad("bodyPatterns is a list");
  std::vector<Test> tests;
  for (const Json& words : patterns) {
    const auto test = text_tests(words);
    if (!test) return tl::unexpected(test.error());
    tests.emplace_back([value_test = *test](const JournalEntry& entry) {
      return value_test(entry.exchange.request.body);
    });
  }
  return tests;
}

// The words with one text to compare.
using Text = std::function<std::string(const JournalEntry&)>;
const std::vector<std::pair<std::string, Text>>& plain_words() {
  static const std::vector<std::pair<std::string, Text>> words{
      {"url", [](const auto& entry) { return entry.exchange.request.target; }},
      {"urlPath", [](const auto& entry) { return std::string(entry.exchange.request.path()); }},
      {"urlPattern", [](const auto& entry) { return entry.exchange.request.target; }},
      {"urlPathPattern",
       [](const auto& entry) { return std::string(entry.exchange.request.path()); }},
      {"method", [](const auto& entry) { return entry.exchange.request.method; }},
      {"api", [](const auto& entry) { return entry.api; }},
      {"operation", [](const auto& entry) { return entry.operation; }},
      {"outcome", [](const auto& entry) { return entry.outcome; }},
  };
  return words;
}

contract::Result<std::vector<Test>> plain_test(const std::string& word, const Text& text,
                                               const Json& wanted) {
  if (!wanted.is_string()) return bad(fmt::format("{} wants text", word));
  const auto value = wanted.get<std::string>();
  if (word == "method" && value == "ANY") return std::vector<Test>{};
  const bool pattern = word == "urlPattern" || word == "urlPathPattern";
  const auto test = text_test(pattern ? "matches" : "equalTo", wanted);
  if (!test) return tl::unexpected(test.error());
  return std::vector<Test>{
      [text, value_test = *test](const JournalEntry& entry) { return value_test(text(entry)); }};
}

contract::Result<std::vector<Test>> tests_of(const std::string& word, const Json& wanted) {
  if (word == "headers") return named_tests(wanted, header_of);
  if (word == "queryParameters") return named_tests(wanted, query_of);
  if (word == "bodyPatterns") return body_tests(wanted);
  if (word == "status") {
    if (!wanted.is_number_integer()) return bad("status wants a number");
    return std::vector<Test>{[status = wanted.get<int>()](const JournalEntry& entry) {
      return entry.exchange.response.status == status;
    }};
  }
  if (word == "fault") {
    const auto test = text_test("equalTo", wanted);
    if (!test) return tl::unexpected(test.error());
    return std::vector<Test>{[value_test = *test](const JournalEntry& entry) {
      return std::any_of(entry.faults.begin(), entry.faults.end(), value_test);
    }};
  }
  std::string known = "headers, queryParameters, bodyPatterns, status, fault";
  for (const auto& [name, text] : plain_words()) {
    if (name == word) return plain_test(word, text, wanted);
    known += ", " + name;
  }
  return bad(fmt::format("\"{:.40}\" is not known; {} are", word, known));
}

}  // namespace

contract::Result<std::shared_ptr<const RequestPattern>> parse_request_pattern(const Json& pattern) {
  if (!pattern.is_object()) return bad("a request pattern is an object");
  auto parsed = std::make_shared<RequestPattern>();
  for (const auto& [word, wanted] : pattern.items()) {
    auto tests = tests_of(word, wanted);
    if (!tests) return tl::unexpected(tests.error());
    for (Test& test : *tests) parsed->tests.push_back(std::move(test));
  }
  return parsed;
}

bool matches(const RequestPattern& pattern, const JournalEntry& entry) {
  return std::all_of(pattern.tests.begin(), pattern.tests.end(),
                     [&](const Test& test) { return test(entry); });
}

}  // namespace mock
