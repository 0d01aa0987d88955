#include "validator/styles.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "contract/http.h"
#include "validator/text.h"

namespace validator {

namespace {

using contract::Json;
using Pieces = std::vector<std::string_view>;

ReadValue value_of(Json value) { return {std::make_shared<const Json>(std::move(value)), {}}; }
ReadValue unreadable(std::string problem) { return {nullptr, std::move(problem)}; }

struct Context {
  const Spelling& spelling;
  SchemaNode schema;
  Reading reading;

  Json leaf(std::string_view text, SchemaNode leaf_schema) const {
    return coerce(decode(text, spelling.escapes), leaf_schema, reading);
  }
};

ReadValue read_list(const Pieces& pieces, const Context& context) {
  Json list = Json::array();
  if (pieces.size() == 1 && pieces[0].empty()) return value_of(std::move(list));
  for (std::size_t i = 0; i < pieces.size(); ++i)
    list.push_back(context.leaf(pieces[i], element_of(context.schema, i)));
  return value_of(std::move(list));
}

// False when the object has this member already.
bool add_member(Json& object, std::string name, std::string_view text, const Context& context) {
  if (object.contains(name)) return false;
  const SchemaNode schema = property_of(context.schema, name);
  object[std::move(name)] = context.leaf(text, schema);
  return true;
}

// "R,100,G,200"
ReadValue read_alternating(const Pieces& pieces, const Context& context) {
  Json object = Json::object();
  if (pieces.size() == 1 && pieces[0].empty()) return value_of(std::move(object));
  if (pieces.size() % 2 != 0)
    return unreadable("is an object written as name,value,name,value and lacks its last value");
  for (std::size_t i = 0; i < pieces.size(); i += 2)
    if (!add_member(object, decode(pieces[i], context.spelling.escapes), pieces[i + 1], context))
      return unreadable("names a member twice");
  return value_of(std::move(object));
}

// "R=100", "G=200"
ReadValue read_assignments(const Pieces& pieces, const Context& context) {
  Json object = Json::object();
  if (pieces.size() == 1 && pieces[0].empty()) return value_of(std::move(object));
  for (std::string_view piece : pieces) {
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos)
      return unreadable("is an object written as name=value and has a piece without \"=\"");
    if (!add_member(object, decode(piece.substr(0, equals), context.spelling.escapes),
                    piece.substr(equals + 1), context))
      return unreadable("names a member twice");
  }
  return value_of(std::move(object));
}

enum class Kind : std::uint8_t { single, list, object };

// Arrays and objects are only read as such where the schema allows nothing simpler, or where the
// typed reading is asked for.
Kind kind_of(const Context& context) {
  const Types types = types_of(context.schema);
  if (types.only(Types::array)) return Kind::list;
  if (types.only(Types::object)) return Kind::object;
  if (context.reading == Reading::text) return Kind::single;
  if (types.has(Types::array)) return Kind::list;
  return types.has(Types::object) ? Kind::object : Kind::single;
}

ReadValue read_pieces(const Pieces& pieces, bool assignments, const Context& context) {
  if (kind_of(context) == Kind::list) return read_list(pieces, context);
  return assignments ? read_assignments(pieces, context) : read_alternating(pieces, context);
}

ReadValue read_simple(std::string_view text, const Context& context) {
  if (kind_of(context) == Kind::single) return value_of(context.leaf(text, context.schema));
  Pieces pieces = split(text, {","});
  if (context.spelling.escapes == Escapes::none)
    for (std::string_view& piece : pieces) piece = trim(piece);
  return read_pieces(pieces, context.spelling.explode, context);
}

// ".a.b"; OAS 3.1 joins what is not exploded with commas, 3.0 with dots: both are read.
ReadValue read_label(std::string_view text, const Context& context) {
  if (text.empty() || text[0] != '.') return unreadable("must begin with \".\" (style label)");
  text.remove_prefix(1);
  if (kind_of(context) == Kind::single) return value_of(context.leaf(text, context.schema));
  const bool explode = context.spelling.explode;
  const bool commas = !explode && text.find(',') != std::string_view::npos;
  return read_pieces(split(text, {commas ? "," : "."}), explode, context);
}

// ";color=blue,black", exploded ";color=blue;color=black" or ";R=100;G=200"
ReadValue read_matrix(std::string_view text, const Context& context) {
  if (text.empty() || text[0] != ';') return unreadable("must begin with \";\" (style matrix)");
  Pieces pieces = split(text.substr(1), {";"});
  const Kind kind = kind_of(context);
  if (kind == Kind::object && context.spelling.explode) return read_assignments(pieces, context);
  for (std::string_view& piece : pieces) {
    const std::string_view name = piece.substr(0, piece.find('='));
    if (decode(name, context.spelling.escapes) != context.spelling.name)
      return unreadable("must be written as \";" + std::string(context.spelling.name) +
                        "=value\" (style matrix)");
    piece.remove_prefix(std::min(name.size() + 1, piece.size()));
  }
  if (kind == Kind::list && context.spelling.explode) return read_list(pieces, context);
  if (pieces.size() > 1) return unreadable("is sent more than once");
  if (kind == Kind::single) return value_of(context.leaf(pieces[0], context.schema));
  return read_pieces(split(pieces[0], {","}), false, context);
}

Pieces values_named(const std::vector<NamedText>& pairs, const Context& context) {
  Pieces values;
  for (const auto& [name, value] : pairs)
    if (decode(name, context.spelling.escapes) == context.spelling.name) values.push_back(value);
  return values;
}

ReadValue read_exploded_object(const std::vector<NamedText>& pairs, const Context& context,
                               const std::vector<std::string>& taken_names) {
  const bool open = is_open(context.schema);
  Json object = Json::object();
  for (const auto& [raw_name, text] : pairs) {
    std::string name = decode(raw_name, context.spelling.escapes);
    const bool taken = std::find(taken_names.begin(), taken_names.end(), name) != taken_names.end();
    if (!declares_property(context.schema, name) && (!open || taken)) continue;
    if (!add_member(object, std::move(name), text, context))
      return unreadable("names a member twice");
  }
  return object.empty() ? ReadValue{} : value_of(std::move(object));
}

// The names between brackets: "color[a][b]" gives a, b; nothing for another parameter's name.
std::optional<std::vector<std::string>> bracket_path(std::string_view name,
                                                     std::string_view parameter) {
  constexpr std::size_t deepest = 8;
  if (name.substr(0, parameter.size()) != parameter) return {};
  name.remove_prefix(parameter.size());
  std::vector<std::string> path;
  while (!name.empty()) {
    const std::size_t close = name.find(']');
    if (name[0] != '[' || close == std::string_view::npos || path.size() == deepest) return {};
    path.emplace_back(name.substr(1, close - 1));
    name.remove_prefix(close + 1);
  }
  if (path.empty()) return {};
  return path;
}

// Puts one deepObject value where its path says; a repeated name, or "[]", makes an array where the
// schema wants one. False when two values claim one place.
bool put_deep(Json& object, const std::vector<std::string>& path, std::string_view text,
              const Context& context) {
  Json* at = &object;
  SchemaNode schema = context.schema;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i].empty() && i + 1 == path.size() && i > 0) break;  // the [] of "a[b][]"
    if (at->is_null()) *at = Json::object();
    if (!at->is_object()) return false;
    schema = property_of(schema, path[i]);
    at = &(*at)[path[i]];
  }
  if (!types_of(schema).has(Types::array)) {
    if (!at->is_null()) return false;
    *at = context.leaf(text, schema);
    return true;
  }
  if (at->is_null()) *at = Json::array();
  if (!at->is_array()) return false;
  at->push_back(context.leaf(text, element_of(schema, at->size())));
  return true;
}

