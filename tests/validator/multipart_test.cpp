#include "validator/multipart.h"

#include "support/catch.h"

using validator::parse_multipart;

namespace {

const std::string type = "multipart/form-data; boundary=XX";

std::string part(const std::string& headers, const std::string& content) {
  return "--XX\r\n" + headers + "\r\n\r\n" + content + "\r\n";
}

}  // namespace

TEST_CASE("parts of a multipart body are read with names, types and bytes") {
  const std::string body = part("Content-Disposition: form-data; name=\"a\"", "one") +
                           part(
                               "content-disposition: form-data; name=\"f\"; filename=\"x.bin\"\r\n"
                               "Content-Type: application/octet-stream",
                               std::string("\0\r\n\xff", 4)) +
                           "--XX--\r\n";
  const auto parts = parse_multipart(body, type);
  REQUIRE(parts);
  REQUIRE(parts->size() == 2);
  CHECK((*parts)[0].name == "a");
  CHECK((*parts)[0].content == "one");
  CHECK((*parts)[0].content_type.empty());
  CHECK((*parts)[1].filename == "x.bin");
  CHECK((*parts)[1].content_type == "application/octet-stream");
  CHECK((*parts)[1].content == std::string("\0\r\n\xff", 4));
}

TEST_CASE("a quoted boundary, a preamble and empty contents are read") {
  const auto parts = parse_multipart(
      "preamble\r\n" + part("Content-Disposition: form-data; name=a", "") + "--XX--\r\nepilogue",
      "multipart/form-data; boundary=\"XX\"");
  REQUIRE(parts);
  REQUIRE(parts->size() == 1);
  CHECK((*parts)[0].content.empty());
}

TEST_CASE("a multipart body without parts is an empty list") {
  const auto parts = parse_multipart("--XX--\r\n", type);
  REQUIRE(parts);
  CHECK(parts->empty());
}

TEST_CASE("a malformed multipart body is refused with what is wrong") {
  const std::string good = part("Content-Disposition: form-data; name=\"a\"", "one");
  const std::vector<std::pair<std::string, std::string>> bad{
      {"", "does not occur"},
      {"text", "does not occur"},
      {good, "does not end"},
      {"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none", "does not end"},
      {"--XX junk\r\n", "followed by something"},
      {part("Content-Type: text/plain", "x") + "--XX--", "no Content-Disposition"},
      {part("Content-Disposition: attachment; name=\"a\"", "x") + "--XX--", "not form-data"},
      {part("Content-Disposition: form-data", "x") + "--XX--", "not form-data"},
      {part("no colon", "x") + "--XX--", "without"},
      {part("Content-Disposition: form-data; name=\"a\"\r\nX: " + std::string(9000, 'x'), "x") +
           "--XX--",
       "8 KiB"},
  };
  for (const auto& [body, message] : bad) {
    const auto parts = parse_multipart(body, type);
    INFO(body.substr(0, 60));
    REQUIRE_FALSE(parts);
    CHECK(parts.error().code == "malformed-body");
    CHECK_THAT(parts.error().message, Catch::Contains(message));
  }
}

TEST_CASE("more than a thousand parts are refused") {
  std::string body;
  for (int i = 0; i < 1001; ++i) body += part("Content-Disposition: form-data; name=\"a\"", "");
  const auto parts = parse_multipart(body + "--XX--", type);
  REQUIRE_FALSE(parts);
  CHECK_THAT(parts.error().message, Catch::Contains("1000"));
}

TEST_CASE("a boundary is asked for, and no longer than RFC 2046 allows") {
  CHECK_FALSE(parse_multipart("--XX--", "multipart/form-data"));
  CHECK_FALSE(parse_multipart("--XX--", "multipart/form-data; boundary=" + std::string(71, 'x')));
}
