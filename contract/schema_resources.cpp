#include "contract/schema_resources.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "contract/metaschemas.h"
#include "contract/pointer.h"
#include "contract/schema_keywords.h"
#include "contract/uri.h"

namespace contract::schema_detail {
namespace {

std::string_view string_at(const Json& schema, const char* name) {
  const auto found = schema.find(name);
  if (found == schema.end() || !found->is_string()) return {};
  return found->get_ref<const std::string&>();
}

// The `$id` that starts a resource: not one beside a `$ref` that hides it, nor a mere "#anchor".
std::string_view identifier(const Json& schema, Dialect dialect) {
  if (dialect == Dialect::openapi_3_0) return {};
  if (ref_hides_siblings(dialect) && schema.contains("$ref")) return {};
  const std::string_view id = string_at(schema, dialect == Dialect::draft_4 ? "id" : "$id");
  return id.substr(0, 1) == "#" ? std::string_view() : id;
}

Error unresolved(std::string_view reference, std::string_view why) {
  return {"unresolved-reference", fmt::format("the reference \"{}\" {}", reference, why), {}};
}

}  // namespace

Resources::Resources(const Meaning& base, FindDocument find_document)
    : base_(base), find_document_(std::move(find_document)) {}

const Resource& Resources::add_document(DocumentPtr document, const Json& root,
                                        const std::string& uri) {
  resources_.push_back(std::make_unique<Resource>());
  Resource& resource = *resources_.back();
  if (document) documents_.push_back(document);
  if (document) by_document_.emplace(document.get(), &resource);
  resource.uri = uri.substr(0, uri.find('#'));
  resource.root = &root;
  resource.document = std::move(document);
  resource.meaning = meaning_of_document(root);
  resource.whole_document = true;
  by_uri_.emplace(resource.uri, &resource);
  if (!root.is_object()) return resource;
  if (!root.contains("openapi")) {
    walk(root, &resource);
  } else if (const Json* schemas = find_at(root, {"components", "schemas"})) {
    for (const Json& schema : *schemas) walk(schema, &resource);
  }
  return resource;
}

// The first document means what the caller says; another OpenAPI document says it itself.
Meaning Resources::meaning_of_document(const Json& root) const {
  Meaning meaning = base_;
  if (resources_.size() == 1 || !root.is_object()) return meaning;
  const std::string_view version = string_at(root, "openapi");
  if (version.starts_with("3.0")) meaning.dialect = Dialect::openapi_3_0;
  if (version.starts_with("3.1"))
    meaning.dialect =
        dialect_from(string_at(root, "jsonSchemaDialect")).value_or(Dialect::draft_2020_12);
  return meaning;
}

void Resources::add_schema(const Json& schema, const Resource& inside) {
  walk(schema, const_cast<Resource*>(&inside));  // ours: every Resource lives in resources_
}

void Resources::walk(const Json& schema, Resource* inside) {
  if (!schema.is_object() || !walked_.insert(&schema).second) return;
  bool identified = inside->root == &schema;
  for (const auto& member : schema.items()) {
    const std::string& key = member.key();
    identified = identified || (key.size() > 1 && key[0] == '$' && key != "$ref") || key == "id";
    has_directions_ = has_directions_ || key == "readOnly" || key == "writeOnly";
  }
  if (identified) {
    inside = enter(schema, inside);
    note_anchors(schema, *inside);
  }
  for_each_subschema(schema, inside->meaning.dialect,
                     [&](const Json& child) { walk(child, inside); });
}

Meaning Resources::meaning_of(const Json& schema, const Resource& inside, bool starts) {
  const std::string_view declared = string_at(schema, "$schema");
  // OpenAPI 3.0 has no $schema; a file of schemas that it refers to may have one.
  const bool is_file = starts && &inside != resources_.front().get();
  if (declared.empty() || (base_.dialect == Dialect::openapi_3_0 && !is_file))
    return inside.meaning;
  if (!starts && identifier(schema, inside.meaning.dialect).empty()) return inside.meaning;
  auto meaning = declared_meaning(declared, find_document_, inside.meaning);
  if (meaning) return *meaning;
  Error error = std::move(meaning.error());
  if (inside.document) error.where = inside.document->locate(schema.at("$schema"));
  errors_.push_back(std::move(error));
  return inside.meaning;
}

Resource* Resources::enter(const Json& schema, Resource* inside) {
  const bool whole = inside->whole_document && inside->root == &schema;
  const Meaning meaning = meaning_of(schema, *inside, whole);
  const std::string_view id = identifier(schema, meaning.dialect);
  if (whole) {
    inside->meaning = meaning;
    by_root_[&schema] = inside;
    if (!id.empty()) inside->uri = resolve_uri(inside->uri, id);
    by_uri_.emplace(inside->uri, inside);
    return inside;
  }
  if (id.empty()) return inside;
  resources_.push_back(std::make_unique<Resource>());
  Resource& resource = *resources_.back();
  resource.uri = resolve_uri(inside->uri, id);
  resource.root = &schema;
  resource.document = inside->document;
  resource.meaning = meaning;
  by_uri_.emplace(resource.uri, &resource);
  by_root_[&schema] = &resource;
  return &resource;
}

void Resources::note_anchors(const Json& schema, Resource& inside) {
  const Dialect dialect = inside.meaning.dialect;
  if (dialect == Dialect::openapi_3_0) return;
  if (ref_hides_siblings(dialect)) {
    if (schema.contains("$ref")) return;
    const std::string_view id = string_at(schema, dialect == Dialect::draft_4 ? "id" : "$id");
    const auto hash = id.find('#');
    if (hash != std::string_view::npos && hash + 1 < id.size())
      inside.anchors.emplace(id.substr(hash + 1), &schema);
    return;
  }
  if (const auto anchor = string_at(schema, "$anchor"); !anchor.empty())
    inside.anchors.emplace(anchor, &schema);
  if (const auto anchor = string_at(schema, "$dynamicAnchor");
      !anchor.empty() && dialect == Dialect::draft_2020_12) {
    inside.anchors.emplace(anchor, &schema);
    inside.dynamic_anchors.emplace(anchor, &schema);
  }
  const auto recursive = schema.find("$recursiveAnchor");
  if (dialect == Dialect::draft_2019_09 && inside.root == &schema && recursive != schema.end())
    inside.recursive_anchor = *recursive == true;
}

const Resource& Resources::at(const Json& node, const Resource& inside) const {
  const auto own = by_root_.find(&node);
  return own == by_root_.end() ? inside : *own->second;
}

Result<const Resource*> Resources::find_resource(const std::string& uri) {
  if (const auto known = by_uri_.find(uri); known != by_uri_.end()) return known->second;
  if (const DocumentPtr published = metaschema(uri))
    return &add_document(published, published->root(), uri);
  if (find_document_) {
    auto document = find_document_(uri);
    if (!document) return tl::unexpected(std::move(document.error()));
    if (*document) {
      const auto same = by_document_.find(document->get());  // by another name
      if (same != by_document_.end()) return by_uri_.emplace(uri, same->second).first->second;
      return &add_document(*document, (*document)->root(), uri);
    }
  }
  return tl::unexpected(Error{is_remote(uri) ? "remote-reference" : "unresolved-reference",
                              fmt::format("the reference to \"{}\" cannot be followed: {}", uri,
                                          is_remote(uri) ? "nothing is fetched over the network"
                                                         : "there is no such document"),
                              {}});
}

Result<Target> Resources::resolve(const Resource& from, std::string_view reference) {
  const auto hash = reference.find('#');
  const std::string_view file = reference.substr(0, hash);
  const Resource* resource = &from;
  if (!file.empty()) {
    auto found = find_resource(resolve_uri(from.uri, file));
    if (!found) return tl::unexpected(std::move(found.error()));
    resource = *found;
  }
  const std::string fragment =
      hash == std::string_view::npos ? "" : percent_decoded(reference.substr(hash + 1));
  if (fragment.empty()) return Target{resource->root, resource};
  if (fragment.front() == '/') return by_pointer(*resource, fragment, reference);
  const auto anchor = resource->anchors.find(fragment);
  if (anchor == resource->anchors.end())
    return tl::unexpected(unresolved(reference, "names an anchor that does not exist"));
  return Target{anchor->second, &at(*anchor->second, *resource)};
}

const Json* Resources::step(const Json& node, const std::string& token) {
  constexpr std::size_t large = 16;
  if (!node.is_object() || node.size() < large) return find_at(node, {token});
  auto& members = members_[&node];
  if (members.empty())
    for (const auto& member : node.items()) members.emplace(member.key(), &member.value());
  const auto found = members.find(token);
  return found == members.end() ? nullptr : found->second;
}

Result<Target> Resources::by_pointer(const Resource& resource, std::string_view fragment,
                                     std::string_view reference) {
  const auto tokens = parse_pointer(fragment);
  if (!tokens) return tl::unexpected(unresolved(reference, "is not a JSON pointer"));
  Target target{resource.root, &resource};
  for (const std::string& token : *tokens) {
    target.node = step(*target.node, token);
    if (target.node == nullptr)
      return tl::unexpected(unresolved(reference, "points to nothing in the document"));
    target.resource = &at(*target.node, *target.resource);
  }
  if (!target.node->is_object() && !target.node->is_boolean())
    return tl::unexpected(unresolved(reference, "points to something that is no schema"));
  add_schema(*target.node, *target.resource);
  target.resource = &at(*target.node, *target.resource);
  return target;
}

Errors Resources::take_errors() { return std::exchange(errors_, {}); }

}  // namespace contract::schema_detail
