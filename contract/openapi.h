#pragma once
// An OpenAPI 3.0 or 3.1 description, resolved and compiled: everything a check needs, no raw YAML.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/document.h"
#include "contract/documents.h"
#include "contract/error.h"
#include "contract/schema.h"

namespace contract {

// A media type range of `content` ("application/json", "text/*") and the schema of its bodies.
struct MediaType {
  std::string range;           // lower case, with parameters as written
  SchemaPtr schema;            // null: anything
  const Json* node = nullptr;  // the Media Type Object, for `encoding`, examples and derivation
};

struct Parameter {
  std::string name;
  std::string in;  // path, query, header, cookie
  bool required = false;
  std::string style;  // defaults filled in: simple, form
  bool explode = false;
  bool allow_reserved = false;
  bool allow_empty_value = false;
  SchemaPtr schema;  // null when `content` is used or nothing is said
  const Json* schema_node = nullptr;
  std::optional<MediaType> content;
  Location where;
};

struct Header {  // of a response
  std::string name;
  bool required = false;
  bool explode = false;
  SchemaPtr schema;  // null when `content` is used or nothing is said
  const Json* schema_node = nullptr;
  std::optional<MediaType> content;
  Location where;
};

struct RequestBody {
  bool required = false;
  std::vector<MediaType> content;
  Location where;
};

struct ResponseSpec {
  std::string status;  // "200", "4XX" or "default"
  std::vector<Header> headers;
  std::vector<MediaType> content;
  Location where;
};

struct SecurityScheme {
  std::string name;       // its key in components/securitySchemes
  std::string type;       // http, apiKey, oauth2, openIdConnect, mutualTLS
  std::string scheme;     // of http, lower case: basic, bearer, …
  std::string in;         // of apiKey: header, query, cookie
  std::string parameter;  // of apiKey: its name
  Location where;
};
// All of one requirement together (AND); a list of requirements is OR; an empty list: none needed.
using SecurityRequirement = std::vector<std::string>;  // scheme names

struct Operation {
  std::string id;      // operationId; "METHOD /path" when the contract gives none
  std::string method;  // upper case
  std::string path;    // the template as written
  std::string summary;
  std::vector<Parameter> parameters;  // path item's and operation's merged
  std::optional<RequestBody> request_body;
  std::vector<ResponseSpec> responses;
  std::vector<SecurityRequirement> security;
  Location where;

  // Exact status, then its range, then default; null when undocumented.
  const ResponseSpec* response(int status) const;
};

class ClosedSchemas;  // closed_schemas.h

// Immutable once loaded. Operations point into `documents`.
struct OpenApi {
  DocumentPtr document;                        // the one that was named
  std::shared_ptr<const Documents> documents;  // and those its references lead to
  Dialect dialect = Dialect::draft_2020_12;
  std::string title;
  std::vector<std::string> base_paths;  // of `servers`, without trailing slash; "" when none
  // Of the absolute ones: lower case, with a port unless it is the scheme's, "*" for a variable;
  // [] when no server says where it is.
  std::vector<std::string> hosts;
  std::vector<Operation> operations;
  std::map<std::string, SecurityScheme> security_schemes;
  std::map<std::string, SchemaPtr> schemas;  // by "#/components/schemas/…" for those asked for
  Errors warnings;                           // faults of the document that nothing here needs

  std::shared_ptr<const ClosedSchemas> closed;  // null: none

  const Operation* operation(std::string_view id) const;
  // The same schema with `Members::closed`; null when it is none of this document's. Compiled when
  // first asked for; thread-safe.
  SchemaPtr closed_schema(const SchemaPtr& schema) const;
};
using OpenApiPtr = std::shared_ptr<const OpenApi>;

// `schema_pointers`: schemas to compile besides those the operations use (behaviour.yaml's
// `schema:`). `references`: how other documents are found; without them there is only this one.
Loaded<OpenApiPtr> load_openapi(DocumentPtr document,
                                const std::vector<std::string>& schema_pointers = {},
                                References references = {});

}  // namespace contract
