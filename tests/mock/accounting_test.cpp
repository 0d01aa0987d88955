// What our own mock answers adds up, whatever is asked; and what is changed in its answers shows.
#include "validator/accounting.h"

#include "mock/declared_api.h"
#include "mock/random_batches.h"

using namespace random_batches;

namespace {

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
