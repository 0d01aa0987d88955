// specs/emarsys, request by request; what a user of the second bundled API must see.
#include "mock/declared_api.h"

using Json = nlohmann::json;

namespace {

const std::string contact = "/api/v2/contact";

DeclaredApi emarsys() {
  return DeclaredApi("specs/emarsys",
                     {{"X-WSSE",
                       "UsernameToken Username=\"customer001\", PasswordDigest=\"YWQyNWE5\", "
                       "Nonce=\"d36e3162829\", Created=\"2014-03-20T12:51:45Z\""}});
}

Json rows(std::initializer_list<Json> contacts) { return {{"contacts", Json(contacts)}}; }

void create(DeclaredApi& api, std::initializer_list<Json> contacts) {
  const auto answer = api.call("POST", contact, rows(contacts));
  REQUIRE(answer.status == 200);
  REQUIRE(answer.body["data"]["errors"] == Json::array());
}

Json getdata(DeclaredApi& api, const std::string& key, std::initializer_list<Json> values) {
  const auto answer =
      api.call("POST", contact + "/getdata",
               Json{{"keyId", key}, {"keyValues", Json(values)}, {"fields", Json::array()}});
  REQUIRE(answer.status == 200);
  return answer.body["data"];
}

// The one row error of an answer: {code: text}.
Json row_error(const DeclaredApi::Answer& answer, const std::string& key) {
  REQUIRE(answer.status == 200);
  CHECK(answer.body["replyCode"] == 0);
  REQUIRE(answer.body["data"]["errors"].contains(key));
  return answer.body["data"]["errors"][key];
}

void check_refused(const DeclaredApi::Answer& answer, int status, int code,
                   const std::string& text) {
  CHECK(answer.status == status);
  CHECK(answer.body["replyCode"] == code);
  CHECK(answer.body["replyText"] == text);
  CHECK(answer.body["data"] == "");
}

}  // namespace

TEST_CASE("emarsys: 1,000 contacts are taken and 1,001 refused with code 1000") {
  DeclaredApi api = emarsys();
  const auto many = [](std::size_t n) {
    return Json{{"contacts", items_of(n, [](std::size_t i) {
                   return Json{{"3", std::to_string(i) + "@example.com"}};
                 })}};
  };
  CHECK(api.call("POST", contact, many(1000)).body["data"]["ids"].size() == 1000);
  check_refused(api.call("PUT", contact, many(1001)), 400, 1000,
                "The request exceeded the maximum batch size 1,000");
  check_refused(api.call("POST", contact, many(1001)), 400, 1000,
                "The request exceeded the maximum batch size of 1,000");
  CHECK(api.call("PUT", contact, many(1000)).body["data"]["ids"].size() == 1000);
}

TEST_CASE("emarsys: an unknown contact of two fails under its key value with code 2008") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "malekith@example.com"}}});
  const auto answer = api.call("PUT", contact,
                               rows({{{"3", "malekith@example.com"}, {"1", "Malekith"}},
                                     {{"3", "frigga@example.com"}, {"1", "Frigga"}}}));
  CHECK(answer.body["data"]["ids"] == Json::array({"1"}));
  CHECK(row_error(answer, "frigga@example.com") ==
        Json{{"2008", "No contact found with the external id: 3 - frigga@example.com"}});
  CHECK(getdata(api, "3", {"malekith@example.com"})["result"][0]["1"] == "Malekith");
}

TEST_CASE(
    "emarsys: create_if_not_exists gives an integer for a new contact and text for an old one") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "old@example.com"}}});
  const auto answer = api.call("PUT", contact + "/?create_if_not_exists=1",
                               rows({{{"3", "old@example.com"}}, {{"3", "new@example.com"}}}));
  CHECK(answer.body["data"]["ids"] == Json::array({"1", 2}));
  CHECK(answer.body["data"]["errors"] == Json::array());
  CHECK(getdata(api, "3", {"new@example.com"})["result"].size() == 1);
}

TEST_CASE("emarsys: the single form answers data.id, or 400") {
  DeclaredApi api = emarsys();
  CHECK(api.call("POST", contact, Json{{"3", "a@example.com"}}).body["data"]["id"] == 1);
  CHECK(api.call("PUT", contact, Json{{"3", "a@example.com"}, {"1", "A"}}).body["data"]["id"] ==
        "1");
  check_refused(api.call("PUT", contact, Json{{"3", "b@example.com"}}), 400, 2008,
                "No contact found with the external id: 3 - b@example.com");
  check_refused(api.call("POST", contact, Json{{"3", "a@example.com"}}), 400, 2006,
                "Contact with the external id already exists: 3");
  check_refused(api.call("PUT", contact, Json{{"1", "A"}}), 400, 2005,
                "No value provided for key field: 3");
  check_refused(api.call("PUT", contact, Json{{"3", "a@example.com"}, {"29", "x"}}), 400, 2007,
                "Invalid field id: 29");
  check_refused(api.call("PUT", contact, Json{{"3", "a@example.com"}, {"", "x"}}), 400, 2006,
                "Empty field id for value: x");
}

