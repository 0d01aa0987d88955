// What each API can be wrong in.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "suite/wrong_server.h"

namespace wrong_server {

namespace {

using contract::Json;
using contract::Request;

// The failed items of a partial batch are told with the place behind theirs.
void shift_index(Json& body) {
  if (Json* failed = list_in(body, "failed"))
    for (Json& each : *failed) each["index"] = each["index"].get<int>() + 1;
}

void change_code(Json& body) {
  if (!body.is_object() || !body.contains("error")) return;
  Json& code = body["error"]["code"];
  if (code == "CONFLICT") code = "INVALID_OPERATION";
}

void swap_results(Json& body) {
  Json* data = list_in(body, "data");
  if (data && data->size() > 1 && body.contains("atomic")) std::swap((*data)[0], (*data)[1]);
}

void say_created(Json& body) {
  if (!body.is_object()) return;
  if (body.contains("action") && body["action"] == "updated") body["action"] = "created";
  for (const char* name : {"data", "succeeded"})
    if (Json* list = list_in(body, name))
      for (Json& each : *list) {
        Json& written = each.contains("index") ? each["data"] : each;
        if (written.contains("action") && written["action"] == "updated")
          written["action"] = "created";
      }
}

void all_in_test(Request& request) {
  if (request.headers.get("X-Environment") == "live") request.headers.set("X-Environment", "test");
}

// 2009, the contact exists, is told as 2008, there is none.
void change_reply_code(Json& body) {
  if (body.is_object() && body.contains("2009")) {
    body["2008"] = body["2009"];
    body.erase("2009");
  }
  for (const char* name : {"replyCode", "errorCode"})
    if (body.is_object() && body.contains(name)) {
      if (body[name] == 2009) body[name] = 2008;
      if (body[name] == "2009") body[name] = "2008";
    }
  if (body.is_structured())
    for (Json& each : body) change_reply_code(each);
}

void reverse_ids(Json& body) {
  if (body.is_object() && body.contains("data"))
    if (Json* ids = list_in(body["data"], "ids")) std::reverse(ids->begin(), ids->end());
}

// Ids of contacts that were there are text, those of new ones numbers.
void number_ids(Json& body) {
  if (!body.is_object() || !body.contains("data") || !body["data"].is_object()) return;
  const auto number = [](Json& id) {
    if (id.is_string()) id = std::stoi(id.get<std::string>());
  };
  if (body["data"].contains("id")) number(body["data"]["id"]);
  if (Json* ids = list_in(body["data"], "ids"))
    for (Json& id : *ids) number(id);
}

void replace_in(Request& request, const char* header, const std::string& from,
                const std::string& to) {
  std::string value = request.headers.get(header).value_or("");
  const auto at = value.find(from);
  if (at != std::string::npos) request.headers.set(header, value.replace(at, from.size(), to));
}

void one_customer(Request& request) { replace_in(request, "X-WSSE", "customer002", "customer001"); }

void one_client(Request& request) { replace_in(request, "Authorization", "store", "shop"); }

void change_error_code(Json& body) {
  if (body.is_object() && body.contains("error") && body["error"].is_object() &&
      body["error"].value("code", Json()) == 50006)
    body["error"]["code"] = 50005;
}

void reverse_results(Json& body) {
  if (Json* data = list_in(body, "data")) std::reverse(data->begin(), data->end());
}

void say_create(Json& body) {
  if (Json* data = list_in(body, "data"))
    for (Json& each : *data)
      if (each.is_object() && each.value("action", "") == "update") each["action"] = "create";
}

}  // namespace

std::vector<Wrongness> of_artu() {
  return {
      {"artu", "limit", edited("/artu/openapi.yaml", "maxItems: 250", "maxItems: 251"), {}},
      half_stored("artu", "/contact-methods/batch/external", "items",
                  [](Json& body) { body["atomic"] = false; }),
      of_answers("artu", "index", shift_index),
      of_answers("artu", "code", change_code),
      of_answers("artu", "swapped", swap_results),
      of_answers("artu", "created", say_created),
      of_requests("artu", "leaked", all_in_test),
  };
}

std::vector<Wrongness> of_emarsys() {
  return {
      {"emarsys", "limit", edited("/emarsys/openapi.yaml", "maxItems: 1000", "maxItems: 1001"), {}},
      of_answers("emarsys", "code", change_reply_code),
      of_answers("emarsys", "swapped", reverse_ids),
      of_answers("emarsys", "created", number_ids),
      of_requests("emarsys", "leaked", one_customer),
  };
}

std::vector<Wrongness> of_propeller() {
  return {
      half_stored("propeller", "/contacts/bulk", "contacts", [](Json&) {}),
      of_answers("propeller", "code", change_error_code),
      of_answers("propeller", "swapped", reverse_results),
      of_answers("propeller", "created", say_create),
      of_requests("propeller", "leaked", one_client),
  };
}

}  // namespace wrong_server
