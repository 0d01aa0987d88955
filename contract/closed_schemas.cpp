#include "contract/closed_schemas.h"

#include "contract/openapi.h"

namespace contract {

ClosedSchemas::ClosedSchemas(DocumentPtr document, Dialect dialect, FindDocument find_document,
                             std::vector<Twin> twins)
    : document_(std::move(document)),
      dialect_(dialect),
      find_document_(std::move(find_document)),
      twins_(std::move(twins)) {}

SchemaPtr ClosedSchemas::of(const SchemaPtr& open) const {
  std::call_once(once_, [this] { compile(); });
  const auto found = closed_.find(open.get());
  return found == closed_.end() ? nullptr : found->second;
}

// What compiled open compiles closed; should it not, strictness has nothing to say.
void ClosedSchemas::compile() const {
  SchemaCompiler compiler(document_, dialect_, find_document_, Members::closed);
  std::vector<std::size_t> places;
  for (const Twin& twin : twins_)
    places.push_back(compiler.add(*twin.node, twin.direction, twin.uri));
  const auto schemas = compiler.compile();
  if (!schemas) return;
  for (std::size_t i = 0; i < twins_.size(); ++i)
    closed_[twins_[i].open.get()] = (*schemas)[places[i]];
}

SchemaPtr OpenApi::closed_schema(const SchemaPtr& schema) const {
  return closed && schema ? closed->of(schema) : nullptr;
}

}  // namespace contract
