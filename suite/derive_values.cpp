#include "suite/derive_values.h"

#include <algorithm>
#include <functional>
#include <map>

#include "suite/derive_pattern.h"
#include "suite/derive_proposals.h"

namespace suite::derive_detail {

namespace {

std::size_t limit(const Spot& spot) {
  const Json& value = word(spot);
  return value.is_number() && value >= 0
             ? static_cast<std::size_t>(std::min(value.get<double>(), 1e9))
             : 0;
}

const std::vector<std::string> odd_names{extra_member, "", "!", "0", "x", "a b", "\xC3\xA4", "A-1"};

using Propose = std::function<Candidates(const Spot&)>;
struct Both {
  Propose inside;
  Propose outside;
};

template <Candidates (*sized)(const Spot&, std::size_t)>
Both counted(int over) {
  return {[](const Spot& s) { return sized(s, limit(s)); },
          [over](const Spot& s) {
            return over < 0 && limit(s) == 0 ? Candidates{}
                                             : sized(s, limit(s) + static_cast<std::size_t>(over));
          }};
}

Both numeric(double out, bool inclusive) {
  return {[=](const Spot& s) { return numbers_near(s, -out, inclusive); },
          [=](const Spot& s) { return numbers_near(s, out, !inclusive); }};
}

// To derive another keyword: a row here, and `refuses` in derive_pairs.cpp.
const std::map<std::string, Both, std::less<>>& table() {
  static const std::map<std::string, Both, std::less<>> rows{
      {"type", {typed, wrongly_typed}},
      {"enum", {listed, not_listed}},
      {"const",
       {[](const Spot& s) {
          return Candidates{Candidate{"", word(s)}};
        },
        not_listed}},
      {"minLength", counted<texts_of_length>(-1)},
      {"maxLength", counted<texts_of_length>(1)},
      {"minItems", counted<list_of_size>(-1)},
      {"maxItems", counted<list_of_size>(1)},
      {"minProperties", counted<object_of_size>(-1)},
      {"maxProperties", counted<object_of_size>(1)},
      {"minimum", numeric(-1, true)},
      {"maximum", numeric(1, true)},
      {"exclusiveMinimum", numeric(-1, false)},
      {"exclusiveMaximum", numeric(1, false)},
      {"multipleOf",
       {[](const Spot& s) { return multiples(s, 0); },
        [](const Spot& s) { return multiples(s, 1); }}},
      {"pattern",
       {[](const Spot& s) { return texts(matching_texts(word(s).get_ref<const std::string&>())); },
        [](const Spot& s) { return texts(failing_texts(word(s).get_ref<const std::string&>())); }}},
      {"format", {any_value, wrong_formats}},
      {"required", {any_value, [](const Spot& s) { return without_each(s, word(s)); }}},
      {"dependentRequired",
       {[](const Spot& s) { return dependent(s, true); },
        [](const Spot& s) { return dependent(s, false); }}},
      {"dependencies",
       {[](const Spot& s) { return dependent(s, true); },
        [](const Spot& s) { return dependent(s, false); }}},
      {"additionalProperties",
       {[](const Spot& s) {
          Candidates list;
          add(list, "", usual(s, Size::fullest));
          return list;
        },
        [](const Spot& s) { return with_member(s, {extra_member}, "text"); }}},
      {"unevaluatedProperties",
       {any_value, [](const Spot& s) { return with_member(s, {extra_member}, "text"); }}},
      {"propertyNames",
       {any_value, [](const Spot& s) { return with_member(s, odd_names, "text"); }}},
      {"uniqueItems", {[](const Spot& s) { return list_of_size(s, 2); }, repeated_element}},
      {"anyOf", {branches, outside_of_branches}},
      {"oneOf", {branches, outside_of_branches}},
      {"not", {any_value, [](const Spot& s) { return fitting(s, word(s)); }}},
      {"discriminator",
       {any_value,
        [](const Spot& s) {
          auto object = base(s, "object");
          if (object && word(s).contains("propertyName"))
            (*object)[word(s)["propertyName"].get<std::string>()] = "none of these";
          Candidates list;
          add(list, "", object);
          return list;
        }}},
  };
  return rows;
}

}  // namespace

std::vector<Candidate> inside_values(const Spot& spot) {
  const auto row = table().find(spot.pair.keyword);
  Candidates list = row == table().end() ? Candidates{} : row->second.inside(spot);
  if (row == table().end() || list.empty()) list = any_value(spot);
  return list;
}

std::vector<Candidate> outside_values(const Spot& spot) {
  const auto row = table().find(spot.pair.keyword);
  return row == table().end() ? Candidates{} : row->second.outside(spot);
}

}  // namespace suite::derive_detail
