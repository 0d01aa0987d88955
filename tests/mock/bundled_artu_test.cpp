// specs/artu, request by request; what a user of the first bundled API must see.
#include "mock/declared_api.h"

using Json = nlohmann::json;

namespace {

const std::string client_a = "11111111-1111-4111-8111-111111111111";
const std::string client_b = "22222222-2222-4222-8222-222222222222";
const std::string batch = "/contact-methods/batch/external";

DeclaredApi artu() {
  return DeclaredApi("specs/artu", {{"Authorization", "Bearer key"}, {"X-Environment", "test"}});
}

Json method(const std::string& external_id, const std::string& value,
            const std::string& client = client_a) {
  return {{"clientId", client}, {"type", "email"}, {"value", value}, {"externalId", external_id}};
}

Json methods(std::size_t n) {
  return items_of(n, [](std::size_t i) {
    return method("e" + std::to_string(i), "a" + std::to_string(i) + "@example.com");
  });
}

Json stored(DeclaredApi& api, const Json& filter = Json::object()) {
  const auto answer =
      api.call("POST", "/contact-methods/list", Json{{"filter", filter}, {"limit", 200}});
  REQUIRE(answer.status == 200);
  return answer.body["data"];
}

std::string error_code(const DeclaredApi::Answer& answer) {
  return answer.body["error"]["code"].get<std::string>();
}

std::string sync_of(const std::string& client) {
  return "/clients/" + client + "/contact-methods/sync";
}

}  // namespace

TEST_CASE("artu: 250 items are answered in request order") {
  DeclaredApi api = artu();
  const auto answer = api.call("PUT", batch, Json{{"items", methods(250)}});
  REQUIRE(answer.status == 200);
  CHECK(answer.body["atomic"] == true);
  REQUIRE(answer.body["data"].size() == 250);
  for (std::size_t i = 0; i < 250; ++i) {
    CHECK(answer.body["data"][i]["action"] == "created");
    CHECK(answer.body["data"][i]["data"]["externalId"] == "e" + std::to_string(i));
  }
}

TEST_CASE("artu: a 251st item and an empty list are refused and nothing is stored") {
  DeclaredApi api = artu();
  const std::size_t n = GENERATE(std::size_t{0}, std::size_t{251});
  const auto answer = api.call("PUT", batch, Json{{"items", methods(n)}});
  CHECK(answer.status == 400);
  CHECK(error_code(answer) == "VALIDATION_ERROR");
  CHECK(stored(api).empty());
}

TEST_CASE("artu: an atomic batch with one bad item fails as a whole and names the item") {
  DeclaredApi api = artu();
  Json items = methods(5);
  items[2].erase("value");
  const auto answer = api.call("PUT", batch, Json{{"items", items}});
  CHECK(answer.status == 400);
  CHECK(error_code(answer) == "VALIDATION_ERROR");
  CHECK(answer.body["error"]["message"].get<std::string>().find("items[2]") == 0);
  CHECK(stored(api).empty());
}

TEST_CASE("artu: the same batch without atomic keeps what worked") {
  DeclaredApi api = artu();
  Json items = methods(5);
  items[2].erase("value");
  const auto answer = api.call("PUT", batch, Json{{"items", items}, {"atomic", false}});
  REQUIRE(answer.status == 200);
  CHECK(answer.body["atomic"] == false);
  CHECK(answer.body["succeeded"].size() == 4);
  REQUIRE(answer.body["failed"].size() == 1);
  CHECK(answer.body["failed"][0]["index"] == 2);
  CHECK(answer.body["failed"][0]["error"]["code"] == "VALIDATION_ERROR");
  CHECK(stored(api).size() == 4);
}

TEST_CASE("artu: when all items of a batch that is not atomic fail the answer is still 200") {
  DeclaredApi api = artu();
  const auto answer =
      api.call("PUT", batch, Json{{"items", {{{"type", "invalid"}}}}, {"atomic", false}});
  REQUIRE(answer.status == 200);
  CHECK(answer.body["succeeded"].empty());
  CHECK(answer.body["failed"].size() == 1);
}

TEST_CASE("artu: a changed value updates, the same one is skipped, another client conflicts") {
  DeclaredApi api = artu();
  const auto write = [&](const Json& item) {
    return api.call("PUT", batch, Json{{"items", {item}}});
  };
  const Json created = write(method("e", "a@example.com")).body["data"][0];
  const Json updated = write(method("e", "b@example.com")).body["data"][0];
  CHECK(created["action"] == "created");
  CHECK(updated["action"] == "updated");
  CHECK(updated["data"]["id"] == created["data"]["id"]);
  CHECK(updated["data"]["createdAt"] == created["data"]["createdAt"]);
  CHECK(updated["data"]["value"] == "b@example.com");
  const Json skipped = write(method("e", "b@example.com")).body["data"][0];
  CHECK(skipped["action"] == "skipped");
  CHECK(skipped["data"]["updatedAt"] == updated["data"]["updatedAt"]);
  const auto conflict = write(method("e", "c@example.com", client_b));
  CHECK(conflict.status == 409);
  CHECK(error_code(conflict) == "CONFLICT");
  CHECK(stored(api)[0]["value"] == "b@example.com");
}

