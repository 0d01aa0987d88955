#include "suite/derive_judges.h"

#include <nlohmann/json.hpp>

#include "contract/schema_keywords.h"
#include "suite/other_documents.h"

namespace suite::derive_detail {

using contract::Json;

namespace {

void collect(const Json& node, const contract::OpenApi& api, std::vector<const Json*>& nodes,
             std::unordered_map<const Json*, bool>& seen) {
  if (!seen.emplace(&node, true).second) return;
  nodes.push_back(&node);
  if (const Json* target = api.documents->target(node)) collect(*target, api, nodes, seen);
  contract::schema_detail::for_each_subschema(
      node, api.dialect, [&](const Json& inner) { collect(inner, api, nodes, seen); });
}

}  // namespace

contract::Loaded<Judges> Judges::compile(const contract::OpenApi& api,
                                         const std::vector<const Json*>& roots) {
  std::vector<const Json*> nodes;
  std::unordered_map<const Json*, bool> seen;
  for (const Json* root : roots) collect(*root, api, nodes, seen);
  contract::SchemaCompiler compiler(api.document, api.dialect, find_among(documents_of(api)));
  for (const Json* node : nodes)
    compiler.add(*node, contract::Direction::request, api.documents->uri_of(*node));
  auto compiled = compiler.compile();
  if (!compiled) return tl::unexpected(compiled.error());
  Judges judges;
  for (std::size_t i = 0; i < nodes.size(); ++i) judges.schemas_[nodes[i]] = (*compiled)[i];
  return judges;
}

bool Judges::accepts(const Json& node, const Json& value) const {
  const auto found = schemas_.find(&node);
  return found == schemas_.end() || found->second->accepts(value);
}

std::vector<contract::SchemaViolation> Judges::explain(const Json& node, const Json& value) const {
  const auto found = schemas_.find(&node);
  if (found == schemas_.end()) return {};
  return found->second->explain(value);
}

}  // namespace suite::derive_detail
