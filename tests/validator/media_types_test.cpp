#include "validator/media_types.h"

#include "support/catch.h"

using namespace validator;

namespace {

std::vector<contract::MediaType> content(const std::vector<std::string>& ranges) {
  std::vector<contract::MediaType> list;
  for (const std::string& range : ranges) list.push_back({range, nullptr, nullptr});
  return list;
}

std::string best(const std::vector<std::string>& ranges, std::string_view sent) {
  const auto list = content(ranges);
  const contract::MediaType* found = best_media_type(list, sent);
  return found ? found->range : "none";
}

}  // namespace

TEST_CASE("a media type is read with its parameters, unquoted and in lower case names") {
  const auto parsed = parse_media_type("Text/HTML; Charset=\"utf-8\" ;x=\"a\\\"b;c\"");
  REQUIRE(parsed);
  CHECK(parsed->type == "text");
  CHECK(parsed->subtype == "html");
  REQUIRE(parsed->parameters.size() == 2);
  CHECK(*parsed->parameter("charset") == "utf-8");
  CHECK(*parsed->parameter("x") == "a\"b;c");
}

TEST_CASE("text that is no media type is refused, never half read") {
  for (const char* text : {"", "json", "/", "a/", "/b", "a b/c", "application/json/x", ";"})
    CHECK_FALSE(parse_media_type(text));
}

TEST_CASE("malformed parameters do not spoil a media type") {
  for (const char* text :
       {"a/b;", "a/b; ;", "a/b;x", "a/b;x=", "a/b;x=\"open", "a/b;=1", "a/b;;;"}) {
    const auto parsed = parse_media_type(text);
    REQUIRE(parsed);
    CHECK(parsed->subtype == "b");
    CHECK(parsed->parameters.empty());
  }
}

TEST_CASE("the very type fits, whatever its case and parameters") {
  CHECK(best({"application/json"}, "Application/JSON; charset=UTF-8") == "application/json");
  CHECK(best({"application/json"}, "application/json;version=2") == "application/json");
}

TEST_CASE("a structured suffix does not make two types the same") {
  CHECK(best({"application/json"}, "application/problem+json") == "none");
  CHECK(best({"application/*+json"}, "application/problem+json") == "application/*+json");
  CHECK(best({"application/*+json"}, "application/json") == "none");
}

TEST_CASE("the most specific range wins, wherever it stands") {
  const std::vector<std::string> all{"*/*", "text/*", "text/plain", "text/plain; format=flowed"};
  CHECK(best(all, "text/plain; format=flowed") == "text/plain; format=flowed");
  CHECK(best(all, "text/plain") == "text/plain");
  CHECK(best(all, "text/csv") == "text/*");
  CHECK(best(all, "image/png") == "*/*");
}

TEST_CASE("parameters of a range must be sent, but charset=utf-8 goes without saying") {
  CHECK(best({"application/json; version=2"}, "application/json") == "none");
  CHECK(best({"application/json; charset=utf-8"}, "application/json") ==
        "application/json; charset=utf-8");
  CHECK(best({"application/json; charset=utf-8"}, "application/json; charset=latin1") == "none");
}

TEST_CASE("a malformed Content-Type fits nothing, not even */*") {
  CHECK(best({"*/*"}, "nonsense") == "none");
}

TEST_CASE("the format of a body follows from its media type") {
  CHECK(body_format("application/json; charset=utf-8") == BodyFormat::json);
  CHECK(body_format("application/vnd.api+json") == BodyFormat::json);
  CHECK(body_format("application/x-www-form-urlencoded") == BodyFormat::form);
  CHECK(body_format("multipart/form-data; boundary=x") == BodyFormat::multipart);
  CHECK(body_format("text/plain") == BodyFormat::other);
  CHECK(body_format("application/jsonp") == BodyFormat::other);
}

TEST_CASE("a list of media types reads like a sentence") {
  CHECK(list_of(content({"a/b"})) == "a/b");
  CHECK(list_of(content({"a/b", "c/d", "e/f"})) == "a/b, c/d or e/f");
}
