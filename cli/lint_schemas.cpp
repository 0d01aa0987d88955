#include "cli/lint_schemas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "contract/closest.h"
#include "contract/pointer.h"
#include "contract/schema_keywords.h"

namespace cli {

namespace {

using contract::Json;

constexpr std::size_t most_per_example = 5;  // broken keywords that are told

// Words that annotate or identify, in any dialect.
constexpr auto annotations = std::to_array<std::string_view>({"title",
                                                              "description",
                                                              "default",
                                                              "example",
                                                              "examples",
                                                              "deprecated",
                                                              "readOnly",
                                                              "writeOnly",
                                                              "xml",
                                                              "externalDocs",
                                                              "$id",
                                                              "id",
                                                              "$schema",
                                                              "$anchor",
                                                              "$dynamicAnchor",
                                                              "$recursiveAnchor",
                                                              "$comment",
                                                              "$vocabulary",
                                                              "contentEncoding",
                                                              "contentMediaType",
                                                              "contentSchema"});

// A few of ours and JSON Schema's, to find what a misspelled word was meant to be.
constexpr auto common_keywords = std::to_array<std::string_view>({"type",
                                                                  "properties",
                                                                  "required",
                                                                  "items",
                                                                  "additionalProperties",
                                                                  "pattern",
                                                                  "format",
                                                                  "minimum",
                                                                  "maximum",
                                                                  "exclusiveMinimum",
                                                                  "exclusiveMaximum",
                                                                  "minLength",
                                                                  "maxLength",
                                                                  "minItems",
                                                                  "maxItems",
                                                                  "uniqueItems",
                                                                  "minProperties",
                                                                  "maxProperties",
                                                                  "enum",
                                                                  "const",
                                                                  "allOf",
                                                                  "anyOf",
                                                                  "oneOf",
                                                                  "nullable",
                                                                  "multipleOf",
                                                                  "prefixItems",
                                                                  "discriminator",
                                                                  "patternProperties",
                                                                  "unevaluatedProperties",
                                                                  "propertyNames",
                                                                  "dependentRequired"});

void judge_word(const contract::Document& document, contract::Dialect dialect,
                const std::string& name, const Json& value, DocumentFindings& found) {
  if (std::find(annotations.begin(), annotations.end(), name) != annotations.end()) return;
  const auto warn = [&](const char* code, std::string message) {
    found.complaints.push_back(
        {Severity::warning, {code, std::move(message), document.locate(value)}});
  };
  const auto* keyword = contract::schema_detail::find_keyword(name);
  if (keyword == nullptr) {
    const std::string meant = contract::did_you_mean(name, common_keywords);
    if (!meant.empty())
      warn("unknown-keyword",
           fmt::format("\"{}\" is no keyword{}; it asserts nothing", name, meant));
    return;
  }
  if (keyword->known_in(dialect) || dialect == contract::Dialect::openapi_3_0) return;
  warn(
      "unknown-keyword",
      name == "nullable"
          ? "\"nullable\" means nothing since OpenAPI 3.1; add null to the types: type: [x, 'null']"
          : fmt::format("\"{}\" is no keyword of this dialect; it asserts nothing", name));
}

void note_examples(const Json& schema, DocumentFindings& found) {
  const auto note = [&](const Json& value, const char* title) {
    found.exemplars.push_back({&value, &schema, std::nullopt, title});
  };
  if (schema.contains("example")) note(schema.at("example"), "the example");
  if (schema.contains("default")) note(schema.at("default"), "the default");
  const auto examples = schema.find("examples");
  if (examples != schema.end() && examples->is_array())
    for (const Json& value : *examples) note(value, "an example");
}

// The schemas that can be compiled, by node and direction; null for those that cannot.
class Compiled {
 public:
  Compiled(contract::DocumentPtr document, contract::Dialect dialect, contract::FindDocument find)
      : document_(std::move(document)), dialect_(dialect), find_(std::move(find)) {}

  contract::Errors all(const DocumentFindings& found) {
    contract::SchemaCompiler compiler(document_, dialect_, find_);
    std::vector<std::pair<Key, std::size_t>> places;
    for (const Json* schema : found.schemas)
      if (fits(*schema)) compiler.add(*schema);
    for (const Exemplar& each : found.exemplars)
      if (fits(*each.schema))
        places.emplace_back(Key{each.schema, each.direction},
                            compiler.add(*each.schema, each.direction));
    const auto schemas = compiler.compile();
    if (!schemas) return schemas.error();
    for (const auto& [key, place] : places) known_[key] = (*schemas)[place];
    return {};
  }

  contract::SchemaPtr of(const Exemplar& exemplar) {
    const Key key{exemplar.schema, exemplar.direction};
    const auto [row, fresh] = known_.emplace(key, nullptr);
    if (!fresh || !fits(*exemplar.schema)) return row->second;
    contract::SchemaCompiler compiler(document_, dialect_, find_);
    compiler.add(*exemplar.schema, exemplar.direction);
    if (const auto schemas = compiler.compile()) row->second = schemas->front();
    return row->second;
  }

 private:
  using Key = std::pair<const Json*, std::optional<contract::Direction>>;

  bool fits(const Json& schema) const {
    return schema.is_object() ||
           (schema.is_boolean() && dialect_ != contract::Dialect::openapi_3_0);
  }

  contract::DocumentPtr document_;
  contract::Dialect dialect_;
  contract::FindDocument find_;
  std::map<Key, contract::SchemaPtr> known_;
};

void check_exemplar(const contract::Document& document, const Exemplar& exemplar,
                    const contract::Schema& schema, Complaints& complaints) {
  if (schema.accepts(*exemplar.value)) return;
  const auto broken = schema.explain(*exemplar.value);
  for (std::size_t i = 0; i < std::min(broken.size(), most_per_example); ++i) {
    const Json* at = contract::find_at(
        *exemplar.value, contract::parse_pointer(broken[i].pointer).value_or(contract::Tokens{}));
    complaints.push_back(
        {Severity::error,
         {"invalid-example",
          fmt::format(
              "{} breaks its schema{}: {}{}", exemplar.title,
              broken[i].contract.line > 0 ? fmt::format(" (line {})", broken[i].contract.line) : "",
              broken[i].pointer.empty() ? "" : broken[i].pointer + ": ", broken[i].message),
          document.locate(at != nullptr ? *at : *exemplar.value)}});
  }
}

}  // namespace

void walk_schema(const contract::Document& document, contract::Dialect dialect,
                 const contract::Json& schema, DocumentFindings& found) {
  if (!schema.is_object()) return;
  if (contract::schema_detail::ref_hides_siblings(dialect) && schema.contains("$ref")) return;
  for (const auto& [name, value] : schema.items())
    if (!name.starts_with("x-")) judge_word(document, dialect, name, value, found);
  note_examples(schema, found);
  contract::schema_detail::for_each_subschema(
      schema, dialect, [&](const Json& inner) { walk_schema(document, dialect, inner, found); });
}

void check_schemas(const contract::DocumentPtr& document, contract::Dialect dialect,
                   const contract::FindDocument& find, DocumentFindings& found) {
  Compiled compiled(document, dialect, find);
  for (contract::Error& error : compiled.all(found))
    found.complaints.push_back({Severity::error, std::move(error)});
  for (const Exemplar& exemplar : found.exemplars)
    if (const contract::SchemaPtr schema = compiled.of(exemplar))
      check_exemplar(*document, exemplar, *schema, found.complaints);
}

}  // namespace cli
