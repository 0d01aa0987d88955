#include "mock/route_conflicts.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "validator/text.h"

namespace mock {

namespace {

// "/a/{x}.json/" as "/a/{}.json"
std::string shape_of(std::string_view path) {
  if (validator::ends_with(path, "/")) path.remove_suffix(1);
  std::string shape;
  bool inside = false;
  for (char c : path) {
    if (!inside || c == '}') shape += c;
    if (c == '{') inside = true;
    if (c == '}') inside = false;
  }
  return shape;
}

std::set<std::string> shapes_of(const MountedApi& mounted, const contract::Operation& operation) {
  std::set<std::string> shapes{mounted.prefix + shape_of(operation.path)};
  for (const std::string& base : mounted.responder->behaviour().api->base_paths)
    shapes.insert(mounted.prefix + shape_of(base + operation.path));
  return shapes;
}

struct Claim {
  const MountedApi* api;
  const contract::Operation* operation;
};

contract::Error conflict(const Claim& first, const Claim& second, const std::string& route) {
  return {
      "route-conflict",
      fmt::format("{} is claimed by {} of API {} and by {} of API {}; give one of them a prefix "
                  "of its own (--prefix {}=/path)",
                  route, first.operation->id, first.api->responder->name(), second.operation->id,
                  second.api->responder->name(), second.api->responder->name()),
      second.operation->where};
}

}  // namespace

std::optional<contract::Error> find_route_conflict(const std::vector<MountedApi>& apis) {
  std::map<std::string, Claim> claims;
  for (const MountedApi& mounted : apis)
    for (const contract::Operation& operation : mounted.responder->behaviour().api->operations)
      for (const std::string& shape : shapes_of(mounted, operation)) {
        const Claim claim{&mounted, &operation};
        const std::string route = operation.method + " " + (shape.empty() ? "/" : shape);
        const auto [first, fresh] = claims.emplace(route, claim);
        if (!fresh && first->second.api != &mounted) return conflict(first->second, claim, route);
      }
  return {};
}

}  // namespace mock
