#pragma once
// A YAML 1.2 or JSON file as a Json tree that remembers lines.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "contract/error.h"
#include "contract/json.h"

namespace contract {

namespace document_detail {
struct Tree;
}

// A place in the text of a document, both counted from 1; the column counts bytes.
struct Mark {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// Immutable after parse and therefore shareable; never moved (marks are keyed by node address).
class Document {
 public:
  // `name` is what messages show. JSON text (first significant byte is { or [) goes to nlohmann,
  // the rest to yaml-cpp with the YAML 1.2 core schema. Refused with their line: duplicate keys,
  // complex keys, merge keys (<<), tags outside the core schema, alias bombs, depth > 200, more
  // than one document, an empty file, text that is not UTF-8. A key is its text as written
  // (200: is "200"); integers beyond 64 bits become binary64; .inf and .nan, which JSON cannot
  // say, stay strings. A byte order mark is skipped.
  static Result<std::shared_ptr<const Document>> parse(std::string_view text, std::string name);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  const std::string& name() const { return name_; }
  const Json& root() const;
  // Line and column of a node of this tree (a member's is that of its key). A foreign node: the
  // file.
  Location locate(const Json& node) const;
  // Whether the node is one of this tree.
  bool holds(const Json& node) const;
  // The node at "#/a/b" (a URI fragment, so percent-decoded) or "/a/b"; nullptr when there is none.
  // Thread-safe; linear in the pointer, not in the size of the objects it passes.
  const Json* find(std::string_view pointer) const;
  // The member of an object of this tree; nullptr when there is none. As fast as `find`.
  const Json* member(const Json& object, std::string_view name) const;

 private:
  using Index = std::unordered_map<std::string_view, const Json*>;
  Document(std::string name, document_detail::Tree tree);
  void place(const Json& node, const std::vector<Mark>& marks);
  const Mark* mark_of(const Json& node) const;

  std::string name_;
  std::unique_ptr<Json> root_;
  std::vector<std::pair<const Json*, Mark>> marks_;  // sorted by address
  std::unordered_map<const Json*, Index> indexes_;   // of the objects with many members
};
using DocumentPtr = std::shared_ptr<const Document>;

// The outside world, as loaders see it: the text of the file, or why not (code `unreadable-file`).
using ReadFile = std::function<Result<std::string>(const std::string& path)>;
Result<std::string> read_file(const std::string& path);  // the real one; at most 256 MiB
// One text for all paths of a file: absolute, without "." and "..", symbolic links followed as far
// as they exist.
std::string file_identity(const std::string& path);

}  // namespace contract
