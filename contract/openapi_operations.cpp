// Paths, path items and operations. Callbacks and webhooks are not read: nobody calls them here.
#include <algorithm>
#include <array>

#include "contract/http.h"
#include "contract/openapi_loader.h"
#include "contract/path_template.h"

namespace contract::openapi_detail {

namespace {

constexpr std::array methods{"get", "put", "post", "delete", "options", "head", "patch", "trace"};

bool is_method(std::string_view word) {
  return std::find(methods.begin(), methods.end(), word) != methods.end();
}

// Reads all paths of a document; what one path needs of the others is kept here.
class PathReader {
 public:
  explicit PathReader(Loader& loader) : loader_(loader) {}

  void read(const std::string& path, const Json& written);

 private:
  void check_collision(const std::string& path, const Json& node);
  void read_operation(const std::string& path, const std::string& method, const Json& node,
                      const Json* shared);
  std::vector<SecurityRequirement> security_of(const Json& operation);
  void check_id(Operation& operation, const Json& node);
  void check_path_parameters(const Operation& operation, const Json& node);

  Loader& loader_;
  std::map<std::string, std::pair<std::string, int>> shapes_;  // to the path and its line
  std::map<std::string, int> ids_;                             // to their line
  std::optional<std::vector<SecurityRequirement>> default_security_;
};

void PathReader::check_collision(const std::string& path, const Json& node) {
  const auto [first, fresh] =
      shapes_.emplace(path_shape(path), std::pair(path, loader_.where(node).line));
  if (fresh) return;
  const auto& [other, line] = first->second;
  const std::string both =
      "path \"" + path + "\" and \"" + other + "\" in line " + std::to_string(line);
  const auto bare = [](std::string_view text) {
    return text.substr(0, text.find_last_not_of('/') + 1);
  };
  if (bare(path) == bare(other))
    loader_.warn("twin-paths", node,
                 both + " differ in the last slash only and are served as one; remove one of them");
  else
    loader_.warn("colliding-paths", node,
                 both +
                     " differ in parameter names only, no request can tell them apart and of two "
                     "equal methods one is never called; make them one path");
}

void PathReader::read(const std::string& path, const Json& written) {
  if (!path.starts_with('/')) {
    loader_.warn("invalid-path", written,
                 "path \"" + path + "\" must begin with a slash and is read as if it did; add it");
    return read('/' + path, written);
  }
  check_collision(path, written);
  const Json* target = loader_.resolve(written, "a path item");
  if (target == nullptr) return;
  // Members beside a $ref win over the path item it leads to (OpenAPI leaves this open).
  const auto member = [&](std::string_view name) -> const Json& {
    return loader_.any(written, name) != nullptr ? written : *target;
  };
  const Json* shared = loader_.array(member("parameters"), "parameters");
  for (const Json* item : {&written, target}) {
    for (const auto& [key, node] : item->items()) {
      if (is_method(key) && &member(key) == item) read_operation(path, key, node, shared);
      if (!is_method(key) && is_method(to_lower(key)))
        loader_.warn(
            "unknown-method", node,
            "\"" + key + "\" is not read, methods are written in lower case: " + to_lower(key));
    }
    if (target == &written) break;
  }
}

std::vector<SecurityRequirement> PathReader::security_of(const Json& operation) {
  if (loader_.any(operation, "security") != nullptr) {
    const Json* own = loader_.array(operation, "security");
    return own != nullptr ? read_security(loader_, *own) : std::vector<SecurityRequirement>{};
  }
  if (!default_security_) {
    const Json* list = loader_.array(loader_.document->root(), "security");
    default_security_ =
        list != nullptr ? read_security(loader_, *list) : std::vector<SecurityRequirement>{};
  }
  return *default_security_;
}

// The first operation keeps the name; the others are called as if they had none.
void PathReader::check_id(Operation& operation, const Json& node) {
  const auto [first, fresh] = ids_.emplace(operation.id, operation.where.line);
  if (fresh) return;
  const std::string other = operation.method + " " + operation.path;
  loader_.warn("duplicate-operation-id", node,
               "operationId \"" + operation.id + "\" is already used in line " +
                   std::to_string(first->second) +
                   "; give this operation another one than that (it is \"" + other +
                   "\" until then)");
  operation.id = other;
}

void PathReader::check_path_parameters(const Operation& operation, const Json& node) {
  std::vector<std::string> names = parameter_names(operation.path);
  std::sort(names.begin(), names.end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool repeated = i > 0 && names[i] == names[i - 1];
    if (repeated)
      loader_.warn("duplicate-parameter", node,
                   "{" + names[i] + "} stands in the path twice; rename one");
    const bool declared =
        std::any_of(operation.parameters.begin(), operation.parameters.end(),
                    [&](const Parameter& p) { return p.in == "path" && p.name == names[i]; });
    if (!declared && !repeated)
      loader_.warn("missing-path-parameter", node,
                   "{" + names[i] + "} of the path has no parameter, any text fits; declare it");
  }
  for (const Parameter& parameter : operation.parameters)
    if (parameter.in == "path" && !std::binary_search(names.begin(), names.end(), parameter.name))
      loader_.api.warnings.push_back(
          {"unused-path-parameter",
           "path parameter \"" + parameter.name + "\" does not stand in \"" + operation.path +
               "\" and is never sent; add {" + parameter.name + "} or remove it",
           parameter.where});
}

void PathReader::read_operation(const std::string& path, const std::string& method,
                                const Json& node, const Json* shared) {
  if (!node.is_object())
    return loader_.refuse("wrong-type", node,
                          "operation \"" + method + "\" must be an object, not " + describe(node) +
                              "; correct it or its indentation");
  Operation operation;
  operation.method = to_upper(method);
  operation.path = path;
  operation.where = loader_.where(node);
  operation.id = loader_.string(node, "operationId").value_or("");
  if (operation.id.empty()) operation.id = operation.method + " " + path;
  operation.summary = loader_.string(node, "summary").value_or("");
  operation.parameters = read_parameters(loader_, shared, loader_.array(node, "parameters"));
  operation.request_body = read_request_body(loader_, node);
  operation.responses = read_responses(loader_, node);
  operation.security = security_of(node);
  check_id(operation, node);
  check_path_parameters(operation, node);
  loader_.api.operations.push_back(std::move(operation));
}

}  // namespace

void read_paths(Loader& loader) {
  const Json& root = loader.document->root();
  const Json* paths = loader.object(root, "paths");
  if (loader.any(root, "paths") == nullptr) {
    constexpr const char* advice = "\"paths\" is missing, there is nothing to serve; add it";
    if (loader.api.dialect == Dialect::openapi_3_0)
      loader.refuse("missing-paths", root, advice);
    else
      loader.warn("missing-paths", root, advice);
  }
  if (paths == nullptr) return;
  PathReader reader(loader);
  for (const auto& [path, node] : paths->items())
    if (!is_extension(path)) reader.read(path, node);
}

}  // namespace contract::openapi_detail
