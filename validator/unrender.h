#pragma once
// A template read backwards: an answer is laid beside it, and what stands where an expression was
// is what that expression found.
//
// Answers that do not quite fit are read as far as they do: `cost` says how far they are off, 0 is
// a perfect fit. What a template cannot tell is left open, never guessed.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/facts.h"
#include "contract/json.h"
#include "contract/template.h"

namespace validator {

// One reference and what stood in its place. Views are into the answer.
struct Bound {
  const contract::Reference* reference = nullptr;  // null: $pick's record
  std::optional<contract::JsonView> value;         // where the reference stood alone
  std::string_view text;                           // where it was part of a text or a name
  std::string pointer;                             // in the answer; "" inside an $each
};
std::string text_of(const Bound& bound);  // as an expression embedded in text shows it
std::string text_of(const contract::JsonView& value);

// Which words of a $case fit; several where the answer does not tell.
struct Choice {
  const contract::Template* node = nullptr;
  std::uint64_t words = 0;  // bit n: its n-th word; the 64th and later are not told apart
  bool otherwise = false;
};

struct Element {
  std::vector<Bound> bound;
  std::vector<Choice> choices;
  std::string token;  // last token of its pointer
  int cost = 0;
};

// What one $each over results made. `violations` and `records` are not read.
struct SeenList {
  contract::EachList list = contract::EachList::results;
  bool keyed = false;  // an object: items with equal names are one member
  std::string pointer;
  bool visible = false;  // it was there, as an array or object as declared
  std::vector<Element> elements;
};

// A literal of the template that the answer has another value for.
struct Differing {
  std::string pointer;
  contract::JsonView value;
};

struct Unrendered {
  int cost = 0;
  int literals = 0;  // that were met
  std::vector<Bound> bound;
  std::vector<Choice> choices;
  std::vector<SeenList> lists;
  std::vector<Differing> differing;
};

// Fields of records whose JSON type the declaration settles: those made by $uuid, $now, $sequence.
struct FieldType {
  std::string field;
  contract::JsonType type = contract::JsonType::string;
};

// `facts` are of the request: expressions over it are evaluated and compared.
Unrendered unrender(const contract::Template& node, const contract::JsonView& answer,
                    const contract::Facts& facts, const std::vector<FieldType>& types);

}  // namespace validator
