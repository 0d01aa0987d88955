// What our own mock answers adds up, whatever is asked; and what is changed in its answers shows.
#include "validator/accounting.h"

#include <functional>
#include <random>

#include "mock/declared_api.h"

namespace {

using Json = nlohmann::json;

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return n == 0 ? 0 : engine_() % n; }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <class T>
  const T& of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937 engine_;
};

struct Sent {
  std::string method, target;
  Json body;
};

// Random requests of one API.
struct Api {
  std::string folder;
  contract::Headers headers;
  std::function<Sent(Random&)> next;
};

Json items(Random& random, std::size_t most, const std::function<Json()>& make) {
  Json list = Json::array();
  for (std::size_t n = random.below(most + 1); n > 0; --n) list.push_back(make());
  return list;
}

std::string word(Random& random) {
  return std::string(1, static_cast<char>('a' + random.below(7)));
}

const std::string client = "6f0ba1b4-51bd-4c79-9c40-7f6b3f0e4a1";

Sent artu(Random& random) {
  const auto item = [&] {
    Json made = {{"clientId", client + std::to_string(random.below(2))},
                 {"type", random.chance(85) ? "email" : "pigeon"},
                 {"value", word(random)}};
    if (random.chance(80)) made["externalId"] = random.chance(95) ? word(random) : "";
    if (random.chance(20)) made["isPrimary"] = true;
    return made;
  };
  if (random.chance(40)) {
    Json body = {{"items", items(random, 6, [&] {
                    Json made = item();
                    made.erase("clientId");
                    if (random.chance(25)) made["_delete"] = true;
                    return made;
                  })}};
    if (random.chance(30)) body["replaceMode"] = random.chance(50);
    return {"POST", "/clients/" + client + "0/contact-methods/sync", body};
  }
  if (random.chance(15)) {
    Json body = item();
    body.erase("externalId");
    return {"PUT", "/contact-methods/external/" + word(random), body};
  }
  Json body = {{"items", items(random, random.chance(2) ? 260 : 6, item)}};
  if (random.chance(70)) body["atomic"] = random.chance(30);
  return {"PUT", "/contact-methods/batch/external", body};
}

Sent emarsys(Random& random) {
  const std::string key = random.of(std::vector<std::string>{"3", "3", "1", "id"});
  const auto row = [&] {
    Json made = {{"1", word(random)}};
    if (random.chance(90)) made["3"] = random.chance(90) ? Json(word(random)) : Json("");
    if (key == "id" && random.chance(90)) made["id"] = random.below(8);
    if (random.chance(8)) made["31"] = 7;
    if (random.chance(4)) made["bogus"] = 1;
    return made;
  };
  const bool exists = random.chance(50);
  switch (random.below(5)) {
    case 0:
      return {"POST",
              "/api/v2/contact/getdata",
              {{"keyId", key},
               {"keyValues", items(random, 5, [&] { return Json(word(random)); })},
               {"fields", Json::array({"1", "3"})}}};
    case 1:
      return {"POST",
              "/api/v2/contact/checkids",
              {{"key_id", key},
               {"external_ids", items(random, 5, [&] { return Json(word(random)); })}}};
    case 2:
      return {"POST",
              "/api/v2/contact/delete",
              {{"key_id", key}, {key, items(random, 3, [&] { return Json(word(random)); })}}};
    case 3:
      return {"POST", "/api/v2/contact", {{"key_id", key}, {"contacts", items(random, 6, row)}}};
    default:
      return {"PUT",
              std::string("/api/v2/contact") + (exists ? "?create_if_not_exists=1" : ""),
              {{"key_id", key}, {"contacts", items(random, 6, row)}}};
  }
}

Sent propeller(Random& random) {
  const auto contact = [&](bool by_id) {
    Json made = {{"firstName", word(random)}};
    if (by_id && random.chance(97)) made["id"] = random.below(9) + 1;
    if (!by_id || random.chance(20)) {
      made["sourceId"] = word(random);
      made["source"] = "erp";
    }
    if (random.chance(3)) made["company"] = "x";
    return made;
  };
  const bool by_id = random.chance(60);
  if (random.chance(15)) return {"POST", "/contacts", contact(false)};
  if (random.chance(15))
    return {"PATCH", "/contacts/id/" + std::to_string(random.below(9)), {{"lastName", "n"}}};
  return {"POST",
          by_id ? "/contacts/bulk/id" : "/contacts/bulk/sourceId",
          {{"contacts", items(random, 6, [&] { return contact(by_id); })}}};
}

