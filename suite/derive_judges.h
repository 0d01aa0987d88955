#pragma once
// A compiled schema for every schema inside the request schemas, so that each part of an instance
// can be judged by itself.
#include <unordered_map>
#include <vector>

#include "contract/openapi.h"

namespace suite::derive_detail {

class Judges {
 public:
  // Everything below `roots`, behind references too.
  static contract::Loaded<Judges> compile(const contract::OpenApi& api,
                                          const std::vector<const contract::Json*>& roots);
  // A node that was not compiled (`true`, a node from elsewhere) accepts everything.
  bool accepts(const contract::Json& node, const contract::Json& value) const;
  std::vector<contract::SchemaViolation> explain(const contract::Json& node,
                                                 const contract::Json& value) const;

 private:
  std::unordered_map<const contract::Json*, contract::SchemaPtr> schemas_;
};

}  // namespace suite::derive_detail
