// From what a user wrote to faults; every complaint has its line.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "contract/closest.h"
#include "contract/embedded_schemas.h"
#include "contract/pointer.h"
#include "contract/schema.h"
#include "contract/schema_pattern.h"
#include "mock/faults.h"

namespace mock {

namespace {

using contract::Json;

const contract::Loaded<contract::SchemaPtr>& format() {
  static const contract::Loaded<contract::SchemaPtr> compiled =
      contract::compile_schema(Json::parse(contract::embedded_schema("fault")));
  return compiled;
}

// The words a fault may have, for "did you mean".
const std::vector<std::string>& known_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> names;
    const Json schema = Json::parse(contract::embedded_schema("fault"));
    for (const auto& [name, rule] : schema["$defs"]["fault"]["properties"].items())
      names.push_back(name);
    return names;
  }();
  return words;
}

std::vector<std::string_view> views(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

template <class Map>
std::vector<std::string_view> names_in(const Map& map) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}

std::string unknown(const std::string& what, const std::string& word,
                    const std::vector<std::string_view>& known) {
  return fmt::format("{} '{:.80}' is not known{}; expected one of {}", what, word,
                     contract::did_you_mean(word, known), contract::list_of(known));
}

const Json* value_at(const Json& root, const std::string& pointer) {
  const auto tokens = contract::parse_pointer(pointer);
  return tokens ? contract::find_at(root, *tokens) : nullptr;
}

contract::Error shape_error(const contract::Document& document, const Json& list,
                            const contract::SchemaViolation& violation) {
  const Json* node = value_at(list, violation.pointer);
  if (violation.keyword == "additionalProperties") {
    const Json* member = value_at(list, violation.pointer + "/" + violation.property);
    return {"unknown-word", unknown("the word", violation.property, views(known_words())),
            document.locate(member ? *member
                            : node ? *node
                                   : list)};
  }
  const std::string place = violation.pointer.empty() ? "faults" : "faults" + violation.pointer;
  return {"wrong-value", fmt::format("{}: {}", place, violation.message),
          document.locate(node ? *node : list)};
}

// One fault while it is read.
struct Reading {
  const contract::Document& document;
  const Json& node;
  const std::vector<KnownApi>& apis;
  contract::Errors& errors;
  Fault fault;
  const KnownApi* api = nullptr;

  const Json* member(const char* name) const {
    const auto found = node.find(name);
    return found == node.end() ? nullptr : &*found;
  }
  std::string text(const char* name) const {
    const Json* found = member(name);
    return found && found->is_string() ? found->get<std::string>() : std::string();
  }
  void complain(const char* name, std::string code, std::string message) {
    const Json* about = member(name);
    errors.push_back({std::move(code), std::move(message), document.locate(about ? *about : node)});
  }

  void read_api();
  void read_operation();
  void read_path();
  void read_error();
  void read_values();
  void read_bare_answer();
  void check_effect();
  bool has_batch() const;
};

void Reading::read_api() {
  fault.api = text("api");
  if (fault.api.empty()) {
    if (apis.size() == 1)
      api = &apis.front();
    else
      complain("name", "missing-word",
               fmt::format("'api' is missing: {} APIs are served", apis.size()));
  }
  std::vector<std::string_view> known;
  for (const KnownApi& each : apis) {
    known.push_back(each.name);
    if (each.name == fault.api) api = &each;
  }
  if (api)
    fault.api = api->name;
  else if (!fault.api.empty())
    complain("api", "unknown-api", unknown("the API", fault.api, known));
}

bool Reading::has_batch() const {
  const std::vector<contract::Plan>* plans = api->behaviour->plans(fault.operation);
  return plans && std::any_of(plans->begin(), plans->end(), [](const contract::Plan& plan) {
           return std::holds_alternative<contract::Batch>(plan.does);
         });
}

void Reading::read_operation() {
  fault.operation = text("operation");
  if (!api || fault.operation.empty()) return;
  std::vector<std::string_view> known;
  for (const auto& operation : api->behaviour->api->operations) known.push_back(operation.id);
  if (std::find(known.begin(), known.end(), fault.operation) == known.end())
    return complain("operation", "unknown-operation",
                    unknown("the operation", fault.operation, known));
  if (fault.of_item() && !has_batch())
    complain("operation", "no-items",
             fmt::format("the operation '{}' has no items that could fail; leave out 'item' and "
                         "'key'",
                         fault.operation));
}

void Reading::read_path() {
  const Json* path = member("path");
  if (!path) return;
  auto pattern = contract::Pattern::compile(path->get<std::string>());
  if (pattern)
    fault.path = std::move(*pattern);
  else
    complain("path", "bad-pattern", "'path': " + pattern.error().message);
}

