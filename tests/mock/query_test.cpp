#include "mock/query.h"

#include "support/catch.h"
#include "tests/mock/records.h"

using contract::Expression;
using contract::ListPlan;
using contract::Outcome;
using contract::ReadPlan;
using mock::QueryResult;

namespace {

Expression expression(const std::string& text) { return *contract::parse_expression(text); }

// A partition, and a request whose body says what is wanted.
struct Shelf {
  mock::Store store;
  contract::Facts facts;
  contract::Json body;
  explicit Shelf(const std::string& records) {
    REQUIRE(store.seed({{"", {{"c", {{"p", contract::Json::parse(records)}}}}}}));
    facts.path_parameters = {{"owner", "o1"}};
  }
  void ask(const std::string& text) {
    body = contract::Json::parse(text);
    facts.body.emplace(body);
  }
  mock::Partition& partition() { return *store.partition("", "c", "p"); }
  QueryResult read(const ReadPlan& plan, const std::string& text) {
    ask(text);
    return run_read(plan, facts, mock::Staged(partition()));
  }
  QueryResult list(const ListPlan& plan, const std::string& text = "{}") {
    ask(text);
    return run_list(plan, facts, mock::Staged(partition()));
  }
};

std::string ids(const QueryResult& result) {
  std::string text;
  for (const contract::RecordPtr& record : result.records)
    text += (text.empty() ? "" : " ") + contract::plain_text(*record->find("id"));
  return text;
}

ReadPlan by(const std::vector<std::pair<std::string, std::string>>& members) {
  ReadPlan plan;
  plan.key.emplace_back();
  for (const auto& [field, value] : members)
    plan.key.back().push_back({expression(field), expression(value)});
  return plan;
}

ListPlan filtered() {
  ListPlan plan;
  plan.filter.emplace_back(contract::Tokens{"a"}, expression("$request.body#/a"));
  plan.filter.emplace_back(contract::Tokens{"m", "x"}, expression("$request.body#/x"));
  plan.limit = expression("$request.body#/limit");
  plan.offset = expression("$request.body#/offset");
  plan.cursor = expression("$request.body#/cursor");
  return plan;
}

std::string asking(std::string more, const QueryResult& before) {
  return "{" + more + "\"cursor\":\"" + before.page.next_cursor.value_or("") + "\"}";
}

const char* seven = R"([{"id":1,"a":"x"},{"id":2,"a":"y","m":{"x":1}},{"id":3,"a":"x","m":{"x":1}},
    {"id":4,"a":null},{"id":5},{"id":6,"a":5},{"id":7,"a":"x","m":{"x":null}}])";

}  // namespace

TEST_CASE("read finds one record by its key, as text, or says it is missing") {
  Shelf shelf(R"([{"id":1},{"id":"2"}])");
  ReadPlan plan = by({{"/id", "$request.body#/id"}});
  QueryResult found = shelf.read(plan, R"({"id":"1"})");
  CHECK(found.outcome == Outcome::found);
  CHECK(ids(found) == "1");
  CHECK(ids(shelf.read(plan, R"({"id":2})")) == "2");
  QueryResult missing = shelf.read(plan, R"({"id":3})");
  CHECK(missing.outcome == Outcome::missing);
  CHECK(missing.records.empty());
}

TEST_CASE("read without a complete key is missing") {
  Shelf shelf(R"([{"id":1},{"id":""},{"id":null}])");
  auto body = GENERATE("{}", R"({"id":""})", R"({"id":null})", R"({"id":[1]})");
  CHECK(shelf.read(by({{"/id", "$request.body#/id"}}), body).outcome == Outcome::missing);
  CHECK(shelf.read(ReadPlan(), body).outcome == Outcome::missing);
}

TEST_CASE("read takes the first key map that is complete") {
  Shelf shelf(R"([{"id":1,"e":"x"},{"id":2,"e":"y"}])");
  ReadPlan plan = by({{"/id", "$request.body#/id"}});
  plan.key.push_back({{expression("/e"), expression("$request.body#/e")}});
  CHECK(ids(shelf.read(plan, R"({"e":"y"})")) == "2");
  CHECK(ids(shelf.read(plan, R"({"id":1,"e":"y"})")) == "1");
}

TEST_CASE("read is ambiguous where that can arise, else the oldest is found") {
  Shelf shelf(R"([{"id":1,"e":"x"},{"id":2,"e":"x"}])");
  ReadPlan plan = by({{"/e", "$request.body#/e"}});
  CHECK(ids(shelf.read(plan, R"({"e":"x"})")) == "1");
  plan.may_be_ambiguous = true;
  QueryResult ambiguous = shelf.read(plan, R"({"e":"x"})");
  CHECK(ambiguous.outcome == Outcome::ambiguous);
  CHECK(ambiguous.records.empty());
}

TEST_CASE("read sees only what within sees, and takes literal key values") {
  Shelf shelf(R"([{"id":1,"owner":"o2","main":true},{"id":2,"owner":"o1","main":true}])");
  ReadPlan plan = by({{"/main", "true"}});
  plan.within.emplace_back("owner", expression("$request.path.owner"));
  CHECK(ids(shelf.read(plan, "{}")) == "2");
  plan.within.front().second = expression("$request.body#/none");
  CHECK(shelf.read(plan, "{}").outcome == Outcome::missing);
}

