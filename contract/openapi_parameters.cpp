// Parameters, and the headers of responses, which are parameters without a name.
#include <algorithm>
#include <array>

#include "contract/closest.h"
#include "contract/http.h"
#include "contract/openapi_loader.h"

namespace contract::openapi_detail {

namespace {

struct Place {  // a value of `in` and the styles it knows, its default first
  std::string_view in;
  std::array<std::string_view, 4> styles;
};
// OpenAPI 3.0.3 section 4.7.12.2, 3.1.0 section 4.8.12.2
constexpr std::array places{
    Place{"path", {"simple", "label", "matrix"}},
    Place{"query", {"form", "spaceDelimited", "pipeDelimited", "deepObject"}},
    Place{"header", {"simple"}},
    Place{"cookie", {"form"}},
};

const Place* place_of(std::string_view in) {
  for (const Place& place : places)
    if (place.in == in) return &place;
  return nullptr;
}

// OpenAPI says to ignore these: other parts of the contract describe them.
bool is_reserved_header(std::string_view name) {
  return iequals(name, "Accept") || iequals(name, "Content-Type") || iequals(name, "Authorization");
}

void read_style(Loader& loader, const Json& node, const Place& place, Parameter& parameter) {
  parameter.style = place.styles[0];
  if (const auto style = loader.string(node, "style")) {
    const auto known = std::find(place.styles.begin(), place.styles.end(), *style);
    if (known == place.styles.end() || style->empty()) {
      std::vector<std::string_view> styles;
      for (const std::string_view word : place.styles)
        if (!word.empty()) styles.push_back(word);
      loader.refuse("invalid-style", *loader.any(node, "style"),
                    "a " + parameter.in + " parameter has no style \"" + *style + "\"; use " +
                        list_of(styles));
    } else {
      parameter.style = *style;
    }
  }
  parameter.explode = loader.boolean(node, "explode", parameter.style == "form");
  parameter.allow_reserved = loader.boolean(node, "allowReserved", false);
  parameter.allow_empty_value = loader.boolean(node, "allowEmptyValue", false);
}

// `schema` or `content`, of a Parameter or a Header.
template <class Described>
void read_shape(Loader& loader, const Json& node, std::string_view kind, Described& described) {
  const std::string title = std::string(kind) + " \"" + described.name + "\"";
  const bool has_schema = loader.any(node, "schema") != nullptr;
  described.schema_node = loader.schema(node, "schema");
  if (loader.any(node, "content") == nullptr) {
    if (!has_schema)
      loader.warn("missing-schema", node,
                  title + " has neither schema nor content, any value fits; add a schema");
    return;
  }
  std::vector<MediaType> content = read_content(loader, node);
  if (has_schema)
    return loader.warn("ambiguous-parameter", node,
                       title + " has both schema and content, the schema counts; remove one");
  if (content.size() == 1)
    described.content = std::move(content[0]);
  else if (content.size() > 1)
    loader.refuse("ambiguous-parameter", node,
                  "\"content\" of a " + std::string(kind) + " must have one media type, not " +
                      std::to_string(content.size()) + "; remove the others");
}

std::optional<Parameter> read_parameter(Loader& loader, const Json& written) {
  const Json* node = loader.resolve(written, "a parameter");
  if (node == nullptr) return std::nullopt;
  Parameter parameter;
  parameter.where = loader.where(*node);
  parameter.name = loader.string(*node, "name").value_or("");
  parameter.in = loader.string(*node, "in").value_or("");
  if (parameter.name.empty() || parameter.in.empty()) {
    loader.refuse("invalid-parameter", *node,
                  "a parameter must have a \"name\" and an \"in\" (both not empty); add what is "
                  "missing");
    return std::nullopt;
  }
  const Place* place = place_of(parameter.in);
  if (place == nullptr) {
    const bool swagger = parameter.in == "body" || parameter.in == "formData";
    loader.refuse("invalid-parameter", *loader.any(*node, "in"),
                  "parameters are in path, query, header or cookie, not in \"" + parameter.in +
                      "\"; " + (swagger ? "OpenAPI 3 has requestBody for this" : "correct it"));
    return std::nullopt;
  }
  if (parameter.in == "header" && is_reserved_header(parameter.name)) return std::nullopt;
  parameter.required = loader.boolean(*node, "required", false);
  if (parameter.in == "path" && !parameter.required) {
    loader.warn("optional-path-parameter", *node,
                "path parameter \"" + parameter.name + "\" is always required; add required: true");
    parameter.required = true;
  }
  read_style(loader, *node, *place, parameter);
  read_shape(loader, *node, "parameter", parameter);
  return parameter;
}

bool same_slot(const Parameter& a, const Parameter& b) {
  return a.in == b.in && (a.in == "header" ? iequals(a.name, b.name) : a.name == b.name);
}

std::vector<Parameter> read_list(Loader& loader, const Json* list) {
  std::vector<Parameter> parameters;
  if (list == nullptr) return parameters;
  for (const Json& node : *list) {
    std::optional<Parameter> parameter = read_parameter(loader, node);
    if (!parameter) continue;
    const auto twin = std::find_if(parameters.begin(), parameters.end(),
                                   [&](const Parameter& p) { return same_slot(p, *parameter); });
    if (twin == parameters.end())
      parameters.push_back(*std::move(parameter));
    else
      loader.warn("duplicate-parameter", node,
                  parameter->in + " parameter \"" + parameter->name +
                      "\" is already in this list, the first one counts; remove one");
  }
  return parameters;
}

void read_header_style(Loader& loader, const Json& node, const std::string& name) {
  const auto style = loader.string(node, "style");
  if (style && *style != "simple")
    loader.warn("invalid-style", *loader.any(node, "style"),
                "header \"" + name + "\" has no style \"" + *style + "\"; it is read as simple");
}

}  // namespace

std::vector<Parameter> read_parameters(Loader& loader, const Json* shared, const Json* own) {
  std::vector<Parameter> parameters = read_list(loader, own);
  const std::size_t count = parameters.size();
  for (Parameter& parameter : read_list(loader, shared)) {
    const auto end = parameters.begin() + static_cast<std::ptrdiff_t>(count);
    if (std::none_of(parameters.begin(), end,
                     [&](const Parameter& p) { return same_slot(p, parameter); }))
      parameters.push_back(std::move(parameter));
  }
  return parameters;
}

std::vector<Header> read_headers(Loader& loader, const Json& response) {
  std::vector<Header> headers;
  const Json* map = loader.object(response, "headers");
  if (map == nullptr) return headers;
  for (const auto& [name, written] : map->items()) {
    if (iequals(name, "Content-Type")) continue;  // OpenAPI says to ignore it
    const Json* node = loader.resolve(written, "a header");
    if (node == nullptr) continue;
    Header header;
    header.name = name;
    header.where = loader.where(*node);
    header.required = loader.boolean(*node, "required", false);
    header.explode = loader.boolean(*node, "explode", false);
    read_header_style(loader, *node, name);
    read_shape(loader, *node, "header", header);
    headers.push_back(std::move(header));
  }
  return headers;
}

}  // namespace contract::openapi_detail
