// Exchanges that nobody can account for, and what they may have changed all the same.
#include "validator/accounting_hash.h"
#include "validator/accounting_parts.h"

namespace validator {

std::optional<KeyFacts> unanswered(const contract::Behaviour& behaviour,
                                   const contract::Route& route, const contract::Request& request,
                                   const contract::JsonLimits& limits) {
  const contract::Response lost{0, {}, {}};
  Judged judged{behaviour, route, request, lost, {}, {}, nullptr};
  JudgeOptions options;
  options.json = limits;
  check_request_of(judged, options);
  const auto* batch = judged.plan ? std::get_if<contract::Batch>(&judged.plan->does) : nullptr;
  if (!batch) return judged.plan ? std::nullopt : forget_all(behaviour, request);
  const auto items = contract::items_of(*batch, judged.facts);
  if (!items) return std::nullopt;
  return accounting::keys_of(judged, *batch, items->views, nullptr);
}

std::optional<KeyFacts> forget_all(const contract::Behaviour& behaviour,
                                   const contract::Request& request) {
  for (const char* safe : {"GET", "HEAD", "OPTIONS", "TRACE"})
    if (request.method == safe) return std::nullopt;
  if (behaviour.operations.empty()) return std::nullopt;
  KeyFacts facts;
  facts.api = accounting::api_hash(behaviour);
  facts.forgets_api = true;
  return facts;
}

}  // namespace validator
