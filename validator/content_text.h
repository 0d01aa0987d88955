#pragma once
// Texts that a media type describes: parameters and headers with `content`, bodies of text.
#include <optional>
#include <string>
#include <string_view>

#include "contract/openapi.h"
#include "contract/parse_json.h"
#include "validator/schema_shape.h"
#include "validator/violations.h"

namespace validator {

// The schema leaves objects or arrays only, or null.
bool wants_structure(SchemaNode schema);

// A text of a media type that is neither JSON nor a form, as the value its schema judges: a string,
// or the number, boolean or null it spells where no string is allowed. Nothing when the schema
// wants an object or an array (XML, CSV: nothing here reads those), or the text is not UTF-8.
std::optional<contract::ParsedJson> read_plain(std::string_view text, SchemaNode schema,
                                               const contract::JsonLimits& limits = {});

// How a parameter or header with `content` is called in what is reported of it.
struct TextCheck {
  Place place;
  contract::Rule rule;
  std::string title;  // "header \"X-Page\""
  const contract::Location& where;
  bool secret = false;
};
// JSON is parsed, other text read by read_plain; then the media type's schema.
void check_content_text(std::string_view text, const contract::MediaType& media_type,
                        const contract::Documents* documents, const TextCheck& check,
                        contract::Violations& violations);

}  // namespace validator
