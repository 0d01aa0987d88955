#include "validator/capture_reader.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "capture_support.h"
#include "support/catch.h"

using validator::CaptureFormat;
using validator::Problem;
using Texts = std::vector<std::string>;

namespace {

std::string har(const std::string& entries) {
  return R"({"log": {"version": "1.2", "creator": {"name": "x]}"}, "entries": [)" + entries + "]}}";
}

}  // namespace

TEST_CASE("entries of a HAR are found whatever stands around them and however they arrive") {
  const std::string first = R"({"a": "\"]}\\", "b": [1, {"entries": [2]}]})";
  const std::string text =
      "\xEF\xBB\xBF {\"_before\": [{\"log\": []}], \"log\": {\"pages\": [], \"entries\": [" +
      first + " ,\n{} ], \"version\": \"1.1\"}, \"after\": 1} \n";
  for (const std::size_t step : {std::size_t{1}, std::size_t{3}, text.size()}) {
    const auto read = read_capture(text, {}, step);
    CHECK(read.format == CaptureFormat::har);
    CHECK(read.entries == Texts{first, "{}"});
    CHECK(read.problems.empty());
  }
}

TEST_CASE("lines of NDJSON keep their numbers over blank ones") {
  const auto read =
      read_capture("\xEF\xBB\xBF{\"request\": 1}\n\n \r\n{\"x\": 2}\r\n{\"last\": 3}");
  CHECK(read.format == CaptureFormat::ndjson);
  CHECK(read.entries == Texts{"{\"request\": 1}", "{\"x\": 2}\r", "{\"last\": 3}"});
  CHECK(read.numbers == std::vector<std::uint64_t>{0, 3, 4});
}

TEST_CASE("WireMock's list and a plain array are read") {
  CHECK(read_capture(R"({"meta": {}, "requests": [{"a": 1}, {"b": 2}]})").entries.size() == 2);
  CHECK(read_capture(R"([{"request": 1}, {"request": 2}])").format == CaptureFormat::ndjson);
  CHECK(read_capture(R"([{"request": 1}, {"request": 2}])").entries.size() == 2);
}

TEST_CASE("a capture that is cut off yields what came before, and the byte where it ends") {
  const std::string whole = har("{\"n\": 0}, {\"n\": 1}, {\"n\": 2}");
  const std::string cut = whole.substr(0, whole.find("{\"n\": 2}") + 4);
  const auto read = read_capture(cut);
  CHECK(read.entries.size() == 2);
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].kind == Problem::Kind::damaged);
  CHECK(read.problems[0].entry == 2);
  CHECK(read.problems[0].offset == whole.find("{\"n\": 2}"));
}

TEST_CASE("damage between entries ends the reading there") {
  const std::string text = har("{\"n\": 0} {\"n\": 1}");
  const auto read = read_capture(text);
  CHECK(read.entries == Texts{"{\"n\": 0}"});
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].offset == text.find("{\"n\": 1}"));
  CHECK(read.problems[0].message == "expected ',' or ']', found '{'");
}

TEST_CASE("an entry over the limit is skipped, counted and named by its byte") {
  const std::string large = "{\"n\": \"" + std::string(3 << 20, 'x') + "\"}";
  const std::string text = har("{\"n\": 0}, " + large + ", {\"n\": 2}");
  for (const std::size_t step : {std::size_t{1000}, std::size_t{1} << 22}) {
    const auto read = read_capture(text, {1 << 20, 1, 1}, step);
    CHECK(read.numbers == std::vector<std::uint64_t>{0, 2});
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].kind == Problem::Kind::too_large);
    CHECK(read.problems[0].entry == 1);
    CHECK(read.problems[0].offset == text.find(large));
  }
  const std::string lines = "{\"request\": 0}\n" + large + "\n{\"request\": 2}\n";
  CHECK(read_capture(lines, {1 << 20, 1, 1}).numbers == std::vector<std::uint64_t>{0, 2});
}

TEST_CASE("a shard gets every Nth entry, and problems have one owner") {
  const std::string text = har("{\"n\": 0}, {\"n\": 1}, {\"n\": 2}, {\"n\": 3}").substr(0, 100);
  std::size_t problems = 0, entries = 0;
  for (unsigned shard = 1; shard <= 3; ++shard) {
    const auto read = read_capture(text, {1 << 20, shard, 3});
    for (const std::uint64_t number : read.numbers) CHECK(number % 3 == shard - 1);
    problems += read.problems.size();
    entries += read.entries.size();
  }
  CHECK(problems == read_capture(text).problems.size());
  CHECK(entries == read_capture(text).entries.size());
}

TEST_CASE("what is no capture is refused with what it is") {
  const auto refusal = [](const std::string& text) {
    const auto read = read_capture(text);
    CHECK(read.entries.empty());
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].kind == Problem::Kind::unreadable);
    return read.problems[0].message;
  };
  CHECK(refusal("") == "is empty");
  CHECK(refusal(" \n ") == "is empty");
  CHECK(refusal("hello, this is a text").starts_with("is no capture: expected a HAR"));
  CHECK(refusal("{\"openapi\": \"3.1.0\"}").starts_with("is JSON, but no capture"));
  CHECK(refusal("{}").starts_with("is JSON, but no capture"));
  CHECK(refusal("{\"log\": {\"version\": \"1.2\"}}").starts_with("has no array log.entries"));
  CHECK(refusal("{\"log\": {\"entries\": null}}").starts_with("has no array log.entries"));
  CHECK(refusal("{\"requests\": {}}").starts_with("has no array \"requests\""));
  CHECK(
      refusal("{\"log\": {\"version\": \"2.0\", \"entries\": []}}").starts_with("is HAR version"));
  CHECK(refusal("1234:9:websocket;0:~8:response").find("mitmdump -nr FILE --set hardump=") !=
        std::string::npos);
  CHECK(refusal(std::string("PK\x03\x04") + std::string(40, 'x')).find("zip") != std::string::npos);
}

TEST_CASE("odd numbers, lone surrogates and bytes that are no UTF-8 do not lose an entry") {
  validator::EntryParser parser;
  const auto text = [&](std::string json) {
    json.reserve(json.size() + validator::EntryParser::padding);
    const auto parsed = parser.parse(json, validator::CaptureFormat::har);
    REQUIRE(parsed);
    return std::string(parsed->json.find("a")->string());
  };
  CHECK(text(R"({"a": "x", "b": 123456789012345678901234567890})") == "x");
  CHECK(text(R"({"a": "\ud800-\udc00-\ud83d\ude00-\\ud800"})") ==
        "\xEF\xBF\xBD-\xEF\xBF\xBD-\xF0\x9F\x98\x80-\\ud800");
  CHECK(text("{\"a\": \"\xff\"}") == "\xEF\xBF\xBD");
}

TEST_CASE("every capture of the fuzzing corpus is read as it must be") {
  const auto folder = std::filesystem::path(UNDERSTUDY_SOURCE_DIR) / "fuzz/corpus/capture";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path().string());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    CHECK_NOTHROW(fuzz::capture(bytes));
    ++count;
  }
  CHECK(count >= 20);
}
