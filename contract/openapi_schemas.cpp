// Compiles the schemas that are needed, all at once, so that they share what they refer to.
#include <functional>
#include <set>

#include "contract/closed_schemas.h"
#include "contract/openapi_loader.h"

namespace contract::openapi_detail {

namespace {

// Calls f(node, direction, place) for every schema of every operation.
void for_each_schema(Loader& loader,
                     const std::function<void(const Json&, Direction, SchemaPtr&)>& f) {
  const auto in_media = [&](MediaType& media, Direction direction) {
    if (const Json* node = loader.any(*media.node, "schema")) f(*node, direction, media.schema);
  };
  const auto in_content = [&](std::vector<MediaType>& content, Direction direction) {
    for (MediaType& media : content) in_media(media, direction);
  };
  for (Operation& operation : loader.api.operations) {
    for (Parameter& parameter : operation.parameters) {
      if (parameter.schema_node != nullptr)
        f(*parameter.schema_node, Direction::request, parameter.schema);
      if (parameter.content) in_media(*parameter.content, Direction::request);
    }
    if (operation.request_body) in_content(operation.request_body->content, Direction::request);
    for (ResponseSpec& response : operation.responses) {
      for (Header& header : response.headers) {
        if (header.schema_node != nullptr)
          f(*header.schema_node, Direction::response, header.schema);
        if (header.content) in_media(*header.content, Direction::response);
      }
      in_content(response.content, Direction::response);
    }
  }
}

// The nodes that others lead to by references inside the document.
class Reach {
 public:
  explicit Reach(const Document& document) : document_(document) {}

  void from(const Json* node) {
    if (node == nullptr) return;
    waiting_.push_back(node);
    while (!waiting_.empty()) {
      const Json* next = waiting_.back();
      waiting_.pop_back();
      scan(*next);
    }
  }
  void add(const std::string& pointer) {
    const Json* target = document_.find(pointer);
    if (target != nullptr && target->is_structured() && reached_.insert(target).second)
      waiting_.push_back(target);
  }
  bool has(const Json& node) const { return reached_.count(&node) != 0; }

 private:
  void scan(const Json& node) {
    if (node.is_string()) {  // of $ref and of a discriminator's mapping
      const auto& text = node.get_ref<const std::string&>();
      if (text.starts_with("#/")) add(text);
    } else if (node.is_structured()) {
      for (const Json& element : node) scan(element);
    }
  }

  const Document& document_;
  std::set<const Json*> reached_;
  std::vector<const Json*> waiting_;
};

// What no operation uses need not be sound: its faults are warnings.
void check_unused_schemas(Loader& loader, const std::vector<std::string>& pointers,
                          const FindDocument& find) {
  const Json* schemas = loader.document->find("#/components/schemas");
  if (schemas == nullptr || !schemas->is_object()) return;
  Reach reached(*loader.document);
  for (const std::string& pointer : pointers) reached.add(pointer);
  reached.from(loader.document->find("#/paths"));
  SchemaCompiler compiler(loader.document, loader.api.dialect, find);
  bool any = false;
  for (const Json& node : *schemas) {
    if (reached.has(node) || !node.is_object()) continue;
    compiler.add(node);
    any = true;
  }
  if (!any) return;
  const Loaded<std::vector<SchemaPtr>> compiled = compiler.compile();
  if (compiled) return;
  for (Error error : compiled.error()) {
    error.message += "; nothing that is used needs it";
    loader.api.warnings.push_back(std::move(error));
  }
}

}  // namespace

void compile_schemas(Loader& loader, const std::vector<std::string>& pointers) {
  const FindDocument find = [documents = loader.documents](const std::string& uri) {
    return documents->load(uri);
  };
  SchemaCompiler compiler(loader.document, loader.api.dialect, find);
  struct Wanted {
    SchemaPtr* schema;
    std::size_t place;
    const Json* node;
    Direction direction;
  };
  std::vector<Wanted> places;
  const auto want = [&](const Json& node, Direction direction, SchemaPtr& schema) {
    // Anything else was refused where it was read.
    if (!node.is_object() && (!node.is_boolean() || loader.api.dialect == Dialect::openapi_3_0))
      return;
    const std::size_t place = compiler.add(node, direction, loader.documents->uri_of(node));
    places.push_back({&schema, place, &node, direction});
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
  std::vector<ClosedSchemas::Twin> twins;
  for (const Wanted& each : places) {
    *each.schema = (*compiled)[each.place];
    twins.push_back(
        {each.node, each.direction, loader.documents->uri_of(*each.node), *each.schema});
  }
  loader.api.closed = std::make_shared<const ClosedSchemas>(loader.document, loader.api.dialect,
                                                            find, std::move(twins));
  check_unused_schemas(loader, pointers, find);
}

}  // namespace contract::openapi_detail
