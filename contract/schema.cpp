#include "contract/schema.h"

#include <map>
#include <nlohmann/json.hpp>

#include "contract/schema_compile.h"
#include "contract/schema_cycles.h"
#include "contract/schema_lowering.h"
#include "contract/uri.h"

namespace contract {
namespace schema_detail {
namespace {

struct Root {
  const Json* node;
  std::optional<Direction> direction;
  std::string uri = {};  // of another document than the first
  Members members = Members::open;
  auto operator<=>(const Root&) const = default;
};
struct Entry {
  Index index;
  const Resource* resource;
};

void append(Errors& errors, Errors more) {
  errors.insert(errors.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
}

std::vector<Node> compile_nodes(Lowering& lowering, Errors& errors) {
  NodeCompiler compiler(lowering);
  std::vector<Node> nodes(1);  // `anything`
  Definition definition;
  while (lowering.next(definition)) {
    auto node = compiler.compile(definition);
    if (!node) errors.push_back(std::move(node.error()));
    if (nodes.size() <= definition.index) nodes.resize(definition.index + 1);
    if (node) nodes[definition.index] = std::move(*node);
  }
  nodes.resize(lowering.size());
  return nodes;
}

Errors chain_errors(const Plan& plan) {
  Errors errors;
  const Chains chains = find_chains(plan.nodes);
  for (const Index index : chains.endless)
    errors.push_back({"endless-reference",
                      "this schema applies itself to the same value again without end",
                      plan.locate(plan.nodes[index], "")});
  for (const Index index : chains.too_long)
    errors.push_back({"too-deep",
                      "a chain of more than " + std::to_string(max_chain) +
                          " schemas ($ref, allOf, …) applies to one value from here; shorten it",
                      plan.locate(plan.nodes[index], "")});
  return errors;
}

// Documents that are named here were loaded before, so they are found.
const Resource& resource_of(const Root& root, Resources& resources, const Resource& home) {
  if (root.uri.empty() || root.uri == home.uri) return home;
  const auto found = resources.find_resource(root.uri);
  return found ? **found : home;
}

Loaded<std::vector<SchemaPtr>> compile_roots(const std::vector<Root>& roots, Resources& resources,
                                             const Resource& home) {
  for (const Root& root : roots)
    resources.add_schema(*root.node, resource_of(root, resources, home));
  // Without readOnly and writeOnly both directions are one.
  const bool directed = resources.has_directions();
  Lowering lowering(resources);
  std::vector<Entry> entries;
  for (const Root& root : roots) {
    const Resource& resource = resource_of(root, resources, home);
    const auto direction = directed ? root.direction : std::nullopt;
    entries.push_back({lowering.root(*root.node, resource, direction, root.members), &resource});
  }
  auto plan = std::make_shared<Plan>();
  Errors errors;
  plan->nodes = compile_nodes(lowering, errors);
  // A reference led to the first readOnly outside of what was known to be a schema.
  if (directed != resources.has_directions()) return compile_roots(roots, resources, home);
  plan->documents = resources.documents();
  append(errors, resources.take_errors());
  append(errors, lowering.take_errors());
  append(errors, chain_errors(*plan));
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  std::vector<SchemaPtr> schemas;
  for (std::size_t i = 0; i < roots.size(); ++i) {
    const DocumentPtr& document = entries[i].resource->document;
    const Location where = document ? document->locate(*roots[i].node) : Location{};
    schemas.push_back(std::make_shared<const Schema>(plan, entries[i].index, where));
  }
  return schemas;
}

// Since draft 2019-09 a schema that names the standard dialect means its formats as annotations.
bool declares_annotated_formats(const Json& schema) {
  if (!schema.is_object()) return false;
  const auto declared = schema.find("$schema");
  if (declared == schema.end() || !declared->is_string()) return false;
  const auto dialect = dialect_from(declared->get_ref<const std::string&>());
  return dialect == Dialect::draft_2020_12 || dialect == Dialect::draft_2019_09;
}

}  // namespace
}  // namespace schema_detail

using namespace schema_detail;

Schema::Schema(std::shared_ptr<const Plan> plan, std::uint32_t entry, Location where)
    : plan_(std::move(plan)), entry_(entry), where_(std::move(where)) {}

struct SchemaCompiler::Impl {
  DocumentPtr document;
  Dialect dialect;
  FindDocument find_document;
  Members members;
  std::vector<Root> roots;
  std::map<Root, std::size_t> places;
};

SchemaCompiler::SchemaCompiler(DocumentPtr document, Dialect dialect, FindDocument find_document,
                               Members members)
    : impl_(new Impl{std::move(document), dialect, std::move(find_document), members, {}, {}}) {}

SchemaCompiler::~SchemaCompiler() = default;

std::size_t SchemaCompiler::add(const Json& node, std::optional<Direction> direction,
                                const std::string& uri) {
  const auto [place, added] =
      impl_->places.emplace(Root{&node, direction, uri, impl_->members}, impl_->roots.size());
  if (added) impl_->roots.push_back(place->first);
  return place->second;
}

Loaded<std::vector<SchemaPtr>> SchemaCompiler::compile() {
  Resources resources({impl_->dialect}, impl_->find_document);
  const Resource& home = resources.add_document(impl_->document, impl_->document->root(),
                                                uri_of_path(impl_->document->name()));
  return compile_roots(impl_->roots, resources, home);
}

Loaded<SchemaPtr> compile_schema(const Json& schema, Dialect dialect, FindDocument find_document,
                                 Formats formats) {
  Meaning meaning{dialect};
  meaning.formats = formats == Formats::asserted ||
                    (formats == Formats::as_declared && !declares_annotated_formats(schema));
  Resources resources(meaning, std::move(find_document));
  const Resource& home = resources.add_document(nullptr, schema, "");
  auto schemas = compile_roots({Root{&schema, std::nullopt, {}, Members::open}}, resources, home);
  if (!schemas) return tl::unexpected(std::move(schemas.error()));
  return schemas->front();
}

}  // namespace contract
