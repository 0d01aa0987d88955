#include "suite/derive_cases.h"

#include <fmt/format.h>

#include <algorithm>

namespace suite::derive_detail {

namespace {

contract::Evidence evidence_of(const Operations& operations, const Draft& draft,
                               const Reply& reply) {
  const auto* plans = operations.behaviour->plans(draft.operation->id);
  if (plans == nullptr) return contract::Evidence::documented;  // the contract alone
  for (const contract::Plan& plan : *plans)
    for (const auto& entry : plan.respond)
      if (const int* status = std::get_if<int>(&entry->status); status && *status == reply.status)
        return entry->evidence;
  return contract::Evidence::assumed;
}

Json expectation(const Reply& reply) {
  Json then{{"status", reply.status}};
  if (!reply.expected.is_discarded() && !reply.expected.is_null() && reply.expected != Json("$any"))
    then["contains"] = reply.expected;
  return then;
}

// The first request that the declaration treats as the contract does; else the first there is.
std::vector<Draft> choose(Cases& cases, const Probe& probe, const Sent& sent) {
  std::vector<Draft> first;
  for (const Json& instance : probe.instances)
    for (auto& drafts : sent(instance)) {
      if (cases.operations.rehearsal->accepts(drafts) == probe.inside) return drafts;
      if (first.empty()) first = std::move(drafts);
    }
  return first;
}

// A form is an object, a text is a string, a name is one too: no request can say otherwise.
bool is_unbreakable(const Pair& pair, bool as_text) {
  const Json& value = (*pair.node)[pair.keyword];
  if (pair.keyword == "propertyNames")
    return value.is_object() && value.size() == 1 && value.value("type", Json()) == "string";
  if (!as_text || pair.keyword != "type") return false;
  const auto allows = [&](const char* type) {
    return value == type ||
           (value.is_array() && std::find(value.begin(), value.end(), type) != value.end());
  };
  return allows("string") || (pair.path.empty() && allows("object"));
}

}  // namespace

Reply Cases::add(const std::string& name, const std::vector<Draft>& drafts) {
  const auto replies = operations.rehearsal->play(drafts);
  std::string unique = name;
  for (int i = 2; !names.insert(unique).second; ++i) unique = fmt::format("{} ({})", name, i);
  Json head{
      {"case", unique},
      {"evidence", contract::to_string(evidence_of(operations, drafts.back(), replies.back()))}};
  std::vector<Json> steps;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Json step = to_step(drafts[i]);
    step["then"] = expectation(replies[i]);
    steps.push_back(std::move(step));
  }
  list.emplace_back(std::move(head), std::move(steps));
  ++derivation.cases;
  return replies.back();
}

void add_pair(Cases& cases, const contract::Operation& operation, const std::string& part,
              const DerivedPair& derived, bool as_text, const Sent& sent) {
  const Pair& pair = derived.pair;
  const std::string at = pair.pointer();
  const std::string title =
      fmt::format("{}: {}{}{} {}", operation.id, part, at.empty() ? "" : " ", at, pair.keyword);
  std::size_t made = 0;
  for (const Probe& probe : derived.probes) {
    const std::vector<Draft> chosen = choose(cases, probe, sent);
    if (chosen.empty()) continue;
    const std::string name =
        fmt::format("{}, just {}{}{}", title, probe.inside ? "inside" : "outside",
                    probe.group.empty() ? "" : ": ", probe.group);
    const Reply reply = cases.add(name, chosen);
    if (reply.accepted != probe.inside)
      cases.derivation.remarks.push_back(fmt::format("{}: the declaration {} it with status {}",
                                                     name, reply.accepted ? "accepts" : "refuses",
                                                     reply.status));
    ++made;
  }
  auto& list = derived.reason && is_unbreakable(pair, as_text) ? cases.derivation.unbreakable
                                                               : cases.derivation.coverage;
  list.push_back({operation.id, part, at, pair.keyword,
                  derived.reason ? std::string(to_string(*derived.reason)) : "", made, pair.where});
}

}  // namespace suite::derive_detail