TEST_CASE("emarsys: an existing contact of a creation fails under its key value with code 2009") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "a@example.com"}}});
  const auto answer =
      api.call("POST", contact, rows({{{"3", "a@example.com"}}, {{"3", "b@example.com"}}}));
  CHECK(answer.body["data"]["ids"] == Json::array({2}));
  CHECK(row_error(answer, "a@example.com") ==
        Json{{"2009", "Contact with the external id already exists: 3"}});
}

TEST_CASE("emarsys: each fault of a row has its code and text") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "a@example.com"}}});
  const auto [row, code, text] = GENERATE(table<std::string, std::string, std::string>({
      {R"({"3":"a@example.com","27":"x"})", "2007", "Invalid field id: 27"},
      {R"({"3":"a@example.com","99":"x"})", "2007", "Invalid field id: 99"},
      {R"({"3":"a@example.com","first":"x"})", "2007", "Invalid field id: first"},
      {R"({"3":"a@example.com","31":3})", "2007", "Invalid choice id for field id: 31"},
      {R"({"3":"a@example.com","31":true})", "2007", "Invalid choice id for field id: 31"},
      {R"({"3":"a@example.com","4":"20.3.2014"})", "2007", "Invalid date format for field id: 4"},
      {R"({"3":"a@example.com","1":["x"]})", "2007",
       "Invalid data format for field id: 1. Scalar expected"},
      {R"({"3":"a@example.com","679":{}})", "2007",
       "Invalid data format for field id: 679. Scalar expected"},
      {R"({"3":"a@example.com","679":[]})", "2007", "No choice provided for field id: 679"},
      {R"({"3":"a@example.com","":"x"})", "2006", "Empty field id for value: x"},
      {R"({"3":"a@example.com","source_id":"x"})", "2013", "Invalid source id: x"},
  }));
  const auto answer = api.call("PUT", contact, rows({Json::parse(row)}));
  CHECK(row_error(answer, "a@example.com") == Json{{code, text}});
  CHECK(answer.body["data"]["ids"].empty());
}

TEST_CASE("emarsys: a row without its key field fails under the empty key") {
  DeclaredApi api = emarsys();
  const auto row = GENERATE(as<std::string>{}, R"({"1":"x"})", R"({"1":"x","3":""})");
  CHECK(row_error(api.call("PUT", contact, rows({Json::parse(row)})), "") ==
        Json{{"2005", "No value provided for key field: 3"}});
}

TEST_CASE("emarsys: good values of every kind are taken") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "a@example.com"},
                {"4", "2014-03-20"},
                {"31", "1"},
                {"679", {"1", "2"}},
                {"40", "2014-03-20 10:00:00"},
                {"source_id", 12}}});
  CHECK(api.call("PUT", contact, rows({{{"3", "a@example.com"}, {"31", nullptr}}})).status == 200);
  const Json result = getdata(api, "3", {"a@example.com"})["result"][0];
  CHECK(result["679"] == Json::array({"1", "2"}));
  CHECK(result["31"].is_null());
  CHECK(result["4"] == "2014-03-20");
  CHECK_FALSE(result.contains("source_id"));
}

TEST_CASE("emarsys: the request chooses the key, by number or text, id and uid included") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "a@example.com"}, {"1", "A"}}});
  const auto update = [&](const Json& key, const Json& row) {
    return api.call("PUT", contact, Json{{"key_id", key}, {"contacts", {row}}}).body["data"]["ids"];
  };
  CHECK(update(1, {{"1", "A"}, {"2", "x"}}) == Json::array({"1"}));
  CHECK(update("id", {{"id", 1}, {"2", "y"}}) == Json::array({"1"}));
  CHECK(update("id", {{"id", "1"}, {"2", "z"}}) == Json::array({"1"}));
  CHECK(getdata(api, "id", {1})["result"][0]["2"] == "z");
}

TEST_CASE("emarsys: two contacts with one key value are code 2010 and nothing is written") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "a@example.com"}, {"1", "A"}}, {{"3", "b@example.com"}, {"1", "A"}}});
  const auto answer =
      api.call("PUT", contact, Json{{"key_id", "1"}, {"contacts", {{{"1", "A"}, {"2", "x"}}}}});
  CHECK(row_error(answer, "A") ==
        Json{{"2010", "More contacts found with the external id: 1 - A"}});
  CHECK_FALSE(getdata(api, "3", {"a@example.com"})["result"][0].contains("2"));
}

