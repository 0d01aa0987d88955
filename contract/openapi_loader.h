#pragma once
// What the parts of the OpenAPI loader share. Internal: users see openapi.h.
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contract/openapi.h"

namespace contract::openapi_detail {

// One load. Reads never fail: what is wrong goes to `errors` (an operation needs it) or
// `api.warnings`, and the caller gets nothing or a default.
struct Loader {
  explicit Loader(DocumentPtr loaded, References references = {})
      : document(std::move(loaded)),
        documents(std::make_shared<Documents>(document, std::move(references))) {}

  DocumentPtr document;
  std::shared_ptr<Documents> documents;
  OpenApi api;
  Errors errors;
  std::set<const Json*> bad_references;         // told already
  std::map<std::string, Errors> scheme_errors;  // of security schemes nobody has used yet

  Location where(const Json& node) const { return documents->locate(node); }
  void refuse(const char* code, const Json& node, std::string message);
  void warn(const char* code, const Json& node, std::string message);

  // A member, of the type it must have. Absent: nothing. Of another type: nothing and an error.
  const Json* any(const Json& object, std::string_view name) const;
  const Json* object(const Json& parent, std::string_view name);
  const Json* array(const Json& parent, std::string_view name);
  std::optional<std::string> string(const Json& parent, std::string_view name);
  bool boolean(const Json& parent, std::string_view name, bool fallback);
  // A member that is a schema: an object or, but not in OpenAPI 3.0, a boolean.
  const Json* schema(const Json& parent, std::string_view name);

  // The object `node` is, or the one its $ref leads to, in whichever document. Nothing and an
  // error: not an object, dangling or looping. `what`: "a parameter".
  const Json* resolve(const Json& node, std::string_view what);
  const Json* unfollowed(const Json& referring, const Json& reference, std::string_view what,
                         const Error& error);
};

// "an object", "a list", "the text \"x\"", "the number 1": what a node is, for messages.
std::string describe(const Json& node);
bool is_extension(std::string_view key);  // x-…

// Each part adds to `loader.api`, or returns what it read.
void read_version(Loader& loader);
void read_servers(Loader& loader);
void read_paths(Loader& loader);
void read_security_schemes(Loader& loader);
// Once everything that may use one was read: broken schemes that nobody uses become warnings.
void settle_security_schemes(Loader& loader);

std::vector<SecurityRequirement> read_security(Loader& loader, const Json& list);
// The path item's parameters with the operation's laid over them. Either may be null.
std::vector<Parameter> read_parameters(Loader& loader, const Json* shared, const Json* own);
std::vector<Header> read_headers(Loader& loader, const Json& response);
std::vector<MediaType> read_content(Loader& loader, const Json& parent);
std::optional<RequestBody> read_request_body(Loader& loader, const Json& operation);
std::vector<ResponseSpec> read_responses(Loader& loader, const Json& operation);
// Compiles every schema the operations use and those asked for, and puts them where they belong.
void compile_schemas(Loader& loader, const std::vector<std::string>& pointers);

}  // namespace contract::openapi_detail
