#pragma once
// Parameter styles: OAS 3.1 section 4.8.12.2 ("Parameter Object", style values), RFC 6570.
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "validator/coerce.h"
#include "validator/schema_shape.h"

namespace validator {

using NamedText = std::pair<std::string_view, std::string_view>;  // as sent, undecoded

// How escapes are undone. `form`: %XX, and + is a space. `reserved` (allowReserved): + stays.
enum class Escapes : std::uint8_t { form, reserved, none };
std::string decode(std::string_view text, Escapes escapes);

struct Spelling {
  std::string_view name;  // of the parameter
  std::string_view style;
  bool explode = false;
  Escapes escapes = Escapes::none;
};

// Absent, or a value, or sent but not readable in its style.
struct ReadValue {
  std::shared_ptr<const contract::Json> value;
  std::string problem;  // why it cannot be read; "" when it can

  bool sent() const { return value || !problem.empty(); }
};

// Of one text: path and header parameters, response headers.
ReadValue read_text(std::string_view text, const Spelling& spelling, SchemaNode schema,
                    Reading reading);
// Of `name=value` pairs: query, cookie, form bodies. An exploded object whose schema is open takes
// every name that is not among `taken_names`.
ReadValue read_pairs(const std::vector<NamedText>& pairs, const Spelling& spelling,
                     SchemaNode schema, Reading reading,
                     const std::vector<std::string>& taken_names);

std::vector<NamedText> query_pairs(std::string_view query);  // empty pieces are skipped

}  // namespace validator
