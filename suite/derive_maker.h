#pragma once
// Values that fit a schema: the smallest and the fullest, and values of one type or length.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "suite/derive_judges.h"
#include "suite/derive_pairs.h"

namespace suite::derive_detail {

enum class Size : std::uint8_t { smallest, fullest };

// Schemas that all apply to one value; none of them is a boolean, a `$ref`, or waits in an `allOf`.
using Shape = std::vector<const Json*>;

struct Bounds {  // of lengths and counts
  std::size_t least = 0;
  std::size_t most = 1'000'000;
};

class Maker {
 public:
  Maker(const contract::Documents& documents, contract::Dialect dialect, const Judges& judges,
        std::uint64_t seed)
      : documents_(documents), dialect_(dialect), judges_(judges), seed_(seed) {}

  // Nothing when no value was found. The value fits each schema of the shape.
  std::optional<Json> make(const Shape& shape, Size size, const Choices& choices,
                           int depth = 0) const;
  std::optional<Json> make_text(const Shape& shape, const Bounds& length) const;
  // One value per type that the shape allows, in its order.
  std::optional<Json> make_typed(const Shape& shape, const std::string& type, Size size,
                                 const Choices& choices, int depth = 0) const;

  // `node` with what applies in its place: `$ref`, `allOf`, chosen branches. Nothing: it is or has
  // `false`.
  std::optional<Shape> shape_of(const Json& node, const Choices& choices) const;
  std::optional<Shape> shape_at(const Shape& shape, const std::string& token,
                                const Choices& choices) const;
  bool accepts(const Shape& shape, const Json& value) const;
  const Judges& judges() const { return judges_; }

 private:
  void flatten(const Json& node, const Choices& choices, Shape& shape, bool& possible,
               int depth) const;
  std::optional<Json> make_object(const Shape& shape, Size size, const Choices& choices,
                                  int depth) const;
  std::optional<Json> make_array(const Shape& shape, Size size, const Choices& choices,
                                 int depth) const;
  std::optional<Json> make_number(const Shape& shape, bool integer) const;
  std::optional<Json> make_open(const Shape& shape, Size size, const Choices& choices,
                                int depth) const;

  const contract::Documents& documents_;
  contract::Dialect dialect_;
  const Judges& judges_;
  std::uint64_t seed_;
};

// The types the shape allows, JSON Schema's words; guessed from other keywords when it does not
// say.
std::vector<std::string> types_of(const Shape& shape);
// The tightest of `least` and `most` keywords ("minLength", "maxLength").
Bounds bounds_of(const Shape& shape, const char* least, const char* most);
// A value of a JSON type that fits its format, whatever else the schema says. `word` for others.
std::vector<std::string> texts_of_format(const std::string& format);

}  // namespace suite::derive_detail
