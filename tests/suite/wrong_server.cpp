#include "suite/wrong_server.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "mock/admin.h"

namespace wrong_server {

using bundled::Answer;
using contract::Json;
using contract::Request;
using contract::Response;

bundled::Edit edited(const std::string& file, const std::string& from, const std::string& to) {
  return [=](const std::string& path, std::string text) {
    if (!path.ends_with(file)) return text;
    auto at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("nothing to change: " + from);
    for (; at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
    return text;
  };
}

Wrongness of_answers(std::string api, std::string name, void (*change)(Json& body)) {
  return {std::move(api), std::move(name), {}, [change](mock::Mock& mock) -> Answer {
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

Wrongness of_requests(std::string api, std::string name, void (*change)(Request& request)) {
  return {std::move(api), std::move(name), {}, [change](mock::Mock& mock) -> Answer {
            return [&mock, change](Request request) {
              if (!mock::is_admin_path(request.path())) change(request);
              return mock.answer(request);
            };
          }};
}

Json* list_in(Json& body, const char* name) {
  if (!body.is_object() || !body.contains(name) || !body[name].is_array()) return nullptr;
  return &body[name];
}

Wrongness half_stored(std::string api, std::string path, const char* items,
                      void (*loosen)(Json& body)) {
  const auto answer = [path = std::move(path), items, loosen](mock::Mock& mock,
                                                              const Request& request) {
    Response response = mock.answer(request);
    if (!request.path().starts_with(path) || response.status < 400 || !Json::accept(request.body))
      return response;
    Json body = Json::parse(request.body);
    Json* list = list_in(body, items);
    if (!list || list->size() < 2 || list->size() > 250) return response;
    list->erase(list->size() - 1);
    loosen(body);
    Request again = request;
    again.body = body.dump();
    mock.answer(again);
    return response;
  };
  return {std::move(api), "half-stored", {}, [answer](mock::Mock& mock) -> Answer {
            return [&mock, answer](const Request& request) { return answer(mock, request); };
          }};
}

std::vector<Wrongness> all() {
  std::vector<Wrongness> list;
  for (const auto& some : {of_artu(), of_emarsys(), of_propeller()})
    list.insert(list.end(), some.begin(), some.end());
  return list;
}

}  // namespace wrong_server
