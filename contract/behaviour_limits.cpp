// The limit a body schema sets on the items of a batch.
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"

namespace contract::behaviour_detail {

namespace {

constexpr int deepest = 64;  // $ref and allOf hops: loops end here

class Search {
 public:
  Search(const Documents& documents, const Tokens& items) : documents_(documents), items_(items) {}

  std::optional<std::size_t> below(const Json& schema, std::size_t at, int hops) const {
    if (hops > deepest || !schema.is_object()) return std::nullopt;
    if (const Json* target = documents_.target(schema))
      if (auto found = below(*target, at, hops + 1)) return found;
    if (auto found = here(schema, at, hops)) return found;
    const Json* parts = member(schema, "allOf");
    if (!parts || !parts->is_array()) return std::nullopt;
    for (const Json& part : *parts)
      if (auto found = below(part, at, hops + 1)) return found;
    return std::nullopt;
  }

 private:
  std::optional<std::size_t> here(const Json& schema, std::size_t at, int hops) const {
    if (at == items_.size()) return count_of(member(schema, "maxItems"));
    const Json* properties = member(schema, "properties");
    const Json* next = properties ? member(*properties, items_[at]) : nullptr;
    return next ? below(*next, at + 1, hops + 1) : std::nullopt;
  }

  const Documents& documents_;
  const Tokens& items_;
};

}  // namespace

std::optional<std::size_t> max_items(const Documents& documents, const Json& schema,
                                     const Tokens& items) {
  return Search(documents, items).below(schema, 0, 0);
}

}  // namespace contract::behaviour_detail
