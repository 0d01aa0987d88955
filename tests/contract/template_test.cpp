#include "contract/template.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using namespace contract;
using Kind = Template::Kind;

namespace {

// YAML after its "---", which is line 1; JSON-looking text would not be read as YAML without it.
std::shared_ptr<const Document> document_of(const std::string& text) {
  auto document = Document::parse("---\n" + text, "answers.yaml");
  INFO(text);
  REQUIRE(document);
  return *document;
}

std::unique_ptr<Template> template_of(const std::string& text) {
  const auto document = document_of(text);
  auto parsed = parse_template(*document, document->root(), nullptr);
  INFO(text);
  if (!parsed) FAIL(to_string(parsed.error().front()));
  return std::move(*parsed);
}

Errors refusals(const std::string& text, const std::vector<std::string>* variables = nullptr) {
  const auto document = document_of(text);
  const auto parsed = parse_template(*document, document->root(), variables);
  INFO(text);
  REQUIRE_FALSE(parsed);
  REQUIRE_FALSE(parsed.error().empty());
  return parsed.error();
}

}  // namespace

TEST_CASE("a subtree without expressions is one piece of JSON text") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"[null]", "[null]"},
      {"12", "12"},
      {"1.5", "1.5"},
      {"true", "true"},
      {"'12'", R"("12")"},
      {"text", R"("text")"},
      {"[]", "[]"},
      {"{}", "{}"},
      {"{a: {b: [1, null, x]}, c: ''}", R"({"a":{"b":[1,null,"x"]},"c":""})"},
      {"{$$each: '$$5 and $6'}", R"({"$each":"$5 and $6"})"},
      {R"({"quote\"": "line\nbreak \u0001 \u00fc"})",
       "{\"quote\\\"\":\"line\\nbreak \\u0001 \u00fc\"}"},
  };
  for (const auto& [text, json] : rows) {
    const auto parsed = template_of(text);
    INFO(text);
    CHECK(parsed->kind == Kind::literal);
    CHECK(parsed->literal.text == json);
  }
}

TEST_CASE("every form is recognised") {
  CHECK(template_of("$record")->kind == Kind::expression);
  CHECK(template_of("a{$now}")->kind == Kind::expression);
  CHECK(template_of("[1, $now]")->kind == Kind::array);
  CHECK(template_of("{'{$error.code}': 1}")->kind == Kind::object);
  const auto each = template_of("{$each: failed, $key: $result.key, $as: $record, $empty: []}");
  CHECK(each->kind == Kind::each);
  CHECK(each->list == EachList::failed);
  CHECK(each->key);
  CHECK(each->otherwise->literal.text == "[]");
  CHECK(each->as->kind == Kind::expression);
  const auto choice = template_of("{$case: $result.action, created: 1, 'up{$now}': 2, $else: 3}");
  CHECK(choice->kind == Kind::choice);
  CHECK(choice->members.size() == 2);
  CHECK(choice->otherwise->literal.text == "3");
  const auto pick =
      template_of("{$pick: {from: $record, fields: $variables.f, always: [id, uid]}}");
  CHECK(pick->kind == Kind::pick);
  CHECK(pick->always == std::vector<std::string>{"id", "uid"});
}

TEST_CASE("each list has its word") {
  for (const char* word : {"results", "succeeded", "failed", "created", "updated", "replaced",
                           "deleted", "skipped", "violations", "records"}) {
    const auto list = each_list_from(word);
    REQUIRE(list);
    CHECK(to_string(*list) == word);
  }
  CHECK_FALSE(each_list_from("Results"));
}

TEST_CASE("what is wrong with a template is said with its line and a suggestion") {
  struct Row {
    std::string text, code, part;
    int line;
  };
  const std::vector<Row> rows = {
      {"a: 1\nb: $reslut.index", "invalid-expression", "did you mean '$result'?", 2},
      {"a:\n  $eech: failed\n  b: 1", "unknown-word", "did you mean '$each'?", 2},
      {"a:\n  $banana: 1", "invalid-expression", "unknown expression '$banana'", 2},
      {"a:\n  '{$nwo}': 1", "invalid-expression", "did you mean '$now'?", 2},
      {"$each: faild\n$as: 1", "unknown-word", "did you mean 'failed'?", 1},
      {"$each: 7\n$as: 1", "unknown-word", "unknown list '7'", 1},
      {"$each: failed", "invalid-template", "'$each' needs '$as'", 1},
      {"$each: failed\n$as: 1\n$emtpy: 2", "unknown-word", "did you mean '$empty'?", 3},
      {"$each: failed\n$as: 1\nname: 2", "unknown-word", "unknown member 'name'", 3},
      {"$each: failed\n$as: 1\n$key: [a]", "invalid-template", "'$key' must be an expression", 3},
      {"a: 1\n$as: 2", "invalid-template", "'$as' belongs to '$each'", 2},
      {"a: 1\n$else: 2", "invalid-template", "'$else' belongs to '$case'", 2},
      {"$case: $now\n$els: 1\na: 2", "unknown-word", "did you mean '$else'?", 2},
      {"$case: $now\n$else: 1", "invalid-template", "at least one value", 1},
      {"$case: 5\na: 1", "invalid-template", "'$case' must be an expression", 1},
      {"$pick: {from: $item, fields: $now}", "invalid-template", "'$pick' must be", 1},
      {"$pick: {from: $record}", "invalid-template", "'$pick' must be", 1},
      {"$pick: $record", "invalid-template", "'$pick' must be", 1},
      {"$pick:\n  from: $record\n  fields: $now\n  feilds: 1", "unknown-word", "did you mean", 4},
      {"$pick: {from: $record, fields: $now, always: id}", "invalid-template", "'always'", 1},
      {"$pick: {from: $record, fields: $now, always: [1]}", "invalid-template", "'always'", 1},
      {"a:\n  - $each: failed\n    $as:\n      b: $nope", "invalid-expression", "'$nope'", 4},
  };
  for (const Row& row : rows) {
    const Errors errors = refusals(row.text);
    INFO(row.text << "\n" << to_string(errors.front()));
    CHECK(errors.size() == 1);
    CHECK(errors.front().code == row.code);
    CHECK(errors.front().message.find(row.part) != std::string::npos);
    CHECK(errors.front().where.file == "answers.yaml");
    CHECK(errors.front().where.line == row.line + 1);
  }
}

TEST_CASE("one run finds every complaint") {
  const Errors errors = refusals("a: $nope\nb: [$nay]\nc: {$each: nothing}\nd: fine");
  CHECK(errors.size() == 4);
}

TEST_CASE("a template may only use the variables that are declared") {
  const std::vector<std::string> declared = {"keyId"};
  const auto document = document_of("{a: $variables.keyId}");
  CHECK(parse_template(*document, document->root(), &declared));
  CHECK(refusals("{a: $variables.keyid}", &declared).front().message.find("keyId") !=
        std::string::npos);
}
