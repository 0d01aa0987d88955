// What travels in bodies: media types, request bodies, responses.
#include <algorithm>

#include "contract/http.h"
#include "contract/openapi_loader.h"

namespace contract::openapi_detail {

namespace {

// Type and subtype in lower case; parameters stay as written.
std::string normal_range(const std::string& text) {
  const std::size_t end = std::min(text.find(';'), text.size());
  return to_lower(text.substr(0, end)) + text.substr(end);
}

// "200", "4XX", "default"; "" for what is no status. "4xx" is a common slip.
std::string normal_status(const std::string& written) {
  if (written == "default") return written;
  if (written.size() != 3 || written[0] < '1' || written[0] > '5') return "";
  const std::string text = to_upper(written);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool range = text[1] == 'X' && text[2] == 'X';
  return range || (digit(text[1]) && digit(text[2])) ? text : "";
}

ResponseSpec read_response(Loader& loader, const std::string& status, const Json& written) {
  ResponseSpec response;
  response.status = status;
  response.where = loader.where(written);
  const Json* node = loader.resolve(written, "a response");
  if (node == nullptr) return response;
  response.where = loader.where(*node);
  response.headers = read_headers(loader, *node);
  response.content = read_content(loader, *node);
  return response;
}

// Examples are looked up when they are wanted; here their files are loaded. A broken one is a
// warning: nothing else needs it.
void load_examples(Loader& loader, const Json& media) {
  const Json* examples = loader.any(media, "examples");
  if (examples == nullptr || !examples->is_object()) return;
  for (const Json& example : *examples) {
    const Json* reference = loader.any(example, "$ref");
    if (reference == nullptr || !reference->is_string()) continue;
    const auto target = loader.documents->follow(example, reference->get_ref<const std::string&>());
    if (target) continue;
    const Error& error = target.error();
    const bool inside = error.where.line > 0;  // the fault lies in the other document
    loader.api.warnings.push_back(
        {error.code, error.message, inside ? error.where : loader.where(example)});
  }
}

}  // namespace

std::vector<MediaType> read_content(Loader& loader, const Json& parent) {
  std::vector<MediaType> content;
  const Json* map = loader.object(parent, "content");
  if (map == nullptr) return content;
  for (const auto& [range, node] : map->items()) {
    if (!node.is_object()) {
      loader.refuse("wrong-type", node,
                    "media type \"" + range + "\" must be an object, not " + describe(node) +
                        "; write {} if nothing is to be said");
      continue;
    }
    if (range.find('/') == std::string::npos && !is_extension(range))
      loader.warn("invalid-media-type", node,
                  "\"" + range + "\" is no media type, no body will fit; write type/subtype");
    loader.object(node, "encoding");
    MediaType media;
    media.range = normal_range(range);
    media.node = &node;
    loader.schema(node, "schema");
    load_examples(loader, node);
    content.push_back(std::move(media));
  }
  return content;
}

std::optional<RequestBody> read_request_body(Loader& loader, const Json& operation) {
  const Json* written = loader.any(operation, "requestBody");
  if (written == nullptr) return std::nullopt;
  const Json* node = loader.resolve(*written, "a request body");
  if (node == nullptr) return std::nullopt;
  RequestBody body;
  body.where = loader.where(*node);
  body.required = loader.boolean(*node, "required", false);
  body.content = read_content(loader, *node);
  if (loader.any(*node, "content") == nullptr)
    loader.warn("missing-content", *node,
                "this request body has no \"content\", any body fits; add the media types");
  return body;
}

std::vector<ResponseSpec> read_responses(Loader& loader, const Json& operation) {
  std::vector<ResponseSpec> responses;
  const Json* map = loader.object(operation, "responses");
  if (map == nullptr) {
    if (loader.any(operation, "responses") == nullptr)
      loader.warn("missing-responses", operation,
                  "this operation has no \"responses\", every answer is undocumented; add them");
    return responses;
  }
  for (const auto& [written, node] : map->items()) {
    if (is_extension(written)) continue;
    const std::string status = normal_status(written);
    if (status.empty()) {
      loader.warn("invalid-status", node,
                  "\"" + written + "\" is no status and is ignored; write 200, 2XX or default");
      continue;
    }
    if (status != written)
      loader.warn("invalid-status", node, "\"" + written + "\" should be \"" + status + "\"");
    responses.push_back(read_response(loader, status, node));
  }
  return responses;
}

}  // namespace contract::openapi_detail
