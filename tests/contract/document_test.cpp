#include "contract/document.h"

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "support/catch.h"

using contract::Document;
using contract::DocumentPtr;
using contract::Json;

namespace {

DocumentPtr parse(std::string_view text) {
  auto document = Document::parse(text, "api.yaml");
  if (!document) FAIL(contract::to_string(document.error()));
  return *document;
}

contract::Error refused(std::string_view text) {
  auto document = Document::parse(text, "api.yaml");
  if (document) FAIL("accepted: " + (*document)->root().dump());
  return document.error();
}

std::string place(const Document& document, std::string_view pointer) {
  const Json* node = document.find(pointer);
  return node == nullptr ? "nowhere" : contract::to_string(document.locate(*node));
}

Json scalar(const std::string& text) { return parse("value: " + text)->root()["value"]; }

}  // namespace

TEST_CASE("the same content as YAML and as JSON gives the same tree") {
  const auto yaml = parse("a: 1\nb:\n  - x\n  - {c: true, d: null}\ne: 1.5\n");
  const auto json = parse(R"({"a": 1, "b": ["x", {"c": true, "d": null}], "e": 1.5})");
  CHECK(yaml->root() == json->root());
  CHECK(yaml->root().dump() == R"({"a":1,"b":["x",{"c":true,"d":null}],"e":1.5})");
}

TEST_CASE("a plain YAML scalar means what the core schema says") {
  const auto [text, json] = GENERATE(table<std::string, std::string>({
      {"~", "null"},
      {"null", "null"},
      {"NULL", "null"},
      {"nUll", R"("nUll")"},
      {"", "null"},
      {"true", "true"},
      {"True", "true"},
      {"FALSE", "false"},
      {"tRue", R"("tRue")"},
      {"yes", R"("yes")"},
      {"No", R"("No")"},
      {"on", R"("on")"},
      {"off", R"("off")"},
      {"y", R"("y")"},
      {"0", "0"},
      {"-0", "0"},
      {"+12", "12"},
      {"-12", "-12"},
      {"0777", "777"},
      {"0o17", "15"},
      {"0o18", R"("0o18")"},
      {"0x1F", "31"},
      {"0x", R"("0x")"},
      {"1_000", R"("1_000")"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"18446744073709551615", "18446744073709551615"},
      {"18446744073709551616", "18446744073709551616.0"},
      {"1.0", "1.0"},
      {"1.", "1.0"},
      {".5", "0.5"},
      {"-.5e1", "-5.0"},
      {"1e3", "1000.0"},
      {"1e", R"("1e")"},
      {"1.2.3", R"("1.2.3")"},
      {".", R"(".")"},
      {"-", R"("-")"},
      {"+", R"("+")"},
      {".inf", R"(".inf")"},
      {"-.Inf", R"("-.Inf")"},
      {".nan", R"(".nan")"},
      {"2026-01-02", R"("2026-01-02")"},
      {"2026-01-02T03:04:05Z", R"("2026-01-02T03:04:05Z")"},
      {"12:30:45", R"("12:30:45")"},
      {"a b", R"("a b")"},
  }));
  INFO(text);
  if (text == "-")
    CHECK(parse("value: [-]")->root()["value"][0] == "-");
  else
    CHECK(scalar(text) == Json::parse(json));
}

TEST_CASE("a quoted or block scalar is a string whatever it looks like") {
  CHECK(scalar("'200'") == Json("200"));
  CHECK(scalar("\"true\"") == Json("true"));
  CHECK(scalar("\"\"") == Json(""));
  CHECK(scalar("|\n  12\n") == Json("12\n"));
  CHECK(scalar(">-\n  a\n  b\n") == Json("a b"));
  CHECK(scalar("\"\\u00e9\\n\"") == Json("\u00e9\n"));
}

TEST_CASE("a tag of the core schema is obeyed, any other is refused by name") {
  CHECK(scalar("!!str 12") == Json("12"));
  CHECK(scalar("! 12") == Json("12"));
  CHECK(scalar("!!int 12") == Json(12));
  CHECK(scalar("!!float 12") == Json(12));
  CHECK(scalar("!!int \"12\"") == Json(12));
  CHECK(parse("!!map {a: !!seq [1]}")->root() == Json::parse(R"({"a":[1]})"));
  const auto custom = refused("a: 1\nb: !secret x\n");
  CHECK(custom.code == "unsupported-tag");
  CHECK(custom.where.line == 2);
  CHECK_THAT(custom.message, Catch::Contains("!secret"));
  CHECK(refused("a: !!int x").code == "unsupported-tag");
  CHECK(refused("a: !!binary aGk=").code == "unsupported-tag");
  CHECK(refused("a: !!set {x}").code == "unsupported-tag");
}

TEST_CASE("a key is its text, also when it looks like a number") {
  const auto document = parse("200: a\n4XX: b\ntrue: c\n1.0: d\nnull: e\n~x: f\n");
  CHECK(document->root().dump() ==
        R"({"200":"a","4XX":"b","true":"c","1.0":"d","null":"e","~x":"f"})");
}

TEST_CASE("members keep their order") {
  CHECK(parse("z: 1\na: 2\nm: 3\n")->root().dump() == R"({"z":1,"a":2,"m":3})");
  CHECK(parse(R"({"z":1,"a":2,"m":3})")->root().dump() == R"({"z":1,"a":2,"m":3})");
}

