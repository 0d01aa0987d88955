#include "contract/metaschemas.h"

namespace contract {

DocumentPtr metaschema(std::string_view uri) {
  for (const std::string_view home : {"https://json-schema.org/", "http://json-schema.org/"}) {
    if (!uri.starts_with(home)) continue;
    const std::string_view text = embedded_metaschema(uri.substr(home.size()));
    if (text.empty()) return nullptr;
    return Document::parse(text, std::string(uri)).value_or(nullptr);
  }
  return nullptr;
}

}  // namespace contract