TEST_CASE("emarsys: guards refuse the whole request") {
  DeclaredApi api = emarsys();
  check_refused(api.call("PUT", contact, R"({"contacts":{"3":"a"}})"), 400, 2003,
                "Invalid data format. Array expected");
  for (const std::string key : {"\"99\"", "99", "0", "\"name\"", "27"})
    check_refused(api.call("PUT", contact, R"({"contacts":[],"key_id":)" + key + "}"), 400, 2004,
                  "Invalid key field id: " + contract::plain_text(key));
  check_refused(api.call("POST", contact, R"({"contacts":[{"3":"a"}],"key_id":"uid"})"), 400, 2004,
                "Cannot use id or uid as key on contact creation");
  check_refused(api.call("PUT", contact, R"({"contacts":[],"contact_list_id":"x"})"), 400, 2020,
                "Invalid contact list id: x");
  CHECK(row_error(api.call("PUT", contact + "?create_if_not_exists=1",
                           R"({"contacts":[{"id":7}],"key_id":"id"})"),
                  "7") == Json{{"2004", "Cannot use id or uid as key on contact creation"}});
  CHECK(row_error(api.call("POST", contact, R"({"contacts":[{"3":"a","id":7}]})"), "a") ==
        Json{{"2007", "Cannot set id or uid on contact creation"}});
}

TEST_CASE("emarsys: no contacts, no errors") {
  DeclaredApi api = emarsys();
  const auto answer = api.call("PUT", contact, R"({"contacts":[]})");
  CHECK(answer.status == 200);
  CHECK(answer.body["data"] == Json::parse(R"({"ids":[],"errors":[]})"));
}

TEST_CASE("emarsys: getdata lists what it found and what not") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "a@example.com"}, {"1", "A"}}});
  const auto answer = api.call("POST", contact + "/getdata",
                               R"({"keyId":"3","keyValues":["a@example.com","b"],"fields":["1"]})");
  const Json& found = answer.body["data"]["result"][0];
  CHECK(found["1"] == "A");
  CHECK(found["id"] == 1);
  CHECK(found.contains("uid"));
  CHECK_FALSE(found.contains("3"));
  CHECK(answer.body["data"]["errors"][0] ==
        Json{{"key", "b"},
             {"errorCode", "2008"},
             {"errorMsg", "No contact found with the external id: 3"}});
  CHECK(getdata(api, "3", {"b"})["result"] == false);
  check_refused(api.call("POST", contact + "/getdata", R"({"keyId":"3"})"), 400, 10001,
                "Missing parameter: keyValues");
  check_refused(api.call("POST", contact + "/getdata", R"({"keyId":"x","keyValues":[]})"), 400,
                10001, "keyId must be an integer");
  const Json many = items_of(1001, [](std::size_t i) { return Json(std::to_string(i)); });
  check_refused(api.call("POST", contact + "/getdata", Json{{"keyId", "3"}, {"keyValues", many}}),
                400, 10001, "Max. number of contacts: 1000");
}

TEST_CASE("emarsys: checkids maps key values to ids") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "a@example.com"}}});
  const auto answer = api.call("POST", contact + "/checkids",
                               R"({"key_id":"3","external_ids":["a@example.com","b"]})");
  CHECK(answer.body["data"]["ids"] == Json{{"a@example.com", "1"}});
  CHECK(row_error(answer, "b") == Json{{"2008", "No contact found with the external id: 3"}});
}

TEST_CASE("emarsys: delete takes one value or a list") {
  DeclaredApi api = emarsys();
  create(api, {{{"3", "a"}}, {{"3", "b"}}, {{"3", "c"}}});
  CHECK(api.call("POST", contact + "/delete", R"({"key_id":"3","3":"a"})").status == 200);
  check_refused(api.call("POST", contact + "/delete", R"({"key_id":"3","3":"a"})"), 404, 2008,
                "No contact found with the external id: 3");
  const auto answer = api.call("POST", contact + "/delete", R"({"3":["b","x"]})");
  CHECK(answer.body["data"]["deleted_contacts"] == 1);
  CHECK(answer.body["data"]["errors"].contains("x"));
  CHECK(getdata(api, "3", {"a", "b", "c"})["result"].size() == 1);
}

TEST_CASE("emarsys: bad credentials, bodies and methods are answered in the envelope") {
  DeclaredApi api = emarsys();
  check_refused(api.call_with("X-WSSE", "", "PUT", contact, "{}"), 401, 1,
                "Credentials are invalid");
  check_refused(api.call_with("X-WSSE", "nonsense", "PUT", contact, "{}"), 401, 1,
                "Credentials are invalid");
  check_refused(api.call("PUT", contact, "{"), 400, 1010, "Invalid request payload.");
  check_refused(api.call("PATCH", contact, "{}"), 405, 1009, "Invalid HTTP method.");
  CHECK(api.call_with("Content-Type", "text/plain", "PUT", contact, "{}").body["replyCode"] ==
        1010);
}
