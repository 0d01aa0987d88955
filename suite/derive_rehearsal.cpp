#include "suite/derive_rehearsal.h"

#include <algorithm>

#include "contract/uri.h"
#include "suite/other_documents.h"

namespace suite::derive_detail {

namespace {

constexpr std::size_t longest_expectation = 2000;  // bytes of JSON
constexpr int other_number = 987001;               // stands in for `$sequence`

Json without_sequence(const Json& value) {
  if (value == Json("$sequence")) return other_number;
  Json copy = value;
  if (copy.is_structured())
    for (auto& each : copy) each = without_sequence(each);
  return copy;
}

bool is_prose(const Json& value) {
  return value.is_string() && value.get_ref<const std::string&>().find(' ') != std::string::npos;
}

// What both have; wording and what differs may be anything.
Json common(const Json& a, const Json& b) {
  if (a.type() != b.type() || is_prose(a)) return "$any";
  if (a.is_array() && a.size() == b.size()) {
    Json list = Json::array();
    for (std::size_t i = 0; i < a.size(); ++i) list.push_back(common(a[i], b[i]));
    return list;
  }
  if (a.is_object()) {
    Json object = Json::object();
    for (const auto& member : a.items())
      if (b.contains(member.key())) {
        const bool plain = member.key().find('$') == std::string::npos;
        if (plain) object[member.key()] = common(member.value(), b[member.key()]);
      }
    return object;
  }
  if (a != b) return "$any";
  if (a.is_string() && a.get_ref<const std::string&>().find('$') != std::string::npos)
    return "$any";
  return a;
}

}  // namespace

Texts::Texts(const contract::Behaviour& behaviour)
    : behaviour_(behaviour.document->name()), contract_(behaviour.api->document->name()) {
  for (const auto& [uri, document] : documents_of(*behaviour.api)) {
    put(document->name(), document->root());
    if (contract::is_remote(uri)) map_.emplace_back(uri, document->name());
  }
  put(behaviour_, behaviour.document->root());
}

void Texts::put(const std::string& name, const Json& tree) { texts_[name] = tree.dump(); }

contract::Loaded<contract::BehaviourPtr> Texts::load() const {
  const contract::ReadFile read = [&](const std::string& path) -> contract::Result<std::string> {
    const auto found = texts_.find(path);
    return found != texts_.end() ? found->second : contract::read_file(path);
  };
  return behaviour_ == contract_ ? contract::load_contract(behaviour_, read, map_)
                                 : contract::load_behaviour(behaviour_, read, map_);
}

Rehearsal::Rehearsal(contract::BehaviourPtr behaviour, contract::BehaviourPtr other)
    : behaviour_(std::move(behaviour)),
      first_("first", behaviour_, std::make_shared<mock::Source>(1, "2026-01-02T03:04:05.678Z"),
             {mock::SelfCheck::off, {}}),
      second_("second", std::move(other),
              std::make_shared<mock::Source>(2, "2027-06-07T08:09:10.111Z"),
              {mock::SelfCheck::off, {}}) {}

contract::Loaded<std::unique_ptr<Rehearsal>> Rehearsal::make(contract::BehaviourPtr behaviour) {
  Texts texts(*behaviour);
  texts.put(behaviour->document->name(), without_sequence(behaviour->document->root()));
  auto other = texts.load();
  if (!other) other = behaviour;  // a number that must be made: ids of both may then be the same
  return std::unique_ptr<Rehearsal>(new Rehearsal(std::move(behaviour), std::move(*other)));
}

contract::Response Rehearsal::send(mock::Responder& responder, const Draft& draft, bool& failed) {
  const contract::Request request = to_request(*behaviour_, draft);
  const auto route = responder.router().find(request.method, request.path());
  if (const auto* found = std::get_if<contract::Route>(&route)) {
    auto answer = responder.respond(request, *found);
    failed =
        answer.outcome == contract::Outcome::failed || answer.outcome == contract::Outcome::partial;
    return answer.response;
  }
  failed = true;
  const auto& allow = std::get<contract::NoRoute>(route).allow;
  const auto reason =
      allow.empty() ? contract::Reason::not_found : contract::Reason::method_not_allowed;
  return responder.refuse(reason, request, allow).response;
}

std::vector<Reply> Rehearsal::play(const std::vector<Draft>& drafts) {
  first_.store().clear();
  second_.store().clear();
  std::vector<Reply> replies;
  for (const Draft& draft : drafts) {
    bool failed = false;
    const auto one = send(first_, draft, failed);
    const auto two = send(second_, draft, failed);
    Reply reply{one.status, one.status / 100 == 2 && !failed, Json(Json::value_t::discarded), {}};
    reply.body = Json::parse(one.body, nullptr, false);
    const Json other = Json::parse(two.body, nullptr, false);
    if (one.body.size() <= longest_expectation && !reply.body.is_discarded() &&
        !other.is_discarded() && one.status == two.status)
      reply.expected = common(reply.body, other);
    replies.push_back(std::move(reply));
  }
  return replies;
}

bool Rehearsal::accepts(const std::vector<Draft>& drafts) {
  first_.store().clear();
  bool accepted = true;
  for (const Draft& draft : drafts) {
    bool failed = false;
    const int status = send(first_, draft, failed).status;
    accepted = status / 100 == 2 && !failed;
  }
  return accepted;
}

}  // namespace suite::derive_detail
