#pragma once
// What a schema says about types, as far as text has to be turned into JSON: no validation.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "contract/documents.h"

namespace validator {

// A schema as written, and the documents it and what it refers to stand in. No node: anything goes.
struct SchemaNode {
  const contract::Json* node = nullptr;
  const contract::Documents* documents = nullptr;
};

// The types a schema allows. Keywords of `allOf`, `anyOf`, `oneOf` and behind `$ref` count; nothing
// said is `any`.
struct Types {
  enum Bit : std::uint8_t {
    null = 1,
    boolean = 2,
    integer = 4,
    number = 8,
    string = 16,
    array = 32,
    object = 64
  };
  std::uint8_t bits = 0;

  bool any() const { return bits == 0; }
  bool has(Bit bit) const { return (bits & bit) != 0; }
  bool numeric() const { return has(integer) || has(number); }
  // True when only arrays, or only objects, or null beside them, are allowed.
  bool only(Bit bit) const { return has(bit) && (bits & ~(bit | null)) == 0; }
};
Types types_of(SchemaNode schema);

// The schema of a member or element; no node when the schema does not say.
SchemaNode property_of(SchemaNode schema, std::string_view name);
SchemaNode element_of(SchemaNode schema, std::size_t index);
// `properties` names it, here or in a subschema that applies in place.
bool declares_property(SchemaNode schema, std::string_view name);
// True unless `additionalProperties: false` stands beside its properties.
bool is_open(SchemaNode schema);
// `format` or `contentEncoding` of the schema or what it refers to; "" when there is none.
std::string_view word_of(SchemaNode schema, std::string_view keyword);

}  // namespace validator
