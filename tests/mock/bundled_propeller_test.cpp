// specs/propeller, request by request; what a user of the third bundled API must see.
#include "mock/declared_api.h"

using Json = nlohmann::json;

namespace {

const std::string by_id = "/v2/contacts/bulk/id";
const std::string by_source = "/v2/contacts/bulk/sourceId";

DeclaredApi propeller() {
  return DeclaredApi("specs/propeller", {{"Authorization", "Bearer shop"}});
}

Json contacts(std::initializer_list<Json> list) { return {{"contacts", Json(list)}}; }

void check_refused(const DeclaredApi::Answer& answer, int status, int code,
                   const std::string& message) {
  CHECK(answer.status == status);
  CHECK(answer.body["error"]["code"] == code);
  CHECK(answer.body["error"]["status"] == status);
  CHECK(answer.body["error"]["messages"][0] == message);
  CHECK(answer.body["error"]["moreInfo"] ==
        "https://www.propel.us/docs/errors/" + std::to_string(code));
}

}  // namespace

TEST_CASE("propeller: two contacts, one of them new, are answered in order with their ids") {
  DeclaredApi api = propeller();
  REQUIRE(api.call("POST", by_id, contacts({{{"id", 25492}, {"firstName", "Ann"}}})).status == 200);
  const auto answer = api.call(
      "POST", by_id,
      contacts({{{"id", 30000}, {"email", "b@example.com"}}, {{"id", 25492}, {"title", "Dr"}}}));
  REQUIRE(answer.status == 200);
  CHECK(answer.body["total"] == 2);
  CHECK(answer.body["messages"] == Json::array({"Completed"}));
  CHECK(
      answer.body["data"][0] ==
      Json::parse(R"({"action":"create","id":30000,"key":30000,"lookupKey":"id","success":true})"));
  CHECK(answer.body["data"][1]["action"] == "update");
  const Json read = api.call("GET", "/v2/contacts/id/25492").body["data"];
  CHECK(read["firstName"] == "Ann");
  CHECK(read["title"] == "Dr");
}

TEST_CASE(
    "propeller: an item that breaks the schema refuses the whole batch in the validator's words") {
  DeclaredApi api = propeller();
  const auto [item, message] = GENERATE(table<std::string, std::string>({
      {R"({"id":2,"company":"x"})", "#/contacts/1: extraneous key [company] is not permitted"},
      {R"({"id":2,"firstName":7})",
       "#/contacts/1/firstName: expected type: String, found: Integer"},
      {R"({"id":"2"})", "#/contacts/1/id: expected type: Number, found: String"},
      {R"({"id":2,"phone":true})", "#/contacts/1/phone: expected type: String, found: Boolean"},
      {R"({"id":2,"parent":[]})",
       "#/contacts/1/parent: expected type: JSONObject, found: JSONArray"},
      {R"({"id":2,"parent":{"name":"x"}})",
       "#/contacts/1/parent: extraneous key [name] is not permitted"},
      {R"({"id":2,"source":"ERP"})", "#/contacts/1: property [sourceId] is required"},
      {R"({"id":2,"sourceId":"1"})", "#/contacts/1: property [source] is required"},
      {R"({"id":2,"gender":"x"})", "#/contacts/1/gender: x is not a valid enum value"},
      {R"(null)", "#/contacts/1: expected type: JSONObject, found: Null"},
  }));
  check_refused(api.call("POST", by_id, contacts({{{"id", 1}}, Json::parse(item)})), 400, 10007,
                message);
  CHECK(api.call("GET", "/v2/contacts/id/1").status == 404);
}

TEST_CASE("propeller: every violation has its message") {
  DeclaredApi api = propeller();
  const auto answer =
      api.call("POST", by_id, contacts({{{"id", 1}, {"company", "x"}}, {{"id", "1"}}}));
  CHECK(answer.body["error"]["messages"].size() == 2);
}

TEST_CASE("propeller: no contacts at all, none in the list, and no list break the schema") {
  DeclaredApi api = propeller();
  check_refused(api.call("POST", by_id, "{}"), 400, 10007, "#: required key [contacts] not found");
  check_refused(api.call("POST", by_id, contacts({})), 400, 10007,
                "#/contacts: expected minimum item count: 1, found: 0");
  check_refused(api.call("POST", by_id, R"({"contacts":{}})"), 400, 10007,
                "#/contacts: expected type: JSONArray, found: JSONObject");
}

TEST_CASE("propeller: a missing id is 10016, and nothing is stored") {
  DeclaredApi api = propeller();
  check_refused(api.call("POST", by_id, contacts({{{"id", 1}}, {{"firstName", "Ann"}}})), 400,
                10016, "Lookup key [id] not found in the payload");
  CHECK(api.call("GET", "/v2/contacts/id/1").status == 404);
  check_refused(api.call("POST", by_source, contacts({{{"source", "ERP"}}})), 400, 10016,
                "Lookup key [sourceId] not found in the payload");
}