Sent tasks(Random& random) {
  return {
      "POST", "/tasks/batch", {{"tasks", items(random, 6, [&] {
                                  Json made = {{"title", random.chance(80) ? word(random) : ""}};
                                  if (random.chance(90)) made["ref"] = word(random);
                                  return made;
                                })}}};
}

Sent prices(Random& random) {
  return {"PUT",
          "/v1/prices",
          {{"prices", items(random, 5, [&] {
              Json made = {
                  {"sku", "AB-" + std::to_string(random.below(9))},
                  {"amount", random.chance(90) ? 3 + static_cast<int>(random.below(2)) : -1}};
              if (random.chance(30)) made["currency"] = random.chance(80) ? "EUR" : "USD";
              return made;
            })}}};
}

Sent lines(Random& random) {
  if (random.chance(10)) return {"DELETE", "/orders/o" + word(random) + "/lines/1", nullptr};
  return {"PATCH", std::string("/lines") + (random.chance(50) ? "?allOrNone=true" : ""),
          items(random, 6, [&] {
            Json made = {{"order", "o" + word(random)}, {"line", 1 + random.below(2)}};
            if (random.chance(80)) made["product"] = word(random);
            if (random.chance(15)) made["quantity"] = -1;
            return made;
          })};
}

Sent events(Random& random) {
  return {"POST",
          std::string("/projects/p/events") + (random.chance(60) ? "?continue-on-error=true" : ""),
          {{"events", items(random, 3, [&] {
              Json made = {{"id", random.below(6)}};
              if (random.chance(80)) made["name"] = "n";
              if (random.chance(30)) made["deleted"] = true;
              return made;
            })}}};
}

const std::vector<Api>& apis() {
  static const std::vector<Api> list{
      {"specs/artu", {{"Authorization", "Bearer k"}, {"X-Environment", "test"}}, artu},
      {"specs/emarsys",
       {{"X-WSSE",
         "UsernameToken Username=\"u\", PasswordDigest=\"YQ==\", Nonce=\"n\", "
         "Created=\"2026-01-01T00:00:00Z\""}},
       emarsys},
      {"specs/propeller", {{"Authorization", "Bearer k"}}, propeller},
      {"fixtures/apis/multi-status", {}, tasks},
      {"fixtures/apis/price-list", {{"X-Tenant", "shop"}}, prices},
      {"fixtures/apis/order-lines", {{"Authorization", "Basic YW5uOnNlY3JldA=="}}, lines},
      {"fixtures/apis/event-import", {{"X-Api-Key", "k"}}, events}};
  return list;
}

contract::Request request_of(const Api& api, const Sent& sent) {
  contract::Request request{sent.method, sent.target, api.headers, {}};
  if (!sent.body.is_null()) {
    request.body = sent.body.dump();
    request.headers.add("Content-Type", "application/json");
  }
  return request;
}

validator::Account accounted(mock::Responder& api, const contract::Request& request,
                             const contract::Response& response) {
  const auto found = api.router().find(request.method, request.path());
  if (!std::holds_alternative<contract::Route>(found)) FAIL("no route for " << request.target);
  return validator::account(api.behaviour(), std::get<contract::Route>(found), request, response);
}

std::string told(const contract::Violations& violations) {
  std::string text;
  for (const contract::Violation& each : violations)
    text +=
        std::string(contract::code(each.rule)) + " " + each.pointer + ": " + each.message + "\n";
  return text;
}

}  // namespace

TEST_CASE("no answer of our own mock breaks bulk accounting") {
  constexpr std::size_t exchanges = 1000;  // per API
  for (const Api& api : apis()) {
    DeclaredApi declared(api.folder, {});
    mock::Responder& responder = declared.responder();
    Random random(20261122);
    std::map<int, std::size_t> statuses;
    validator::KeyTable keys;
    std::size_t facts = 0;
    for (std::size_t i = 0; i < exchanges; ++i) {
      const contract::Request request = request_of(api, api.next(random));
      const auto answer = responder.respond(request);
      ++statuses[answer.response.status / 100];
      const auto account = accounted(responder, request, answer.response);
      INFO(api.folder << " " << i << ": " << request.method << " " << request.target << "\n"
                      << request.body << "\n"
                      << answer.response.status << " " << answer.response.body);
      INFO(told(account.violations));
      REQUIRE(account.violations.empty());
      if (!account.keys) continue;
      facts += account.keys->facts.size();
      const contract::Violations across = keys.take(*account.keys);
      INFO(told(across));
      REQUIRE(across.empty());
    }
    CHECK(facts > 500);
    INFO(api.folder << ": " << statuses[2] << " of 2xx, " << statuses[4] << " of 4xx");
    CHECK(statuses[2] > exchanges / 5);
    CHECK(statuses[4] > 5);
  }
}

