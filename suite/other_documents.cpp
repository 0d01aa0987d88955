#include "suite/other_documents.h"

#include <nlohmann/json.hpp>

namespace suite {

namespace {

using contract::Json;

class Finder {
 public:
  explicit Finder(const contract::OpenApi& api) : api_(api) {}

  void enter(const Json& root) {
    const std::string& uri = api_.documents->uri_of(root);
    // Shares the ownership of all of them.
    const contract::DocumentPtr document(api_.documents, &api_.documents->holding(root));
    if (found_.emplace(uri, document).second) walk(root);
  }
  std::map<std::string, contract::DocumentPtr> take() { return std::move(found_); }

 private:
  void walk(const Json& node) {
    if (!node.is_structured()) return;
    if (const Json* target = api_.documents->target(node))
      enter(api_.documents->holding(*target).root());
    for (const Json& each : node) walk(each);
  }

  const contract::OpenApi& api_;
  std::map<std::string, contract::DocumentPtr> found_;
};

}  // namespace

std::map<std::string, contract::DocumentPtr> documents_of(const contract::OpenApi& api) {
  Finder finder(api);
  finder.enter(api.document->root());
  return finder.take();
}

contract::FindDocument find_among(std::map<std::string, contract::DocumentPtr> documents) {
  return [documents = std::move(documents)](
             const std::string& uri) -> contract::Result<contract::DocumentPtr> {
    if (const auto found = documents.find(uri); found != documents.end()) return found->second;
    return tl::unexpected(
        contract::Error{"unresolved-reference",
                        "the reference to \"" + uri + "\" leads to no document of the API",
                        {}});
  };
}

}  // namespace suite