ReadValue read_deep_object(const std::vector<NamedText>& pairs, const Context& context) {
  Json object = Json::object();
  for (const auto& [name, text] : pairs) {
    const auto path = bracket_path(decode(name, context.spelling.escapes), context.spelling.name);
    if (path && !put_deep(object, *path, text, context))
      return unreadable("gives one member two values");
  }
  return object.empty() ? ReadValue{} : value_of(std::move(object));
}

std::vector<std::string_view> delimiters_of(std::string_view style) {
  if (style == "spaceDelimited") return {"%20", "+", " "};
  if (style == "pipeDelimited") return {"|", "%7C", "%7c"};
  return {","};
}

}  // namespace

std::string decode(std::string_view text, Escapes escapes) {
  if (escapes == Escapes::none) return std::string(text);
  std::string spaced(text);
  if (escapes == Escapes::form) std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return contract::percent_decode(spaced).value_or(spaced);
}

ReadValue read_text(std::string_view text, const Spelling& spelling, SchemaNode schema,
                    Reading reading) {
  const Context context{spelling, schema, reading};
  if (spelling.style == "label") return read_label(text, context);
  if (spelling.style == "matrix") return read_matrix(text, context);
  return read_simple(text, context);
}

ReadValue read_pairs(const std::vector<NamedText>& pairs, const Spelling& spelling,
                     SchemaNode schema, Reading reading,
                     const std::vector<std::string>& taken_names) {
  const Context context{spelling, schema, reading};
  if (spelling.style == "deepObject") return read_deep_object(pairs, context);
  const Kind kind = kind_of(context);
  if (kind == Kind::object && spelling.explode && spelling.style == "form")
    return read_exploded_object(pairs, context, taken_names);
  const Pieces values = values_named(pairs, context);
  if (values.empty()) return {};
  if (kind == Kind::list && (spelling.explode || values.size() > 1))
    return read_list(values, context);
  if (values.size() > 1) return unreadable("is sent more than once");
  if (kind == Kind::single) return value_of(context.leaf(values[0], schema));
  return read_pieces(split(values[0], delimiters_of(spelling.style)), false, context);
}

std::vector<NamedText> query_pairs(std::string_view query) {
  std::vector<NamedText> pairs;
  if (query.empty()) return pairs;
  for (std::string_view piece : split(query, {"&"})) {
    if (piece.empty()) continue;
    const std::string_view name = piece.substr(0, piece.find('='));
    pairs.emplace_back(name, piece.substr(std::min(name.size() + 1, piece.size())));
  }
  return pairs;
}

}  // namespace validator
