#include "contract/message.h"
#include "contract/schema_pattern.h"
#include "support/catch.h"

using namespace contract;

namespace {

PatternPtr pattern(const std::string& text) {
  auto compiled = Pattern::compile(text);
  REQUIRE(compiled);
  return *compiled;
}

MessageRule rule(std::string keyword, const std::string& message) {
  MessageRule made;
  made.keyword = std::move(keyword);
  made.message = parse_expression(message).value();
  return made;
}

Violation violation_of(std::string keyword, std::string pointer, std::string property = "") {
  Violation violation;
  violation.keyword = std::move(keyword);
  violation.pointer = std::move(pointer);
  violation.property = std::move(property);
  violation.expected = "string";
  violation.found = "integer";
  violation.message = "plain";
  return violation;
}

}  // namespace

TEST_CASE("the first message whose conditions all hold is the vendor's") {
  Behaviour behaviour;
  behaviour.messages = {rule("type", "0"), rule("type", "1"), rule("type", "2"), rule("type", "3"),
                        rule("enum", "4")};
  behaviour.messages[0].pointer = pattern("/31$");
  behaviour.messages[1].expected = "integer";
  behaviour.messages[2].property = pattern("^(a|b)$");
  const auto place = [&](const Violation& violation) {
    const MessageRule* found = message_for(behaviour, violation);
    return found ? found - behaviour.messages.data() : -1;
  };
  CHECK(place(violation_of("type", "/items/0/31")) == 0);
  CHECK(place(violation_of("type", "/items/0/310")) == 3);
  CHECK(place(violation_of("type", "/items/0/a")) == 2);
  CHECK(place(violation_of("type", "/items/0/x", "b")) == 2);
  CHECK(place(violation_of("enum", "/items/0/31")) == 4);
  CHECK(place(violation_of("pattern", "/items/0/31")) == -1);
  Violation integer = violation_of("type", "/items/0/a");
  integer.expected = "integer";
  CHECK(place(integer) == 1);
}

TEST_CASE("types are called as the vendor calls them, in type violations only") {
  Behaviour behaviour;
  behaviour.words = {{"string", "String"}, {"integer", "Integer"}};
  behaviour.messages = {
      rule("type",
           "#{$violation.pointer}: expected type: {$violation.expected}, found: "
           "{$violation.found}"),
      rule("required", "#: required key [{$violation.property}] not found, {$violation.found}")};
  const Violation type = in_vendor_words(behaviour, violation_of("type", "/a/0"), {});
  CHECK(type.expected == "String");
  CHECK(type.found == "Integer");
  CHECK(type.message == "#/a/0: expected type: String, found: Integer");
  CHECK(type.keyword == "type");
  CHECK(type.pointer == "/a/0");
  const Violation required =
      in_vendor_words(behaviour, violation_of("required", "/a/0", "type"), {});
  CHECK(required.message == "#: required key [type] not found, integer");
  CHECK(required.expected == "string");
}

TEST_CASE("of several types that are allowed the first is expected") {
  Behaviour behaviour;
  behaviour.words = {{"string", "String"}};
  behaviour.messages = {rule("type", "{$violation.expected}!"),
                        rule("enum", "{$violation.expected}")};
  behaviour.messages.front().expected = "string";
  Violation either = violation_of("type", "/a");
  either.expected = "string or integer";
  CHECK(in_vendor_words(behaviour, either, {}).message == "String!");
  either.keyword = "enum";
  CHECK(in_vendor_words(behaviour, either, {}).message == "string or integer");
}

TEST_CASE("a violation the vendor has no words for keeps its message") {
  Behaviour behaviour;
  behaviour.messages = {rule("enum", "x")};
  CHECK(in_vendor_words(behaviour, violation_of("type", ""), {}).message == "plain");
}

TEST_CASE("the vendor's words show a text without its quotes, and other values as they are") {
  Behaviour behaviour;
  behaviour.messages = {rule("enum", "<{$violation.found}>")};
  const auto worded = [&](const std::string& keyword, const std::string& found) {
    Violation violation = violation_of(keyword, "/a");
    violation.found = found;
    const Violation result = in_vendor_words(behaviour, violation, {});
    return result.message + " " + result.found;
  };
  CHECK(worded("enum", R"("say \"a\"")") == R"(<say "a"> say "a")");
  CHECK(worded("enum", "\"") == "<\"> \"");
  CHECK(worded("enum", "7") == "<7> 7");
  CHECK(worded("pattern", R"("x")") == R"(plain "x")");
}
