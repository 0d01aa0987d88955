// Cases for the pairs of bodies and parameters.
#include <fmt/format.h>

#include <algorithm>

#include "contract/pointer.h"
#include "contract/router.h"
#include "suite/derive_cases.h"
#include "validator/request_checks.h"

namespace suite::derive_detail {

namespace {

// What the validator says to the whole request; for what travels as text that is the judge.
contract::Violations checked(const Operations& operations, const Draft& draft, bool& routed) {
  const contract::Behaviour& behaviour = operations.rehearsal->behaviour();
  const contract::Request request = to_request(behaviour, draft);
  const contract::Router router(*behaviour.api);
  const auto route = router.find(request.method, request.path());
  const auto* found = std::get_if<contract::Route>(&route);
  routed = found != nullptr && found->operation->id == draft.operation->id;
  if (!routed) return {};
  return validator::check_request(*behaviour.api, *found, request, &behaviour).violations;
}

// Instances that are still what they should be after their way as text.
void keep_sendable(DerivedPair& derived,
                   const std::function<bool(const Json& instance, bool inside)>& good) {
  for (Probe& probe : derived.probes)
    std::erase_if(probe.instances,
                  [&](const Json& instance) { return !good(instance, probe.inside); });
  std::erase_if(derived.probes, [](const Probe& probe) { return probe.instances.empty(); });
  const bool inside = std::any_of(derived.probes.begin(), derived.probes.end(),
                                  [](const Probe& probe) { return probe.inside; });
  const bool outside = std::any_of(derived.probes.begin(), derived.probes.end(),
                                   [](const Probe& probe) { return !probe.inside; });
  if ((!inside || !outside) && !derived.reason) derived.reason = Reason::text_always_fits;
}

bool sendable_form(const Cases& cases, const Pair& pair, const Draft& draft, bool inside) {
  if (!form_text(*draft.body)) return false;
  bool routed = false;
  const auto violations = checked(cases.operations, draft, routed);
  if (inside) return routed && violations.empty();
  return !violations.empty() &&
         std::all_of(violations.begin(), violations.end(), [&](const auto& each) {
           return each.keyword == pair.keyword && each.pointer == pair.instance();
         });
}

std::optional<std::string> text_of(const contract::Parameter& parameter, const Json& instance) {
  if (instance.is_object() || instance.is_null()) return std::nullopt;
  if (!instance.is_array())
    return instance.is_string() ? instance.get<std::string>() : instance.dump();
  if (parameter.explode && parameter.in != "path" && parameter.in != "header") return std::nullopt;
  std::string text;
  for (const Json& each : instance) {
    if (each.is_structured()) return std::nullopt;
    text += (text.empty() ? "" : ",") + (each.is_string() ? each.get<std::string>() : each.dump());
  }
  return text;
}

Draft with_parameter(Draft draft, const contract::Parameter& parameter, const std::string& text) {
  if (parameter.in == "path") draft.path[parameter.name] = text;
  if (parameter.in == "query") draft.query[parameter.name] = text;
  if (parameter.in == "header") draft.headers[parameter.name] = text;
  if (parameter.in == "cookie") draft.cookies[parameter.name] = text;
  return draft;
}

const std::string* value_of(const Draft& draft, const contract::Parameter& parameter) {
  for (const auto* fields : {&draft.path, &draft.query, &draft.headers, &draft.cookies})
    if (const auto found = fields->find(parameter.name); found != fields->end())
      return &found->second;
  return nullptr;
}

bool sendable_parameter(const Cases& cases, const contract::Parameter& parameter, const Pair& pair,
                        const Draft& draft, bool inside) {
  bool routed = false;
  const auto violations = checked(cases.operations, draft, routed);
  if (inside) return routed && violations.empty();
  // An empty path segment leads nowhere, which refuses it too.
  if (!routed)
    return pair.keyword == "minLength" && parameter.in == "path" &&
           draft.path.at(parameter.name).empty();
  return !violations.empty() &&
         std::all_of(violations.begin(), violations.end(), [&](const auto& each) {
           return each.name == parameter.name && each.keyword == pair.keyword;
         });
}

}  // namespace

void derive_bodies(Cases& cases, const contract::Operation& operation) {
  const Operations& all = cases.operations;
  const Json* schema = body_schema(operation);
  if (schema == nullptr) return;
  const contract::Behaviour& behaviour = *all.behaviour;
  std::map<Choices, std::vector<std::pair<Home, Json>>> known;  // accepted bodies, by branches
  for (const Pair& pair : pairs_of(*schema, *behaviour.api->documents, behaviour.api->dialect)) {
    const Choices choices = pair.choices();
    if (known.count(choices) == 0) known[choices] = bodies_for(all, operation, choices);
    std::vector<Json> bases;
    const Home& home = all.home(operation);
    if (home.draft.body) bases.push_back(*home.draft.body);
    for (const auto& [ignored, body] : known[choices]) bases.push_back(body);
    DerivedPair derived = derive_pair(pair, *schema, bases, *all.maker);
    auto sent = [&](const Json& instance) {
      std::vector<std::vector<Draft>> ways;
      auto add = [&](const Home& way) {
        Draft draft = way.draft;
        draft.body = instance;
        ways.push_back(way.with(draft));
      };
      add(home);
      for (const auto& [way, ignored] : known[choices]) add(way);
      const auto homes = all.homes.find(operation.id);
      if (homes != all.homes.end())
        for (const Home& way : homes->second) add(way);
      return ways;
    };
    if (takes_form(operation))
      keep_sendable(derived, [&](const Json& instance, bool inside) {
        Draft draft = home.draft;
        draft.body = instance;
        return sendable_form(cases, pair, draft, inside);
      });
    add_pair(cases, operation, "body", derived, takes_form(operation), sent);
  }
}

void derive_parameters(Cases& cases, const contract::Operation& operation) {
  const Operations& all = cases.operations;
  const contract::Behaviour& behaviour = *all.behaviour;
  for (const contract::Parameter& parameter : operation.parameters) {
    if (parameter.schema_node == nullptr) continue;
    const Json& schema = *parameter.schema_node;
    const Home& home = all.home(operation);
    for (const Pair& pair : pairs_of(schema, *behaviour.api->documents, behaviour.api->dialect)) {
      DerivedPair derived = derive_pair(pair, schema, {}, *all.maker);
      if (pair.path.empty() && pair.keyword == "minLength" && schema.value("minLength", 0) == 1)
        derived.probes.push_back({false, "", {Json("")}});
      for (Probe& probe : derived.probes)  // what worked before comes first
        if (const auto* usual = value_of(home.draft, parameter);
            usual != nullptr && probe.inside && pair.keyword == "type" && probe.group == "string")
          probe.instances.insert(probe.instances.begin(), Json(*usual));
      auto draft_of = [&](const Json& instance) -> std::optional<Draft> {
        const auto text = text_of(parameter, instance);
        if (!text) return std::nullopt;
        return with_parameter(home.draft, parameter, *text);
      };
      keep_sendable(derived, [&](const Json& instance, bool inside) {
        const auto draft = draft_of(instance);
        return draft && sendable_parameter(cases, parameter, pair, *draft, inside);
      });
      add_pair(cases, operation, fmt::format("{} {}", parameter.in, parameter.name), derived, true,
               [&](const Json& instance) {
                 std::vector<std::vector<Draft>> ways;
                 if (const auto draft = draft_of(instance)) ways.push_back(home.with(*draft));
                 return ways;
               });
    }
    if (parameter.required && parameter.in != "path") {
      Draft draft = home.draft;
      draft.query.erase(parameter.name);
      draft.headers.erase(parameter.name);
      draft.cookies.erase(parameter.name);
      cases.add(fmt::format("{}: without {} {}", operation.id, parameter.in, parameter.name),
                home.with(draft));
    }
  }
}

}  // namespace suite::derive_detail