void Reading::read_error() {
  fault.error = text("error");
  fault.reason = contract::reason_from(text("reason"));
  if (!api || fault.error.empty()) return;
  const auto& declared = api->behaviour->errors;
  if (!declared.contains(fault.error))
    complain("error", "unknown-error", unknown("the error", fault.error, names_in(declared)));
}

void Reading::read_values() {
  if (const Json* item = member("item")) fault.item = item->get<std::size_t>();
  if (const Json* key = member("key"))
    fault.key = key->is_string() ? key->get<std::string>() : key->dump();
  if (const Json* times = member("times")) fault.times = times->get<std::uint64_t>();
  if (const Json* status = member("status")) fault.status = status->get<int>();
  if (const Json* latency = member("latency"))
    fault.latency = std::chrono::milliseconds(latency->get<int>());
  fault.lose = member("lose") != nullptr;
  fault.world = text("world");
  fault.method = text("method");
}

void Reading::read_bare_answer() {
  if (const Json* headers = member("headers"))
    for (const auto& [name, value] : headers->items())
      fault.headers.add(name, value.get<std::string>());
  const Json* body = member("body");
  if (!body) return;
  const bool plain = body->is_string();
  fault.body =
      plain ? body->get<std::string>() : body->dump(-1, ' ', false, Json::error_handler_t::replace);
  if (!fault.headers.has("Content-Type"))
    fault.headers.add("Content-Type", plain ? "text/plain; charset=utf-8" : "application/json");
}

void Reading::check_effect() {
  const int kinds = int(member("error") != nullptr) + int(member("reason") != nullptr) +
                    int(member("status") != nullptr);
  if (kinds > 1)
    complain("name", "wrong-value", "a fault has one of 'error', 'reason' and 'status'");
  if (kinds == 0 && fault.latency.count() == 0 && !fault.lose)
    complain("name", "wrong-value",
             "the fault does nothing; it needs 'error', 'reason', 'status', 'latency' or 'lose'");
  if (fault.of_item() && !member("error"))
    complain(fault.item ? "item" : "key", "wrong-value",
             "an item fails with a declared error: 'error' is missing");
  if (fault.status == 0 && (member("headers") || member("body")))
    complain(member("body") ? "body" : "headers", "wrong-value",
             "'headers' and 'body' belong to a bare answer: 'status' is missing");
}

// Printable, for a header field.
std::string name_of(const Fault& fault, std::string given) {
  if (given.empty()) {
    if (!fault.error.empty())
      given = fault.error;
    else if (fault.reason)
      given = contract::to_string(*fault.reason);
    else
      given = fault.status != 0 ? "status " + std::to_string(fault.status)
              : fault.lose      ? "lost answer"
                                : "latency";
  }
  for (char& c : given)
    if (c < ' ' || c > '~' || c == ',') c = '?';
  return given;
}

Fault read_one(const contract::Document& document, const Json& node,
               const std::vector<KnownApi>& apis, contract::Errors& errors) {
  Reading reading{document, node, apis, errors, {}, nullptr};
  reading.read_values();
  reading.read_api();
  reading.read_operation();
  reading.read_path();
  reading.read_error();
  reading.read_bare_answer();
  reading.check_effect();
  reading.fault.name = name_of(reading.fault, reading.text("name"));
  reading.fault.text = node.dump(-1, ' ', false, Json::error_handler_t::replace);
  return std::move(reading.fault);
}

}  // namespace

contract::Loaded<std::vector<Fault>> read_faults(const contract::Document& document,
                                                 const Json& list,
                                                 const std::vector<KnownApi>& apis) {
  contract::Errors errors;
  if (!format()) return tl::unexpected(format().error());
  for (const contract::SchemaViolation& violation : (*format())->explain(list))
    errors.push_back(shape_error(document, list, violation));
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  const Json* all = list.is_object() ? document.member(list, "faults") : &list;
  std::vector<Fault> faults;
  for (const Json& node : *all) faults.push_back(read_one(document, node, apis, errors));
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  return faults;
}

contract::Loaded<std::vector<Fault>> load_faults(const std::string& path,
                                                 const contract::ReadFile& read,
                                                 const std::vector<KnownApi>& apis) {
  const auto text = read(path);
  if (!text) return tl::unexpected(contract::Errors{text.error()});
  const auto document = contract::Document::parse(*text, path);
  if (!document) return tl::unexpected(contract::Errors{document.error()});
  return read_faults(**document, (*document)->root(), apis);
}

}  // namespace mock
