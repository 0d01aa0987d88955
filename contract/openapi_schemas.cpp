// Compiles the schemas that are needed, all at once, so that they share what they refer to.
#include <functional>

#include "contract/openapi_loader.h"

namespace contract::openapi_detail {

namespace {

// Calls f(node, direction, place) for every schema of every operation.
void for_each_schema(Loader& loader,
                     const std::function<void(const Json&, Direction, SchemaPtr&)>& f) {
  const auto in_content = [&](std::vector<MediaType>& content, Direction direction) {
    for (MediaType& media : content)
      if (const Json* node = loader.any(*media.node, "schema")) f(*node, direction, media.schema);
  };
  for (Operation& operation : loader.api.operations) {
    for (Parameter& parameter : operation.parameters) {
      if (parameter.schema_node != nullptr)
        f(*parameter.schema_node, Direction::request, parameter.schema);
      if (!parameter.content) continue;
      if (const Json* node = loader.any(*parameter.content->node, "schema"))
        f(*node, Direction::request, parameter.content->schema);
    }
    if (operation.request_body) in_content(operation.request_body->content, Direction::request);
    for (ResponseSpec& response : operation.responses) {
      for (Header& header : response.headers)
        if (header.schema_node != nullptr)
          f(*header.schema_node, Direction::response, header.schema);
      in_content(response.content, Direction::response);
    }
  }
}

}  // namespace

void compile_schemas(Loader& loader, const std::vector<std::string>& pointers) {
  SchemaCompiler compiler(loader.document, loader.api.dialect,
                          [&](const std::string& uri) { return loader.documents->load(uri); });
  std::vector<std::pair<SchemaPtr*, std::size_t>> places;
  const auto want = [&](const Json& node, Direction direction, SchemaPtr& schema) {
    // Anything else was refused where it was read.
    if (node.is_object() || (node.is_boolean() && loader.api.dialect != Dialect::openapi_3_0))
      places.emplace_back(&schema, compiler.add(node, direction, loader.documents->uri_of(node)));
  };
  for_each_schema(loader, want);
  for (const std::string& pointer : pointers) {
    const Json* node = loader.document->find(pointer);
    if (node != nullptr && (node->is_object() || node->is_boolean()))
      want(*node, Direction::request, loader.api.schemas[pointer]);
    else
      loader.errors.push_back({"unresolved-reference",
                               "'" + pointer + "' leads to no schema of this document; correct it",
                               {loader.document->name(), 0, 0}});
  }
  Loaded<std::vector<SchemaPtr>> compiled = compiler.compile();
  if (!compiled) {
    loader.errors.insert(loader.errors.end(), compiled.error().begin(), compiled.error().end());
    return;
  }
  for (const auto& [schema, place] : places) *schema = (*compiled)[place];
}

}  // namespace contract::openapi_detail
