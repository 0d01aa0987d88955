#include "cli/lint_objects.h"

#include <algorithm>
#include <array>

namespace cli {

namespace {

using enum Object;
using enum Shape;

// OAS 3.1 section 4.8; OpenAPI 3.0 has the same but for jsonSchemaDialect, webhooks, pathItems,
// summary of info and identifier. What the loader asks for itself is not required here.
constexpr auto words = std::to_array<Word>({
    {document, "openapi"},
    {document, "info", info},
    {document, "jsonSchemaDialect"},
    {document, "servers", server, list},
    {document, "paths", path_item, map},
    {document, "webhooks", path_item, map},
    {document, "components", components},
    {document, "security", anything, list},
    {document, "tags", tag, list},
    {document, "externalDocs", docs},
    {info, "title"},
    {info, "summary"},
    {info, "description"},
    {info, "termsOfService"},
    {info, "contact", contact},
    {info, "license", license},
    {info, "version", text, one, true},
    {contact, "name"},
    {contact, "url"},
    {contact, "email"},
    {license, "name", text, one, true},
    {license, "identifier"},
    {license, "url"},
    {server, "url"},
    {server, "description"},
    {server, "variables", server_variable, map},
    {server_variable, "enum", texts},
    {server_variable, "default", anything, one, true},
    {server_variable, "description"},
    {components, "schemas", schema, map},
    {components, "responses", response, map},
    {components, "parameters", parameter, map},
    {components, "examples", example, map},
    {components, "requestBodies", body, map},
    {components, "headers", header, map},
    {components, "securitySchemes", scheme, map},
    {components, "links", link, map},
    {components, "callbacks", callback, map},
    {components, "pathItems", path_item, map},
    {path_item, "summary"},
    {path_item, "description"},
    {path_item, "get", operation},
    {path_item, "put", operation},
    {path_item, "post", operation},
    {path_item, "delete", operation},
    {path_item, "options", operation},
    {path_item, "head", operation},
    {path_item, "patch", operation},
    {path_item, "trace", operation},
    {path_item, "servers", server, list},
    {path_item, "parameters", parameter, list},
    {operation, "tags", texts},
    {operation, "summary"},
    {operation, "description"},
    {operation, "externalDocs", docs},
    {operation, "operationId"},
    {operation, "parameters", parameter, list},
    {operation, "requestBody", body},
    {operation, "responses", response, map},
    {operation, "callbacks", callback, map},
    {operation, "deprecated", flag},
    {operation, "security", anything, list},
    {operation, "servers", server, list},
    {docs, "description"},
    {docs, "url", text, one, true},
    {parameter, "name", text, one, true},
    {parameter, "in", text, one, true},
    {parameter, "description"},
    {parameter, "required", flag},
    {parameter, "deprecated", flag},
    {parameter, "allowEmptyValue", flag},
    {parameter, "style"},
    {parameter, "explode", flag},
    {parameter, "allowReserved", flag},
    {parameter, "schema", schema},
    {parameter, "example", anything},
    {parameter, "examples", example, map},
    {parameter, "content", media_type, map},
    {header, "description"},
    {header, "required", flag},
    {header, "deprecated", flag},
    {header, "allowEmptyValue", flag},
    {header, "style"},
    {header, "explode", flag},
    {header, "allowReserved", flag},
    {header, "schema", schema},
    {header, "example", anything},
    {header, "examples", example, map},
    {header, "content", media_type, map},
    {body, "description"},
    {body, "content", media_type, map},
    {body, "required", flag},
    {media_type, "schema", schema},
    {media_type, "example", anything},
    {media_type, "examples", example, map},
    {media_type, "encoding", encoding, map},
    {encoding, "contentType"},
    {encoding, "headers", header, map},
    {encoding, "style"},
    {encoding, "explode", flag},
    {encoding, "allowReserved", flag},
    {response, "description", text, one, true},
    {response, "headers", header, map},
    {response, "content", media_type, map},
    {response, "links", link, map},
    {example, "summary"},
    {example, "description"},
    {example, "value", anything},
    {example, "externalValue"},
    {link, "operationRef"},
    {link, "operationId"},
    {link, "parameters", anything},
    {link, "requestBody", anything},
    {link, "description"},
    {link, "server", server},
    {tag, "name", text, one, true},
    {tag, "description"},
    {tag, "externalDocs", docs},
    {scheme, "type", text, one, true},
    {scheme, "description"},
    {scheme, "name"},
    {scheme, "in"},
    {scheme, "scheme"},
    {scheme, "bearerFormat"},
    {scheme, "flows", flows},
    {scheme, "openIdConnectUrl"},
    {flows, "implicit", flow},
    {flows, "password", flow},
    {flows, "clientCredentials", flow},
    {flows, "authorizationCode", flow},
    {flow, "authorizationUrl"},
    {flow, "tokenUrl"},
    {flow, "refreshUrl"},
    {flow, "scopes", anything, one, true},
});

constexpr auto names =
    std::to_array<std::string_view>({"the document", "info",          "a contact",
                                     "a license",    "a server",      "a server variable",
                                     "components",   "a path item",   "an operation",
                                     "externalDocs", "a parameter",   "a request body",
                                     "a media type", "an encoding",   "a response",
                                     "a callback",   "an example",    "a link",
                                     "a header",     "a tag",         "a security scheme",
                                     "flows",        "a flow",        "a schema",
                                     "a text",       "true or false", "a list of texts",
                                     "any value"});

}  // namespace

std::span<const Word> words_of(Object owner) {
  const auto is_own = [owner](const Word& word) { return word.owner == owner; };
  const auto first = std::find_if(words.begin(), words.end(), is_own);
  return {first, std::find_if_not(first, words.end(), is_own)};
}

const Word* find_word(Object owner, std::string_view name) {
  for (const Word& word : words_of(owner))
    if (word.name == name) return &word;
  return nullptr;
}

std::string_view name_of(Object object) { return names[static_cast<std::size_t>(object)]; }

bool may_be_reference(Object object) {
  switch (object) {
    case path_item:
    case parameter:
    case body:
    case response:
    case header:
    case example:
    case link:
    case callback:
    case scheme:
      return true;
    default:
      return false;
  }
}

}  // namespace cli
