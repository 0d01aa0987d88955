#include "suite/derive.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "suite/derive_cases.h"

namespace suite {

namespace derive_detail {
namespace {

std::vector<const Json*> roots_of(const contract::OpenApi& api) {
  std::vector<const Json*> roots;
  for (const contract::Operation& operation : api.operations) {
    if (const Json* schema = body_schema(operation)) roots.push_back(schema);
    for (const contract::Parameter& parameter : operation.parameters)
      if (parameter.schema_node != nullptr) roots.push_back(parameter.schema_node);
  }
  return roots;
}

// Block style for what people read first, flow style (which is JSON) for the steps.
std::string suite_text(const std::string& api, const Cases& cases, std::uint64_t seed) {
  std::string text = fmt::format(
      "# Made by `understudy test --derive {} --seed {}`; edits are lost when it is made again.\n"
      "suite: {}\napi: {}\ndefaults: {{credentials: sample}}\ncases:\n",
      api, seed, Json("derived from the contract and the behaviour of " + api).dump(),
      Json(api).dump());
  for (const auto& [head, steps] : cases.list) {
    text += fmt::format("  - case: {}\n    evidence: {}\n    steps:\n", head["case"].dump(),
                        head["evidence"].get<std::string>());
    for (const Json& step : steps) text += fmt::format("      - {}\n", step.dump());
  }
  return text;
}

}  // namespace
}  // namespace derive_detail

using derive_detail::Cases;
using derive_detail::Json;

contract::Loaded<Derivation> derive(const std::string& api, contract::BehaviourPtr behaviour,
                                    std::uint64_t seed) {
  const contract::OpenApi& contract = *behaviour->api;
  auto judges = derive_detail::Judges::compile(contract, derive_detail::roots_of(contract));
  if (!judges) return tl::unexpected(judges.error());
  const derive_detail::Maker maker(*contract.documents, contract.dialect, *judges, seed);
  auto rehearsal = derive_detail::Rehearsal::make(behaviour);
  if (!rehearsal) return tl::unexpected(rehearsal.error());
  derive_detail::Operations operations{behaviour.get(), rehearsal->get(), &maker, {}, {}};
  find_homes(operations);
  Cases cases{operations, {}, {}, {}};
  for (const contract::Operation& operation : contract.operations) {
    derive_edges(cases, operation);
    derive_parameters(cases, operation);
    derive_bodies(cases, operation);
    derive_batches(cases, operation);
  }
  cases.derivation.text = derive_detail::suite_text(api, cases, seed);
  return std::move(cases.derivation);
}

std::size_t count_underivable(const Derivation& derivation) {
  return static_cast<std::size_t>(
      std::count_if(derivation.coverage.begin(), derivation.coverage.end(),
                    [](const DerivedCoverage& pair) { return !pair.reason.empty(); }));
}

std::string coverage_text(const std::string& api, const Derivation& derivation) {
  const std::size_t total = derivation.coverage.size();
  const std::size_t without = count_underivable(derivation);
  std::string text = fmt::format(
      "{}: {} of {} keyword/pointer pairs derived ({} underivable, {:.1f} %), {} cases\n", api,
      total - without, total, without,
      total == 0 ? 0.0 : 100.0 * static_cast<double>(without) / static_cast<double>(total),
      derivation.cases);
  std::map<std::string, std::vector<const DerivedCoverage*>> by_reason;
  for (const DerivedCoverage& pair : derivation.coverage)
    if (!pair.reason.empty()) by_reason[pair.reason].push_back(&pair);
  for (const auto& [reason, pairs] : by_reason) {
    text += fmt::format("  {}:\n", reason);
    for (const DerivedCoverage* pair : pairs)
      text += fmt::format("    {} {}{}{} {} ({})\n", pair->operation, pair->part,
                          pair->pointer.empty() ? "" : " ", pair->pointer, pair->keyword,
                          contract::to_string(pair->where));
  }
  for (const DerivedCoverage& each : derivation.unbreakable)
    text += fmt::format("  no pair, no request can break it ({}): {} {}{}{} {} ({})\n", each.reason,
                        each.operation, each.part, each.pointer.empty() ? "" : " ", each.pointer,
                        each.keyword, contract::to_string(each.where));
  for (const std::string& remark : derivation.remarks) text += fmt::format("  note: {}\n", remark);
  return text;
}

contract::Json coverage_json(const std::string& api, const Derivation& derivation) {
  const auto rows = [](const std::vector<DerivedCoverage>& list, const char* reason) {
    Json pairs = Json::array();
    for (const DerivedCoverage& pair : list) {
      Json row{{"operation", pair.operation}, {"part", pair.part},   {"pointer", pair.pointer},
               {"keyword", pair.keyword},     {"cases", pair.cases}, {"file", pair.where.file},
               {"line", pair.where.line}};
      if (!pair.reason.empty()) row[reason] = pair.reason;
      pairs.push_back(std::move(row));
    }
    return pairs;
  };
  return {{"api", api},
          {"pairs", derivation.coverage.size()},
          {"underivable", count_underivable(derivation)},
          {"cases", derivation.cases},
          {"coverage", rows(derivation.coverage, "underivable")},
          {"unbreakable", rows(derivation.unbreakable, "because")},
          {"notes", derivation.remarks}};
}

}  // namespace suite
