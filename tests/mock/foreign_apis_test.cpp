// fixtures/apis: APIs of other styles, from declarations alone.
#include "mock/declared_api.h"

using Json = nlohmann::json;

namespace {

DeclaredApi tasks() { return DeclaredApi("fixtures/apis/multi-status", {}); }
DeclaredApi prices() { return DeclaredApi("fixtures/apis/price-list", {{"X-Tenant", "shop"}}); }
DeclaredApi lines() {
  return DeclaredApi("fixtures/apis/order-lines", {{"Authorization", "Basic YW5uOnNlY3JldA=="}});
}
DeclaredApi events() { return DeclaredApi("fixtures/apis/event-import", {{"X-Api-Key", "k"}}); }

Json parse(const std::string& text) { return Json::parse(text); }

}  // namespace

TEST_CASE("multi-status: each item has its own status in a 207") {
  DeclaredApi api = tasks();
  const auto write = [&] {
    return api.call(
        "POST", "/tasks/batch",
        R"({"tasks":[{"ref":"a","title":"x"},{"ref":"b","title":""},{"ref":"a","title":"y"}]})");
  };
  const auto first = write();
  CHECK(first.status == 207);
  const Json& results = first.body["results"];
  REQUIRE(results.size() == 3);
  CHECK(results[0] == parse(R"({"index":0,"ref":"a","status":201})"));
  CHECK(results[1]["status"] == 422);
  CHECK(results[1]["ref"] == "b");
  CHECK(results[1].contains("error"));
  CHECK(results[2]["status"] == 200);
  CHECK(write().body["results"][0]["status"] == 200);
  CHECK(api.call("GET", "/tasks/a").body ==
        parse(R"({"done":false,"ref":"a","title":"y","id":1})"));
}

TEST_CASE("multi-status: what is no batch has the API's problem, reasons named by themselves") {
  DeclaredApi api = tasks();
  const auto missing = api.call("GET", "/tasks/b");
  CHECK(missing.status == 404);
  CHECK(missing.body == parse(R"({"code":"NO_SUCH_TASK","message":"There is no task b"})"));
  CHECK(api.call("POST", "/tasks/batch", "{").body["code"] == "invalid-json");
  const auto many = api.call("POST", "/tasks/batch",
                             Json{{"tasks", items_of(6, [](std::size_t i) {
                                     return Json{{"ref", std::to_string(i)}, {"title", "t"}};
                                   })}});
  CHECK(many.status == 400);
  CHECK(many.body["code"] == "too-many-items");
  CHECK(api.call("POST", "/tasks/batch", R"({"tasks":[]})").body["code"] == "invalid-request");
}

TEST_CASE("price-list: failures are mapped by their place and nothing is stored") {
  DeclaredApi api = prices();
  const auto answer = api.call(
      "PUT", "/v1/prices",
      R"({"prices":[{"sku":"AB-1","amount":1},{"sku":"bad","amount":1},{"sku":"AB-1","amount":2},{"sku":"AB-2","amount":-1}]})");
  CHECK(answer.status == 409);
  CHECK(answer.body["total"] == 4);
  const Json& failures = answer.body["failures"];
  CHECK(failures.size() == 3);
  CHECK(failures["1"]["code"] == 11);
  CHECK(failures["2"] == parse(R"({"code":13,"text":"AB-1 stands in the list twice"})"));
  CHECK(failures["3"]["code"] == 11);
  CHECK(api.call("GET", "/v1/prices").body["count"] == 0);
}

TEST_CASE(
    "price-list: replacing forgets what is left out, keeps what the server owns, and fixes the "
    "currency") {
  DeclaredApi api = prices();
  const auto put = [&](const std::string& price) {
    return api.call("PUT", "/v1/prices", R"({"prices":[)" + price + "]}");
  };
  CHECK(put(R"({"sku":"AB-1","amount":1,"note":"n","currency":"USD"})").body["inserted"] ==
        parse(R"(["AB-1"])"));
  const auto conflict = put(R"({"sku":"AB-1","amount":1,"currency":"EUR"})");
  CHECK(conflict.status == 409);
  CHECK(conflict.body["failures"]["0"]["text"] == "The currency of AB-1 is USD");
  CHECK(put(R"({"sku":"AB-1","amount":2,"currency":"USD"})").body["changed"] ==
        parse(R"(["AB-1"])"));
  CHECK(api.call("GET", "/v1/prices").body["prices"] ==
        parse(R"([{"sku":"AB-1","amount":2,"currency":"USD"}])"));
  const auto unchanged = put(R"({"sku":"AB-1","amount":2,"currency":"USD"})");
  CHECK(unchanged.body == parse(R"({"inserted":[],"changed":[]})"));
  CHECK(api.call_with("X-Tenant", "other", "GET", "/v1/prices").body["count"] == 0);
  CHECK(api.call_with("X-Tenant", "", "GET", "/v1/prices").status == 400);
}

TEST_CASE("price-list: a list is filtered and continued through the query") {
  DeclaredApi api = prices();
  REQUIRE(
      api.call(
             "PUT", "/v1/prices",
             R"({"prices":[{"sku":"AB-1","amount":1},{"sku":"AB-2","amount":1,"currency":"USD"},{"sku":"AB-3","amount":1}]})")
          .status == 200);
  const auto first = api.call("GET", "/v1/prices?currency=EUR&limit=1");
  CHECK(first.body["count"] == 2);
  CHECK(first.body["prices"][0]["sku"] == "AB-1");
  const auto second = api.call(
      "GET", "/v1/prices?currency=EUR&limit=1&after=" + first.body["after"].get<std::string>());
  CHECK(second.body["prices"][0]["sku"] == "AB-3");
  CHECK_FALSE(second.body.contains("after"));
}

