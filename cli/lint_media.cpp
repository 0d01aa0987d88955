#include "cli/lint_media.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "validator/content_text.h"
#include "validator/form_body.h"
#include "validator/media_types.h"

namespace cli {

namespace {

using contract::Json;

void warn(const contract::Documents& documents, const Json& node, std::string message,
          DocumentFindings& found) {
  found.complaints.push_back(
      {Severity::warning, {"not-judged", std::move(message), documents.locate(node)}});
}

// XML or CSV described by an object or array.
void check_format(const contract::Documents& documents, const std::string& range, const Json& node,
                  DocumentFindings& found) {
  const auto schema = node.find("schema");
  if (schema == node.end() || range.find('*') != std::string::npos) return;
  if (validator::body_format(range) != validator::BodyFormat::other) return;
  if (validator::wants_structure({&*schema, &documents}))
    warn(documents, *schema,
         fmt::format("bodies of {} are not read; nothing judges them by this schema", range),
         found);
}

void check_part_headers(const contract::Documents& documents, const Json& node,
                        DocumentFindings& found) {
  const auto encodings = node.find("encoding");
  if (encodings == node.end() || !encodings->is_object()) return;
  for (const auto& [name, encoding] : encodings->items())
    if (encoding.is_object() && encoding.contains("headers"))
      warn(documents, encoding.at("headers"),
           fmt::format("the headers of part \"{}\" are not judged", name), found);
}

}  // namespace

void check_media(const contract::Documents& documents, DocumentFindings& found) {
  for (const auto& [range, node] : found.media) {
    if (!node->is_object()) continue;
    check_format(documents, range, *node, found);
    check_part_headers(documents, *node, found);
  }
}

}  // namespace cli