TEST_CASE("artu: the server's own fields are not taken from an item") {
  DeclaredApi api = artu();
  Json item = method("e", "a@example.com");
  item["isVerified"] = true;
  item["id"] = client_b;
  const Json data = api.call("PUT", batch, Json{{"items", {item}}}).body["data"][0]["data"];
  CHECK(data["isVerified"] == false);
  CHECK(data["verifiedAt"].is_null());
  CHECK(data["id"] != client_b);
  CHECK(data["isPrimary"] == false);
}

TEST_CASE("artu: an empty external id is invalid, an absent one always creates") {
  DeclaredApi api = artu();
  CHECK(api.call("PUT", batch, Json{{"items", {method("", "a@example.com")}}}).status == 400);
  Json item = method("", "a@example.com");
  item.erase("externalId");
  CHECK(api.call("PUT", batch, Json{{"items", {item, item}}}).status == 200);
  CHECK(stored(api).size() == 2);
}

TEST_CASE("artu: the same external id twice in a batch is created, then updated") {
  DeclaredApi api = artu();
  const auto answer = api.call(
      "PUT", batch, Json{{"items", {method("e", "a@example.com"), method("e", "b@example.com")}}});
  CHECK(answer.body["data"][0]["action"] == "created");
  CHECK(answer.body["data"][1]["action"] == "updated");
  CHECK(stored(api).size() == 1);
}

TEST_CASE("artu: environments and keys do not see each other") {
  DeclaredApi api = artu();
  REQUIRE(api.call("PUT", batch, Json{{"items", methods(1)}}).status == 200);
  const auto list = [&](const std::string& header, const std::string& value) {
    return api.call_with(header, value, "POST", "/contact-methods/list", "{}").body["data"].size();
  };
  CHECK(list("X-Environment", "test") == 1);
  CHECK(list("X-Environment", "live") == 0);
  CHECK(list("Authorization", "Bearer other") == 0);
}

TEST_CASE("artu: a missing key is 401, a missing or unknown environment 400") {
  DeclaredApi api = artu();
  const auto no_key = api.call_with("Authorization", "", "POST", "/contact-methods/list", "{}");
  CHECK(no_key.status == 401);
  CHECK(error_code(no_key) == "UNAUTHORIZED");
  CHECK(no_key.headers.has("WWW-Authenticate"));
  for (const std::string environment : {"", "staging"}) {
    const auto answer =
        api.call_with("X-Environment", environment, "POST", "/contact-methods/list", "{}");
    CHECK(answer.status == 400);
    CHECK(error_code(answer) == "VALIDATION_ERROR");
  }
}

TEST_CASE("artu: sync with replaceMode leaves exactly what it names, of this client only") {
  DeclaredApi api = artu();
  Json items = methods(3);
  items.push_back(method("other", "o@example.com", client_b));
  REQUIRE(api.call("PUT", batch, Json{{"items", items}}).status == 200);
  const auto answer =
      api.call("POST", sync_of(client_a),
               Json{{"items", {{{"externalId", "e1"}, {"value", "new@example.com"}}}},
                    {"replaceMode", true}});
  REQUIRE(answer.status == 200);
  CHECK(answer.body["created"].empty());
  REQUIRE(answer.body["updated"].size() == 1);
  CHECK(answer.body["updated"][0]["value"] == "new@example.com");
  CHECK(answer.body["deleted"].size() == 2);
  CHECK(stored(api, {{"clientId", client_a}}).size() == 1);
  CHECK(stored(api, {{"clientId", client_b}}).size() == 1);
}

TEST_CASE("artu: one bad item of a sync changes nothing") {
  DeclaredApi api = artu();
  REQUIRE(api.call("PUT", batch, Json{{"items", methods(2)}}).status == 200);
  const Json before = stored(api);
  const Json change = {{"externalId", "e0"}, {"value", "new@example.com"}};
  const auto bad = GENERATE(
      as<std::pair<std::string, int>>{}, std::pair{R"({"externalId":"new"})", 400},
      std::pair{R"({"value":""})", 400}, std::pair{R"({"externalId":"gone","_delete":true})", 404},
      std::pair{R"({"_delete":true})", 404},
      std::pair{R"({"id":"33333333-3333-4333-8333-333333333333","value":"x","type":"email"})",
                404});
  const auto answer =
      api.call("POST", sync_of(client_a),
               Json{{"items", {change, Json::parse(bad.first)}}, {"replaceMode", true}});
  CHECK(answer.status == bad.second);
  CHECK(error_code(answer) == (bad.second == 404 ? "NOT_FOUND" : "VALIDATION_ERROR"));
  CHECK(stored(api) == before);
}