TEST_CASE("a YAML member is found at its key and an element where it begins") {
  const auto document = parse("a: 1\nb:\n  c:\n    - x\n    - d: 2\n      e: |\n        long\n");
  CHECK(place(*document, "") == "api.yaml:1:1");
  CHECK(place(*document, "/a") == "api.yaml:1:1");
  CHECK(place(*document, "/b") == "api.yaml:2:1");
  CHECK(place(*document, "/b/c") == "api.yaml:3:3");
  CHECK(place(*document, "/b/c/0") == "api.yaml:4:7");
  CHECK(place(*document, "/b/c/1/d") == "api.yaml:5:7");
  CHECK(place(*document, "/b/c/1/e") == "api.yaml:6:7");
}

TEST_CASE("a JSON member is found at its key and an element where it begins") {
  const auto document = parse(
      "{\n  \"a\": 1,\n  \"b\\\"\\\\\": {\n    \"c\": [12\n,\n   -3\n  ,\"x]\", true\n,\n{}]},\n"
      "  \"d\"\n  :\n  null\n}\n");
  CHECK(place(*document, "") == "api.yaml:1:1");
  CHECK(place(*document, "/a") == "api.yaml:2:3");
  CHECK(place(*document, "/b\"\\") == "api.yaml:3:3");
  CHECK(place(*document, "/b\"\\/c") == "api.yaml:4:5");
  CHECK(place(*document, "/b\"\\/c/0") == "api.yaml:4:11");
  CHECK(place(*document, "/b\"\\/c/1") == "api.yaml:6:4");
  CHECK(place(*document, "/b\"\\/c/2") == "api.yaml:7:4");
  CHECK(place(*document, "/b\"\\/c/3") == "api.yaml:7:10");
  CHECK(place(*document, "/b\"\\/c/4") == "api.yaml:9:1");
  CHECK(place(*document, "/d") == "api.yaml:10:3");
}

TEST_CASE("a node of another tree has the file as its place") {
  const Json foreign = 1;
  CHECK(contract::to_string(parse("a: 1")->locate(foreign)) == "api.yaml");
}

TEST_CASE("a byte order mark is skipped") {
  CHECK(parse("\xEF\xBB\xBF"
              "a: 1")
            ->root()
            .dump() == R"({"a":1})");
  CHECK(parse("\xEF\xBB\xBF{\"a\":1}")->root().dump() == R"({"a":1})");
  CHECK(place(*parse("\xEF\xBB\xBF"
                     "a: 1\nb: 2"),
              "/b") == "api.yaml:2:1");
}

TEST_CASE("Windows line ends change neither values nor lines") {
  const auto document = parse("a: 1\r\nb: x\r\nc:\r\n  - 'q'\r\n");
  CHECK(document->root().dump() == R"({"a":1,"b":"x","c":["q"]})");
  CHECK(place(*document, "/c") == "api.yaml:3:1");
  CHECK(place(*parse("{\r\n\"a\":\r\n1,\r\n\"b\":2}"), "/b") == "api.yaml:4:1");
}

TEST_CASE("an alias repeats its node and keeps the lines of what is inside") {
  const auto document = parse("a: &x\n  b: [1, {c: 2}]\nd: *x\ne: [*x]\nf: &y text\ng: *y\n");
  CHECK(document->root()["d"] == document->root()["a"]);
  CHECK(document->root()["g"] == "text");
  CHECK(place(*document, "/d") == "api.yaml:3:1");
  CHECK(place(*document, "/d/b/1/c") == "api.yaml:2:11");
  CHECK(place(*document, "/e/0") == "api.yaml:4:5");
  CHECK(place(*document, "/f") == "api.yaml:5:1");
}

TEST_CASE("find follows escapes, percent escapes and array indexes") {
  const auto document = parse("paths:\n  /a/{id}: {get: [x, y]}\n  m~n: 1\n  '': 2\n  '01': 3\n");
  CHECK(*document->find("#/paths/~1a~1{id}/get/1") == "y");
  CHECK(*document->find("#/paths/~1a~1%7Bid%7D/get/0") == "x");
  CHECK(*document->find("/paths/m~0n") == 1);
  CHECK(*document->find("/paths/") == 2);
  CHECK(*document->find("/paths/01") == 3);
  CHECK(document->find("#") == &document->root());
  CHECK(document->find("") == &document->root());
  for (const char* nothing :
       {"#/nope", "/paths/~1a~1{id}/get/2", "/paths/~1a~1{id}/get/01", "/paths/~1a~1{id}/get/-",
        "/paths/~1a~1{id}/get/99999999999999999999", "paths", "#paths", "/paths/~2", "#/%zz",
        "/paths/m~0n/x", "/paths/~1a~1%7Bid%7D"}) {
    INFO(nothing);
    CHECK(document->find(nothing) == nullptr);
  }
}

TEST_CASE("find and member know every member of a large object") {
  std::string text = "all:\n";
  for (int i = 0; i < 500; ++i) text += "  k" + std::to_string(i) + ": " + std::to_string(i) + "\n";
  const auto document = parse(text);
  for (int i = 0; i < 500; ++i) REQUIRE(*document->find("/all/k" + std::to_string(i)) == i);
  CHECK(document->find("/all/k500") == nullptr);
  CHECK(*document->member(*document->find("/all"), "k7") == 7);
  CHECK(document->member(document->root(), "k7") == nullptr);
  CHECK(document->member(*document->find("/all/k7"), "k7") == nullptr);
}

TEST_CASE("a document is read by several threads at once") {
  const auto document = parse("a: {b: [1, 2, 3]}");
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 200; ++n)
        if (*document->find("#/a/b/2") == 3) ++right;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 800);
}
