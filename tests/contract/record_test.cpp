#include "contract/record.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

using contract::Json;
using contract::Record;
using contract::RecordBuilder;

namespace {

Record record(const char* text) {
  const Json json = Json::parse(text);
  return Record::from(json);
}

}  // namespace

TEST_CASE("a record keeps the text of every member") {
  const Record r = record(R"({"a":1,"b\"":{"c":[1,2]},"d":null})");
  CHECK(r.text() == R"({"a":1,"b\"":{"c":[1,2]},"d":null})");
  CHECK(r.size() == 3);
  CHECK(r.find("b\"") == R"({"c":[1,2]})");
  CHECK(r.find("d") == "null");
  CHECK_FALSE(r.find("e"));
  CHECK(r.at({"b\"", "c", "1"}) == "2");
  CHECK_FALSE(r.at({"b\"", "x"}));
  CHECK(r.at({}) == std::string(r.text()));
  CHECK(Record().text() == "{}");
}

TEST_CASE("a builder lays members over a record and leaves it alone") {
  const Record base = record(R"({"a":1,"b":2})");
  RecordBuilder builder(base);
  builder.set("b", "3");
  builder.set("c", "\"x\"");
  builder.remove("a");
  CHECK(builder.build().text() == R"({"b":3,"c":"x"})");
  CHECK(base.text() == R"({"a":1,"b":2})");
}

TEST_CASE("nested pointers make the objects they need") {
  RecordBuilder builder(record(R"({"a":1,"p":{"id":1,"q":2}})"));
  builder.set_at({"p", "id"}, "5");
  builder.set_at({"n", "m", "k"}, "true");
  builder.set_at({"a", "z"}, "0");
  CHECK(builder.build().text() == R"({"a":{"z":0},"p":{"id":5,"q":2},"n":{"m":{"k":true}}})");
  builder.remove_at({"p", "q"});
  builder.remove_at({"p", "none", "x"});
  CHECK(builder.build().find("p") == R"({"id":5})");
}

TEST_CASE("records are the same by value") {
  CHECK(record(R"({"a":1,"b":[1.0]})").same_as(record(R"({"b":[1],"a":1})")));
  CHECK_FALSE(record(R"({"a":1})").same_as(record(R"({"a":2})")));
  CHECK_FALSE(record(R"({"a":1})").same_as(record(R"({"a":1,"b":1})")));
}
