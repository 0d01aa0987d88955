#pragma once
// Loads OpenAPI text written in a test; places are those of "api.yaml".
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "contract/openapi.h"
#include "support/catch.h"

namespace openapi_test {

inline contract::DocumentPtr parse(const std::string& text) {
  auto document = contract::Document::parse(text, "api.yaml");
  if (!document) FAIL(contract::to_string(document.error()));
  return *document;
}

inline std::string lines(const contract::Errors& errors) {
  std::string text;
  for (const contract::Error& error : errors)
    text += "[" + error.code + "] " + contract::to_string(error) + "\n";
  return text;
}

inline contract::OpenApiPtr load(const std::string& text,
                                 const std::vector<std::string>& pointers = {}) {
  auto api = contract::load_openapi(parse(text), pointers);
  if (!api) FAIL(lines(api.error()));
  return *api;
}

inline contract::Errors refused(const std::string& text,
                                const std::vector<std::string>& pointers = {}) {
  auto api = contract::load_openapi(parse(text), pointers);
  if (api) FAIL("accepted");
  REQUIRE_FALSE(api.error().empty());
  return api.error();
}

// The one complaint, as "code:line".
inline std::string only(const contract::Errors& errors) {
  INFO(lines(errors));
  CHECK(errors.size() == 1);
  return errors[0].code + ":" + std::to_string(errors[0].where.line);
}

// Lines 1 to 3 are the head; the first line of `rest` is line 4.
inline std::string v30(const std::string& rest) {
  return "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n\n" + rest;
}
inline std::string v31(const std::string& rest) {
  return "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n\n" + rest;
}
// One GET on /a; `members` begin in line 7 and are indented by 6.
inline std::string get_a(const std::string& members) {
  return v30("paths:\n  /a:\n    get:\n" + members);
}

}  // namespace openapi_test
