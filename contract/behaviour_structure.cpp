// The first pass: the file against specs/behaviour.schema.json.
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/own_format.h"

namespace contract::behaviour_detail {

namespace {

// "in 'batch/rules/0' of operation 'x'", "in error 'X'", "at the top of the file".
std::string place_of(const Tokens& tokens) {
  if (tokens.empty()) return "at the top of the file";
  static const std::map<std::string, std::string> nouns = {{"operations", "operation"},
                                                           {"collections", "collection"},
                                                           {"errors", "error"},
                                                           {"security", "security scheme"}};
  const auto noun = nouns.find(tokens[0]);
  if (noun == nouns.end() || tokens.size() == 1) return quoted_path(tokens);
  const std::string owner = noun->second + " '" + tokens[1] + "'";
  const std::string inner = quoted_path(tokens, 2);
  return inner.empty() ? "in " + owner : inner + " of " + owner;
}

}  // namespace

Errors structure_complaints(const Document& document) {
  const Json& root = document.root();
  if (member(root, "openapi") && !member(root, "behaviour"))
    return {{"wrong-value", "this is an OpenAPI description; a behaviour.yaml was expected",
             document.locate(root)}};
  return format_complaints(document, "behaviour", place_of);
}

}  // namespace contract::behaviour_detail
