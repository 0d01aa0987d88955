#include "validator/form_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "contract/parse_json.h"
#include "validator/media_types.h"
#include "validator/multipart.h"
#include "validator/styles.h"
#include "validator/text.h"

namespace validator {

namespace {

using contract::Json;

const Json* encoding_of(const contract::MediaType& media_type, const std::string& property) {
  if (!media_type.node || !media_type.node->is_object()) return nullptr;
  const auto encodings = media_type.node->find("encoding");
  if (encodings == media_type.node->end() || !encodings->is_object()) return nullptr;
  const auto encoding = encodings->find(property);
  return encoding == encodings->end() || !encoding->is_object() ? nullptr : &*encoding;
}

std::string text_member(const Json* node, const char* name) {
  if (!node) return {};
  const auto found = node->find(name);
  return found != node->end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag(const Json* node, const char* name, bool otherwise) {
  if (!node) return otherwise;
  const auto found = node->find(name);
  return found != node->end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

// Checked as strictly as a JSON body is.
std::shared_ptr<const Json> parse(std::string_view text) {
  if (!contract::parse_json(text)) return nullptr;
  return std::make_shared<const Json>(Json::parse(text));
}

bool has_style(const Json* encoding) {
  return encoding && (encoding->contains("style") || encoding->contains("explode"));
}

ReadValue read_objects(const std::vector<NamedText>& pairs, Escapes escapes) {
  auto list = std::make_shared<Json>(Json::array());
  for (const auto& [name, text] : pairs) {
    const auto parsed = parse(decode(text, escapes));
    if (!parsed) return {nullptr, "is not JSON"};
    list->push_back(*parsed);
  }
  return {std::move(list), {}};
}

// Objects, and those of a list, are JSON unless they have a style (OAS 3.1 section 4.8.15.1.2,
// default contentType). All pairs are of this property.
ReadValue read_property(const std::vector<NamedText>& pairs, const std::string& name,
                        const Json* encoding, SchemaNode schema, Reading reading) {
  std::string style = text_member(encoding, "style");
  const bool reserved = flag(encoding, "allowReserved", false);
  const Escapes escapes = reserved ? Escapes::reserved : Escapes::form;
  if (!has_style(encoding) &&
      (types_of(schema).only(Types::object) ||
       body_format(text_member(encoding, "contentType")) == BodyFormat::json)) {
    if (pairs.size() > 1) return {nullptr, "is sent more than once"};
    if (auto parsed = parse(decode(pairs.front().second, escapes))) return {std::move(parsed), {}};
    return {nullptr, "is not JSON"};
  }
  if (!has_style(encoding) && types_of(schema).only(Types::array) &&
      types_of(element_of(schema, 0)).only(Types::object))
    return read_objects(pairs, escapes);
  if (style.empty()) style = "form";
  const Spelling spelling{name, style, flag(encoding, "explode", style == "form"), escapes};
  return read_pairs(pairs, spelling, schema, reading, {});
}

bool has_text_reading(SchemaNode schema) {
  const Types types = types_of(schema);
  return types.has(Types::string) && !types.only(Types::string);
}

// A property and the pairs that make it up.
struct Field {
  std::string name;
  std::vector<NamedText> pairs;
};

// The object of style form, exploded, that a name which is no property itself is a member of.
std::string exploded_into(const std::string& name, const contract::MediaType& media_type,
                          SchemaNode schema) {
  if (!media_type.node || !media_type.node->is_object()) return {};
  const auto encodings = media_type.node->find("encoding");
  if (encodings == media_type.node->end() || !encodings->is_object()) return {};
  if (declares_property(schema, name)) return {};
  for (const auto& [property, encoding] : encodings->items()) {
    const std::string style = text_member(&encoding, "style");
    if (!has_style(&encoding) || (!style.empty() && style != "form")) continue;
    if (!flag(&encoding, "explode", true)) continue;
    const SchemaNode object = property_of(schema, property);
    if (!types_of(object).only(Types::object)) continue;
    if (declares_property(object, name) || is_open(object)) return property;
  }
  return {};
}

// The property a pair belongs to: of "a[b]" the "a" when `a` is written as deepObject.
std::string property_for(const std::string& name, const contract::MediaType& media_type,
                         SchemaNode schema) {
  std::string base = name.substr(0, name.find('['));
  if (base.size() < name.size() &&
      text_member(encoding_of(media_type, base), "style") == "deepObject")
    return base;
  std::string object = exploded_into(name, media_type, schema);
  return object.empty() ? name : object;
}

std::vector<Field> fields_of(const std::vector<NamedText>& pairs,
                             const contract::MediaType& media_type, SchemaNode schema) {
  std::vector<Field> fields;
  std::unordered_map<std::string, std::size_t> places;
  for (const NamedText& pair : pairs) {
    std::string name = property_for(decode(pair.first, Escapes::form), media_type, schema);
    const auto [place, fresh] = places.emplace(name, fields.size());
    if (fresh) fields.push_back({std::move(name), {}});
    fields[place->second].pairs.push_back(pair);
  }
  return fields;
}

FormValue object_of_pairs(const std::vector<NamedText>& pairs,
                          const contract::MediaType& media_type, SchemaNode schema) {
  Json object = Json::object();
  auto& members = object.get_ref<Json::object_t&>();  // looking a member up would be linear
  for (const auto& [name, own] : fields_of(pairs, media_type, schema)) {
    const Json* encoding = encoding_of(media_type, name);
    const SchemaNode property = property_of(schema, name);
    // Text stays text where the schema allows it; a number beside it would be a guess.
    const Reading reading = has_text_reading(property) ? Reading::text : Reading::typed;
    const ReadValue read = read_property(own, name, encoding, property, reading);
    if (!read.sent()) continue;
    if (!read.value) return {nullptr, "field \"" + name + "\" " + read.problem, {}};
    members.emplace_back(name, *read.value);
  }
  return {std::make_shared<const Json>(std::move(object)), {}, {}};
}

bool allowed_type(const Json* encoding, const FormPart& part) {
  const std::string declared = text_member(encoding, "contentType");
  if (declared.empty()) return true;
  const auto sent = parse_media_type(part.content_type.empty() ? "text/plain" : part.content_type);
  if (!sent) return false;
  for (std::string_view each : split(declared, {","})) {
    const auto range = parse_media_type(trim(each));
    if (range && fit(*range, *sent) > 0) return true;
  }
  return false;
}

// A part as JSON where it says so or its schema leaves nothing else; else as text.
std::shared_ptr<const Json> part_value(const FormPart& part, SchemaNode schema) {
  const Types types = types_of(schema);
  if (body_format(part.content_type) == BodyFormat::json || types.only(Types::object) ||
      types.only(Types::array))
    return parse(part.content);
  const Reading reading = has_text_reading(schema) ? Reading::text : Reading::typed;
  return std::make_shared<const Json>(coerce(part.content, schema, reading));
}

bool add_part(Json& object, const FormPart& part, SchemaNode schema) {
  const SchemaNode property = property_of(schema, part.name);
  const bool list =
      types_of(property).only(Types::array) && body_format(part.content_type) != BodyFormat::json;
  Json& place = object[part.name];
  if (list && place.is_null()) place = Json::array();
  if (!list && !place.is_null()) return false;
  const SchemaNode wanted = list ? element_of(property, place.size()) : property;
  const auto value = part_value(part, wanted);
  if (!value) return false;
  if (list)
    place.push_back(*value);
  else
    place = *value;
  return true;
}

}  // namespace

SchemaNode schema_of(const contract::MediaType& media_type, const contract::Documents* documents) {
  if (!media_type.node || !media_type.node->is_object()) return {nullptr, documents};
  const auto schema = media_type.node->find("schema");
  return {schema == media_type.node->end() ? nullptr : &*schema, documents};
}

FormValue read_form(std::string_view body, const contract::MediaType& media_type,
                    const contract::Documents* documents) {
  return object_of_pairs(query_pairs(body), media_type, schema_of(media_type, documents));
}

FormValue read_multipart(std::string_view body, std::string_view content_type,
                         const contract::MediaType& media_type,
                         const contract::Documents* documents) {
  const auto parts = parse_multipart(body, content_type);
  if (!parts) return {nullptr, parts.error().message, {}};
  const SchemaNode schema = schema_of(media_type, documents);
  Json object = Json::object();
  FormValue form;
  for (const FormPart& part : *parts) {
    if (!allowed_type(encoding_of(media_type, part.name), part))
      form.wrong_types.push_back(part.name);
    if (!add_part(object, part, schema)) {
      form.problem = "part \"" + part.name + "\" is sent twice or is not the JSON it should be";
      return form;
    }
  }
  form.value = std::make_shared<const Json>(std::move(object));
  return form;
}

}  // namespace validator
