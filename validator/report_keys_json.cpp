#include "validator/report_keys_json.h"

#include <nlohmann/json.hpp>

#include "validator/report_json_members.h"

namespace validator {

using contract::Json;
using contract::JsonView;

std::string json_line(const Keyed& keyed, const std::string& file) {
  Json object = {{"source", {{"file", file}, {"entry", keyed.entry}}}};
  object["api"] = keyed.api;
  object["method"] = keyed.method;
  object["target"] = keyed.target;
  object["status"] = keyed.status;
  object["broken"] = keyed.broken;
  object["facts"] = to_json(keyed.facts);
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

contract::Result<Keyed> keyed_from(const JsonView& object) {
  Keyed keyed;
  keyed.entry = number_at(*object.find("source"), "entry");
  keyed.api = text_at(object, "api");
  keyed.method = text_at(object, "method");
  keyed.target = text_at(object, "target");
  keyed.status = small_at(object, "status");
  keyed.broken = flag_at(object, "broken");
  auto facts = key_facts_from(Json::parse(contract::to_json_text(*object.find("facts")).text));
  if (!facts) return tl::unexpected(facts.error());
  keyed.facts = std::move(*facts);
  return keyed;
}

}  // namespace validator
