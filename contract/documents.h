#pragma once
// The documents one API consists of: the one that was named and those its references lead to.
#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/document.h"

namespace contract {

// URL → file, or "https://example.com/schemas/" → directory; `--ref-map`.
using ReferenceMap = std::vector<std::pair<std::string, std::string>>;

// How references out of a document are followed. Without `read` they are refused.
struct References {
  ReadFile read;
  ReferenceMap map = {};
};

// Loading is done by one thread; once it is over, everything const is thread-safe.
class Documents {
 public:
  explicit Documents(DocumentPtr main, References references = {});

  const DocumentPtr& main() const { return entries_.front().document; }
  // A document by URI, as FindDocument is asked; each file is read once, by whatever
  // path or link it is reached. Nothing is fetched: a
  // URL must be in the map. Error codes: unsupported-reference, remote-reference,
  // unresolved-reference, all without `where`, or what Document::parse says of the file.
  Result<DocumentPtr> load(const std::string& uri);
  // The node a `$ref` in `from` (a node of one of the documents) leads to.
  Result<const Json*> follow(const Json& from, std::string_view reference);

  // The node the `$ref` of this object leads to, as far as documents were loaded; nullptr when it
  // has none, or it leads nowhere or to an anchor.
  const Json* target(const Json& referring) const;
  // The document that has this node; the main one for a foreign node.
  const Document& holding(const Json& node) const { return *entry_of(node).document; }
  const std::string& uri_of(const Json& node) const { return entry_of(node).uri; }
  Location locate(const Json& node) const { return holding(node).locate(node); }

 private:
  struct Entry {
    std::string uri;
    DocumentPtr document;
  };
  const Entry& entry_of(const Json& node) const;
  Result<std::string> path_of(const std::string& uri) const;
  Result<DocumentPtr> read(const std::string& uri);

  References references_;
  std::deque<Entry> entries_;  // the main document first
  std::map<std::string, Result<DocumentPtr>, std::less<>> by_uri_;
  std::map<std::string, DocumentPtr> by_file_;  // by file_identity
  mutable std::atomic<std::size_t> recent_{0};  // where the last node was found
};

}  // namespace contract
