#pragma once
// What `$ref` can reach: schema resources by URI, their anchors, and other documents.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "contract/document.h"
#include "contract/schema_keywords.h"

namespace contract::schema_detail {

// A document or a subschema with an `$id`: what a fragment is resolved in.
struct Resource {
  std::string uri;  // without fragment
  const Json* root = nullptr;
  DocumentPtr document;  // null: a schema that stands alone
  Meaning meaning;
  bool whole_document = false;
  bool recursive_anchor = false;  // draft 2019-09's $recursiveAnchor
  std::map<std::string, const Json*, std::less<>> anchors;
  std::map<std::string, const Json*, std::less<>> dynamic_anchors;
};

// A schema and the resource it lies in.
struct Target {
  const Json* node = nullptr;
  const Resource* resource = nullptr;
};

class Resources {
 public:
  Resources(const Meaning& base, FindDocument find_document);

  // Registers `root` and every identifier of the schemas inside. OpenAPI documents keep their
  // schemas in components; those are walked.
  const Resource& add_document(DocumentPtr document, const Json& root, const std::string& uri);
  // Identifiers below a schema that was not reached from a root (an operation's inline schema).
  void add_schema(const Json& schema, const Resource& inside);
  // The resource that starts at `node`, or `inside`.
  const Resource& at(const Json& node, const Resource& inside) const;
  // Error codes: unresolved-reference, remote-reference. Their `where` is empty,
  // unless the other document itself is at fault.
  Result<Target> resolve(const Resource& from, std::string_view reference);
  // A document or schema by its URI, which may have to be found first. Errors as `resolve`.
  Result<const Resource*> find_resource(const std::string& uri);
  const std::vector<DocumentPtr>& documents() const { return documents_; }
  Errors take_errors();                                    // of `$schema`
  bool has_directions() const { return has_directions_; }  // readOnly or writeOnly anywhere

 private:
  void walk(const Json& schema, Resource* inside);
  void walk_children(const Json& schema, Resource* inside);
  Meaning meaning_of_document(const Json& root) const;
  Meaning meaning_of(const Json& schema, const Resource& inside, bool starts);
  Resource* enter(const Json& schema, Resource* inside);
  void note_anchors(const Json& schema, Resource& inside);
  Result<Target> by_pointer(const Resource& resource, std::string_view fragment,
                            std::string_view reference);
  const Json* step(const Json& node, const std::string& token);

  Meaning base_;
  FindDocument find_document_;
  std::vector<std::unique_ptr<Resource>> resources_;
  std::unordered_map<std::string, Resource*> by_uri_;
  std::unordered_map<const Json*, Resource*> by_root_;
  std::unordered_set<const Json*> walked_;
  // Members of large objects: finding one in a Json is linear.
  std::unordered_map<const Json*, std::unordered_map<std::string_view, const Json*>> members_;
  std::vector<DocumentPtr> documents_;
  std::unordered_map<const Document*, Resource*> by_document_;
  Errors errors_;
  bool has_directions_ = false;
};

}  // namespace contract::schema_detail
