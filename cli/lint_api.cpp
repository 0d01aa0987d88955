#include "cli/lint_api.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/lint_media.h"
#include "cli/lint_schemas.h"
#include "contract/documents.h"

namespace cli {

namespace {

// What the loaders let pass for others is an error here. One is no fault by the standard.
Severity severity_of(const contract::Error& warning) {
  return warning.code == "twin-paths" ? Severity::warning : Severity::error;
}

// The contract of an API by itself: readable even when its behaviour is not.
contract::DocumentPtr contract_of(const ApiFiles& files, const Environment& environment) {
  const auto parse = [&](const std::string& path) -> contract::DocumentPtr {
    const auto text = environment.read(path);
    if (!text) return nullptr;
    const auto document = contract::Document::parse(*text, path);
    return document ? *document : nullptr;
  };
  contract::DocumentPtr document = parse(files.path);
  if (!files.behaviour || !document || !document->root().is_object()) return document;
  const auto named = document->root().find("contract");
  if (named == document->root().end() || !named->is_string()) return nullptr;
  const auto folder = std::filesystem::path(files.path).parent_path();
  return parse((folder / named->get<std::string>()).lexically_normal().generic_string());
}

// Nothing for what is no OpenAPI 3 at all: the loader has said so.
std::optional<contract::Dialect> dialect_of(const contract::Document& document,
                                            const contract::BehaviourPtr& loaded) {
  if (loaded) return loaded->api->dialect;
  if (!document.root().is_object() || !document.root().contains("openapi")) return std::nullopt;
  const contract::Json& version = document.root().at("openapi");
  const std::string text = version.is_string() ? version.get<std::string>() : version.dump();
  if (text.starts_with("3.0")) return contract::Dialect::openapi_3_0;
  if (text.starts_with("3.1")) return contract::Dialect::draft_2020_12;
  return std::nullopt;
}

}  // namespace

LintedApi lint_api(const std::string& argument, const Environment& environment) {
  LintedApi linted;
  linted.name = argument;
  Complaints loaded;
  const auto api = load_api(argument, environment);
  if (api) {
    linted.name = api->name;
    linted.operations = api->behaviour->api->operations.size();
    linted.with_behaviour = api->behaviour->operations.size();
    for (const contract::Error& warning : api->behaviour->api->warnings)
      loaded.push_back({severity_of(warning), warning});
  } else {
    for (const contract::Error& error : api.error()) loaded.push_back({Severity::error, error});
  }
  DocumentFindings found;
  if (const auto files = find_api(argument)) {
    const contract::DocumentPtr document = contract_of(*files, environment);
    const auto dialect =
        document ? dialect_of(*document, api ? api->behaviour : nullptr) : std::nullopt;
    if (dialect) {
      found = walk_document(*document, *dialect);
      const auto documents = std::make_shared<contract::Documents>(
          document, contract::References{environment.read, environment.ref_map});
      check_schemas(
          document, *dialect, [documents](const std::string& uri) { return documents->load(uri); },
          found);
      check_media(*documents, found);
    }
  }
  linted.complaints = in_order(std::move(loaded), std::move(found.complaints));
  return linted;
}

}  // namespace cli
