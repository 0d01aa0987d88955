#include "suite/wrong_server.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "mock/admin.h"

namespace wrong_server {

namespace {

using bundled::Answer;
using contract::Json;
using contract::Request;
using contract::Response;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("nothing to change: " + from);
  return text.replace(at, from.size(), to);
}

// Changes JSON answers of the API, never those of the control API.
Wrongness of_answers(std::string name, void (*change)(Json& body)) {
  return {std::move(name), {}, [change](mock::Mock& mock) -> Answer {
            return [&mock, change](const Request& request) {
              Response response = mock.answer(request);
              if (mock::is_admin_path(request.path()) || !Json::accept(response.body))
                return response;
              Json body = Json::parse(response.body);
              change(body);
              response.body = body.dump();
              return response;
            };
          }};
}

// The list under `name`; null when there is none.
Json* list_in(Json& body, const char* name) {
  if (!body.is_object() || !body.contains(name) || !body[name].is_array()) return nullptr;
  return &body[name];
}

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

// An atomic batch that failed has stored what stands before its end.
Response half_stored(mock::Mock& mock, const Request& request) {
  Response response = mock.answer(request);
  const bool batch = request.method == "PUT" && request.path() == "/contact-methods/batch/external";
  if (!batch || response.status < 400 || !Json::accept(request.body)) return response;
  Json body = Json::parse(request.body);
  Json* items = list_in(body, "items");
  if (!items || items->size() < 2 || items->size() > 250) return response;
  items->erase(items->size() - 1);
  body["atomic"] = false;
  Request again = request;
  again.body = body.dump();
  mock.answer(again);
  return response;
}

Request in_test(Request request) {
  if (request.headers.has("X-Environment") && *request.headers.find("X-Environment") == "live")
    request.headers.set("X-Environment", "test");
  return request;
}

}  // namespace

const std::vector<Wrongness>& all() {
  static const std::vector<Wrongness> list = {
      {"limit",
       [](const std::string& path, std::string text) {
         return path.ends_with("/artu/openapi.yaml")
                    ? replaced(std::move(text), "maxItems: 250", "maxItems: 251")
                    : text;
       },
       {}},
      {"half-stored",
       {},
       [](mock::Mock& mock) -> Answer {
         return [&mock](const Request& request) { return half_stored(mock, request); };
       }},
      of_answers("index", shift_index),
      of_answers("code", change_code),
      of_answers("swapped", swap_results),
      of_answers("created", say_created),
      {"leaked",
       {},
       [](mock::Mock& mock) -> Answer {
         return [&mock](const Request& request) { return mock.answer(in_test(request)); };
       }},
  };
  return list;
}

}  // namespace wrong_server