TEST_CASE("artu: sync deletes what is marked, skips what is unchanged, and may be empty") {
  DeclaredApi api = artu();
  REQUIRE(api.call("PUT", batch, Json{{"items", methods(2)}}).status == 200);
  const Json first = stored(api)[0];
  const auto answer = api.call("POST", sync_of(client_a),
                               Json{{"items",
                                     {{{"id", first["id"]}, {"_delete", true}},
                                      {{"externalId", "e1"}, {"value", "a1@example.com"}}}}});
  REQUIRE(answer.status == 200);
  CHECK(answer.body["updated"].empty());
  CHECK(answer.body["deleted"] == Json::array({first["id"]}));
  CHECK(api.call("POST", sync_of(client_a), Json{{"items", Json::array()}}).status == 200);
  CHECK(stored(api).size() == 1);
  const auto emptied =
      api.call("POST", sync_of(client_a), Json{{"items", Json::array()}, {"replaceMode", true}});
  CHECK(emptied.body["deleted"].size() == 1);
  CHECK(stored(api).empty());
}

TEST_CASE("artu: a client has one primary contact method per type") {
  DeclaredApi api = artu();
  const std::string primary = "/clients/" + client_a + "/contact-methods/primary/email";
  CHECK(api.call("GET", primary).body.is_null());
  for (const std::string id : {"a", "b"}) {
    Json item = method(id, id + "@example.com");
    item["isPrimary"] = true;
    REQUIRE(api.call("PUT", batch, Json{{"items", {item}}}).status == 200);
  }
  CHECK(api.call("GET", primary).body["externalId"] == "b");
  CHECK(stored(api, {{"isPrimary", true}}).size() == 1);
}

TEST_CASE("artu: the single form writes by the id in the path") {
  DeclaredApi api = artu();
  const Json body = {{"clientId", client_a}, {"type", "phone"}, {"value", "1"}};
  CHECK(api.call("PUT", "/contact-methods/external/x%2Fy", body).body["action"] == "created");
  CHECK(api.call("PUT", "/contact-methods/external/x%2Fy", body).body["action"] == "skipped");
  CHECK(stored(api, {{"externalId", "x/y"}}).size() == 1);
  Json other = body;
  other["clientId"] = client_b;
  CHECK(error_code(api.call("PUT", "/contact-methods/external/x%2Fy", other)) == "CONFLICT");
  CHECK(api.call("PUT", "/contact-methods/external/z", Json{{"value", "1"}}).status == 400);
}

TEST_CASE("artu: a list goes page by page") {
  DeclaredApi api = artu();
  REQUIRE(api.call("PUT", batch, Json{{"items", methods(45)}}).status == 200);
  Json request = {{"includeTotalCount", true}};
  std::size_t seen = 0;
  for (int page = 0; page < 3; ++page) {
    const auto answer = api.call("POST", "/contact-methods/list", request);
    REQUIRE(answer.status == 200);
    seen += answer.body["data"].size();
    CHECK(answer.body["pagination"]["totalCount"] == 45);
    CHECK(answer.body["pagination"]["hasMore"] == (page < 2));
    request["cursor"] = answer.body["pagination"]["nextCursor"];
  }
  CHECK(seen == 45);
  const auto sorted = api.call("POST", "/contact-methods/list", R"({"sort":[{"a":1}]})");
  CHECK(sorted.status == 400);
  CHECK(error_code(sorted) == "INVALID_OPERATION");
  CHECK(api.call("POST", "/contact-methods/list", R"({"limit":201})").status == 400);
  CHECK(api.call("POST", "/contact-methods/list", R"({"cursor":"nonsense"})").status == 400);
}

TEST_CASE("artu: what is no JSON, no such path or method is answered in the API's shape") {
  DeclaredApi api = artu();
  CHECK(error_code(api.call("PUT", batch, "{")) == "VALIDATION_ERROR");
  CHECK(api.call_with("Content-Type", "text/plain", "PUT", batch, "x").status == 415);
  const auto nowhere = api.call("GET", "/nowhere");
  CHECK(nowhere.status == 404);
  CHECK(error_code(nowhere) == "NOT_FOUND");
  const auto wrong = api.call("DELETE", batch);
  CHECK(wrong.status == 405);
  CHECK(error_code(wrong) == "INVALID_OPERATION");
  CHECK(wrong.headers.get("Allow").value_or("").find("PUT") == 0);
}
