// The list of equivalents, and what `--mutate` says.
#include <fmt/format.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "suite/mutate.h"

namespace suite {

using contract::Json;

contract::Loaded<std::vector<EquivalentMutant>> load_equivalents(
    const contract::Document& document) {
  std::vector<EquivalentMutant> list;
  contract::Errors errors;
  std::set<std::string> seen;
  const Json& root = document.root();
  if (!root.is_array())
    return tl::unexpected(contract::Errors{
        {"invalid-equivalents", "expected a list of {mutant, because}", document.locate(root)}});
  for (const Json& entry : root) {
    const contract::Location where = document.locate(entry);
    const bool shaped = entry.is_object() && entry.size() == 2 && entry.contains("mutant") &&
                        entry.contains("because") && entry["mutant"].is_string() &&
                        entry["because"].is_string();
    if (!shaped) {
      errors.push_back({"invalid-equivalents",
                        "expected {mutant: its name as `--mutate` prints it, because: a sentence}",
                        where});
      continue;
    }
    const auto id = entry["mutant"].get<std::string>();
    if (!seen.insert(id).second)
      errors.push_back({"invalid-equivalents", "`" + id + "` is listed twice", where});
    list.push_back({id, entry["because"].get<std::string>(), where});
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  return list;
}

std::string_view to_string(MutantResult::Fate fate) {
  constexpr std::array<std::string_view, 4> words{"killed", "survived", "invalid", "equivalent"};
  return words.at(static_cast<std::size_t>(fate));
}

std::string mutation_text(const MutationReport& report) {
  using Fate = MutantResult::Fate;
  std::string text = fmt::format(
      "{}: {} mutants, {} killed, {} survived, {} equivalent, {} invalid; {} cases, {:.1f} s\n",
      report.api, report.mutants.size() - report.count(Fate::invalid), report.count(Fate::killed),
      report.count(Fate::survived), report.count(Fate::equivalent), report.count(Fate::invalid),
      report.cases, static_cast<double>(report.took.count()) / 1000.0);
  if (report.untried > 0)
    text += fmt::format("  interrupted: {} more were not tried\n", report.untried);
  for (const MutantResult& each : report.mutants)
    if (each.fate == Fate::survived)
      text +=
          fmt::format("  survived: {}: {}\n            {}\n",
                      contract::to_string(each.mutant.where), each.mutant.what, each.mutant.id());
  for (const contract::Error& error : report.equivalents_wrong)
    text += fmt::format("  {}\n", contract::to_string(error));
  for (const std::string& name : report.unusable)
    text += fmt::format("  not used, because it fails without any mutant: {}\n", name);
  return text;
}

Json mutation_json(const MutationReport& report) {
  using Fate = MutantResult::Fate;
  Json mutants = Json::array();
  for (const MutantResult& each : report.mutants)
    mutants.push_back({{"mutant", each.mutant.id()},
                       {"operator", each.mutant.op},
                       {"change", each.mutant.what},
                       {"file", each.mutant.where.file},
                       {"line", each.mutant.where.line},
                       {"fate", to_string(each.fate)},
                       {"detail", each.detail}});
  return {{"api", report.api},
          {"verdict", report.well() ? "pass" : "fail"},
          {"counts",
           {{"mutants", report.mutants.size() - report.count(Fate::invalid)},
            {"killed", report.count(Fate::killed)},
            {"survived", report.count(Fate::survived)},
            {"equivalent", report.count(Fate::equivalent)},
            {"invalid", report.count(Fate::invalid)},
            {"untried", report.untried},
            {"cases", report.cases}}},
          {"mutants", std::move(mutants)},
          {"unusable", report.unusable}};
}

}  // namespace suite
