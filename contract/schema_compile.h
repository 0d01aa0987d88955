#pragma once
// Definitions to plan nodes, by way of valijson.
#include <memory>

#include "contract/schema_lowering.h"
#include "contract/schema_plan.h"

namespace contract::schema_detail {

// valijson's parser with our constraint builders; one per compilation.
class NodeCompiler {
 public:
  explicit NodeCompiler(Lowering& lowering);
  ~NodeCompiler();
  // Error code `bad-schema` when valijson refuses.
  Result<Node> compile(const Definition& definition);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What schema_rules.cpp adds to a node: an own rule, and the members of an object in the order in
// which `source` lists them.
void add_rule(Node& node, const Rule& rule);
void set_members(ObjectRules& rules, const Json& source,
                 std::vector<std::pair<std::string, Index>>& declared,
                 std::vector<std::string>& required);

}  // namespace contract::schema_detail
