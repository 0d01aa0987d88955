#include "contract/expression.h"
#include "support/catch.h"

using namespace contract;
using Root = Reference::Root;

namespace {

Reference reference_of(const std::string& text) {
  const auto parsed = parse_expression(text);
  INFO(text);
  REQUIRE(parsed);
  REQUIRE(parsed->alone);
  REQUIRE(parsed->parts.size() == 1);
  REQUIRE(parsed->parts.front().reference);
  return *parsed->parts.front().reference;
}

std::string refusal(const std::string& text, const std::vector<std::string>* variables = nullptr) {
  const auto parsed = parse_expression(text, variables);
  INFO(text);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == "invalid-expression");
  CHECK(parsed.error().where == Location{});
  return parsed.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every root is read with its name") {
  struct Row {
    std::string text;
    Root root;
    std::string name;
  };
  const std::vector<Row> rows = {
      {"$method", Root::method, ""},
      {"$url", Root::url, ""},
      {"$request.header.X-Environment", Root::request_header, "X-Environment"},
      {"$request.query.filter[name]", Root::request_query, "filter[name]"},
      {"$request.path.client.id", Root::request_path, "client.id"},
      {"$request.body", Root::request_body, ""},
      {"$variables.keyId", Root::variables, "keyId"},
      {"$principal", Root::principal, ""},
      {"$item", Root::item, ""},
      {"$record", Root::record, ""},
      {"$result.index", Root::result, "index"},
      {"$result.keyName", Root::result, "keyName"},
      {"$result.status", Root::result, "status"},
      {"$error.code", Root::error, "code"},
      {"$violation.property", Root::violation, "property"},
      {"$batch.atomic", Root::batch, "atomic"},
      {"$page.nextCursor", Root::page, "nextCursor"},
      {"$now", Root::now, ""},
      {"$uuid", Root::uuid, ""},
      {"$sequence", Root::sequence, ""},
  };
  for (const Row& row : rows) {
    const Reference reference = reference_of(row.text);
    CHECK(reference.root == row.root);
    CHECK(reference.name == row.name);
    CHECK(reference.pointer.empty());
  }
}

TEST_CASE("a pointer is split at its slashes, unescaped, and may hold expressions") {
  const auto plain = reference_of("$request.body#/a~1b/~0c//0/$ref").pointer;
  REQUIRE(plain.size() == 5);
  const std::vector<std::string> expected = {"a/b", "~c", "", "0", "$ref"};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(plain[i].is_literal());
    CHECK(plain[i].literal_text() == expected[i]);
  }
  CHECK(reference_of("$item#").pointer.empty());
  const auto nested = reference_of("$item#/x-{$request.body#/key/id}-y/{z}").pointer;
  REQUIRE(nested.size() == 2);
  REQUIRE(nested[0].parts.size() == 3);
  CHECK(nested[0].parts[0].literal == "x-");
  CHECK(nested[0].parts[1].reference->pointer.size() == 2);
  CHECK(nested[0].parts[2].literal == "-y");
  CHECK(nested[1].literal_text() == "{z}");
}

TEST_CASE("text with parts in braces embeds them, and an outer pair may hold an inner one") {
  const auto parsed = parse_expression("a{$item#/{$variables.key}/b}c{$now}");
  REQUIRE(parsed);
  CHECK_FALSE(parsed->alone);
  CHECK_FALSE(parsed->is_literal());
  REQUIRE(parsed->parts.size() == 4);
  CHECK(parsed->parts[0].literal == "a");
  REQUIRE(parsed->parts[1].reference);
  CHECK(parsed->parts[1].reference->pointer.size() == 2);
  CHECK(parsed->parts[2].literal == "c");
  CHECK(parsed->parts[3].reference->root == Root::now);
  const auto braced = parse_expression("{$now}");
  REQUIRE(braced);
  CHECK_FALSE(braced->alone);
}

TEST_CASE("dollars and braces that start no expression are themselves") {
  const std::vector<std::pair<std::string, std::string>> rows = {{"", ""},
                                                                 {"plain", "plain"},
                                                                 {"$$now", "$now"},
                                                                 {"a $$ b", "a $ b"},
                                                                 {"costs $5", "costs $5"},
                                                                 {"{a}", "{a}"},
                                                                 {"}{", "}{"},
                                                                 {"{$$x}", "{$x}"},
                                                                 {"$$$$", "$$"},
                                                                 {"$$", "$"},
                                                                 {"/a/$ref", "/a/$ref"},
                                                                 {"{{$$", "{{$"},
                                                                 {"ends in $", "ends in $"},
                                                                 {"ends in {", "ends in {"}};
  for (const auto& [text, expected] : rows) {
    const auto parsed = parse_expression(text);
    INFO(text);
    REQUIRE(parsed);
    CHECK(parsed->is_literal());
    CHECK_FALSE(parsed->alone);
    CHECK(parsed->literal_text() == expected);
  }
}

TEST_CASE("a dollar at the start that is no reference is refused with the roots there are") {
  CHECK(contains(refusal("$reslut.index"), "did you mean '$result'?"));
  CHECK(contains(refusal("$request.headers.X"), "did you mean '$request.header'?"));
  CHECK(contains(refusal("$Item#/x"), "did you mean '$item'?"));
  CHECK(contains(refusal("$banana"), "known are $method, $url, $request.header"));
  CHECK(contains(refusal("$5 off"), "a literal '$' at the start is written '$$'"));
  CHECK(contains(refusal("$"), "unknown expression '$'"));
  CHECK(contains(refusal("x {$items} y"), "did you mean '$item'?"));
  CHECK(contains(refusal("$nowhere"), "unknown expression"));
}

TEST_CASE("names, pointers and braces that do not fit are refused") {
  CHECK(contains(refusal("$result.idx"), "known are index, key, keyName"));
  CHECK(contains(refusal("$batch.suceeded"), "did you mean 'succeeded'?"));
  CHECK(contains(refusal("$error"), "needs a name"));
  CHECK(contains(refusal("$error."), "needs a name"));
  CHECK(contains(refusal("$error.a b"), "needs a name"));
  CHECK(contains(refusal("$request.query.a#/b"), "needs a name"));
  CHECK(contains(refusal("$now#/a"), "takes no pointer"));
  CHECK(contains(refusal("$item#a"), "a pointer starts with '/'"));
  CHECK(contains(refusal("$item#/a~2"), "must be written ~0"));
  CHECK(contains(refusal("$item#/a~"), "must be written ~0"));
  CHECK(contains(refusal("$item#/{$varables.x}"), "did you mean '$variables'?"));
  CHECK(contains(refusal("$item#/{$now"), "without its '}'"));
  CHECK(contains(refusal("a {$item#/x"), "without its '}'"));
  CHECK(contains(refusal("{$item#/{$now}"), "without its '}'"));
}

TEST_CASE("variables are checked against those that are declared, when they are given") {
  const std::vector<std::string> declared = {"keyId", "mode"};
  CHECK(parse_expression("$variables.keyId", &declared));
  CHECK(parse_expression("$variables.anything"));
  CHECK(contains(refusal("$variables.keyid", &declared), "did you mean 'keyId'?"));
  CHECK(contains(refusal("$item#/{$variables.kid}", &declared), "known are keyId, mode"));
  const std::vector<std::string> none;
  CHECK(contains(refusal("$variables.x", &none), "no variables are declared"));
}
