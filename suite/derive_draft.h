#pragma once
// A request in the making: what a step of a suite says, and the request that comes of it.
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "contract/http.h"

namespace suite::derive_detail {

using contract::Json;

struct Draft {
  const contract::Operation* operation = nullptr;
  std::map<std::string, std::string> path;  // of the template's parameters
  std::map<std::string, std::string> query;
  std::map<std::string, std::string> headers;
  std::map<std::string, std::string> cookies;
  std::optional<Json> body;                 // JSON, or the members of a form
  std::optional<std::string> text;          // sent instead of `body`
  std::optional<std::string> content_type;  // default: the contract's first
  std::vector<std::string> without;         // fields left out
  bool credentials = true;
};

bool takes_form(const contract::Operation& operation);
// application/x-www-form-urlencoded; nothing for a value that has no such form.
std::optional<std::string> form_text(const Json& body);
contract::Request to_request(const contract::Behaviour& behaviour, const Draft& draft);
// As it stands under `steps:`, without `then`. Long lists of one kind become $repeat.
Json to_step(const Draft& draft);

}  // namespace suite::derive_detail
