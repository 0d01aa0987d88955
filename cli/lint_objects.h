#pragma once
// The objects of an OpenAPI description as a table: which words each has and what they hold.
#include <cstdint>
#include <span>
#include <string_view>

namespace cli {

enum class Object : std::uint8_t {
  document,
  info,
  contact,
  license,
  server,
  server_variable,
  components,
  path_item,
  operation,
  docs,
  parameter,
  body,
  media_type,
  encoding,
  response,
  callback,  // its members are path items by expression
  example,
  link,
  header,
  tag,
  scheme,
  flows,
  flow,
  schema,
  text,  // from here on: no objects
  flag,
  texts,
  anything
};

enum class Shape : std::uint8_t { one, list, map };

struct Word {
  Object owner;
  std::string_view name;
  Object holds = Object::text;
  Shape shape = Shape::one;
  bool required = false;
};

// Rows of one owner stand together. To add a word: a row in lint_objects.cpp.
std::span<const Word> words_of(Object owner);
const Word* find_word(Object owner, std::string_view name);  // null: there is none
std::string_view name_of(Object object);                     // "a response"
bool may_be_reference(Object object);

}  // namespace cli
