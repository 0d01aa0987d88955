#include "contract/openapi.h"

#include <algorithm>
#include <tuple>

#include "contract/openapi_loader.h"

namespace contract {

namespace openapi_detail {
namespace {

constexpr const char* supported = "OpenAPI 3.0 and 3.1 are supported";

bool is_version(std::string_view text, std::string_view minor) {
  return text == minor || (text.starts_with(minor) && text[minor.size()] == '.');
}

void read_dialect(Loader& loader, const Json& root) {
  const std::optional<std::string> uri = loader.string(root, "jsonSchemaDialect");
  if (!uri) return;
  if (const auto known = dialect_from(*uri)) {
    loader.api.dialect = *known;
    return;
  }
  loader.refuse("unsupported-dialect", *loader.any(root, "jsonSchemaDialect"),
                "jsonSchemaDialect '" + *uri +
                    "' is not known; leave it out, or name draft 2020-12, 2019-09, 07, 06 or 04");
}

void read_info(Loader& loader, const Json& root) {
  const Json* info = loader.any(root, "info");
  const Json* title = info != nullptr ? loader.any(*info, "title") : nullptr;
  if (title != nullptr && title->is_string()) {
    loader.api.title = title->get<std::string>();
    return;
  }
  loader.warn("missing-info", info != nullptr ? *info : root,
              "\"info\" with a \"title\" is missing; add it");
}

// By line, and once each: what many operations refer to is read many times.
Errors in_order(Errors errors) {
  const auto rank = [](const Error& e) {
    return std::tie(e.where.file, e.where.line, e.where.column, e.code, e.message);
  };
  std::sort(errors.begin(), errors.end(),
            [&](const Error& a, const Error& b) { return rank(a) < rank(b); });
  errors.erase(std::unique(errors.begin(), errors.end()), errors.end());
  return errors;
}

}  // namespace

void read_version(Loader& loader) {
  const Json& root = loader.document->root();
  const Json* node = loader.any(root, "openapi");
  if (const Json* swagger = loader.any(root, "swagger"); node == nullptr && swagger != nullptr)
    return loader.refuse(
        "unsupported-version", *swagger,
        "this is Swagger " + swagger->dump() + ", " + supported + "; convert it to OpenAPI 3");
  if (node == nullptr)
    return loader.refuse("unsupported-version", root,
                         std::string("\"openapi\" with the version is missing, ") + supported +
                             "; add openapi: 3.1.0 if this is an OpenAPI document");
  // openapi: 3.1 without quotes is a number.
  const std::string version = node->is_string() ? node->get<std::string>() : node->dump();
  if (is_version(version, "3.0"))
    loader.api.dialect = Dialect::openapi_3_0;
  else if (is_version(version, "3.1"))
    read_dialect(loader, root);
  else
    return loader.refuse("unsupported-version", *node,
                         "version " + version.substr(0, 40) + " of OpenAPI is not known here, " +
                             supported + "; write 3.1.0 if the document uses nothing newer");
  if (!node->is_string())
    loader.warn("wrong-type", *node,
                "the version must be a text; write openapi: '" + version + ".0'");
  read_info(loader, root);
}

}  // namespace openapi_detail

const ResponseSpec* Operation::response(int status) const {
  const std::string exact = std::to_string(status);
  const std::string range = exact.substr(0, 1) + "XX";
  for (const std::string& wanted : {exact, range, std::string("default")})
    for (const ResponseSpec& candidate : responses)
      if (candidate.status == wanted) return &candidate;
  return nullptr;
}

const Operation* OpenApi::operation(std::string_view id) const {
  for (const Operation& candidate : operations)
    if (candidate.id == id) return &candidate;
  return nullptr;
}

Loaded<OpenApiPtr> load_openapi(DocumentPtr document,
                                const std::vector<std::string>& schema_pointers,
                                References references) {
  using namespace openapi_detail;
  Loader loader(document, std::move(references));
  loader.api.document = document;
  loader.api.documents = loader.documents;
  if (!document->root().is_object())
    loader.refuse("wrong-type", document->root(),
                  "an OpenAPI document must be an object, not " + describe(document->root()));
  else
    read_version(loader);
  if (loader.errors.empty()) {
    read_servers(loader);
    read_security_schemes(loader);
    read_paths(loader);
    settle_security_schemes(loader);
    compile_schemas(loader, schema_pointers);
  }
  if (!loader.errors.empty()) return tl::unexpected(in_order(std::move(loader.errors)));
  loader.api.warnings = in_order(std::move(loader.api.warnings));
  return std::make_shared<const OpenApi>(std::move(loader.api));
}

}  // namespace contract
