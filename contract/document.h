#pragma once
// A YAML 1.2 or JSON file as a Json tree that remembers lines.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "contract/error.h"
#include "contract/json.h"

namespace contract {

// Immutable after parse and therefore shareable; never moved (marks are keyed by node address).
class Document {
 public:
  // `name` is what messages show. JSON text (first significant byte is { or [) goes to nlohmann,
  // the rest to yaml-cpp with the YAML 1.2 core schema. Refused with their line: duplicate keys,
  // complex keys, merge keys (<<), alias bombs, depth > 200, more than one document, an empty file.
  static Result<std::shared_ptr<const Document>> parse(std::string_view text, std::string name);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  const std::string& name() const { return name_; }
  const Json& root() const;
  // Line and column of a node of this tree (a member's is that of its key). A foreign node: the
  // file.
  Location locate(const Json& node) const;
  // The node at "#/a/b" or "/a/b"; nullptr when there is none. Memoised, thread-safe.
  const Json* find(std::string_view pointer) const;

 private:
  struct Mark {
    int line = 0;
    int column = 0;
  };
  Document();

  std::string name_;
  std::unique_ptr<Json> root_;
  std::unordered_map<const Json*, Mark> marks_;
};
using DocumentPtr = std::shared_ptr<const Document>;

// The outside world, as loaders see it: the text of the file, or why not (code `unreadable-file`).
using ReadFile = std::function<Result<std::string>(const std::string& path)>;
Result<std::string> read_file(const std::string& path);  // the real one

}  // namespace contract
