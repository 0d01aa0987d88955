// Which dialect a `$schema` declares.
#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "contract/schema_keywords.h"

namespace contract {

std::optional<Dialect> dialect_from(std::string_view uri) {
  struct Row {
    std::string_view uri;
    Dialect dialect;
  };
  static constexpr std::array rows{
      Row{"https://json-schema.org/draft/2020-12/schema", Dialect::draft_2020_12},
      Row{"https://json-schema.org/draft/2019-09/schema", Dialect::draft_2019_09},
      Row{"http://json-schema.org/draft-07/schema", Dialect::draft_7},
      Row{"http://json-schema.org/draft-06/schema", Dialect::draft_6},
      Row{"http://json-schema.org/draft-04/schema", Dialect::draft_4},
  };
  if (!uri.empty() && uri.back() == '#') uri.remove_suffix(1);
  // OpenAPI 3.1's own dialects (base, and by date) are 2020-12 with OpenAPI's vocabulary.
  if (uri.starts_with("https://spec.openapis.org/oas/3.1/dialect/")) return Dialect::draft_2020_12;
  for (const Row& row : rows)
    if (row.uri == uri) return row.dialect;
  return std::nullopt;
}

namespace schema_detail {
namespace {

Error unknown_dialect(std::string_view uri, std::string_view why) {
  return {
      "unknown-dialect",
      fmt::format("the schema dialect \"{}\" {}; expected a JSON Schema draft from 4 to 2020-12",
                  uri, why),
      {}};
}

// "https://json-schema.org/draft/2020-12/vocab/validation" → "validation"; "" for foreign ones.
std::string_view vocabulary_name(std::string_view uri) {
  constexpr std::string_view home = "https://json-schema.org/draft/20";
  const auto at = uri.find("/vocab/");
  const bool ours = uri.substr(0, home.size()) == home && at != std::string_view::npos;
  return ours ? uri.substr(at + 7) : std::string_view();
}

Result<Meaning> with_vocabularies(std::string_view uri, Meaning meaning, const Json& vocabularies) {
  meaning.applicators = meaning.unevaluated = meaning.validation = meaning.formats = false;
  for (const auto& row : vocabularies.items()) {
    const std::string_view name = vocabulary_name(row.key());
    if (name.empty() && row.value() == true) {
      return tl::unexpected(
          unknown_dialect(uri, fmt::format("needs the vocabulary \"{}\"", row.key())));
    }
    meaning.applicators = meaning.applicators || name == "applicator";
    meaning.validation = meaning.validation || name == "validation";
    meaning.unevaluated = meaning.unevaluated || name == "unevaluated";
    meaning.formats = meaning.formats || name == "format-assertion";
  }
  if (meaning.dialect == Dialect::draft_2019_09) meaning.unevaluated = meaning.applicators;
  return meaning;
}

}  // namespace

bool Meaning::asserts(const Keyword& keyword) const {
  if (keyword.name == "format") return formats;
  if (keyword.name.substr(0, 11) == "unevaluated") return unevaluated;
  if (keyword.holds != Holds::nothing) return applicators || !keyword.asserts;
  return validation || keyword.name.front() == '$';
}

Result<Meaning> declared_meaning(std::string_view uri, const FindDocument& find_document,
                                 const Meaning& inherited) {
  Meaning meaning = inherited;
  if (const auto known = dialect_from(uri)) {
    meaning = {*known};
    meaning.formats = inherited.formats;
    return meaning;
  }
  const std::string without_fragment(uri.substr(0, uri.find('#')));
  const auto document = find_document ? find_document(without_fragment)
                                      : tl::unexpected(unknown_dialect(uri, "is not known"));
  if (!document || !*document || !(*document)->root().is_object())
    return tl::unexpected(unknown_dialect(uri, "is not known"));
  const Json& metaschema = (*document)->root();
  const auto base = metaschema.find("$schema");
  const auto dialect = base != metaschema.end() && base->is_string()
                           ? dialect_from(base->get_ref<const std::string&>())
                           : std::nullopt;
  if (!dialect) return tl::unexpected(unknown_dialect(uri, "is not built on a draft we know"));
  meaning.dialect = *dialect;
  const auto vocabularies = metaschema.find("$vocabulary");
  if (vocabularies == metaschema.end() || !vocabularies->is_object()) return meaning;
  return with_vocabularies(uri, meaning, *vocabularies);
}

}  // namespace schema_detail
}  // namespace contract
