#include "validator/long_texts.h"

#include <nlohmann/json.hpp>
#include <string>

#include "support/catch.h"
#include "validator/capture_reader.h"
#include "validator/capture_support.h"

namespace {

using validator::CaptureFormat;

const std::string body =
    "{\"a\":\"" + std::string(600, 'x') + "\\\"\\n/\"}";  // with escapes of its own

std::string har_entry(const nlohmann::json& text, const std::string& comment = "") {
  return nlohmann::json{
      {"comment", comment},
      {"request",
       {{"method", "PUT"},
        {"url", "http://x/y"},
        {"headers", nlohmann::json::array()},
        {"postData", {{"mimeType", "application/json"}, {"text", text}}}}},
      {"response", {{"status", 200}, {"headers", {}}, {"content", {{"text", "short"}}}}}}
      .dump();
}

std::optional<std::string> cut(std::string entry, CaptureFormat format) {
  static validator::LongTexts texts;
  entry.reserve(entry.size() + validator::EntryParser::padding);
  const auto kept = texts.cut(entry, format);
  if (!kept) return std::nullopt;
  return std::string(*kept);
}

}  // namespace

TEST_CASE("a long body is taken out of a HAR entry and read as it was") {
  const auto kept = cut(har_entry(body), CaptureFormat::har);
  REQUIRE(kept);
  CHECK(kept->size() < 400);
  CHECK(nlohmann::json::parse(*kept)["request"]["url"] == "http://x/y");
  const auto exchange = exchange_of(har_entry(body));
  REQUIRE(exchange);
  CHECK(exchange->request.body == body);
  CHECK(exchange->response.body == "short");
}

TEST_CASE("both bodies of an NDJSON line are taken out, bodies that are JSON values are not") {
  const nlohmann::json message = {
      {"method", "PUT"}, {"headers", nlohmann::json::object()}, {"body", body}};
  nlohmann::json line = {{"request", message},
                         {"response", {{"status", 200}, {"body", body + "2"}}}};
  line["request"]["url"] = "http://x/y";
  const auto exchange = exchange_of(line.dump(), CaptureFormat::ndjson);
  REQUIRE(exchange);
  CHECK(exchange->request.body == body);
  CHECK(exchange->response.body == body + "2");
  CHECK(cut(line.dump(), CaptureFormat::ndjson)->size() < 300);

  const nlohmann::json value = {{"body", body}, {"text", body}};
  line["request"]["body"] = value;
  const auto with_value = exchange_of(line.dump(), CaptureFormat::ndjson);
  REQUIRE(with_value);
  CHECK(nlohmann::json::parse(with_value->request.body) == value);
}

TEST_CASE("an entry that has the mark of a taken-out body itself is left whole") {
  const std::string mark("\0body0", 6);
  CHECK_FALSE(cut(har_entry(body, mark), CaptureFormat::har));
  const auto exchange = exchange_of(har_entry(mark, mark));
  REQUIRE(exchange);
  CHECK(exchange->request.body == mark);
  const auto long_one = exchange_of(har_entry(body, mark));
  REQUIRE(long_one);
  CHECK(long_one->request.body == body);
}

TEST_CASE("long texts in other places stay where they are") {
  CHECK_FALSE(cut(har_entry("short", std::string(5000, 'c')), CaptureFormat::har));
  CHECK_FALSE(cut(R"({"text": ")" + std::string(5000, 'c') + "\"}", CaptureFormat::har));
  CHECK_FALSE(cut(har_entry(body), CaptureFormat::ndjson));
  CHECK_FALSE(
      cut(R"({"request": {"postData": {"text": ")" + std::string(5000, 'c'), CaptureFormat::har));
}
