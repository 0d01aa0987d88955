#include <nlohmann/json.hpp>

#include "contract/document.h"
#include "support/catch.h"

using contract::Document;

namespace {

contract::Error refused(std::string_view text) {
  auto document = Document::parse(text, "api.yaml");
  if (document) FAIL("accepted: " + (*document)->root().dump());
  return document.error();
}

bool accepted(std::string_view text) { return Document::parse(text, "api.yaml").has_value(); }

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("a key written twice is refused where it is repeated, naming the first line") {
  const auto yaml = refused("a:\n  b: 1\n  c: 2\n  b: 3\n");
  CHECK(contract::to_string(yaml) ==
        "api.yaml:4:3: key \"b\" is already written in line 2 of the same object; rename or "
        "remove one of the two");
  CHECK(yaml.code == "duplicate-key");
  const auto json = refused("{\n \"a\": 1,\n \"\\u0061\": 2}");
  CHECK(json.code == "duplicate-key");
  CHECK(contract::to_string(json.where) == "api.yaml:3:2");
  CHECK(refused("200: a\n'200': b\n").code == "duplicate-key");
}

TEST_CASE("a key written twice is refused in a large object too") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "k" + std::to_string(i) + ": 1\n";
  CHECK(accepted(text));
  const auto error = refused(text + "k3: 1\n");
  CHECK(error.code == "duplicate-key");
  CHECK(error.where.line == 101);
  CHECK_THAT(error.message, Catch::Contains("line 4 "));
}

TEST_CASE("a key that is a list, an object or an alias is refused") {
  for (const char* text : {"a: 1\n? [b]\n: 2\n", "a: 1\n? {b: 1}\n: 2\n", "a: &x k\n*x : 2\n",
                           "a: 1\n[b, c]: 2\n", "a: 1\n&x b: 2\n"}) {
    INFO(text);
    const auto error = refused(text);
    CHECK(error.code == "complex-key");
    CHECK(error.where.line == 2);
  }
}

TEST_CASE("a merge key is refused, a quoted one is a name") {
  const auto error = refused("a: &x {b: 1}\nc:\n  <<: *x\n");
  CHECK(error.code == "merge-key");
  CHECK(contract::to_string(error.where) == "api.yaml:3:3");
  CHECK(accepted("a: {'<<': 1}"));
}

TEST_CASE("a missing key is refused") { CHECK(refused("a: 1\n: 2\n").code == "missing-key"); }

TEST_CASE("aliases that expand without bound are refused before they do") {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i <= 12; ++i) {
    const std::string old = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + old;
    for (int n = 1; n < 10; ++n) text += ", " + old;
    text += "]\n";
  }
  const auto error = refused(text);
  CHECK(error.code == "alias-bomb");
  CHECK(error.where.line > 1);
  const std::string big(1024 * 1024, 'x');
  CHECK(refused("a: &b " + big + "\nc: [" + repeated("*b, ", 100) + "]").code == "alias-bomb");
}

TEST_CASE("an alias inside its own node is refused") {
  const auto error = refused("a: 1\nb: &x\n  c: *x\n");
  CHECK(error.code == "looping-alias");
  CHECK(error.where.line == 3);
  CHECK(refused("&x [*x]").code == "looping-alias");
}

TEST_CASE("200 levels are read and 201 are refused, in every notation") {
  CHECK(accepted(repeated("[", 200) + repeated("]", 200)));
  CHECK(refused(repeated("[", 201) + repeated("]", 201)).code == "too-deep");
  CHECK(accepted("# yaml\n" + repeated("[", 200) + repeated("]", 200)));
  CHECK(refused("# yaml\n" + repeated("[", 201) + repeated("]", 201)).code == "too-deep");
  CHECK(refused(repeated("{\"a\":", 201) + "1" + repeated("}", 201)).code == "too-deep");
  CHECK(refused(repeated("- ", 300) + "x").code == "too-deep");
  CHECK(refused(repeated("[", 100000)).code == "too-deep");
  CHECK(refused("# yaml\n" + repeated("{a: ", 300) + "1" + repeated("}", 300)).code == "too-deep");
}

TEST_CASE("aliases cannot nest deeper than text can") {
  const std::string deep = repeated("[", 120) + repeated("]", 120);
  CHECK(accepted("a: &x " + deep + "\nb: *x"));
  CHECK(refused("a: &x " + deep + "\nb: " + repeated("[", 80) + "*x" + repeated("]", 80)).code ==
        "too-deep");
}