TEST_CASE("propeller: source and source id together find a contact, whatever the type of the id") {
  DeclaredApi api = propeller();
  const auto first = api.call("POST", by_source, contacts({{{"source", "ERP"}, {"sourceId", 7}}}));
  CHECK(first.body["data"][0] ==
        Json::parse(R"({"action":"create","id":1,"key":7,"lookupKey":"sourceId","success":true})"));
  const auto again = api.call(
      "POST", by_source,
      contacts({{{"source", "ERP"}, {"sourceId", "7"}}, {{"source", "CRM"}, {"sourceId", 7}}}));
  CHECK(again.body["data"][0]["action"] == "update");
  CHECK(again.body["data"][0]["key"] == "7");
  CHECK(again.body["data"][1]["action"] == "create");
  check_refused(api.call("GET", "/v2/contacts/sourceId/7"), 400, 50005,
                "Multiple contacts with sourceId [7] found");
}

TEST_CASE("propeller: a contact whose parent is unknown fails alone, once parents are seeded") {
  DeclaredApi api = propeller();
  const Json orphan = {{"id", 1}, {"parent", {{"id", 19815}}}};
  CHECK(api.call("POST", by_id, contacts({orphan})).body["data"][0]["success"] == true);
  const contract::Json state = api.responder().store().dump();
  const std::string world = state.begin().key();
  const std::string partition = state.at(world).at("contacts").begin().key();
  const contract::Json company = {{"id", 5}};
  contract::Json seeded;
  seeded[world]["companies"][partition] = contract::Json::array({company});
  REQUIRE(api.responder().store().seed(seeded));
  const auto answer = api.call(
      "POST", by_id,
      contacts({{{"id", 2}, {"parent", {{"id", 5}}}}, {{"id", 3}, {"parent", {{"id", 19815}}}}}));
  REQUIRE(answer.status == 200);
  CHECK(answer.body["total"] == 2);
  CHECK(answer.body["data"][0]["success"] == true);
  CHECK(
      answer.body["data"][1] ==
      Json::parse(
          R"({"key":3,"lookupKey":"id","success":false,"error":"Company with id [19815] not found"})"));
  CHECK(api.call("GET", "/v2/contacts/id/3").status == 404);
}

TEST_CASE("propeller: lookups say what is wrong with them") {
  DeclaredApi api = propeller();
  check_refused(
      api.call("GET", "/v2/contacts/ids/1"), 400, 10006,
      "Invalid lookup key [ids], key must contain one of the following values: [id,sourceId,]");
  check_refused(api.call("GET", "/v2/contacts/sourceId/25494"), 404, 50006,
                "Contact with sourceId [25494] not found");
  check_refused(api.call("PATCH", "/v2/contacts/sourceId/25494", "{}"), 404, 50006,
                "Contact with sourceId [25494] not found");
}

TEST_CASE("propeller: a single contact is created, read and changed") {
  DeclaredApi api = propeller();
  const Json body = {
      {"firstName", "Ann"}, {"source", "ERP"}, {"sourceId", 7}, {"dateOfBirth", "28/08/1993"}};
  const auto created = api.call("POST", "/v2/contacts/", body);
  CHECK(created.status == 201);
  CHECK(created.body["messages"] == Json::array({"Contact created"}));
  CHECK(created.body["data"]["id"] == 1);
  check_refused(api.call("POST", "/v2/contacts", body), 400, 50004,
                "Contact with sourceId [7] already exists");
  const auto changed = api.call("PATCH", "/v2/contacts/sourceId/7", R"({"firstName":"Bea"})");
  CHECK(changed.body["messages"] == Json::array({"Contact updated"}));
  CHECK(api.call("GET", "/v2/contacts/id/1").body["data"]["firstName"] == "Bea");
  check_refused(api.call("PATCH", "/v2/contacts/id/1", R"({"company":"x"})"), 400, 10007,
                "#: extraneous key [company] is not permitted");
}

TEST_CASE("propeller: clients do not see each other, and a token is its client's") {
  DeclaredApi api = propeller();
  const auto token =
      api.call_with("Content-Type", "application/x-www-form-urlencoded", "POST", "/oauth2/token",
                    "grant_type=client_credentials&client_id=shop&client_secret=s");
  REQUIRE(token.status == 200);
  CHECK(token.body["token_type"] == "BearerToken");
  REQUIRE(api.call("POST", by_id, contacts({{{"id", 1}}})).status == 200);
  const auto read = [&](const std::string& bearer) {
    return api.call_with("Authorization", "Bearer " + bearer, "GET", "/v2/contacts/id/1").status;
  };
  CHECK(read(token.body["access_token"]) == 200);
  CHECK(read("other") == 404);
  const auto refused = api.call_with("Authorization", "", "GET", "/v2/contacts/id/1");
  CHECK(refused.status == 401);
  CHECK(refused.body["fault"]["faultstring"] == "Invalid Access Token");
}

TEST_CASE("propeller: what is no JSON, no such path or method is answered in the API's shape") {
  DeclaredApi api = propeller();
  check_refused(api.call("POST", by_id, "{"), 400, 10005, "The payload is not valid JSON");
  CHECK(api.call("GET", "/v2/nowhere").body["error"]["code"] == 10008);
  CHECK(api.call("PUT", "/v2/contacts", "{}").status == 405);
  CHECK(api.call_with("Content-Type", "text/plain", "POST", by_id, "x").status == 415);
}
