// Bulk accounting over the foreign APIs of fixtures/apis: answers that add up, that nearly do not,
// and that do not.
#include "validator/accounting.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

namespace {

using Codes = std::vector<std::string>;

struct Api {
  std::string folder, method, target;
  contract::Headers headers;
};

const Api tasks{"multi-status", "POST", "/tasks/batch", {}};
const Api prices{"price-list", "PUT", "/v1/prices", {{"X-Tenant", "shop"}}};
const Api lines{"order-lines", "PATCH", "/lines", {{"Authorization", "Basic YW5uOnNlY3JldA=="}}};
const Api all_lines{
    "order-lines", "PATCH", "/lines?allOrNone=true", {{"Authorization", "Basic YW5uOnNlY3JldA=="}}};
const Api events{
    "event-import", "POST", "/projects/p/events?continue-on-error=true", {{"X-Api-Key", "k"}}};
const Api all_events{"event-import", "POST", "/projects/p/events", {{"X-Api-Key", "k"}}};

contract::BehaviourPtr load(const std::string& folder) {
  const auto loaded = contract::load_behaviour(
      UNDERSTUDY_SOURCE_DIR "/fixtures/apis/" + folder + "/behaviour.yaml", contract::read_file);
  REQUIRE(loaded);
  return *loaded;
}

validator::Account account_of(const Api& api, const std::string& body, int status,
                              const std::string& answer) {
  const contract::BehaviourPtr behaviour = load(api.folder);
  const contract::Router router(*behaviour->api);
  contract::Request request{api.method, api.target, api.headers, body};
  request.headers.add("Content-Type", "application/json");
  const auto found = router.find(request.method, request.path());
  REQUIRE(std::holds_alternative<contract::Route>(found));
  return validator::account(*behaviour, std::get<contract::Route>(found), request,
                            {status, {{"Content-Type", "application/json"}}, answer});
}

Codes codes(const Api& api, const std::string& body, int status, const std::string& answer) {
  Codes list;
  for (const contract::Violation& each : account_of(api, body, status, answer).violations)
    list.push_back((each.note ? "note " : "") + std::string(contract::code(each.rule)));
  return list;
}

const std::string two_tasks = R"({"tasks":[{"ref":"a","title":"x"},{"ref":"b","title":"y"}]})";
const std::string two_prices =
    R"({"prices":[{"sku":"AB-1","amount":1},{"sku":"AB-2","amount":2}]})";
const std::string two_lines =
    R"([{"order":"o1","line":1,"product":"p"},{"order":"o2","line":1,"product":"p"}])";
const std::string two_events = R"({"events":[{"id":1,"name":"n"},{"id":2,"deleted":true}]})";

std::string results(const std::string& elements) { return R"({"results":[)" + elements + "]}"; }

}  // namespace

TEST_CASE("multi-status: each item once, by its index and its key") {
  const std::string a = R"({"index":0,"ref":"a","status":201})";
  const std::string b = R"({"index":1,"ref":"b","status":200})";
  CHECK(codes(tasks, two_tasks, 207, results(a + "," + b)).empty());
  CHECK(codes(tasks, two_tasks, 207, results(b + "," + a)).empty());
  CHECK(codes(tasks, two_tasks, 207, results(a)) == Codes{"item-missing"});
  CHECK(codes(tasks, two_tasks, 207, results(a + "," + a)) == Codes{"item-repeated"});
  CHECK(codes(tasks, two_tasks, 207, results(a + "," + b + "," + b)) == Codes{"item-repeated"});
  CHECK(codes(tasks, two_tasks, 207, results(a + R"(,{"index":2,"ref":"b","status":200})")) ==
        Codes{"index-out-of-range"});
  CHECK(codes(tasks, two_tasks, 207, results(a + R"(,{"index":1,"ref":"a","status":200})")) ==
        Codes{"key-mismatch"});
  CHECK(codes(tasks, two_tasks, 207, results(a + R"(,{"index":1,"ref":"b","status":418})")) ==
        Codes{"error-status-mismatch"});
  CHECK(
      codes(tasks, two_tasks, 207, results(a + R"(,{"index":1,"ref":"b","status":422})")).empty());
}

