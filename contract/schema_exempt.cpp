// readOnly and writeOnly: which required members a message of one direction may lack.
#include <nlohmann/json.hpp>

#include "contract/schema_step.h"

namespace contract::schema_detail {
namespace {

constexpr int reference_depth = 16;  // of $ref and allOf chains looked through

class Exempt {
 public:
  Exempt(Lowering& all, Direction direction)
      : all_(all), word_(direction == Direction::request ? "readOnly" : "writeOnly") {}

  // The exempt members that a schema and the schemas it is composed of declare.
  void collect(const Place& place, std::set<std::string>& names, int depth = 0) {
    if (depth > reference_depth || !place.node->is_object()) return;
    const auto properties = place.node->find("properties");
    if (properties != place.node->end() && properties->is_object()) {
      for (const auto& member : properties->items())
        if (marked(within(member.value(), place), 0)) names.insert(member.key());
    }
    each_part(place, [&](const Place& part) { collect(part, names, depth + 1); });
  }

 private:
  Place within(const Json& node, const Place& parent) {
    return {&node, &all_.resources().at(node, *parent.resource), parent.scope};
  }

  bool marked(const Place& place, int depth) {
    if (depth > reference_depth || !place.node->is_object()) return false;
    const auto mark = place.node->find(word_);
    if (mark != place.node->end()) return *mark == true;
    bool found = false;
    each_part(place, [&](const Place& part) { found = found || marked(part, depth + 1); });
    return found;
  }

  template <class F>
  void each_part(const Place& place, F&& f) {
    if (place.node->contains("$ref"))
      if (const auto target = all_.follow(place, "$ref")) f(*target);
    const auto parts = place.node->find("allOf");
    if (parts == place.node->end() || !parts->is_array()) return;
    for (const Json& part : *parts) f(within(part, place));
  }

  Lowering& all_;
  const char* word_;
};

}  // namespace

std::set<std::string> exempt_names(Lowering& all, const Place& place) {
  std::set<std::string> names;
  const auto direction = all.scope(place.scope).direction;
  if (direction && all.resources().has_directions()) Exempt(all, *direction).collect(place, names);
  return names;
}

}  // namespace contract::schema_detail
