// *.suite.yaml from text to values.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "contract/own_format.h"
#include "suite/loading.h"

namespace suite {

namespace {

using contract::Json;

// "in 'then' of step 2 of case 3".
std::string place_in_words(const contract::Tokens& tokens) {
  if (tokens.empty()) return "at the top of the file";
  if (tokens[0] != "cases" || tokens.size() < 2) return contract::quoted_path(tokens);
  const auto number = [](const std::string& index) {
    return std::to_string(std::stoul(index) + 1);
  };
  std::string owner = "case " + number(tokens[1]);
  std::size_t first = 2;
  if (tokens.size() > 3 && tokens[2] == "steps") {
    owner = "step " + number(tokens[3]) + " of " + owner;
    first = 4;
  }
  const std::string inner = contract::quoted_path(tokens, first);
  return inner.empty() ? "in " + owner : inner + " of " + owner;
}

contract::Errors structure_complaints(const contract::Document& document) {
  const Json& root = document.root();
  for (const char* word : {"openapi", "behaviour"})
    if (member(root, word) && !member(root, "suite"))
      return {{"wrong-value",
               fmt::format("this is no suite but has `{}:`; a suite starts with "
                           "`suite:`, `api:` and `cases:`",
                           word),
               document.locate(root)}};
  return contract::format_complaints(document, "suite", place_in_words);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash != std::string::npos) return path.substr(0, slash);
  return path.starts_with("bundled:") ? "bundled:" : "";
}

bool find_api_of(Loading& loading, const FindApi& find_api) {
  const Json& node = *member(loading.document().root(), "api");
  loading.suite.api = node.get<std::string>();
  auto found = find_api(loading.suite.api, folder_of(loading.document().name()));
  if (found) {
    loading.suite.api_name = found->name;
    loading.suite.behaviour = found->behaviour;
    loading.suite.router = std::make_shared<contract::Router>(*found->behaviour->api);
    return true;
  }
  for (contract::Error error : found.error()) {
    if (error.where.file.empty()) error.where = loading.locate(node);
    loading.errors.push_back(std::move(error));
  }
  return false;
}

void read_clients(Loading& loading, const Known& known) {
  const Json& root = loading.document().root();
  static const Json nothing = Json::object();
  const Json* defaults = member(root, "defaults");
  loading.suite.defaults = read_parts(loading, defaults ? *defaults : nothing, known, nullptr);
  if (const Json* clients = member(root, "clients"))
    for (const auto& [name, parts] : clients->items())
      loading.suite.clients.emplace_back(name, read_parts(loading, parts, known, nullptr));
}

void read_cases(Loading& loading, const Known& known) {
  const Json& root = loading.document().root();
  const auto evidence = contract::evidence_from(text_at(root, "evidence"));
  std::map<std::string, int> lines;
  for (const Json& node : *member(root, "cases")) {
    Case test = read_case(loading, node, known, evidence.value_or(contract::Evidence::assumed),
                          text_at(root, "source"));
    const auto [first, fresh] = lines.emplace(test.name, test.where.line);
    if (!fresh)
      loading.complain(*member(node, "case"), "duplicate-case",
                       fmt::format("line {} has a case of this name already; replaying and "
                                   "reports tell cases apart by their names",
                                   first->second));
    loading.suite.cases.push_back(std::move(test));
  }
}

}  // namespace

contract::Location Loading::locate(const Json& node) const { return document().locate(node); }

void Loading::complain(const Json& node, std::string_view code, std::string message) {
  errors.push_back({std::string(code), std::move(message), locate(node)});
}

Node Loading::keep(const Json& node) const { return {suite.document, &node}; }

void Loading::check(const Json& node, const Known& known) {
  check_value(node, known, [this](const Json& at, std::string_view code, std::string message) {
    complain(at, code, std::move(message));
  });
}

const Json* member(const Json& node, const char* name) {
  if (!node.is_object()) return nullptr;
  const auto found = node.find(name);
  return found == node.end() ? nullptr : &*found;
}

std::string text_at(const Json& node, const char* name) {
  const Json* found = member(node, name);
  return found && found->is_string() ? found->get<std::string>() : "";
}

contract::Loaded<SuitePtr> parse_suite(contract::DocumentPtr document, const FindApi& find_api) {
  if (contract::Errors errors = structure_complaints(*document); !errors.empty())
    return tl::unexpected(std::move(errors));
  Loading loading;
  loading.suite.document = std::move(document);
  loading.suite.path = loading.document().name();
  const Json& root = loading.document().root();
  loading.suite.name = text_at(root, "suite");
  loading.suite.where = loading.locate(root);
  if (!find_api_of(loading, find_api)) return tl::unexpected(std::move(loading.errors));
  Known known;
  loading.suite.variables = read_variables(loading, member(root, "variables"), known);
  read_clients(loading, known);
  read_cases(loading, known);
  if (!loading.errors.empty()) return tl::unexpected(std::move(loading.errors));
  return std::make_shared<const Suite>(std::move(loading.suite));
}

contract::Loaded<SuitePtr> load_suite(const std::string& path, const contract::ReadFile& read,
                                      const FindApi& find_api) {
  const auto text = read(path);
  if (!text) return tl::unexpected(contract::Errors{text.error()});
  auto document = contract::Document::parse(*text, path);
  if (!document) return tl::unexpected(contract::Errors{document.error()});
  return parse_suite(std::move(*document), find_api);
}

}  // namespace suite
