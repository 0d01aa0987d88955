#include "validator/report_keys_json.h"

#include <nlohmann/json.hpp>

<<<<<<< HEAD
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
=======
namespace validator {

namespace {

std::string text_in(const contract::JsonView& object, std::string_view name) {
  const auto member = object.find(name);
  return member && member->type() == contract::JsonType::string ? std::string(member->string())
                                                                : std::string();
}

std::optional<std::uint64_t> number_in(const contract::JsonView& object, std::string_view name) {
  const auto member = object.find(name);
  if (!member || member->type() != contract::JsonType::number) return std::nullopt;
  const auto number = member->number().value;
  if (const auto* whole = std::get_if<std::int64_t>(&number); whole && *whole >= 0)
    return static_cast<std::uint64_t>(*whole);
  return std::nullopt;
}

}  // namespace

void append_keys(std::string& out, const Report& report) {
  bool first = true;
  for (const Keyed& keyed : report.keys) {
    if (!first) out += ",\n  ";
    first = false;
    contract::Json element = {
        {"source", {{"file", report.files.at(keyed.file).name}, {"entry", keyed.entry}}},
        {"api", keyed.api},
        {"request", {{"method", keyed.method}, {"target", keyed.target}}},
        {"status", keyed.status},
        {"broken", keyed.broken}};
    element["facts"] = to_json(keyed.facts);
    out += element.dump(-1, ' ', false, contract::Json::error_handler_t::replace);
  }
}

contract::Result<Keyed> keyed_from(const contract::JsonView& element, std::size_t file) {
  const auto source = element.find("source");
  const auto request = element.find("request");
  const auto facts = element.find("facts");
  const auto entry = source ? number_in(*source, "entry") : std::nullopt;
  const auto status = number_in(element, "status");
  const auto broken = element.find("broken");
  if (!entry || !request || !facts || !status || *status > 999 || !broken ||
      broken->type() != contract::JsonType::boolean)
    return tl::unexpected(
        contract::Error{"invalid-report", "an element of \"keys\" is incomplete", {}});
  auto read = key_facts_from(contract::Json::parse(contract::to_json_text(*facts).text));
  if (!read) return tl::unexpected(read.error());
  Keyed keyed{file,
              *entry,
              text_in(element, "api"),
              text_in(*request, "method"),
              text_in(*request, "target"),
              static_cast<int>(*status),
              broken->boolean(),
              std::move(*read)};
  keyed.facts.entry = static_cast<std::size_t>(*entry);
>>>>>>> 2d10b6d (wip)
  return keyed;
}

}  // namespace validator
