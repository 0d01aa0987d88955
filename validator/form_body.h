#pragma once
// Bodies that are lists of named values: application/x-www-form-urlencoded, multipart/form-data.
// OAS 3.1 section 4.8.14 ("Media Type Object", encoding) and 4.8.15.
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "contract/openapi.h"
#include "validator/schema_shape.h"

namespace validator {

// An object by the schema's properties, or why there is none.
struct FormValue {
  std::shared_ptr<const contract::Json> value;
  std::string problem;
  // Properties whose part has a Content-Type that `encoding` does not name.
  std::vector<std::string> wrong_types;
};

// The schema of a media type as written.
SchemaNode schema_of(const contract::MediaType& media_type, const contract::Documents* documents);

FormValue read_form(std::string_view body, const contract::MediaType& media_type,
                    const contract::Documents* documents);
FormValue read_multipart(std::string_view body, std::string_view content_type,
                         const contract::MediaType& media_type,
                         const contract::Documents* documents);

}  // namespace validator
