#pragma once
// Which operation a request is for.
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "contract/openapi.h"

namespace contract {

struct Route {
  const Operation* operation = nullptr;
  std::vector<std::pair<std::string, std::string>> path_parameters;  // percent-decoded
};
struct NoRoute {                   // the path is unknown, or known without this method
  std::vector<std::string> allow;  // methods the path has; empty: unknown path
};

// Compiled once, immutable, thread-safe. Literal segments win over parameters; "/a" and "/a/" are
// the same path; the document's base paths may be left out. HEAD falls back to GET.
class Router {
 public:
  Router() = default;
  explicit Router(const OpenApi& api);
  // `path` is undecoded, without query.
  std::variant<Route, NoRoute> find(std::string_view method, std::string_view path) const;

 private:
  struct Node {
    std::map<std::string, std::size_t, std::less<>> literals;
    std::vector<std::pair<std::string, std::size_t>> templates;  // segment with {}, next node
    std::map<std::string, const Operation*, std::less<>> methods;
  };
  std::vector<Node> nodes_;
  std::vector<std::string> base_paths_;
};

}  // namespace contract
