#pragma once
// Which operation a request is for.
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "contract/openapi.h"
#include "contract/path_template.h"

namespace contract {

struct Route {
  const Operation* operation = nullptr;
  PathParameters path_parameters;  // percent-decoded
};
struct NoRoute {                   // the path is unknown, or known without this method
  std::vector<std::string> allow;  // methods the path has; empty: unknown path
};

// Compiled once, immutable, thread-safe; points into the OpenApi, which outlives it.
// Literal segments win over parameters, longer literals in a segment over shorter ones, and a path
// that has the method over one that has not. "/a" and "/a/" are the same path; the document's base
// paths may be left out. HEAD falls back to GET; `allow` names HEAD wherever GET is. A path with a
// malformed percent escape is unknown.
class Router {
 public:
  Router() = default;
  explicit Router(const OpenApi& api);
  // `path` is undecoded, without query.
  std::variant<Route, NoRoute> find(std::string_view method, std::string_view path) const;

 private:
  struct Branch {
    std::string text;  // the segment as written
    SegmentTemplate segment;
    std::size_t next = 0;
  };
  struct Node {
    std::map<std::string, std::size_t, std::less<>> literals;  // decoded segment, next node
    std::vector<Branch> branches;                              // the most literal text first
    std::map<std::string, const Operation*, std::less<>> methods;
  };
  struct Search;
  using Segments = std::vector<std::string>;  // decoded

  void add(const Operation& operation);
  std::size_t step(std::size_t node, std::string_view segment);
  bool descend(std::size_t node, Search& search) const;

  std::vector<Node> nodes_;
  std::vector<Segments> base_paths_;  // longest first; the last is the empty one
};

}  // namespace contract
