#pragma once
// A compiled schema: immutable rules, one node per lowered subschema. Internal to schema*.cpp.
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/document.h"
#include "contract/json.h"
#include "contract/schema_formats.h"
#include "contract/schema_pattern.h"
#include "contract/short_name.h"

namespace contract::schema_detail {

using Index = std::uint32_t;
constexpr Index anything = 0;  // the node of `true` and {}
constexpr Index none = std::numeric_limits<Index>::max();
constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

// Sets of JSON types. A whole number needs `integer`, a fraction `fraction`.
using TypeSet = std::uint8_t;
namespace types {
constexpr TypeSet null = 1, boolean = 2, integer = 4, fraction = 8, string = 16, array = 32,
                  object = 64, all = 127;
constexpr TypeSet number = integer | fraction;
}  // namespace types

// Names to positions; no allocation when asked. Built once.
class NameTable {
 public:
  NameTable() = default;
  explicit NameTable(std::vector<std::string> names);
  // The position of `name` in the list, or -1.
  int find(std::string_view name) const {
    if (slots_.empty()) return -1;
    const ShortName wanted(name);
    for (std::size_t at = wanted.hash() & mask_; slots_[at].position >= 0; at = (at + 1) & mask_) {
      const int position = slots_[at].position;
      if (slots_[at].name == wanted &&
          (name.size() <= ShortName::exact || names_[static_cast<std::size_t>(position)] == name))
        return position;
    }
    return -1;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Slot {
    ShortName name;
    int position = -1;  // -1: free
  };
  std::vector<std::string> names_;
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

struct Bound {
  Number limit;
  bool upper = false;
  bool exclusive = false;
};
// A positive decimal: digits × 10^exponent.
struct Decimal {
  std::uint64_t digits = 1;
  int exponent = 0;
};
struct NumberRules {
  std::vector<Bound> bounds;
  std::optional<Decimal> multiple_of;
  std::string multiple_text;
  const Format* format = nullptr;
};
struct StringRules {
  std::uint64_t min = 0;  // code points
  std::uint64_t max = unlimited;
  PatternPtr pattern;
  const Format* format = nullptr;
};
struct Contains {
  Index schema = anything;
  std::uint64_t min = 1;
  std::uint64_t max = unlimited;
  bool evaluates = true;  // draft 2020-12: what it matched counts for unevaluatedItems
};
struct ArrayRules {
  std::uint64_t min = 0;
  std::uint64_t max = unlimited;
  bool unique = false;
  std::vector<Index> prefix;
  Index rest = anything;
  bool rest_declared = false;  // whether items beyond the prefix count as evaluated
  std::string_view rest_keyword = "items";
  std::optional<Contains> contains;
};
struct Property {
  Index schema = anything;
  bool declared = false;  // in `properties`; else only required
  bool required = false;
};
struct PatternProperty {
  PatternPtr pattern;
  Index schema = anything;
};
struct Dependency {
  std::string_view keyword;
  std::string property;
  std::vector<std::string> required;
};
struct ObjectRules {
  std::uint64_t min = 0;
  std::uint64_t max = unlimited;
  NameTable names;
  std::vector<Property> properties;  // by position in `names`
  std::size_t required = 0;          // how many of them are
  std::vector<PatternProperty> patterns;
  Index rest = anything;
  bool rest_declared = false;
  Index property_names = anything;
  std::vector<Dependency> dependencies;
};
// enum or const.
struct Choice {
  bool constant = false;
  NameTable strings;
  std::vector<std::shared_ptr<const Json>> others;
  std::string shown;  // the values, shortened
};
struct Branches {
  std::vector<Index> schemas;
  // Of a discriminator: the member and which branch a value of it names.
  std::string tag;
  NameTable tag_values;
  std::vector<Index> tag_branches;
  bool all_tagged = false;  // every branch has a value
};
struct Conditional {
  Index test = anything;
  Index then = anything;
  Index otherwise = anything;
};
struct DependentSchema {
  std::string property;
  Index schema = anything;
};
// What applies other schemas to the same instance, and values of any type.
struct Applied {
  std::vector<Choice> choices;
  std::vector<Index> all;  // allOf and references
  std::optional<Branches> any_of;
  std::optional<Branches> one_of;
  Index negated = none;
  std::optional<Conditional> conditional;
  std::vector<DependentSchema> dependents;
  Index unevaluated_items = none;
  Index unevaluated_properties = none;
};

struct Node {
  TypeSet types = types::all;
  bool nothing = false;  // `false`
  std::unique_ptr<NumberRules> number;
  std::unique_ptr<StringRules> string;
  std::unique_ptr<ArrayRules> array;
  std::unique_ptr<ObjectRules> object;
  std::unique_ptr<Applied> applied;
  // Where it came from; null for what compile_schema was given.
  const Document* document = nullptr;
  const Json* source = nullptr;
};

struct Plan {
  std::vector<Node> nodes;
  std::vector<DocumentPtr> documents;  // keeps the sources alive

  // The line of a keyword of this node it has, or of the node itself.
  Location locate(const Node& node, std::string_view keyword) const;
};

}  // namespace contract::schema_detail
