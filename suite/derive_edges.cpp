// Cases around the schemas: credentials, media types, bodies that are none, members nobody knows.
#include <fmt/format.h>

#include "suite/derive_cases.h"

namespace suite::derive_detail {

namespace {

// The header or query parameter a scheme travels in; "" for what we cannot leave out.
std::string header_of(const contract::Behaviour& behaviour, const std::string& scheme) {
  const auto found = behaviour.api->security_schemes.find(scheme);
  if (found == behaviour.api->security_schemes.end()) return "";
  if (found->second.type != "apiKey") return "Authorization";
  return found->second.in == "header" ? found->second.parameter : "";
}

void without_credentials(Cases& cases, const contract::Operation& operation, const Home& home) {
  if (operation.security.empty()) return;
  for (const auto& requirement : operation.security)
    if (requirement.empty()) return;  // optional
  Draft draft = home.draft;
  draft.credentials = false;
  cases.add(operation.id + ": without credentials", home.with(draft));
  for (const std::string& scheme : operation.security.front()) {
    const std::string header = header_of(*cases.operations.behaviour, scheme);
    if (header.empty() || operation.security.front().size() < 2) continue;
    Draft one = home.draft;
    one.without.push_back(header);
    cases.add(fmt::format("{}: without the credentials of {}", operation.id, scheme),
              home.with(one));
  }
}

void odd_bodies(Cases& cases, const contract::Operation& operation, const Home& home) {
  const std::string text = to_request(*cases.operations.behaviour, home.draft).body;
  auto add = [&](const char* what, const std::string& body, const char* type) {
    Draft draft = home.draft;
    draft.body.reset();
    draft.text = body;
    if (type != nullptr) draft.content_type = type;
    cases.add(fmt::format("{}: {}", operation.id, what), home.with(draft));
  };
  add("a body of another media type", text.empty() ? "text" : text, "application/x-unknown");
  if (!takes_form(operation)) {
    add("a body that is cut short", text.size() > 1 ? text.substr(0, text.size() - 1) : "{",
        nullptr);
    add("a body that names a member twice", R"({"a":1,"a":2})", nullptr);
  }
  if (!operation.request_body->required) return;
  Draft draft = home.draft;
  draft.body.reset();
  cases.add(operation.id + ": without a body", home.with(draft));
}

// One member more than the schema names, in every object it describes.
void unknown_members(Cases& cases, const contract::Operation& operation, const Home& home) {
  const Json* schema = body_schema(operation);
  if (schema == nullptr || takes_form(operation)) return;
  const Operations& all = cases.operations;
  const contract::Behaviour& behaviour = *all.behaviour;
  std::set<std::string> seen;
  for (const Pair& pair : pairs_of(*schema, *behaviour.api->documents, behaviour.api->dialect)) {
    if (pair.keyword != "type" || (*pair.node)["type"] != Json("object")) continue;
    if (pair.node->contains("additionalProperties") || !seen.insert(pair.instance()).second)
      continue;
    Draft draft = home.draft;
    if (!draft.body) draft.body = Json::object();
    Json wanted{{"understudyExtra", "text"}};
    if (const auto shape = all.maker->shape_of(*pair.node, pair.choices()))
      if (auto made = all.maker->make_typed(*shape, "object", Size::smallest, pair.choices())) {
        (*made)["understudyExtra"] = "text";
        wanted = std::move(*made);
      }
    if (pair.path.empty()) {
      (*draft.body)["understudyExtra"] = "text";
    } else if (!place(*draft.body, *schema, pair, wanted, *all.maker)) {
      continue;
    }
    if (!all.maker->judges().accepts(*schema, *draft.body)) continue;
    cases.add(
        fmt::format("{}: body {} has a member that nobody knows", operation.id, pair.pointer()),
        home.with(draft));
  }
}

}  // namespace

void derive_edges(Cases& cases, const contract::Operation& operation) {
  const Home& home = cases.operations.home(operation);
  cases.add(operation.id + ": a plain request", home.with(home.draft));
  without_credentials(cases, operation, home);
  if (!operation.request_body) return;
  odd_bodies(cases, operation, home);
  unknown_members(cases, operation, home);
}

}  // namespace suite::derive_detail