TEST_CASE("multi-status: an item that breaks its schema cannot succeed, one without its key can") {
  const std::string broken = R"({"tasks":[{"ref":"a","title":""}]})";
  CHECK(codes(tasks, broken, 207, results(R"({"index":0,"ref":"a","status":201})")) ==
        Codes{"invalid-item-accepted"});
  CHECK(codes(tasks, broken, 207, results(R"({"index":0,"ref":"a","status":422})")).empty());
}

TEST_CASE("multi-status: more items than the limit are refused") {
  std::string body, answer;
  for (int i = 0; i < 6; ++i) {
    const std::string n = std::to_string(i), comma = i ? "," : "";
    body += comma + R"({"ref":"r)" + n + R"(","title":"t"})";
    answer += comma + R"({"index":)" + n + R"(,"ref":"r)" + n + R"(","status":201})";
  }
  CHECK(codes(tasks, R"({"tasks":[)" + body + "]}", 207, results(answer)) ==
        Codes{"over-limit-accepted"});
  CHECK(
      codes(tasks, R"({"tasks":[)" + body + "]}", 400, R"({"code":"too-many-items","message":"m"})")
          .empty());
}

TEST_CASE("price-list: what was skipped is in no list, and a failed batch names what failed") {
  CHECK(codes(prices, two_prices, 200, R"({"inserted":["AB-1"],"changed":["AB-2"]})").empty());
  CHECK(codes(prices, two_prices, 200, R"({"inserted":[],"changed":["AB-2"]})").empty());
  CHECK(codes(prices, two_prices, 200, R"({"inserted":["AB-1"],"changed":["AB-1"]})") ==
        Codes{"item-repeated"});
  CHECK(codes(prices, two_prices, 200, R"({"inserted":["AB-3"],"changed":[]})") ==
        Codes{"key-not-sent"});
  const std::string text = R"({"code":11,"text":"t"})";
  CHECK(codes(prices, two_prices, 409, R"({"total":2,"failures":{"1":)" + text + "}}").empty());
  CHECK(codes(prices, two_prices, 409, R"({"total":3,"failures":{"1":)" + text + "}}") ==
        Codes{"count-mismatch"});
  CHECK(codes(prices, two_prices, 409, R"({"total":2,"failures":{"2":)" + text + "}}") ==
        Codes{"index-out-of-range"});
  CHECK(codes(prices, two_prices, 409, R"({"total":2,"failures":{}})") == Codes{"item-missing"});
  CHECK(codes(prices, two_prices, 409, R"({"total":2,"failures":{"1":{"code":99,"text":"t"}}})") ==
        Codes{"undeclared-code"});
}

TEST_CASE("order-lines: results in request order, without keys or indexes") {
  const std::string made = R"({"id":"i","success":true,"created":true,"errors":[]})";
  const std::string lost =
      R"({"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"m","fields":[]}]})";
  const std::string undone =
      R"({"success":false,"errors":[{"statusCode":"ALL_OR_NONE_OPERATION_ROLLED_BACK","message":"Another line failed","fields":[]}]})";
  const auto list = [](const std::string& x, const std::string& y) {
    return "[" + x + "," + y + "]";
  };
  CHECK(codes(lines, two_lines, 200, list(made, lost)).empty());
  CHECK(codes(lines, two_lines, 200, "[" + made + "]") == Codes{"item-missing"});
  CHECK(codes(lines, two_lines, 200, list(made + "," + made, lost)) == Codes{"item-repeated"});
  CHECK(codes(all_lines, two_lines, 200, list(undone, lost)).empty());
  CHECK(codes(all_lines, two_lines, 200, list(made, lost)) == Codes{"atomic-with-failures"});
  CHECK(codes(all_lines, two_lines, 200, list(made, made)).empty());
}