TEST_CASE("a list without limit shows everything in order of creation") {
  Shelf shelf(seven);
  QueryResult all = shelf.list(ListPlan());
  CHECK(all.outcome == Outcome::found);
  CHECK(ids(all) == "1 2 3 4 5 6 7");
  CHECK(all.page.total == 7);
  CHECK_FALSE(all.page.has_more);
  CHECK_FALSE(all.page.next_cursor);
}

TEST_CASE("a filter that finds nothing does not filter, others add up") {
  auto [body, found] = GENERATE(table<std::string, std::string>({{"{}", "1 2 3 4 5 6 7"},
                                                                 {R"({"a":"x"})", "1 3 7"},
                                                                 {R"({"a":"5"})", "6"},
                                                                 {R"({"a":"x","x":1})", "3"},
                                                                 {R"({"x":"1"})", "2 3"},
                                                                 {R"({"a":null})", "4 5"},
                                                                 {R"({"a":"x","x":null})", "1 7"},
                                                                 {R"({"a":""})", ""},
                                                                 {R"({"a":"null"})", ""}}));
  Shelf shelf(seven);
  QueryResult result = shelf.list(filtered(), body);
  CHECK(ids(result) == found);
  CHECK(result.page.total == result.records.size());
}

TEST_CASE("a filter by an array or object is refused") {
  Shelf shelf(seven);
  auto body = GENERATE(R"({"a":[1]})", R"({"x":{"y":1}})");
  QueryResult result = shelf.list(filtered(), body);
  REQUIRE(result.refused);
  CHECK_THAT(*result.refused, Catch::Matchers::StartsWith("the filter /"));
  CHECK(result.records.empty());
}

TEST_CASE("limit and offset cut a page out, and the total counts what matches") {
  Shelf shelf(seven);
  QueryResult page = shelf.list(filtered(), R"({"limit":2,"offset":1})");
  CHECK(ids(page) == "2 3");
  CHECK(page.page.total == 7);
  CHECK(page.page.has_more);
  QueryResult last = shelf.list(filtered(), R"({"limit":"3","offset":"4"})");
  CHECK(ids(last) == "5 6 7");
  CHECK_FALSE(last.page.has_more);
  CHECK_FALSE(last.page.next_cursor);
  CHECK(ids(shelf.list(filtered(), R"({"offset":9})")) == "");
  CHECK(ids(shelf.list(filtered(), R"({"limit":0})")) == "");
  ListPlan plan = filtered();
  plan.default_limit = 3;
  CHECK(ids(shelf.list(plan)) == "1 2 3");
  CHECK(ids(shelf.list(plan, R"({"limit":null})")) == "1 2 3");
  CHECK(ids(shelf.list(plan, R"({"limit":9})")) == "1 2 3 4 5 6 7");
}

TEST_CASE("a limit or offset that is no whole number is refused") {
  Shelf shelf(seven);
  auto body = GENERATE(R"({"limit":-1})", R"({"limit":"many"})", R"({"offset":1.5})",
                       R"({"offset":""})", R"({"limit":1e300})", R"({"offset":[]})");
  CHECK(shelf.list(filtered(), body).refused);
}

TEST_CASE("cursors walk through a list without repeating or skipping") {
  Shelf shelf(seven);
  QueryResult first = shelf.list(filtered(), R"({"limit":3})");
  CHECK(ids(first) == "1 2 3");
  REQUIRE(first.page.next_cursor);
  mock::Staged staged(shelf.partition());
  staged.erase(staged.all()[1]);
  staged.erase(staged.all()[2]);
  staged.create(record(R"({"id":8})"));
  staged.commit();
  QueryResult second = shelf.list(filtered(), asking("\"limit\":3,", first));
  CHECK(ids(second) == "5 6 7");
  QueryResult third = shelf.list(filtered(), asking("\"limit\":3,\"offset\":7,", second));
  CHECK(ids(third) == "8");
  CHECK_FALSE(third.page.has_more);
}

TEST_CASE("a cursor of another list, or made up, is refused") {
  Shelf shelf(seven);
  QueryResult first = shelf.list(filtered(), R"({"limit":1,"a":"x"})");
  REQUIRE(first.page.next_cursor);
  CHECK(ids(shelf.list(filtered(), asking(R"("a":"x",)", first))) == "3 7");
  CHECK(shelf.list(filtered(), asking(R"("a":"y",)", first)).refused);
  CHECK(shelf.list(filtered(), asking("", first)).refused);
  auto cursor =
      GENERATE("", "1", "abc", "0000000000000000ffffffffffffffffffff", "00000000000000001");
  QueryResult result = shelf.list(filtered(), std::string(R"({"cursor":")") + cursor + "\"}");
  REQUIRE(result.refused);
  CHECK_THAT(*result.refused, Catch::Matchers::StartsWith("this list gave out no cursor"));
}

TEST_CASE("a list sees only what within sees") {
  Shelf shelf(R"([{"id":1,"owner":"o1"},{"id":2,"owner":"o2"},{"id":3,"owner":"o1"}])");
  ListPlan plan;
  plan.within.emplace_back("owner", expression("$request.path.owner"));
  CHECK(ids(shelf.list(plan)) == "1 3");
  plan.within.front().second = expression("$request.body#/owner");
  QueryResult none = shelf.list(plan);
  CHECK(none.outcome == Outcome::found);
  CHECK(none.page.total == 0);
}
