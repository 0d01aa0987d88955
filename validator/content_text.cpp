#include "validator/content_text.h"

#include <nlohmann/json.hpp>

#include "validator/coerce.h"
#include "validator/form_body.h"
#include "validator/media_types.h"

namespace validator {

bool wants_structure(SchemaNode schema) {
  constexpr unsigned scalars = Types::boolean | Types::integer | Types::number | Types::string;
  const Types types = types_of(schema);
  return !types.any() && (types.bits & scalars) == 0 &&
         (types.has(Types::object) || types.has(Types::array));
}

std::optional<contract::ParsedJson> read_plain(std::string_view text, SchemaNode schema,
                                               const contract::JsonLimits& limits) {
  const Types types = types_of(schema);
  if (wants_structure(schema)) return {};
  const bool spelled = !types.any() && !types.has(Types::string);
  const contract::Json value =
      spelled ? coerce(text, schema, Reading::typed) : contract::Json(nullptr);
  auto parsed = contract::parse_json(
      spelled && !value.is_string() ? value.dump() : contract::quoted(text).text, limits);
  if (!parsed) return {};
  return std::move(*parsed);
}

void check_content_text(std::string_view text, const contract::MediaType& media_type,
                        const contract::Documents* documents, const TextCheck& check,
                        contract::Violations& violations) {
  const BodyFormat format = body_format(media_type.range);
  const auto judge = [&](const contract::ParsedJson& value) {
    if (media_type.schema)
      check_schema(value.root(), check.place,
                   {*media_type.schema, check.rule, check.title + ": ", check.secret}, violations);
  };
  if (format == BodyFormat::other && media_type.schema) {
    if (const auto plain = read_plain(text, schema_of(media_type, documents))) judge(*plain);
  }
  if (format != BodyFormat::json) return;
  const auto parsed = contract::parse_json(text);
  if (parsed) return judge(*parsed);
  violations.push_back(violation_at(check.place, check.rule,
                                    check.title + " is not JSON: " + parsed.error().message,
                                    check.where));
}

}  // namespace validator