namespace {

// One change to an answer, and the rules that may notice it.
struct Change {
  std::string name;
  std::function<bool(Random&, Json&)> make;  // false: nothing to change here
};

// All lists of objects in an answer, and what is inside them.
void each_array(Json& json, const std::function<void(Json&)>& visit) {
  if (json.is_array()) visit(json);
  if (json.is_structured())
    for (Json& inner : json) each_array(inner, visit);
}

std::vector<Json*> lists(Json& body) {
  std::vector<Json*> found;
  each_array(body, [&](Json& list) {
    if (!list.empty() && list[0].is_object() &&
        (list[0].contains("index") || list[0].contains("success") || list[0].contains("action")))
      found.push_back(&list);
  });
  return found;
}

bool on_list(Random& random, Json& body, const std::function<bool(Json&)>& change) {
  const std::vector<Json*> found = lists(body);
  return !found.empty() && change(*random.of(found));
}

const std::vector<Change>& changes() {
  static const std::vector<Change> list{
      {"an element is dropped",
       [](Random& random, Json& body) {
         return on_list(random, body, [&](Json& elements) {
           elements.erase(random.below(elements.size()));
           return true;
         });
       }},
      {"an element stands there twice",
       [](Random& random, Json& body) {
         return on_list(random, body, [&](Json& elements) {
           elements.push_back(Json(elements[random.below(elements.size())]));
           return true;
         });
       }},
      {"an index is out of range",
       [](Random& random, Json& body) {
         return on_list(random, body, [&](Json& elements) {
           Json& element = elements[random.below(elements.size())];
           if (!element.contains("index")) return false;
           element["index"] = 5000;
           return true;
         });
       }},
      {"a total is one too many",
       [](Random&, Json& body) {
         if (!body.is_object() || !body.contains("total") || !body["total"].is_number() ||
             !body.contains("data") || !body["data"].is_array())
           return false;
         body["total"] = body["total"].get<int>() + 1;
         return true;
       }},
      {"a code nobody declared",
       [](Random& random, Json& body) {
         return on_list(random, body, [&](Json& elements) {
           for (Json& element : elements)
             if (element.contains("error") && element["error"].is_object() &&
                 element["error"].contains("code")) {
               element["error"]["code"] = "NO_SUCH_CODE";
               return true;
             }
           return false;
         });
       }},
      {"a key nobody sent", [](Random& random, Json& body) {
         return on_list(random, body, [&](Json& elements) {
           for (const char* key : {"key", "ref"}) {
             Json& element = elements[random.below(elements.size())];
             if (!element.contains(key)) continue;
             element[key] = "nobody-sent-this";
             return true;
           }
           return false;
         });
       }}};
  return list;
}

}  // namespace

TEST_CASE("what is changed in an answer shows in its accounting") {
  std::map<std::string, std::size_t> made;
  for (const Api& api : apis()) {
    DeclaredApi declared(api.folder, {});
    mock::Responder& responder = declared.responder();
    Random random(7);
    for (std::size_t i = 0; i < 1200; ++i) {
      const contract::Request request = request_of(api, api.next(random));
      const auto answer = responder.respond(request);
      if (answer.response.status / 100 != 2 || answer.response.body.empty()) continue;
      const Change& change = random.of(changes());
      Json body = Json::parse(answer.response.body);
      if (!change.make(random, body)) continue;
      // Where nothing was skipped: an item that is in no list may have been skipped.
      if (request.target.ends_with("/sync")) continue;
      contract::Response changed = answer.response;
      changed.body = body.dump();
      INFO(api.folder << ": " << change.name << "\n"
                      << request.method << " " << request.target << "\n"
                      << request.body << "\n"
                      << answer.response.body << "\n"
                      << changed.body);
      CHECK_FALSE(accounted(responder, request, changed).violations.empty());
      ++made[change.name];
    }
  }
  for (const Change& change : changes()) {
    INFO(change.name);
    CHECK(made[change.name] >= 20);
  }
}
