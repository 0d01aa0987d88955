#pragma once
// The JSON Schemas of our own file formats (specs/*.schema.json), compiled into the library.
#include <string_view>

namespace contract {

// The text of specs/<name>.schema.json; "" when there is none of that name. Defined in a generated
// source, see cmake/embed_schemas.cmake.
std::string_view embedded_schema(std::string_view name);

}  // namespace contract
