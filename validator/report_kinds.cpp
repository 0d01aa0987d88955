#include "validator/report_kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "validator/report_text.h"
#include "validator/text.h"

namespace validator {

namespace {

constexpr std::size_t entries_named = 5;

// "/items/3/id" as "/items/*/id".
std::string general_pointer(std::string_view pointer) {
  std::string out;
  for (const std::string_view token : split(pointer, {"/"})) {
    const bool number = !token.empty() && std::all_of(token.begin(), token.end(), is_digit);
    if (!out.empty() || token.data() != pointer.data()) out += '/';
    out += number ? std::string_view("*") : token;
  }
  return out;
}

bool same_exchange(const Finding& a, const Finding& b) {
  return a.file == b.file && a.entry == b.entry;
}

// "entries 18, 19, 25, …" of the exchanges behind the first one, and how many they are.
std::pair<std::string, std::size_t> others_of(const Report& report, const Kind& kind) {
  std::string names;
  std::size_t number = 0;
  const Finding* previous = &kind.first();
  for (const Finding* finding : kind.findings) {
    if (same_exchange(*finding, *previous)) continue;
    if (++number <= entries_named) {
      names += number > 1 ? ", " : "";
      if (finding->file != previous->file) names += file_name(report, finding->file) + ' ';
      names += std::to_string(finding->entry);
    }
    previous = finding;
  }
  if (number > entries_named) names += ", …";
  return {(number == 1 ? "entry " : "entries ") + names, number};
}

}  // namespace

std::string identity_of(const Finding& finding) {
  const contract::Violation& violation = finding.violation;
  std::string out;
  for (const std::string_view part :
       {std::string_view(finding.api), std::string_view(violation.operation),
        contract::code(violation.rule), contract::to_string(violation.part),
        std::string_view(violation.in), std::string_view(violation.name),
        std::string_view(violation.keyword), std::string_view(violation.property)})
    out.append(part) += '\n';
  if (violation.in == "status") out += std::to_string(finding.status) + '\n';
  return out + general_pointer(violation.pointer);
}

std::vector<Kind> kinds_of(const Group& group) {
  std::vector<Kind> kinds;
  std::map<std::string, std::size_t> places;
  for (const Finding& finding : group.findings) {
    // Two keywords of one name at one place (of two branches) are told apart by their line.
    const std::string identity =
        identity_of(finding) + '\n' + contract::to_string(finding.violation.contract);
    const auto [place, fresh] = places.emplace(identity, kinds.size());
    if (fresh) kinds.emplace_back();
    kinds[place->second].findings.push_back(&finding);
  }
  return kinds;
}

std::string place_of(const contract::Violation& violation) {
  const std::string_view part = contract::to_string(violation.part);
  if (violation.in == "body")
    return fmt::format("{} body{}{}", part, violation.pointer.empty() ? "" : " ",
                       one_line(violation.pointer));
  if (violation.in == "status") return "status";
  if (violation.in == "security") return "credentials " + one_line(violation.name);
  if (violation.in == "header" && violation.part == contract::Part::response)
    return "response header " + one_line(violation.name);
  if (violation.in.empty()) return std::string(part);
  return fmt::format("{}{}{}{}{}", violation.in, violation.name.empty() ? "" : " parameter ",
                     one_line(violation.name), violation.pointer.empty() ? "" : " ",
                     one_line(violation.pointer));
}

std::string file_name(const Report& report, std::size_t file) {
  return file < report.files.size() ? one_line(report.files[file].name) : std::string();
}

std::string exchange_of(const Report& report, const Finding& finding) {
  std::string out = fmt::format("{}, entry {}", file_name(report, finding.file), finding.entry);
  if (!finding.method.empty())
    out += fmt::format(": {} {}", one_line(finding.method), one_line(finding.target));
  if (finding.status > 0) out += fmt::format(" → {}", finding.status);
  if (finding.violation.item) out += fmt::format(", item {}", *finding.violation.item);
  return out;
}

std::string difference_of(const contract::Violation& violation) {
  std::string out;
  if (!violation.expected.empty()) out = "expected " + one_line(violation.expected);
  if (!violation.found.empty())
    out += (out.empty() ? "found " : ", found ") + one_line(violation.found);
  return out;
}

std::string repeats_of(const Report& report, const Kind& kind) {
  const auto here = static_cast<std::size_t>(
      std::count_if(kind.findings.begin(), kind.findings.end(),
                    [&](const Finding* each) { return same_exchange(*each, kind.first()); }));
  const auto [names, others] = others_of(report, kind);
  std::string out;
  if (here > 1) out = count_of(here - 1, "more place", "more places") + " of this exchange";
  if (here > 1 && kind.first().violation.item)
    out = count_of(here - 1, "more item", "more items") + " of this exchange";
  if (others > 0)
    out += fmt::format("{}{} ({})", out.empty() ? "" : " and ",
                       count_of(others, "more exchange", "more exchanges"), names);
  if (out.empty()) return out;
  return out + (here - 1 + others == 1 ? " has this error" : " have this error");
}

std::string reason_of(const contract::Violation& violation) {
  std::string out;
  if (!violation.contract.file.empty())
    out = "asked for at " + one_line(contract::to_string(violation.contract));
  if (violation.evidence)
    out += fmt::format("{}(evidence: {})", out.empty() ? "" : " ",
                       contract::to_string(*violation.evidence));
  return out;
}

std::vector<std::string> lines_of(const Report& report, const Kind& kind) {
  const Finding& finding = kind.first();
  std::vector<std::string> lines{difference_of(finding.violation), exchange_of(report, finding),
                                 reason_of(finding.violation), repeats_of(report, kind)};
  std::erase(lines, "");
  return lines;
}

std::string operation_of(const GroupKey& key) {
  std::string out =
      key.operation.empty() ? "requests that no operation is for" : one_line(key.operation);
  if (!key.api.empty()) out += " (" + one_line(key.api) + ')';
  return out;
}

std::string keys_end_of(const Report& report) {
  if (!report.keys_end) return {};
  return fmt::format("the rules about keys stopped at {}, entry {}, for want of memory",
                     file_name(report, report.keys_end->file), report.keys_end->entry);
}

std::string unlisted_of(const Group& group) {
  if (group.count <= group.findings.size()) return {};
  const std::uint64_t more = group.count - group.findings.size();
  return fmt::format("{} more {} counted and not listed", grouped(more), more == 1 ? "is" : "are");
}

}  // namespace validator