TEST_CASE("order-lines: a root array with a composite key is answered line by line") {
  DeclaredApi api = lines();
  const auto answer = api.call(
      "PATCH", "/lines",
      R"([{"order":"1","line":1,"product":"p"},{"order":"1","line":2},{"order":"1","line":1,"quantity":5},{"order":"2","line":1,"product":"p","size":"L"}])");
  REQUIRE(answer.status == 200);
  CHECK(answer.body[0]["created"] == true);
  CHECK(answer.body[1]["errors"][0]["statusCode"] == "REQUIRED_FIELD_MISSING");
  CHECK(answer.body[2]["created"] == false);
  CHECK(answer.body[2]["id"] == answer.body[0]["id"]);
  CHECK(answer.body[3]["errors"][0]["statusCode"] == "INVALID_FIELD");
  CHECK(answer.body[3]["errors"][0]["fields"] == parse(R"(["size"])"));
  CHECK(api.call("GET", "/orders/1/lines/1").body["quantity"] == 5);
  CHECK(api.call("GET", "/orders/1/lines/2").status == 404);
}

TEST_CASE("order-lines: allOrNone undoes the lines that had worked and says so") {
  DeclaredApi api = lines();
  const auto answer = api.call("PATCH", "/lines?allOrNone=true",
                               R"([{"order":"1","line":1,"product":"p"},{"order":"1","line":2}])");
  REQUIRE(answer.status == 200);
  CHECK(answer.body[0]["success"] == false);
  CHECK(answer.body[0]["errors"][0]["statusCode"] == "ALL_OR_NONE_OPERATION_ROLLED_BACK");
  CHECK(answer.body[1]["errors"][0]["statusCode"] == "REQUIRED_FIELD_MISSING");
  CHECK(api.call("GET", "/orders/1/lines/1").status == 404);
}

TEST_CASE("order-lines: a line is deleted once, and strangers see nothing") {
  DeclaredApi api = lines();
  REQUIRE(api.call("PATCH", "/lines", R"([{"order":"1","line":1,"product":"p"}])").status == 200);
  CHECK(
      api.call_with("Authorization", "Basic Ym9iOnNlY3JldA==", "GET", "/orders/1/lines/1").status ==
      404);
  CHECK(api.call("DELETE", "/orders/1/lines/1").status == 204);
  CHECK(api.call("DELETE", "/orders/1/lines/1").status == 404);
  const auto nobody = api.call_with("Authorization", "", "PATCH", "/lines", "[]");
  CHECK(nobody.status == 401);
  CHECK(nobody.body[0]["statusCode"] == "INVALID_SESSION");
  CHECK(api.call("PATCH", "/lines", "[]").body == Json::array());
  CHECK(api.call("PATCH", "/lines", "{}").status == 400);
}

TEST_CASE("event-import: without continue-on-error one failure undoes all") {
  DeclaredApi api = events();
  const auto answer = api.call("POST", "/projects/p/events",
                               R"({"events":[{"id":1,"name":"a"},{"id":1,"name":"b"}]})");
  CHECK(answer.status == 422);
  CHECK(answer.body == parse(R"({"reason":"exists","at":1})"));
  CHECK(api.call("GET", "/projects/p/events").body == Json::array());
}

TEST_CASE("event-import: with continue-on-error what works is kept, tombstones delete") {
  DeclaredApi api = events();
  const std::string path = "/projects/p/events?continue-on-error=true";
  REQUIRE(
      api.call("POST", path, R"({"events":[{"id":1,"name":"a"},{"id":2,"name":"b"}]})").status ==
      200);
  const auto answer = api.call(
      "POST", path,
      R"({"events":[{"id":1,"deleted":true},{"id":9,"deleted":true},{"id":2,"name":"c"}]})");
  REQUIRE(answer.status == 200);
  CHECK(
      answer.body ==
      parse(
          R"({"added":[],"removed":[1],"errors":[{"id":9,"reason":"gone"},{"id":2,"reason":"exists"}]})"));
  CHECK(api.call("GET", "/projects/p/events").body ==
        parse(R"([{"id":2,"name":"b","project":"p"}])"));
  CHECK(api.call("GET", "/projects/q/events").body == Json::array());
  const auto nameless = api.call("POST", path, R"({"events":[{"id":5}]})");
  CHECK(nameless.body["errors"][0]["reason"] == "nameless");
}

TEST_CASE("event-import: the limit, the key and the schema have their own answers") {
  DeclaredApi api = events();
  const std::string path = "/projects/p/events";
  CHECK(api.call("POST", path, R"({"events":[{"id":1},{"id":2},{"id":3},{"id":4}]})").status ==
        413);
  CHECK(api.call("POST", path, R"({"events":[]})").status == 400);
  CHECK(api.call("POST", path, R"({"events":[{"id":"x"}]})").body["reason"] == "invalid");
  CHECK(api.call_with("X-Api-Key", "", "POST", path, R"({"events":[]})").status == 401);
  CHECK(api.call("POST", path + "?continue-on-error=maybe", R"({"events":[]})").status == 400);
}
