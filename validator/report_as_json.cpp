#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "validator/report_formats.h"
#include "validator/report_json_write.h"
#include "validator/report_keys_json.h"

namespace validator {

namespace {

using contract::Json;

Json counts_of(const Counts& counts) {
  return {{"exchanges", counts.exchanges},
          {"judged", counts.judged},
          {"outOfScope", counts.out_of_scope},
          {"unanswered", counts.unanswered},
          {"broken", counts.broken},
          {"violations", counts.violations},
          {"notes", counts.notes},
          {"problems", counts.problems}};
}

Json file_of(const CaptureFile& file) {
  Json object = {{"name", file.name}};
  put_text(object, "format", file.format);
  object["entries"] = file.entries;
  object["shards"] = file.shards;
  object["of"] = file.of;
  return object;
}

std::string file_name_of(const Report& report, std::size_t file) {
  return file < report.files.size() ? report.files[file].name : "";
}

Json source_of(const Report& report, std::size_t file, std::uint64_t entry) {
  Json source = {{"file", file_name_of(report, file)}};
  source["entry"] = entry;
  return source;
}

Json request_of(const Finding& finding) {
  Json request = Json::object();
  put_text(request, "method", finding.method);
  put_text(request, "target", finding.target);
  return request;
}

Json finding_of(const Report& report, const Finding& finding) {
  const contract::Violation& violation = finding.violation;
  Json object = {{"source", source_of(report, finding.file, finding.entry)}};
  put_text(object, "api", finding.api);
  put_text(object, "operation", violation.operation);
  if (Json request = request_of(finding); !request.empty()) object["request"] = std::move(request);
  if (finding.status != 0) object["status"] = finding.status;
  object["rule"] = contract::code(violation.rule);
  object["part"] = contract::to_string(violation.part);
  put_text(object, "in", violation.in);
  put_text(object, "name", violation.name);
  object["pointer"] = violation.pointer;
  put_text(object, "keyword", violation.keyword);
  put_text(object, "property", violation.property);
  put_text(object, "expected", violation.expected);
  put_text(object, "found", violation.found);
  object["message"] = violation.message;
  if (violation.item) object["item"] = *violation.item;
  put_location(object, "contract", violation.contract);
  if (violation.evidence) object["evidence"] = contract::to_string(*violation.evidence);
  return object;
}

Json group_of(const GroupKey& key, const Group& group) {
  Json object = Json::object();
  put_text(object, "api", key.api);
  put_text(object, "operation", key.operation);
  object["rule"] = contract::code(key.rule);
  object["note"] = key.note;
  object["count"] = group.count;
  object["listed"] = group.findings.size();
  return object;
}

Json coverage_of(const CoverageKey& key, const Coverage& row) {
  Json object = Json::object();
  put_text(object, "api", key.api);
  object["operation"] = key.operation;
  put_text(object, "method", row.method);
  put_text(object, "path", row.path);
  object["status"] = key.status;
  put_text(object, "mediaType", key.media_type);
  object["documented"] = row.documented;
  object["seen"] = row.seen;
  return object;
}

Json problem_of(const Report& report, const Problem& problem) {
  Json object = {{"kind", to_string(problem.kind)}};
  object["source"] = source_of(report, problem.file, problem.entry);
  object["offset"] = problem.offset;
  object["message"] = problem.message;
  return object;
}

// `text` is an object with members; its last character is the brace.
std::string with_keys(std::string text, const Report& report) {
  if (report.keys.empty()) return text;
  text.resize(text.size() - 2);
  std::string_view separator = ",\n \"keys\": [\n  ";
  for (const Keyed& keyed : report.keys) {
    text += separator;
    text += json_line(keyed, file_name_of(report, keyed.file));
    separator = ",\n  ";
  }
  return text + "\n ]\n}";
}

}  // namespace

std::string json_report(const Report& report) {
  Json text = {{"verdict", to_string(verdict(report))}, {"strict", report.strict}};
  text["interrupted"] = report.interrupted;
  text["maxListed"] = report.max_listed;
  text["counts"] = counts_of(report.counts);
  for (const char* list : {"files", "groups", "violations", "notes", "coverage", "problems"})
    text[list] = Json::array();
  for (const CaptureFile& file : report.files) text["files"].push_back(file_of(file));
  for (const auto& [key, group] : report.groups) {
    text["groups"].push_back(group_of(key, group));
    for (const Finding& finding : group.findings)
      text[key.note ? "notes" : "violations"].push_back(finding_of(report, finding));
  }
  for (const auto& [key, row] : report.coverage) text["coverage"].push_back(coverage_of(key, row));
  for (const Problem& problem : report.problems)
    text["problems"].push_back(problem_of(report, problem));
  if (report.keys_end)
    text["keysEnd"] = source_of(report, report.keys_end->file, report.keys_end->entry);
  return with_keys(text.dump(1, ' ', false, Json::error_handler_t::replace), report) + '\n';
}

}  // namespace validator