TEST_CASE("event-import: by the id each list shows, and by the switch in the query") {
  CHECK(codes(events, two_events, 200, R"({"added":[1],"removed":[2],"errors":[]})").empty());
  CHECK(codes(events, two_events, 200,
              R"({"added":[1],"removed":[],"errors":[{"id":2,"reason":"gone"}]})")
            .empty());
  CHECK(codes(events, two_events, 200, R"({"added":[1],"removed":[],"errors":[]})") ==
        Codes{"item-missing"});
  CHECK(codes(events, two_events, 200,
              R"({"added":[1],"removed":[2],"errors":[{"id":2,"reason":"gone"}]})") ==
        Codes{"item-succeeded-and-failed"});
  CHECK(codes(events, two_events, 200,
              R"({"added":[1],"removed":[],"errors":[{"id":2,"reason":"lost"}]})") ==
        Codes{"undeclared-code"});
  CHECK(codes(all_events, two_events, 200,
              R"({"added":[1],"removed":[],"errors":[{"id":2,"reason":"gone"}]})") ==
        Codes{"atomic-with-failures"});
  CHECK(codes(all_events, two_events, 422, R"({"reason":"gone","at":1})").empty());
  CHECK(codes(all_events, two_events, 422, R"({"reason":"gone","at":2})") ==
        Codes{"index-out-of-range"});
  CHECK(codes(all_events, two_events, 400, R"({"reason":"gone"})") ==
        Codes{"error-status-mismatch"});
}

TEST_CASE("an answer nobody declared is noted, a refusal of another shape is not") {
  CHECK(codes(tasks, two_tasks, 207, R"({"accepted":true})") == Codes{"note unaccounted-answer"});
  CHECK(codes(tasks, two_tasks, 207, "<html>") == Codes{"note unaccounted-answer"});
  CHECK(codes(tasks, two_tasks, 502, "<html>").empty());
}

TEST_CASE("a violation names the element, the item and the line that asks for it") {
  const auto found = account_of(tasks, two_tasks, 207,
                                results(R"({"index":0,"ref":"a","status":201},)"
                                        R"({"index":1,"ref":"z","status":200})"))
                         .violations;
  REQUIRE(found.size() == 1);
  CHECK(found[0].pointer == "/results/1");
  CHECK(found[0].item == 1);
  CHECK(found[0].part == contract::Part::response);
  CHECK(found[0].operation == "tasks.writeMany");
  CHECK(found[0].contract.file.ends_with("multi-status/behaviour.yaml"));
  CHECK(found[0].contract.line > 0);
  CHECK(found[0].evidence == contract::Evidence::assumed);
}

TEST_CASE("what becomes of keys: known verbs and ids, unknown ones where nobody can tell") {
  using validator::KeyVerb;
  const auto one = R"({"tasks":[{"ref":"a","title":"x"}]})";
  const auto created =
      account_of(tasks, one, 207, results(R"({"index":0,"ref":"a","status":201})")).keys;
  REQUIRE(created);
  REQUIRE(created->facts.size() == 1);
  CHECK(created->facts[0].verb == KeyVerb::created);
  CHECK(created->facts[0].id == 0);
  const auto lost = account_of(tasks, one, 500, "oops").keys;
  REQUIRE(lost);
  CHECK(lost->facts[0].verb == KeyVerb::unknown);
  CHECK(lost->facts[0].key == created->facts[0].key);
  CHECK_FALSE(account_of(tasks, one, 207, results(R"({"index":0,"ref":"a","status":422})")).keys);
  Api other = prices;
  const auto body = R"({"prices":[{"sku":"AB-1","amount":1}]})";
  const auto answer = R"({"inserted":["AB-1"],"changed":[]})";
  const auto shop = account_of(prices, body, 200, answer).keys;
  other.headers.set("X-Tenant", "stall");
  const auto stall = account_of(other, body, 200, answer).keys;
  REQUIRE(shop);
  REQUIRE(stall);
  CHECK(shop->facts[0].key != stall->facts[0].key);
  other.headers.set("X-Tenant", "***");
  CHECK_FALSE(account_of(other, body, 200, answer).keys);
}
