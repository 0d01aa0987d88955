#include "validator/coerce.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using contract::Json;
using validator::Reading;

namespace {

Json coerced(std::string_view text, const char* schema, Reading reading = Reading::typed) {
  const Json node = Json::parse(schema);
  return validator::coerce(text, {&node, nullptr}, reading);
}

}  // namespace

TEST_CASE("text becomes a number only where the schema wants one") {
  CHECK(coerced("12", R"({"type": "integer"})") == Json(12));
  CHECK(coerced("-1.5e2", R"({"type": "number"})") == Json(-150.0));
  CHECK(coerced("12", R"({"type": "string"})") == Json("12"));
  CHECK(coerced("12", "{}") == Json("12"));
  CHECK(coerced("12", R"({"enum": [12, 13]})") == Json(12));
}

TEST_CASE("what is no JSON number stays text for the schema to refuse") {
  for (const char* text :
       {"", "012", "+1", " 1", "1 ", "0x10", "1.", ".5", "NaN", "1e999", "1,2"}) {
    INFO(text);
    CHECK(coerced(text, R"({"type": "number"})") == Json(text));
  }
}

TEST_CASE("text becomes a boolean or null only where the schema wants one") {
  CHECK(coerced("true", R"({"type": "boolean"})") == Json(true));
  CHECK(coerced("TRUE", R"({"type": "boolean"})") == Json("TRUE"));
  CHECK(coerced("1", R"({"type": "boolean"})") == Json("1"));
  CHECK(coerced("", R"({"type": ["integer", "null"]})") == Json(nullptr));
  CHECK(coerced("", R"({"type": ["string", "null"]})") == Json(""));
}

TEST_CASE("where text and number are both allowed, the reading decides") {
  const char* schema = R"({"type": ["integer", "string"]})";
  CHECK(coerced("12", schema) == Json(12));
  CHECK(coerced("12", schema, Reading::text) == Json("12"));
  CHECK(coerced("12", R"({"type": "integer"})", Reading::text) == Json(12));
}
