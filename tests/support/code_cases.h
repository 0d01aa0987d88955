#pragma once
// Reads tests/data/cases (its README.md is the format) and checks answers against them.
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "contract/document.h"
#include "contract/http.h"
#include "support/catch.h"

namespace code_cases {

using contract::Json;

struct Step {
  Json seed;  // {collection: {partition: [records]}}; null: this is a request
  contract::Request request;
  int status = 200;
  Json has;  // null: anything
};
struct Case {
  std::string id;  // of its row in docs/codes.md
  std::vector<Step> steps;
};
struct File {
  std::string folder;
  std::vector<Case> cases;
};

inline std::string with_index(std::string text, std::size_t index) {
  const std::string word = "{index}";
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
    text.replace(at, word.size(), std::to_string(index));
  return text;
}

inline Json with_index(const Json& value, std::size_t index) {
  if (value.is_string()) return with_index(value.get<std::string>(), index);
  Json result = value;
  if (value.is_structured())
    for (auto& element : result) element = with_index(Json(element), index);
  return result;
}

// `value` with each {$repeat, $as} made a list.
inline Json expanded(const Json& value) {
  if (!value.is_structured()) return value;
  Json result = value;
  if (value.contains("$repeat")) {
    result = Json::array();
    for (std::size_t i = 0; i < value["$repeat"].get<std::size_t>(); ++i)
      result.push_back(with_index(value["$as"], i));
    return result;
  }
  for (auto& element : result) element = expanded(Json(element));
  return result;
}

inline void add_headers(contract::Headers& headers, const Json& named) {
  for (const auto& [name, value] : named.items()) {
    headers.remove(name);
    if (!value.is_null()) headers.add(name, value.get<std::string>());
  }
}

inline Step read_step(const Json& node, const Json& common) {
  Step step;
  if (node.contains("seed")) {
    step.seed = node["seed"];
    return step;
  }
  const std::string line = node["request"];
  step.request.method = line.substr(0, line.find(' '));
  step.request.target = line.substr(line.find(' ') + 1);
  add_headers(step.request.headers, common);
  if (node.contains("body")) step.request.body = expanded(node["body"]).dump();
  if (node.contains("text")) step.request.body = node["text"];
  if (!step.request.body.empty()) step.request.headers.set("Content-Type", "application/json");
  if (node.contains("headers")) add_headers(step.request.headers, node["headers"]);
  step.status = node.value("status", 200);
  if (node.contains("has")) step.has = node["has"];
  return step;
}

inline File read_path(const std::string& path) {
  const auto text = contract::read_file(path);
  REQUIRE(text);
  const auto document = contract::Document::parse(*text, path);
  REQUIRE(document);
  const Json& root = (*document)->root();
  File file{root["folder"], {}};
  for (const Json& node : root["cases"]) {
    file.cases.push_back({node["id"], {}});
    for (const Json& step : node["steps"])
      file.cases.back().steps.push_back(read_step(step, root["headers"]));
  }
  return file;
}

inline File read_file(const std::string& api) {
  return read_path(std::string(UNDERSTUDY_SOURCE_DIR) + "/tests/data/cases/" + api + ".yaml");
}

// The ids of docs/codes.md whose rows arise `how`: "natural" or "fault".
inline std::set<std::string> rows(const std::string& how) {
  const auto text = contract::read_file(std::string(UNDERSTUDY_SOURCE_DIR) + "/docs/codes.md");
  REQUIRE(text);
  const std::regex row("\\| `([^`]+)` \\|[^\\n]*\\| " + how + " \\|");
  std::set<std::string> ids;
  for (std::sregex_iterator it(text->begin(), text->end(), row), end; it != end; ++it)
    ids.insert((*it)[1]);
  return ids;
}

// Where `actual` lacks what `expected` has, as "pointer: found, expected"; "" when it has all.
inline std::string lacking(const Json& expected, const Json& actual, const std::string& at = "") {
  const auto differs = [&] { return at + ": " + actual.dump() + ", expected " + expected.dump(); };
  if (!expected.is_structured()) return expected == actual ? "" : differs();
  if (expected.type() != actual.type()) return differs();
  if (expected.is_array() && expected.size() != actual.size()) return differs();
  for (const auto& [name, value] : expected.items()) {
    if (expected.is_object() && !actual.contains(name))
      return at + "/" + name + ": absent in " + actual.dump();
    const Json& other = expected.is_array() ? actual[std::stoul(name)] : actual[name];
    if (std::string found = lacking(value, other, at + "/" + name); !found.empty()) return found;
  }
  return "";
}

inline void check(const Step& step, int status, const std::string& body) {
  INFO(step.request.method << " " << step.request.target << " "
                           << step.request.body.substr(0, 300));
  INFO(body.substr(0, 600));
  CHECK(status == step.status);
  if (step.has.is_null()) return;
  const Json answer = Json::parse(body, nullptr, false);
  CHECK(lacking(step.has, answer) == "");
}

}  // namespace code_cases