TEST_CASE("a second YAML document is refused") {
  const auto error = refused("a: 1\n---\nb: 2\n");
  CHECK(error.code == "several-documents");
  CHECK(error.where.line >= 2);
  CHECK(refused("- a\nb: c\n").where.line == 2);
  CHECK(accepted("%YAML 1.2\n---\na: 1\n...\n"));
  CHECK(accepted("---\na: 1\n"));
}

TEST_CASE("a file without content is refused") {
  for (const char* text :
       {"", "  \n\t\n", "# only a comment\n", "---\n", "null", "~", "\xEF\xBB\xBF"}) {
    INFO(text);
    CHECK(refused(text).code == "empty-document");
  }
}

TEST_CASE("what is not UTF-8 text is refused") {
  CHECK(refused("a: 1\nb: \xC3\x28\nc: 2\n").code == "not-text");
  CHECK(refused("a: 1\nb: \xC3\x28\nc: 2\n").where.line == 2);
  CHECK(refused(std::string("\x7F"
                            "ELF\0\1\2",
                            7))
            .code == "not-text");
  CHECK(refused(std::string("a: 1\nb: \0", 9)).where.line == 2);
  CHECK(refused(std::string("\xFF\xFE"
                            "a\0:\0",
                            6))
            .message.find("UTF-16") != std::string::npos);
}

TEST_CASE("broken YAML is refused with its line and advice") {
  const auto [text, line, advice] = GENERATE(table<std::string, int, std::string>({
      {"a: 1\n\tb: 2\n", 2, "spaces"},
      {"a:\n\tb: 2\n", 2, "spaces"},
      {"a:\n  b: 1\n   c: 2\n", 3, "indentation"},
      {"a: b: c\n", 1, "quote"},
      {"a: 1\nb: [1, 2\nc: 3\n", 0, "not closed"},
      {"a: 1\nb: {c: 1\n", 0, "not closed"},
      {"a: 1\nb: 'x\n", 0, "quote"},
      {"a: 1\nb: @x\n", 2, "quote"},
      {"a: 1\nb: \"\\q\"\n", 2, "backslash"},
      {"a: 1\nb: *x\n", 2, "quote"},
      {"a: 1\nb: \"\\ud83d\\ude00\"\n", 2, "U+FFFF"},
      {"a: 1\n- b\n", 2, "indentation"},
      {"a: 1\nb\n", 2, "colon"},
      {"a: 1\nb:\n  c: 1\n  'd:e'  # x", 4, "colon"},
      {"a: 1\nb: \"x''\\\"\n", 2, "not closed"},
      {"a: !!str 'x\nb: 1\n", 1, "not closed"},
      {"a: ]\n", 1, "bracket"},
      {"a: 1\nb: [1,,2]\n", 2, "comma"},
      {"a: 1\nb: \"x\\N\"\n", 2, "u0085"},
  }));
  INFO(text);
  const auto error = refused(text);
  INFO(contract::to_string(error));
  CHECK((error.code == "invalid-yaml" || error.code == "several-documents"));
  CHECK(error.where.line > 0);
  if (line > 0) CHECK(error.where.line == line);
  CHECK_THAT(error.message, Catch::Contains(advice));
}

TEST_CASE("broken JSON is refused with its line") {
  const auto [text, line] = GENERATE(table<std::string, int>({
      {"{\n\"a\": 1,\n}", 3},
      {"{\n\"a\" 1}", 2},
      {"{\"a\": 1\n", 1},
      {"[1,\n2,\ntru]", 3},
      {"{\"a\": 1}\nx", 2},
      {"{\"a\":\n 'x'}", 2},
      {"{a: 1}", 1},
      {"{\"a\": \"x\ny\"}", 1},
      {"[01]", 1},
      {"[1e400]", 1},
      {"{", 1},
  }));
  INFO(text);
  const auto error = refused(text);
  CHECK(error.code == "invalid-json");
  CHECK(error.where.line == line);
  CHECK(error.message.find("json.exception") == std::string::npos);
}

TEST_CASE("a number beyond binary64 is refused") {
  const auto error = refused("a: 1\nb: 1e400\n");
  CHECK(error.code == "number-out-of-range");
  CHECK(error.where.line == 2);
  CHECK(refused("a: 0x1FFFFFFFFFFFFFFFF").code == "number-out-of-range");
  CHECK(refused("a: " + repeated("9", 400)).code == "number-out-of-range");
  CHECK(accepted("a: '1e400'"));
  CHECK(accepted("a: 1e-400"));
}
